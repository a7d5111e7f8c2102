//! Running a plan: the trainee's steps on a simulated clock, the customer's lines taking the time they take.

use super::parse::{Expectation, Level, Measure, Plan, PlanLine, Step};
use crate::call::{Call, Phase, State};
use crate::desk::Refused;
use crate::event::{Channel, Consequence, Event, Fact, Kind, Utterance};
use crate::ids::Language;
use crate::time::{CallTime, Span};

/// Anything that takes facts: a bare call, or a session that records one.
pub trait Contact {
    /// Takes a fact in and gives the events it leads to.
    ///
    /// # Errors
    /// [`Refused`], with nothing changed.
    fn tell(&mut self, at: CallTime, fact: Fact) -> Result<Vec<Event>, Refused>;
    /// When time matters next.
    fn deadline(&self) -> Option<CallTime>;
    /// What is the case.
    fn state(&self) -> &State;
    /// The language of the contact.
    fn language(&self) -> Language;
    /// By which way it comes about.
    fn channel(&self) -> Channel;
}

impl Contact for Call {
    fn tell(&mut self, at: CallTime, fact: Fact) -> Result<Vec<Event>, Refused> {
        self.handle(at, fact)
    }

    fn deadline(&self) -> Option<CallTime> {
        Self::deadline(self)
    }

    fn state(&self) -> &State {
        Self::state(self)
    }

    fn language(&self) -> Language {
        self.script().scenario.language
    }

    fn channel(&self) -> Channel {
        self.script().scenario.channel
    }
}

/// How long things take on the simulated clock.
pub struct Pace<'a> {
    /// Milliseconds a line of the customer sounds.
    pub line_ms: &'a dyn Fn(&Event) -> u64,
    /// Milliseconds before the trainee speaks or acts.
    pub think_ms: u64,
}

impl Pace<'static> {
    /// Lines take as long as their captions do to read, and the trainee thinks for 700 ms (our proposal).
    pub const AS_READ: Self = Self { line_ms: &read_ms, think_ms: 700 };
    /// Nobody waits for anybody.
    pub const AT_ONCE: Self = Self { line_ms: &|_| 0, think_ms: 0 };
}

fn read_ms(event: &Event) -> u64 {
    match &event.kind {
        Kind::Consequence(Consequence::Replied { text, .. }) => caption_ms(text),
        _ => 0,
    }
}

impl std::fmt::Debug for Pace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pace").field("think_ms", &self.think_ms).finish_non_exhaustive()
    }
}

/// How long a text takes to say, or to read as a caption: 400 ms and 65 ms a character. Our proposal, not measured.
pub fn caption_ms(text: &str) -> u64 {
    400 + 65 * text.chars().count() as u64
}

/// A step of a plan that did not come out as written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct PlanFault {
    /// Line number in the plan, from 1.
    pub line: u32,
    /// What was expected and what came.
    pub what: String,
}

/// What playing a file came to: the events it led to, and what time it is then. Names of files are the plan's own.
pub type Play<'a, C> = &'a mut dyn FnMut(&mut C, &str, CallTime) -> Result<(Vec<Event>, CallTime), String>;

/// Runs a whole plan and gives all events and everything that came out otherwise. A plan that does not end the call leaves it open.
/// Steps that play a file are faults: without ears there is nothing to hear.
pub fn run_plan<C: Contact>(contact: &mut C, plan: &Plan, pace: &Pace<'_>) -> (Vec<Event>, Vec<PlanFault>) {
    run_plan_with(contact, plan, pace, &mut |_, _, _| Err("a recording needs a recogniser to be heard".to_owned()))
}

