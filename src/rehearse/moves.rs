//! What a trainee may do in a scenario, as a finite list: ask for each fact, tell it right or wrong, take it up, do each act that a
//! condition waits for, trigger each reaction as its author meant it, and do at the desk what the goals or a condition name.

use std::collections::BTreeSet;

use super::phrases::sentence;
use super::when::triggers;
use crate::customer::REACT_FROM;
use crate::event::{DeskAction, Input, Mode, PhoneAction, TicketField, Utterance};
use crate::ids::{ActId, DocumentId, FactId, FormId, Language};
use crate::plan::Step;
use crate::scenario::{FactValue, Script, Topic, When, cents};
use crate::time::{CallTime, Span};
use crate::understand::{Lexicon, Understander, wordings};

/// One thing a trainee may do: a sentence, or a few steps at the desk that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its steps, as in a plan.
    pub steps: Vec<Step>,
}

/// All moves of a script, and the facts for which no sentence was found that is understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves {
    /// What can be done; the first takes leave.
    pub all: Vec<Move>,
    /// Which sentences among them do what with which facts.
    pub sayings: Vec<(FactId, Mode, String)>,
    /// Facts that cannot be asked for, told or taken up by any of their own phrases: a fault of the scenario.
    pub deaf: Vec<(FactId, Mode)>,
}

/// Leaves that conditions want of an utterance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    /// An act.
    Act(ActId),
    /// Something done with a fact.
    Fact(FactId, Mode),
}

/// Every move of a script.
pub fn moves(script: &Script, understander: &Understander, lexicons: &[Lexicon]) -> Moves {
    let mut speech = Speech {
        script,
        understander,
        cues: understander.cues_alone(),
        seen: BTreeSet::new(),
        all: Vec::new(),
        sayings: Vec::new(),
        deaf: Vec::new(),
    };
    let farewell = speech.act(&"farewell".into()).unwrap_or_default();
    speech.add(farewell);
    for (id, topic) in &script.topics {
        speech.topic(id, topic);
    }
    let conditions = script.conditions();
    let acts: BTreeSet<ActId> =
        conditions.iter().flat_map(|when| acts_of(when)).chain(OFTEN.iter().map(|act| (*act).into())).collect();
    for act in &acts {
        let said = speech.act(act);
        speech.add(said.unwrap_or_default());
        let bare = speech.bare(act, lexicons);
        speech.add(bare.unwrap_or_default());
    }
    for when in &conditions {
        for trigger in triggers(when) {
            let parts: Vec<String> = trigger.iter().filter_map(|wanted| speech.wanted(wanted)).collect();
            if parts.len() == trigger.len() && parts.len() > 1 {
                speech.add(parts.join(" "));
            }
        }
    }
    let Speech { mut all, sayings, deaf, .. } = speech;
    all.extend(deeds(script, &conditions));
    Moves { all, sayings, deaf }
}

/// Acts worth trying whether or not a condition names them.
const OFTEN: &[&str] = &["affirm", "negate", "open_question", "apologise", "empathise", "check_agreement", "anything_else"];

fn acts_of(when: &When) -> Vec<ActId> {
    let mut all = Vec::new();
    when.leaves(&mut |leaf, _| match leaf {
        When::Act(acts) => all.extend(acts.iter().cloned()),
        When::Did(act) => all.push(act.clone()),
        _ => {}
    });
    all
}

/// What a sentence is understood as: its acts, and what it does with facts.
type Meaning = (BTreeSet<ActId>, BTreeSet<(FactId, Mode)>);

struct Speech<'a> {
    script: &'a Script,
    understander: &'a Understander,
    /// A quick first reading.
    cues: Understander,
    /// What the sentences so far are understood as: two that mean the same are one move.
    seen: BTreeSet<Meaning>,
    all: Vec<Move>,
    sayings: Vec<(FactId, Mode, String)>,
    deaf: Vec<(FactId, Mode)>,
}

