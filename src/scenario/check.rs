//! Everything that is wrong, or smells, with a scenario beside its persona and company: all at once, each with its place.

use std::collections::BTreeSet;

use super::upgrade::is_sentence;
use super::{Company, FactValue, Persona, Reaction, Scenario, cents, reached};
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean, line_of};
use crate::ids::{ActId, FactId, LineId};

/// A file and its text, so that faults can be located.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its name, as the author would say it.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Source<'_> {
    /// The line on which a name first stands in quotes; none for an empty name.
    pub fn line_of(&self, name: &str) -> Option<u32> {
        if name.is_empty() { None } else { line_of(self.text, &format!("\"{name}\"")) }
    }
}

/// Checks a scenario. `acts` are those the lexicons declare.
pub fn check(
    source: Source<'_>,
    scenario: &Scenario,
    persona: &Persona,
    company: &Company,
    acts: &BTreeSet<ActId>,
) -> Vec<Diagnostic> {
    let mut check = Check { source, scenario, persona, company, acts, found: Vec::new() };
    check.counts();
    check.unique();
    check.slots();
    check.lines();
    check.facts();
    check.steps();
    check.goals();
    check.forms();
    check.duties();
    check.smells();
    check.speech();
    check.translations();
    check.found.sort();
    check.found.dedup();
    check.found
}

/// How many names a remedy lists: more than a dozen nobody reads.
const LISTED: usize = 12;

