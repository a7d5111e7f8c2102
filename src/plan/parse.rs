//! The grammar of plans: one step a line, what is expected of it on indented lines below.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::event::{DeskAction, Mode, Outcome, PhoneAction, Reach, TicketField};
use crate::ids::{ActId, CastId, CustomerId, DocumentId, FactId, FieldId, FormId, LineId, OfficeId, StepId};
use crate::scenario::cents;

/// A conversation written down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The cast it is written for.
    pub cast: Option<CastId>,
    /// The seed it runs with; 1 if it names none.
    pub seed: Option<u64>,
    /// Its steps.
    pub lines: Vec<PlanLine>,
}

impl Plan {
    /// A plan of these steps, one a line, of which nothing is expected.
    pub fn of_steps(cast: Option<CastId>, seed: Option<u64>, steps: impl IntoIterator<Item = Step>) -> Self {
        let lines = (1..).zip(steps).map(|(line, step)| PlanLine { line, step, expect: Vec::new() }).collect();
        Self { cast, seed, lines }
    }
}

/// One step of a plan and what must come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLine {
    /// Line number in the file, from 1.
    pub line: u32,
    /// What the trainee does.
    pub step: Step,
    /// What must come of it, with line numbers.
    pub expect: Vec<(u32, Expectation)>,
}

/// What the trainee does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Picks up so many milliseconds after the first ring.
    Answer(u64),
    /// Says this.
    Say(String),
    /// Says what this audio file holds (only where there is a recogniser).
    Play(String),
    /// Uses the desk.
    Do(DeskAction),
    /// Uses the telephone.
    Phone(PhoneAction),
    /// Says and does nothing for so many milliseconds.
    Wait(u64),
    /// Ends the call.
    HangUp,
}

/// What must come of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// The customer says these lines in this order, others between them allowed.
    Customer(Vec<LineId>),
    /// At least these acts were understood.
    Acts(Vec<ActId>),
    /// None of these acts was understood.
    NoActs(Vec<ActId>),
    /// These facts were understood in this mode.
    Facts(Mode, Vec<FactId>),
    /// The scenario is in this step.
    Step(StepId),
    /// The mood is on this side of a level.
    Mood(Measure, Level),
    /// The conversation has ended like this.
    Closed(Outcome),
}

/// A part of the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Anger.
    Anger,
    /// Trust.
    Trust,
    /// Patience.
    Patience,
}

/// A side of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Less than.
    Below(i16),
    /// At most.
    UpTo(i16),
    /// More than.
    Above(i16),
    /// At least.
    From(i16),
}

/// Reads a plan.
///
/// # Errors
/// Every line that is none, located.
pub fn parse_plan(file: &str, source: &str) -> Result<Plan, Vec<Diagnostic>> {
    let mut plan = Plan::default();
    let mut faults = Vec::new();
    for (number, text) in (1..).zip(source.lines()) {
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indented = text.starts_with([' ', '\t']);
        if let Err((message, remedy)) = take(&mut plan, number, indented, trimmed) {
            let place = Place { file: file.to_owned(), line: Some(number), ..Place::default() };
            faults.push(Diagnostic { place, code: "PR401", severity: Severity::Fault, message, remedy });
        }
    }
    if faults.is_empty() { Ok(plan) } else { Err(faults) }
}

type Wrong = (String, String);

fn take(plan: &mut Plan, number: u32, indented: bool, text: &str) -> Result<(), Wrong> {
    let (word, rest) = text.split_once(char::is_whitespace).map_or((text, ""), |(word, rest)| (word, rest.trim()));
    if indented {
        let expected = expectation(word, rest)?;
        let Some(last) = plan.lines.last_mut() else {
            return Err(("an expectation before any step".into(), "Put it under the step it belongs to.".into()));
        };
        last.expect.push((number, expected));
        return Ok(());
    }
    match word {
        "cast" => plan.cast = Some(CastId::from(rest)),
        "seed" => plan.seed = Some(rest.parse().map_err(|_| not_a(rest, "whole number"))?),
        _ => plan.lines.push(PlanLine { line: number, step: step(word, rest)?, expect: Vec::new() }),
    }
    Ok(())
}

fn step(word: &str, rest: &str) -> Result<Step, Wrong> {
    Ok(match word {
        "answer" => Step::Answer(if rest.is_empty() { 2_000 } else { millis(rest)? }),
        "say" => Step::Say(rest.to_owned()),
        "play" => Step::Play(rest.to_owned()),
        "do" => Step::Do(desk_action(rest)?),
        "hold" => Step::Phone(PhoneAction::Hold),
        "resume" => Step::Phone(PhoneAction::Resume),
        "transfer" => {
            let (to, how) = rest.split_once(char::is_whitespace).unwrap_or((rest, "warm"));
            let reach = if how.trim() == "cold" { Reach::Cold } else { Reach::Warm };
            Step::Phone(PhoneAction::Transfer { to: OfficeId::from(to), reach })
        }
        "wait" => Step::Wait(millis(rest)?),
        "hangup" => Step::HangUp,
        other => {
            let known = ["cast", "seed", "answer", "say", "play", "do", "hold", "resume", "transfer", "wait", "hangup"];
            return Err(unknown("step", other, &known));
        }
    })
}