impl Speech<'_> {
    fn language(&self) -> Language {
        self.script.scenario.language
    }

    /// What a sentence is understood as.
    fn meaning(&self, text: &str) -> Meaning {
        self.meaning_to(self.understander, text)
    }

    fn meaning_to(&self, understander: &Understander, text: &str) -> Meaning {
        let said = understander.understand(&Utterance::typed(self.language(), Span::new(CallTime(0), CallTime(0)), text));
        let acts = said.acts.into_iter().filter(|seen| seen.confidence >= REACT_FROM).map(|seen| seen.act).collect();
        let facts =
            said.facts.into_iter().filter(|seen| seen.confidence >= REACT_FROM).map(|seen| (seen.fact, seen.mode)).collect();
        (acts, facts)
    }

    fn add(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        let meaning = self.meaning(&text);
        let nothing = meaning.0.is_empty() && meaning.1.is_empty();
        if (self.all.is_empty() || !nothing) && self.seen.insert(meaning.clone()) {
            self.sayings.extend(meaning.1.into_iter().map(|(fact, mode)| (fact, mode, text.clone())));
            self.all.push(Move { steps: vec![Step::Say(text)] });
        }
    }

    fn act(&self, act: &ActId) -> Option<String> {
        if act.as_str() == "use_name" {
            let name = self.script.caller_names().into_iter().next()?;
            return Some(if self.language() == Language::It { format!("Signor {name}.") } else { format!("Mr {name}.") });
        }
        if act.as_str() == "state_company" {
            let company = &self.script.company.name;
            return Some(if self.language() == Language::It {
                format!("{company}, buongiorno.")
            } else {
                format!("Good morning, {company}.")
            });
        }
        sentence(act, self.language()).map(str::to_owned)
    }

    /// The act in other words, which touch no fact: what a scenario's general answers wait for.
    fn bare(&self, act: &ActId, lexicons: &[Lexicon]) -> Option<String> {
        let cues = lexicons.iter().filter_map(|lexicon| lexicon.acts.get(act)).flat_map(|cues| &cues.cues);
        let said = cues.take(CUES).filter_map(|cue| wordings(cue).into_iter().next());
        let bare = said.filter_map(|text| {
            let (acts, facts) = self.meaning(&text);
            (acts.contains(act) && facts.is_empty()).then_some((acts.len(), text))
        });
        bare.min().map(|(_, text)| text)
    }

    fn topic(&mut self, id: &FactId, topic: &Topic) {
        for mode in [Mode::Asked, Mode::Told, Mode::ToldWrong, Mode::Mentioned] {
            let (tried, said) = self.fact(id, topic, mode);
            match said {
                Some(text) => self.add(text),
                // A wrong value is our own invention: nobody's fault if it is not heard as one.
                None if tried && mode != Mode::ToldWrong => self.deaf.push((id.clone(), mode)),
                None => {}
            }
        }
    }

    /// Whether there is anything to say, and the sentence that says it with the fewest other meanings, of those that do so by their cues.
    fn fact(&self, id: &FactId, topic: &Topic, mode: Mode) -> (bool, Option<String>) {
        let candidates = candidates(topic, mode, self.language());
        let aim = (id.clone(), mode);
        let other_meanings = |understander: &Understander, text: &str| {
            let (acts, facts) = self.meaning_to(understander, text);
            // Whoever asks for a fact or tells it takes it up as well.
            let done = facts.contains(&aim) || mode == Mode::Mentioned && facts.iter().any(|(fact, _)| fact == id);
            done.then(|| (facts.len() * 3 + acts.len() + 9 * usize::from(!facts.contains(&aim)), text.len()))
        };
        let mut likely: Vec<_> =
            candidates.iter().filter_map(|text| other_meanings(&self.cues, text).map(|others| (others, text))).collect();
        likely.sort();
        let read = likely.iter().take(READ).filter_map(|(_, text)| Some((other_meanings(self.understander, text)?, *text)));
        (!candidates.is_empty(), read.min().map(|(_, text)| text.clone()))
    }

    fn wanted(&self, wanted: &Wanted) -> Option<String> {
        match wanted {
            Wanted::Act(act) => self.act(act),
            Wanted::Fact(id, mode) => self.fact(id, self.script.topics.get(id)?, *mode).1,
        }
    }
}

/// So many cues of an act are tried.
const CUES: usize = 30;

/// So many sentences for a fact, the likeliest by their cues, are read as a trainee's would be.
const READ: usize = 4;

