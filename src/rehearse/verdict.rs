//! What a rehearsal says to the scenario's author: faults and smells, each with the conversation that shows it.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::{CastRehearsal, Tried};
use super::explore::Explored;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::event::{Mode, Outcome};
use crate::ids::{CastId, IndicatorId};
use crate::plan::Plan;
use crate::scenario::{Scenario, Source};
use crate::scoring;

/// One thing found, and the conversation that shows it, where one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What, where, what to do.
    pub diagnostic: Diagnostic,
    /// A plan that shows it.
    pub trace: Option<Plan>,
}

/// Everything to say about the rehearsal of all casts of a scenario.
pub fn verdicts(source: Source<'_>, scenario: &Scenario, casts: &BTreeMap<CastId, CastRehearsal>) -> Vec<Verdict> {
    let mut told = Told { source, cast: None, all: Vec::new() };
    for (cast, rehearsal) in casts {
        told.cast = Some(cast.clone());
        told.deaf(rehearsal);
        told.places(&rehearsal.explored);
        told.good(rehearsal);
        told.slips(rehearsal);
    }
    told.cast = None;
    told.criteria(casts);
    told.never(scenario, casts);
    let everywhere = |here: &[CastId]| here.is_empty() || here.len() == casts.len();
    let named = |(here, mut verdict): (Vec<CastId>, Verdict)| {
        if !everywhere(&here) {
            let names: Vec<&str> = here.iter().map(|cast| cast.0.as_str()).collect();
            verdict.diagnostic.message = format!("with cast {}: {}", names.join(", "), verdict.diagnostic.message);
        }
        verdict
    };
    told.all.into_iter().map(named).collect()
}

struct Told<'a> {
    source: Source<'a>,
    /// The cast spoken of; none where it is about all of them.
    cast: Option<CastId>,
    /// What was said, and of which casts.
    all: Vec<(Vec<CastId>, Verdict)>,
}