/// Runs a whole plan, with ears for the files it plays.
pub fn run_plan_with<C: Contact>(
    contact: &mut C,
    plan: &Plan,
    pace: &Pace<'_>,
    play: Play<'_, C>,
) -> (Vec<Event>, Vec<PlanFault>) {
    let mut now = CallTime(0);
    let mut events = contact.tell(now, Fact::Offered(contact.channel())).unwrap_or_default();
    let mut faults = Vec::new();
    for line in &plan.lines {
        let outcome = match &line.step {
            Step::Play(file) => {
                let mut came = Vec::new();
                let from = pass(contact, &mut came, now, now.plus(pace.think_ms), pace);
                play(contact, file, from).map(|(fresh, at)| {
                    came.extend(fresh.iter().cloned());
                    let at = settle(contact, &mut came, &fresh, at, pace);
                    (came, at)
                })
            }
            // Whoever puts the phone down after the other has done so does nothing.
            Step::HangUp if contact.state().phase == Phase::WrapUp => Ok((Vec::new(), now)),
            step => run_step(contact, step, now, pace).map_err(|why| format!("refused: {why}")),
        };
        match outcome {
            Ok((came, then)) => {
                faults.extend(unmet(line, &came, contact.state()));
                events.extend(came);
                now = then;
            }
            Err(what) => faults.push(PlanFault { line: line.line, what }),
        }
    }
    if contact.state().phase == Phase::WrapUp {
        events.extend(contact.tell(now.plus(pace.think_ms), Fact::WrappedUp).unwrap_or_default());
    }
    (events, faults)
}

/// One step: what came of it, and what time it is then (the customer has finished speaking).
///
/// # Errors
/// [`Refused`] if it cannot be done now.
pub fn run_step(
    contact: &mut impl Contact,
    step: &Step,
    now: CallTime,
    pace: &Pace<'_>,
) -> Result<(Vec<Event>, CallTime), Refused> {
    let mut events = Vec::new();
    let ready = |contact: &mut _, events: &mut Vec<Event>| pass(contact, events, now, now.plus(pace.think_ms), pace);
    let at = match step {
        Step::Answer(after) => {
            let at = pass(contact, &mut events, now, now.plus(*after), pace);
            events.extend(contact.tell(at, Fact::Answered)?);
            at
        }
        Step::Say(text) => {
            let from = ready(contact, &mut events);
            events.extend(contact.tell(from, Fact::SpeechBegan)?);
            let to = from.plus(caption_ms(text));
            let utterance = Utterance::typed(contact.language(), Span::new(from, to), text);
            events.extend(contact.tell(to, Fact::Heard(utterance))?);
            to
        }
        // Files are played by `run_plan_with`, which has ears.
        Step::Play(_) => now,
        Step::Do(action) => {
            let at = ready(contact, &mut events);
            events.extend(contact.tell(at, Fact::Desk(action.clone()))?);
            at
        }
        Step::Phone(action) => {
            let at = ready(contact, &mut events);
            events.extend(contact.tell(at, Fact::Phone(action.clone()))?);
            at
        }
        Step::Wait(ms) => pass(contact, &mut events, now, now.plus(*ms), pace),
        Step::HangUp => {
            let at = ready(contact, &mut events);
            events.extend(contact.tell(at, Fact::HungUp)?);
            at
        }
    };
    let fresh = events.clone();
    let at = settle(contact, &mut events, &fresh, at, pace);
    Ok((events, at))
}

/// Lets the customer's lines among `fresh` sound one after the other, and gives the time at their end.
pub fn settle(contact: &mut impl Contact, events: &mut Vec<Event>, fresh: &[Event], from: CallTime, pace: &Pace<'_>) -> CallTime {
    let mut now = from;
    for event in fresh {
        let Kind::Consequence(Consequence::Replied { .. }) = &event.kind else { continue };
        if !contact.state().pending_lines.contains(&event.seq) {
            continue;
        }
        now = now.max(event.at);
        events.extend(contact.tell(now, Fact::LineBegan(event.seq)).unwrap_or_default());
        now = now.plus((pace.line_ms)(event));
        events.extend(contact.tell(now, Fact::LineEnded { reply: event.seq, cut: false }).unwrap_or_default());
    }
    now
}