/// So many wordings of each phrase are tried.
const WORDINGS: usize = 6;

/// Sentences that should do this with a fact, by its own phrases.
fn candidates(topic: &Topic, mode: Mode, language: Language) -> Vec<String> {
    let spread = |templates: &[String]| -> Vec<String> {
        let each = templates.iter().map(|template| {
            let all = wordings(template);
            let step = all.len().div_ceil(WORDINGS).max(1);
            all.into_iter().step_by(step).collect::<Vec<_>>()
        });
        each.flatten().collect()
    };
    let near = || {
        let mut all = spread(&topic.told_near);
        all.truncate(12);
        all.push(String::new());
        all
    };
    let valued = |values: Vec<String>| -> Vec<String> {
        values.iter().flat_map(|value| near().into_iter().map(move |near| format!("{near} {value}").trim().to_owned())).collect()
    };
    match (mode, &topic.value) {
        (Mode::Asked, _) => {
            spread(&topic.asked_by).into_iter().flat_map(|text| [format!("{}?", text.trim_end_matches('?')), text]).collect()
        }
        (Mode::Mentioned, _) => spread(&topic.mentioned_by),
        (Mode::Told, Some(value)) => match value {
            FactValue::Phrase(right, _) => spread(right),
            other => valued(spoken(other, language)),
        },
        (Mode::ToldWrong, Some(value)) => match value {
            FactValue::Phrase(_, wrong) => spread(wrong),
            other => wrong(other).map(|value| valued(spoken(&value, language))).unwrap_or_default(),
        },
        (_, None) => Vec::new(),
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("gennaio", "January"),
    ("febbraio", "February"),
    ("marzo", "March"),
    ("aprile", "April"),
    ("maggio", "May"),
    ("giugno", "June"),
    ("luglio", "July"),
    ("agosto", "August"),
    ("settembre", "September"),
    ("ottobre", "October"),
    ("novembre", "November"),
    ("dicembre", "December"),
];

/// A value as it is said.
pub(super) fn spoken(value: &FactValue, language: Language) -> Vec<String> {
    match value {
        FactValue::Euro(amount) if language == Language::It => vec![format!("{amount} euro")],
        FactValue::Euro(amount) => vec![format!("{} euros", amount.replace(',', "."))],
        FactValue::Count(count, units) => units.iter().take(2).map(|unit| format!("{count} {unit}")).collect(),
        FactValue::Code(code) => {
            let letters: Vec<String> = code.chars().map(String::from).collect();
            vec![code.clone(), letters.join(", ")]
        }
        FactValue::Date(date) => said_date(date, language).into_iter().collect(),
        FactValue::Phrase(right, _) => right.clone(),
    }
}

/// `03/02/1942` as it is said: `3 febbraio 1942`.
pub(super) fn said_date(date: &str, language: Language) -> Option<String> {
    let (year, month, day) = crate::event::date(date)?;
    let (italian, english) = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    let month = if language == Language::It { italian } else { english };
    Some(match year {
        Some(year) => format!("{day} {month} {year}"),
        None => format!("{day} {month}"),
    })
}

/// Another value of the same kind.
fn wrong(value: &FactValue) -> Option<FactValue> {
    Some(match value {
        FactValue::Euro(amount) => {
            let other = cents(amount)? + 1_300;
            FactValue::Euro(format!("{},{:02}", other / 100, other % 100))
        }
        FactValue::Count(count, units) => FactValue::Count((count.parse::<u32>().ok()? + 3).to_string(), units.clone()),
        FactValue::Code(code) => FactValue::Code(code.chars().rev().collect()),
        FactValue::Date(date) => {
            let (year, month, day) = crate::event::date(date)?;
            let day = if day > 14 { day - 9 } else { day + 9 };
            FactValue::Date(year.map_or_else(|| format!("{day:02}/{month:02}"), |year| format!("{day:02}/{month:02}/{year}")))
        }
        FactValue::Phrase(..) => return None,
    })
}

/// Moves at the desk and the telephone.
fn deeds(script: &Script, conditions: &[&When]) -> Vec<Move> {
    let goals = &script.goals_spec;
    let right = || Step::Do(DeskAction::Open(goals.customer.clone()));
    let open = |rest: Vec<DeskAction>| Move { steps: std::iter::once(right()).chain(rest.into_iter().map(Step::Do)).collect() };
    let mut all = vec![open(vec![DeskAction::Verify(goals.verify_with.clone())])];
    let mut changes: BTreeSet<(String, String)> = goals.changes.iter().cloned().collect();
    let mut refunds: BTreeSet<u32> = goals.refund.iter().filter_map(|amount| cents(amount)).collect();
    let mut documents: BTreeSet<DocumentId> = goals.documents.iter().cloned().collect();
    let mut forms: BTreeSet<FormId> = goals.forms.iter().map(|goal| goal.form.clone()).collect();
    let mut holds = false;
    for when in conditions {
        when.leaves(&mut |leaf, _| match leaf {
            When::Changed(field, value) => drop(changes.insert((field.clone(), value.clone()))),
            When::Refunded(cents) => drop(refunds.insert(*cents)),
            When::Sent(document) => drop(documents.insert(document.clone())),
            When::Submitted(form) | When::Filled(form, ..) => drop(forms.insert(form.clone())),
            When::AfterHold => holds = true,
            _ => {}
        });
    }
    all.extend(changes.into_iter().map(|(field, value)| open(vec![DeskAction::Change { field, value }])));
    all.extend(refunds.into_iter().filter(|cents| *cents > 0).map(|cents| open(vec![DeskAction::Refund(cents)])));
    all.extend(documents.into_iter().map(|document| open(vec![DeskAction::Send(document)])));
    all.push(open(ticket(script).into_iter().chain([DeskAction::FileTicket]).collect()));
    for form in forms {
        let fills = form_fields(script, &form, conditions);
        all.push(open(fills.into_iter().chain([DeskAction::Submit(form)]).collect()));
    }
    if holds && let Some(asks) = sentence(&"hold_request".into(), script.scenario.language) {
        let hold = [Step::Say(asks.to_owned()), Step::Phone(PhoneAction::Hold), Step::Phone(PhoneAction::Resume)];
        all.push(Move { steps: hold.into() });
    }
    all
}

fn ticket(script: &Script) -> Vec<DeskAction> {
    let goals = &script.goals_spec.ticket;
    let value = |field: TicketField| match (goals.get(&field).and_then(|values| values.first()), field) {
        (Some(value), _) => Some(value.clone()),
        (None, TicketField::Kind) => Some("richiesta".to_owned()),
        (None, TicketField::Area) => script.company.areas.first().map(|(key, _)| key.clone()),
        (None, _) => None,
    };
    let fields = [TicketField::Kind, TicketField::Area, TicketField::Cause, TicketField::Action, TicketField::NextStep];
    fields.into_iter().filter_map(|field| Some(DeskAction::Ticket { field, value: value(field)? })).collect()
}

/// A form filled as the goals want it, or as a condition does; what else it requires, with anything it takes.
fn form_fields(script: &Script, form: &FormId, conditions: &[&When]) -> Vec<DeskAction> {
    let Some(spec) = script.forms.iter().find(|spec| spec.id == *form) else { return Vec::new() };
    let goal = script.goals_spec.forms.iter().find(|goal| goal.form == *form);
    let fields = spec.fields.iter().filter_map(|field| {
        let wanted = goal
            .and_then(|goal| goal.fields.get(&field.id).and_then(|values| values.first()).or_else(|| goal.until.get(&field.id)));
        let mut value = wanted.cloned();
        for when in conditions {
            when.leaves(&mut |leaf, _| match leaf {
                When::Filled(f, id, v) if f == form && *id == field.id && value.is_none() => value = Some(v.clone()),
                _ => {}
            });
        }
        let any = || match &field.input {
            Input::Text | Input::LongText => "testo".to_owned(),
            Input::Choice(choices) => choices.first().map(|(key, _)| key.clone()).unwrap_or_default(),
            Input::Date => "01/12/2026".to_owned(),
            Input::Amount => "10,00".to_owned(),
            Input::Code => "308111222".to_owned(),
            Input::Number => "1".to_owned(),
        };
        let value = value.or_else(|| field.required.then(any))?;
        Some(DeskAction::Fill { form: form.clone(), field: field.id.clone(), value })
    });
    fields.collect()
}