pub(super) struct Check<'a> {
    source: Source<'a>,
    pub(super) scenario: &'a Scenario,
    persona: &'a Persona,
    pub(super) company: &'a Company,
    acts: &'a BTreeSet<ActId>,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn report(&mut self, severity: Severity, code: &'static str, path: String, word: &str, message: String, remedy: String) {
        let line = self.source.line_of(word);
        let place = Place { file: self.source.file.to_owned(), line, column: None, path };
        self.found.push(Diagnostic { place, code, severity, message, remedy });
    }

    pub(super) fn fault(&mut self, code: &'static str, path: String, word: &str, message: String, remedy: String) {
        self.report(Severity::Fault, code, path, word, message, remedy);
    }

    pub(super) fn smell(&mut self, code: &'static str, path: String, word: &str, message: String, remedy: String) {
        self.report(Severity::Smell, code, path, word, message, remedy);
    }

    pub(super) fn unknown(&mut self, code: &'static str, what: &str, path: String, name: &str, known: &[&str]) {
        let remedy = match did_you_mean(name, known.iter().copied()) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None if known.is_empty() => format!("No {what} is declared yet: declare it."),
            None if known.len() > LISTED => {
                format!("Declare it, or use one of those declared: {}, …", known[..LISTED].join(", "))
            }
            None => format!("Declare it, or use one of: {}.", known.join(", ")),
        };
        self.fault(code, path, name, format!("there is no {what} \"{name}\""), remedy);
    }

    fn counts(&mut self) {
        if self.scenario.casts.len() < 3 {
            let message = format!("{} casts: trainees would learn the names by heart", self.scenario.casts.len());
            self.smell("PR250", "casts".into(), "", message, "Write at least three.".into());
        }
        if self.scenario.steps.is_empty() {
            let remedy = "Add at least the step the call begins with.".to_owned();
            self.fault("PR203", "steps".into(), "", "the scenario has no steps".into(), remedy);
        }
        let percent: u32 = self.persona.voice.blend.iter().map(|(_, share)| u32::from(*share)).sum();
        if percent != 100 {
            let message = format!("the voices of persona \"{}\" add up to {percent} percent", self.persona.id);
            self.fault("PR215", "voice.blend".into(), "", message, "Make them add up to 100.".into());
        }
    }

    fn unique(&mut self) {
        let steps: Vec<_> = self.scenario.steps.iter().map(|step| step.id.0.clone()).collect();
        let casts: Vec<_> = self.scenario.casts.iter().map(|cast| cast.id.0.clone()).collect();
        let reactions: Vec<_> = self.all_reactions().iter().map(|(_, reaction)| reaction.id.0.clone()).collect();
        for (what, ids) in [("step", steps), ("cast", casts), ("reaction", reactions)] {
            let mut seen = BTreeSet::new();
            for id in ids {
                if !seen.insert(id.clone()) {
                    let message = format!("two of the {what}s are called \"{id}\"");
                    self.fault("PR212", format!("{what}s"), &id, message, "Give each its own name.".into());
                }
            }
        }
        let own: Vec<_> = self.scenario.lines.keys().filter(|id| self.persona.say.contains_key(id)).cloned().collect();
        for id in own {
            let message = format!("line \"{id}\" is one of persona \"{}\" as well", self.persona.id);
            self.fault("PR216", format!("lines[\"{id}\"]"), &id.0, message, "Rename the scenario's line.".into());
        }
    }

    /// What trainees see stands there in both languages.
    fn translations(&mut self) {
        let scenario = self.scenario;
        let mut texts = vec![("title".to_owned(), &scenario.title), ("brief".to_owned(), &scenario.brief)];
        texts.extend(scenario.facts.iter().map(|(id, topic)| (format!("facts[\"{id}\"].name"), &topic.name)));
        for form in &scenario.forms {
            texts.push((format!("forms[\"{}\"].name", form.id), &form.name));
            texts.extend(
                form.fields.iter().map(|field| (format!("forms[\"{}\"].fields[\"{}\"].name", form.id, field.id), &field.name)),
            );
        }
        for (path, text) in texts {
            let missing = match (text.it.trim().is_empty(), text.en.trim().is_empty()) {
                (false, false) => continue,
                (true, true) => "Italian and English",
                (true, false) => "Italian",
                (false, true) => "English",
            };
            let other = if text.it.trim().is_empty() { &text.en } else { &text.it };
            let message = format!("the text is missing in {missing}");
            self.smell("PR257", path, other, message, "Write it: the window is used in both languages.".into());
        }
    }

    /// Every slot in every text is filled by every cast.
    fn slots(&mut self) {
        let mut texts: Vec<(String, &str)> = Vec::new();
        for (id, line) in &self.scenario.lines {
            texts.extend(line.say.iter().map(|text| (format!("lines[\"{id}\"]"), text.as_str())));
        }
        for (id, line) in &self.persona.say {
            texts.extend(line.say.iter().map(|text| (format!("persona \"{}\", say[\"{id}\"]", self.persona.id), text.as_str())));
        }
        for record in &self.scenario.customers {
            let path = format!("customers[\"{}\"]", record.id);
            texts.push((path.clone(), &record.id.0));
            texts.push((path.clone(), &record.name));
            texts.extend(record.data.iter().map(|(_, value)| (path.clone(), value.as_str())));
            texts.extend(record.history.iter().map(|text| (path.clone(), text.as_str())));
        }
        if let Some(earlier) = &self.scenario.follows {
            texts.extend(earlier.entries.iter().map(|text| ("follows.entries".to_owned(), text.as_str())));
        }
        let forms = self.form_texts();
        texts.extend(forms.iter().map(|(path, text)| (path.clone(), text.as_str())));
        let mut missing = BTreeSet::new();
        for (path, text) in texts {
            for slot in slots_of(text) {
                for cast in self.scenario.casts.iter().filter(|cast| !cast.values.contains_key(slot)) {
                    missing.insert((cast.id.clone(), slot.to_owned(), path.clone()));
                }
            }
        }
        for (cast, slot, path) in missing {
            let message = format!("cast \"{cast}\" has no value for the slot {{{slot}}}");
            let near = self.scenario.casts.iter().find(|c| c.id == cast).map(|c| c.values.keys().map(String::as_str));
            let remedy = match near.and_then(|keys| did_you_mean(&slot, keys)) {
                Some(near) => format!("Add it to the cast's values, or did you mean {{{near}}}?"),
                None => "Add it to the cast's values.".to_owned(),
            };
            self.fault("PR205", path, "", message, remedy);
        }
    }

    fn lines(&mut self) {
        let empty: Vec<_> = (self.scenario.lines.iter().chain(&self.persona.say))
            .filter(|(_, line)| line.say.is_empty() || line.say.iter().any(|text| text.trim().is_empty()))
            .map(|(id, _)| id.clone())
            .collect();
        for id in empty {
            let message = format!("line \"{id}\" has no words, or an empty wording");
            self.fault("PR207", format!("lines[\"{id}\"].say"), &id.0, message, "Write what the customer says.".into());
        }
        let reveals: Vec<_> = (self.scenario.lines.iter())
            .flat_map(|(id, line)| line.reveals.iter().map(move |fact| (format!("lines[\"{id}\"].reveals"), fact.clone())))
            .collect();
        let asks: Vec<_> = (self.scenario.lines.iter())
            .flat_map(|(id, line)| line.asks.iter().map(move |fact| (format!("lines[\"{id}\"].asks"), fact.clone())))
            .collect();
        for (path, fact) in reveals.into_iter().chain(asks) {
            self.fact(path, &fact);
        }
        let lists = &self.persona.lines;
        let purposes = [
            ("not_understood", &lists.not_understood),
            ("silence", &lists.silence),
            ("listening", &lists.listening),
            ("said_already", &lists.said_already),
            ("after_hold", &lists.after_hold),
            ("after_bad_hold", &lists.after_bad_hold),
            ("hang_up", &lists.hang_up),
            ("farewell_content", &lists.farewell_content),
            ("farewell_discontent", &lists.farewell_discontent),
        ];
        for (purpose, list) in purposes.map(|(purpose, list)| (purpose, list.clone())) {
            let path = format!("persona \"{}\", lines.{purpose}", self.persona.id);
            if list.is_empty() {
                let remedy = "Name at least two lines, so that the customer does not repeat themselves.".to_owned();
                self.fault("PR208", path.clone(), "", format!("no line for {purpose}"), remedy);
            }
            for line in &list {
                self.line(path.clone(), line);
            }
        }
    }

    fn facts(&mut self) {
        for (id, topic) in &self.scenario.facts.clone() {
            let path = format!("facts[\"{id}\"]");
            for line in topic.answer.iter().chain(&topic.answer_again) {
                self.line(format!("{path}.answer"), line);
            }
            if let Some(when) = &topic.answer_if {
                self.when(format!("{path}.answer_if"), when);
            }
            if topic.answer.is_some() && topic.asked_by.is_empty() {
                let message = format!("\"{id}\" has an answer and no phrase that asks for it");
                self.smell("PR252", path.clone(), &id.0, message, "Write `asked_by`: how operators would ask.".into());
            }
            if let Some(FactValue::Euro(amount)) = &topic.value
                && slots_of(amount).next().is_none()
                && cents(amount).is_none()
            {
                let message = format!("\"{amount}\" is not an amount in euro");
                self.fault("PR211", format!("{path}.value"), amount, message, "Write it as \"29,90\".".into());
            }
        }
    }

    fn steps(&mut self) {
        for step in &self.scenario.steps {
            let path = format!("steps[\"{}\"]", step.id);
            for (list, name) in [(&step.enter, "enter"), (&step.nudge, "nudge"), (&step.silence, "silence")] {
                for line in list {
                    self.line(format!("{path}.{name}"), line);
                }
            }
        }
        let mute: Vec<_> = (self.scenario.steps.iter())
            .flat_map(|step| {
                step.expect
                    .iter()
                    .filter(|reaction| reaction.interject)
                    .map(move |reaction| (step.id.clone(), reaction.id.clone()))
            })
            .collect();
        for (step, id) in mute {
            let message = format!("\"{id}\" interjects, and stands in a step: it will never be said");
            let remedy = "Move it to the general `reactions`, or take `interject` away.".to_owned();
            self.fault("PR230", format!("steps[\"{step}\"].expect[\"{id}\"]"), &id.0, message, remedy);
        }
        for (path, reaction) in self.all_reactions() {
            for line in &reaction.say {
                self.line(format!("{path}.say"), line);
            }
            self.when(format!("{path}.when"), &reaction.when);
            if let Some(step) = &reaction.goto {
                let known: Vec<&str> = self.scenario.steps.iter().map(|step| step.id.as_str()).collect();
                if !known.contains(&step.as_str()) {
                    self.unknown("PR202", "step", format!("{path}.goto"), step.as_str(), &known);
                }
            }
        }
        let acts: Vec<ActId> = self.persona.moves.keys().cloned().collect();
        for act in acts {
            self.act(format!("persona \"{}\", moves", self.persona.id), &act);
        }
    }

    fn goals(&mut self) {
        let goals = &self.scenario.goals;
        self.when("goals.resolved".into(), &goals.resolved);
        self.when("goals.partly".into(), &goals.partly);
        for fact in &goals.verify_with {
            self.fact("goals.verify_with".into(), fact);
        }
        let customers = self.scenario.customers.iter().chain(&self.company.customers);
        let keys: Vec<&str> = customers.map(|record| record.id.as_str()).collect();
        if !keys.contains(&goals.customer.as_str()) {
            self.unknown("PR210", "customer", "goals.customer".into(), goals.customer.as_str(), &keys);
        }
        let documents: Vec<&str> = self.company.documents.iter().map(|(id, _)| id.as_str()).collect();
        for document in goals.documents.iter().filter(|document| !documents.contains(&document.as_str())) {
            self.unknown("PR209", "document", "goals.documents".into(), document.as_str(), &documents);
        }
        if usize::from(goals.verify_at_least) > goals.verify_with.len() && goals.needs_identity {
            let message = format!("{} data are needed to verify and {} named", goals.verify_at_least, goals.verify_with.len());
            let remedy = "Name more in `verify_with`, or lower `verify_at_least`.".to_owned();
            self.fault("PR213", "goals.verify_with".into(), "", message, remedy);
        }
    }

    fn smells(&mut self) {
        let reached = reached(&self.scenario.steps, self.scenario.reactions.iter().chain(&self.persona.reactions));
        let lost: Vec<_> = self.scenario.steps.iter().filter(|s| !reached.contains(&s.id)).map(|s| s.id.clone()).collect();
        for step in lost {
            let message = format!("no way leads to step \"{step}\"");
            self.smell("PR251", format!("steps[\"{step}\"]"), &step.0, message, "Let a reaction `goto` it, or remove it.".into());
        }
        let mut said: BTreeSet<LineId> = BTreeSet::new();
        for step in &self.scenario.steps {
            said.extend(step.enter.iter().chain(&step.nudge).chain(&step.silence).cloned());
        }
        said.extend(self.all_reactions().into_iter().flat_map(|(_, reaction)| reaction.say));
        said.extend(self.scenario.facts.values().flat_map(|t| t.answer.iter().chain(&t.answer_again)).cloned());
        let unsaid: Vec<_> = self.scenario.lines.keys().filter(|id| !said.contains(id)).cloned().collect();
        for line in unsaid {
            let message = format!("nothing makes the customer say line \"{line}\"");
            self.smell(
                "PR253",
                format!("lines[\"{line}\"]"),
                &line.0,
                message,
                "Use it in a step or reaction, or remove it.".into(),
            );
        }
    }

    pub(super) fn line(&mut self, path: String, line: &LineId) {
        if !self.scenario.lines.contains_key(line) && !self.persona.say.contains_key(line) {
            if is_sentence(line.as_str()) {
                let message = "a sentence stands where a line's name belongs".to_owned();
                let remedy = "`pronto upgrade` with this file's name gives it one and puts it under `lines`.".to_owned();
                return self.fault("PR201", path, line.as_str(), message, remedy);
            }
            let known: Vec<String> = self.scenario.lines.keys().chain(self.persona.say.keys()).map(|id| id.0.clone()).collect();
            self.unknown("PR201", "line", path, line.as_str(), &known.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    pub(super) fn fact(&mut self, path: String, fact: &FactId) {
        if !self.scenario.facts.contains_key(fact) {
            let known: Vec<String> = self.scenario.facts.keys().map(|id| id.0.clone()).collect();
            self.unknown("PR204", "fact", path, fact.as_str(), &known.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    pub(super) fn act(&mut self, path: String, act: &ActId) {
        if !self.acts.contains(act) {
            let known: Vec<String> = self.acts.iter().map(|id| id.0.clone()).collect();
            self.unknown("PR206", "act", path, act.as_str(), &known.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    fn all_reactions(&self) -> Vec<(String, Reaction)> {
        let mut all = Vec::new();
        for step in &self.scenario.steps {
            all.extend(step.expect.iter().map(|r| (format!("steps[\"{}\"].expect[\"{}\"]", step.id, r.id), r.clone())));
        }
        all.extend(self.scenario.reactions.iter().map(|r| (format!("reactions[\"{}\"]", r.id), r.clone())));
        let persona = &self.persona.id;
        all.extend(self.persona.reactions.iter().map(|r| (format!("persona \"{persona}\", reactions[\"{}\"]", r.id), r.clone())));
        all
    }
}

fn slots_of(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(slot, _)| slot))
}