impl Told<'_> {
    fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        (path, word): (String, &str),
        message: String,
        remedy: &str,
        trace: Option<Plan>,
    ) {
        let place = Place { file: self.source.file.to_owned(), line: self.source.line_of(word), column: None, path };
        let diagnostic = Diagnostic { place, code, severity, message, remedy: remedy.to_owned() };
        // The same of another cast: one example is enough.
        match self.all.iter_mut().find(|(_, told)| told.diagnostic == diagnostic) {
            Some((casts, _)) => {
                if let Some(cast) = self.cast.clone().filter(|cast| !casts.contains(cast)) {
                    casts.push(cast);
                }
            }
            None => self.all.push((self.cast.iter().cloned().collect(), Verdict { diagnostic, trace })),
        }
    }

    fn deaf(&mut self, rehearsal: &CastRehearsal) {
        for (fact, mode) in &rehearsal.deaf {
            let (list, what) = match mode {
                Mode::Asked => ("asked_by", "asking for"),
                Mode::Told | Mode::ToldWrong => ("value", "telling"),
                Mode::Mentioned => ("mentioned_by", "taking up"),
            };
            let message = format!("no sentence made of its own phrases is understood as {what} \"{fact}\"");
            let remedy = "Write the phrases as operators say them, and try one with `pronto try`.";
            self.say(Severity::Fault, "PR701", (format!("facts[\"{fact}\"].{list}"), fact.as_str()), message, remedy, None);
        }
    }

    fn places(&mut self, explored: &Explored) {
        let at = |what: &str| (what.to_owned(), "");
        if !explored.resolved {
            let message = "no conversation was found that resolves the contact".to_owned();
            let remedy = "See which part of goals.resolved cannot come to hold: what is told, known, done at the desk.";
            self.say(Severity::Fault, "PR702", at("goals.resolved"), message, remedy, None);
        }
        for way in &explored.dead_ends {
            let message = "after this the contact cannot be resolved any more, and does not end".to_owned();
            let remedy = "Let some expectation or reaction lead on from there; or, if it is meant, end the call there, or say it in goals.resolved with Not.";
            self.say(Severity::Fault, "PR703", at("steps"), message, remedy, Some(way.clone()));
        }
        for way in &explored.clinging {
            let message = "after this the customer does not let the operator go, however often they say goodbye".to_owned();
            let remedy = "Give the reactions that detain `once: true`.";
            self.say(Severity::Fault, "PR704", at("reactions"), message, remedy, Some(way.clone()));
        }
    }

    fn good(&mut self, rehearsal: &CastRehearsal) {
        if rehearsal.good.is_empty() {
            let remedy = "Write good.plan beside the scenario: the call you would show your class.";
            self.say(Severity::Fault, "PR711", ("good.plan".into(), ""), "there is no good call".into(), remedy, None);
        }
        for call in rehearsal.good.iter().filter(|call| call.outcome != Some(Outcome::Resolved)) {
            let ended = call.outcome.map_or_else(|| "does not end".to_owned(), |outcome| format!("ends {outcome:?}"));
            let message = format!("the good call {} {ended}, not Resolved", call.who);
            let remedy = "Play the conversation below and see where it goes astray; words that fit one cast only are often the reason. A plan good_<cast>.plan serves one cast alone.";
            self.say(Severity::Fault, "PR706", ("good.plan".into(), ""), message, remedy, Some(call.plan.clone()));
        }
    }

    /// One slip at the beginning must not decide the call.
    fn slips(&mut self, rehearsal: &CastRehearsal) {
        if rehearsal.good.first().is_none_or(|good| good.outcome != Some(Outcome::Resolved)) {
            return;
        }
        let lost = |call: &&Tried| call.outcome == Some(Outcome::CustomerHungUp);
        for call in rehearsal.slips.iter().filter(lost) {
            let message = format!("a good call with one slip after the greeting ({}): the customer hangs up", call.who);
            let remedy = "Let the mood recover: a smaller move in the persona, or a higher anger_limit.";
            self.say(Severity::Smell, "PR705", ("mood".into(), ""), message, remedy, Some(call.plan.clone()));
        }
    }

    /// Criteria that nobody meets, and criteria that nobody loses.
    fn criteria(&mut self, casts: &BTreeMap<CastId, CastRehearsal>) {
        let good = || casts.values().flat_map(|cast| &cast.good);
        let everybody = || good().chain(casts.values().flat_map(|cast| &cast.others));
        let met = by(everybody(), |outcome| *outcome == scoring::Outcome::Met);
        let lost = by(everybody(), |outcome| matches!(outcome, scoring::Outcome::NotMet | scoring::Outcome::Partly { .. }));
        let unmet = by(good(), |outcome| matches!(outcome, scoring::Outcome::NotMet | scoring::Outcome::Partly { .. }));
        for id in unmet.difference(&met) {
            let lost = |outcome: &scoring::Outcome| matches!(outcome, scoring::Outcome::NotMet | scoring::Outcome::Partly { .. });
            let trace = good().find(|call| call.findings.get(id).is_some_and(lost));
            let message = format!("nobody meets the criterion \"{id}\", not even the good call");
            let remedy = "Let good.plan earn it (`pronto score` says how), or change the goal or duty it comes from.";
            self.say(Severity::Fault, "PR707", ("goals".into(), ""), message, remedy, trace.map(|call| call.plan.clone()));
        }
        if good().next().is_none() || casts.values().all(|cast| cast.others.is_empty()) {
            return;
        }
        for id in by(good(), |outcome| *outcome == scoring::Outcome::Met).difference(&lost) {
            let message = format!("nobody loses the criterion \"{id}\", however badly they do");
            let remedy =
                "Nothing to do if the contact gives no occasion for it; else give it one, or write a plan that loses it.";
            self.say(Severity::Smell, "PR708", ("goals".into(), ""), message, remedy, None);
        }
    }

    /// What is written and never comes up.
    fn never(&mut self, scenario: &Scenario, casts: &BTreeMap<CastId, CastRehearsal>) {
        let union = |of: &dyn Fn(&Explored) -> Vec<String>| -> BTreeSet<String> {
            casts.values().flat_map(|cast| of(&cast.explored)).collect()
        };
        let fired = union(&|explored| explored.fired.iter().map(|id| id.0.clone()).collect());
        let steps = union(&|explored| explored.steps.iter().map(|id| id.0.clone()).collect());
        let lines = union(&|explored| explored.lines.iter().map(|id| id.0.clone()).collect());
        let proved = casts.values().all(|cast| cast.explored.exhausted);
        let sure = if proved { "can" } else { "did, in all that was tried," };
        for step in scenario.steps.iter().filter(|step| !steps.contains(&step.id.0)) {
            let id = &step.id;
            let message = format!("no conversation {sure} come to step \"{id}\"");
            self.say(
                Severity::Smell,
                "PR709",
                (format!("steps[\"{id}\"]"), id.as_str()),
                message,
                "Let something lead there, or take it out.",
                None,
            );
        }
        let reactions = scenario.steps.iter().flat_map(|step| &step.expect).chain(&scenario.reactions);
        // A reaction that only leads on leaves no trace of its own.
        for reaction in reactions.filter(|r| !fired.contains(&r.id.0) && (!r.say.is_empty() || r.repeats)) {
            let id = &reaction.id;
            let message = format!("no conversation {sure} make reaction \"{id}\" happen");
            let remedy =
                "See with `pronto try` what comes first instead, and put this before it or narrow the other's condition.";
            self.say(Severity::Smell, "PR710", (format!("reactions[\"{id}\"]"), id.as_str()), message, remedy, None);
        }
        for id in scenario.lines.keys().filter(|id| !lines.contains(&id.0)) {
            let message = format!("no conversation {sure} make the customer say \"{id}\"");
            let remedy = "Let something lead to it, or take it out: it would be spoken and never heard.";
            self.say(Severity::Smell, "PR712", (format!("lines[\"{id}\"]"), id.as_str()), message, remedy, None);
        }
    }
}

fn by<'a>(calls: impl Iterator<Item = &'a Tried>, wanted: impl Fn(&scoring::Outcome) -> bool) -> BTreeSet<IndicatorId> {
    let found = calls.flat_map(|call| call.findings.iter()).filter(|(_, outcome)| wanted(outcome));
    found.map(|(id, _)| id.clone()).collect()
}