/// Reads a desk action as plans and the terminal write it: `search Ferri`, `open 482173`, `verify a b`, `ticket Area billing`,
/// `file`, `refund 29,90`, `change field = value`, `send document`, `note text`, `fill form field = value`, `submit form`. In a value
/// `\n` breaks the line.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn desk_action(text: &str) -> Result<DeskAction, Wrong> {
    let (word, rest) = text.split_once(char::is_whitespace).map_or((text, ""), |(word, rest)| (word, rest.trim()));
    Ok(match word {
        "search" => DeskAction::Search(rest.to_owned()),
        "open" => DeskAction::Open(CustomerId::from(rest)),
        "verify" => DeskAction::Verify(rest.split_whitespace().map(FactId::from).collect()),
        "ticket" => {
            let (field, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            DeskAction::Ticket { field: ticket_field(field)?, value: value.trim().to_owned() }
        }
        "file" => DeskAction::FileTicket,
        "refund" => DeskAction::Refund(cents(rest).ok_or_else(|| not_a(rest, "amount in euro"))?),
        "change" => {
            let (field, value) =
                rest.split_once('=').ok_or_else(|| ("no \"=\"".to_owned(), "Write `change field = value`.".to_owned()))?;
            DeskAction::Change { field: field.trim().to_owned(), value: value.trim().to_owned() }
        }
        "send" => DeskAction::Send(DocumentId::from(rest)),
        "note" => DeskAction::Note(rest.to_owned()),
        "fill" => {
            let wrong = || (format!("\"{rest}\" fills nothing"), "Write `fill form field = value`.".to_owned());
            let (place, value) = rest.split_once('=').ok_or_else(wrong)?;
            let (form, field) = place.trim().split_once(char::is_whitespace).ok_or_else(wrong)?;
            let (form, field) = (FormId::from(form), FieldId::from(field.trim()));
            DeskAction::Fill { form, field, value: value.trim().replace("\\n", "\n") }
        }
        "submit" => DeskAction::Submit(FormId::from(rest)),
        other => {
            let known = ["search", "open", "verify", "ticket", "file", "refund", "change", "send", "note", "fill", "submit"];
            return Err(unknown("desk action", other, &known));
        }
    })
}

fn ticket_field(name: &str) -> Result<TicketField, Wrong> {
    match name.to_lowercase().replace('_', "").as_str() {
        "kind" | "tipo" => Ok(TicketField::Kind),
        "area" => Ok(TicketField::Area),
        "cause" | "causa" => Ok(TicketField::Cause),
        "action" | "azione" => Ok(TicketField::Action),
        "nextstep" | "seguito" => Ok(TicketField::NextStep),
        other => Err(unknown("ticket field", other, &["Kind", "Area", "Cause", "Action", "NextStep"])),
    }
}

fn expectation(word: &str, rest: &str) -> Result<Expectation, Wrong> {
    let words = || rest.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let facts = |mode| Expectation::Facts(mode, words().map(FactId::from).collect());
    Ok(match word {
        "customer" => Expectation::Customer(words().map(LineId::from).collect()),
        "acts" => Expectation::Acts(words().map(ActId::from).collect()),
        "noacts" | "not" => Expectation::NoActs(words().map(ActId::from).collect()),
        "asked" => facts(Mode::Asked),
        "told" => facts(Mode::Told),
        "wrong" => facts(Mode::ToldWrong),
        "mentioned" => facts(Mode::Mentioned),
        "step" => Expectation::Step(StepId::from(rest)),
        "anger" => Expectation::Mood(Measure::Anger, level(rest)?),
        "trust" => Expectation::Mood(Measure::Trust, level(rest)?),
        "patience" => Expectation::Mood(Measure::Patience, level(rest)?),
        "closed" => Expectation::Closed(outcome(rest)?),
        other => {
            let known = [
                "customer",
                "acts",
                "noacts",
                "asked",
                "told",
                "wrong",
                "mentioned",
                "step",
                "anger",
                "trust",
                "patience",
                "closed",
            ];
            return Err(unknown("expectation", other, &known));
        }
    })
}

fn outcome(name: &str) -> Result<Outcome, Wrong> {
    Ok(match name {
        "Resolved" => Outcome::Resolved,
        "PartlyResolved" => Outcome::PartlyResolved,
        "Unresolved" => Outcome::Unresolved,
        "Transferred" => Outcome::Transferred,
        "CustomerHungUp" => Outcome::CustomerHungUp,
        "NotAnswered" => Outcome::NotAnswered,
        other => {
            let known = ["Resolved", "PartlyResolved", "Unresolved", "Transferred", "CustomerHungUp", "NotAnswered"];
            return Err(unknown("outcome", other, &known));
        }
    })
}

fn level(text: &str) -> Result<Level, Wrong> {
    let side: fn(i16) -> Level = match text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ') {
        "<" => Level::Below,
        "<=" | "≤" => Level::UpTo,
        ">" => Level::Above,
        ">=" | "≥" => Level::From,
        _ => return Err((format!("\"{text}\" compares nothing"), "Write `< 50`, `<= 50`, `> 50` or `>= 50`.".into())),
    };
    let number = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    number.parse().map(side).map_err(|_| not_a(number, "whole number"))
}

fn millis(text: &str) -> Result<u64, Wrong> {
    let seconds: f64 =
        text.trim_end_matches('s').trim().replace(',', ".").parse().map_err(|_| not_a(text, "number of seconds"))?;
    if (0.0..=86_400.0).contains(&seconds) {
        Ok((seconds * 1_000.0).round() as u64)
    } else {
        Err(not_a(text, "time within a day"))
    }
}

fn not_a(text: &str, what: &str) -> Wrong {
    (format!("\"{text}\" is not a {what}"), format!("Write a {what} here."))
}

fn unknown(what: &str, word: &str, known: &[&str]) -> Wrong {
    let remedy = match crate::diagnostic::did_you_mean(word, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Use one of: {}.", known.join(", ")),
    };
    (format!("there is no {what} \"{word}\""), remedy)
}