/// Lets time pass up to `until`, saying so whenever the call wants to know.
fn pass(contact: &mut impl Contact, events: &mut Vec<Event>, now: CallTime, until: CallTime, pace: &Pace<'_>) -> CallTime {
    let mut now = now;
    while let Some(due) = contact.deadline().filter(|due| *due <= until) {
        let Ok(fresh) = contact.tell(due, Fact::TimeIs) else { break };
        events.extend(fresh.iter().cloned());
        now = settle(contact, events, &fresh, due, pace);
    }
    now.max(until)
}

fn unmet(line: &PlanLine, events: &[Event], state: &State) -> Vec<PlanFault> {
    let consequences: Vec<&Consequence> = (events.iter())
        .filter_map(|event| if let Kind::Consequence(consequence) = &event.kind { Some(consequence) } else { None })
        .collect();
    line.expect
        .iter()
        .filter_map(|(number, expected)| unmet_one(expected, &consequences, state).map(|what| PlanFault { line: *number, what }))
        .collect()
}

fn unmet_one(expected: &Expectation, came: &[&Consequence], state: &State) -> Option<String> {
    let acts = || -> Vec<&str> {
        let seen = came.iter().filter_map(|c| if let Consequence::Understood { acts, .. } = c { Some(acts) } else { None });
        seen.flatten().map(|seen| seen.act.as_str()).collect()
    };
    let facts = || {
        let seen = came.iter().filter_map(|c| if let Consequence::Understood { facts, .. } = c { Some(facts) } else { None });
        seen.flatten().map(|seen| (seen.mode, seen.fact.as_str())).collect::<Vec<_>>()
    };
    match expected {
        Expectation::Customer(lines) => {
            let said: Vec<&str> = came
                .iter()
                .filter_map(|c| if let Consequence::Replied { line, .. } = c { Some(line.as_str()) } else { None })
                .collect();
            let mut rest = said.iter();
            let all = lines.iter().all(|line| rest.any(|said| *said == line.as_str()));
            (!all).then(|| format!("the customer should say {lines:?}, and said {said:?}"))
        }
        Expectation::Acts(wanted) => {
            let missing: Vec<&str> = wanted.iter().map(|act| act.as_str()).filter(|act| !acts().contains(act)).collect();
            (!missing.is_empty()).then(|| format!("acts {missing:?} were not understood; understood were {:?}", acts()))
        }
        Expectation::NoActs(unwanted) => {
            let seen: Vec<&str> = unwanted.iter().map(|act| act.as_str()).filter(|act| acts().contains(act)).collect();
            (!seen.is_empty()).then(|| format!("acts {seen:?} were understood and should not be"))
        }
        Expectation::Facts(mode, wanted) => {
            let missing: Vec<&str> =
                wanted.iter().map(|fact| fact.as_str()).filter(|fact| !facts().contains(&(*mode, fact))).collect();
            (!missing.is_empty()).then(|| format!("{missing:?} were not understood as {mode:?}; understood were {:?}", facts()))
        }
        Expectation::Step(step) => {
            let now = &state.memory.step;
            (now != step).then(|| format!("the call should be in step \"{step}\", and is in \"{now}\""))
        }
        Expectation::Mood(measure, level) => {
            let mood = state.memory.mood;
            let value = match measure {
                Measure::Anger => mood.anger,
                Measure::Trust => mood.trust,
                Measure::Patience => mood.patience,
            };
            let holds = match *level {
                Level::Below(limit) => value < limit,
                Level::UpTo(limit) => value <= limit,
                Level::Above(limit) => value > limit,
                Level::From(limit) => value >= limit,
            };
            (!holds).then(|| format!("{measure:?} should be {level:?}, and is {value}"))
        }
        Expectation::Closed(outcome) => {
            let now = state.outcome;
            (now != Some(*outcome)).then(|| format!("the call should have ended {outcome:?}, and ended {now:?}"))
        }
    }
}
