//! The door of a call: facts in, events out.

use std::sync::Arc;

use super::deadline::deadline;
use super::dice::Dice;
use super::rules::RULES;
use super::state::{Phase, State};
use crate::desk::{self, Refused};
use crate::event::{Event, Fact, Kind, PhoneAction};
use crate::ids::Seq;
use crate::scenario::Script;
use crate::time::CallTime;
use crate::understand::Understander;

/// More consequences than this from one fact is a bug of our rules: the rest is dropped, so that a call never hangs.
const CONSEQUENCE_LIMIT: usize = 200;

/// One contact. A copy goes its own way from here, with the same dice.
#[derive(Debug, Clone)]
pub struct Call {
    script: Arc<Script>,
    understander: Arc<Understander>,
    state: State,
    dice: Dice,
    next_seq: u32,
    last_at: CallTime,
}

/// What a rule may look at.
pub(super) struct Sight<'a> {
    pub(super) script: &'a Script,
    pub(super) understander: &'a Understander,
    pub(super) state: &'a State,
}

impl Call {
    /// A contact that has not begun: its first fact is `Offered`.
    pub fn new(script: Arc<Script>, understander: Arc<Understander>, seed: u64) -> Self {
        let state = State::new(&script);
        Self { script, understander, state, dice: Dice::new(seed), next_seq: 0, last_at: CallTime(0) }
    }

    /// What is the case now.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What is being run.
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// When to say [`Fact::TimeIs`] if nothing else happens before. `None`: time does not matter now.
    pub fn deadline(&self) -> Option<CallTime> {
        deadline(&self.state, &self.script)
    }

    /// Takes a fact in and gives the events it leads to, the fact's own first. A time earlier than the last event's counts as
    /// that event's.
    ///
    /// # Errors
    /// [`Refused`] if the fact cannot be: nothing has changed.
    pub fn handle(&mut self, at: CallTime, fact: Fact) -> Result<Vec<Event>, Refused> {
        let at = at.max(self.last_at);
        self.check(at, &fact)?;
        self.last_at = at;
        let mut events = Vec::new();
        self.happen(at, Kind::Fact(fact), &mut events);
        Ok(events)
    }

    /// Numbers an event, applies it, and lets every rule conclude from it; what a rule concludes happens before the next rule
    /// is asked, so that each sees all that is the case.
    fn happen(&mut self, at: CallTime, kind: Kind, events: &mut Vec<Event>) {
        if events.len() >= CONSEQUENCE_LIMIT {
            return;
        }
        let event = Event { seq: Seq(self.next_seq), at, kind };
        self.next_seq += 1;
        self.state.apply(&event);
        events.push(event.clone());
        for rule in RULES {
            let over = self.state.outcome.is_some();
            let sight = Sight { script: &self.script, understander: &self.understander, state: &self.state };
            for consequence in rule(&sight, &event, &mut self.dice) {
                self.happen(at, Kind::Consequence(consequence), events);
                // Whoever has hung up says and feels nothing more.
                if !over && self.state.outcome.is_some() {
                    break;
                }
            }
        }
    }

    fn check(&self, at: CallTime, fact: &Fact) -> Result<(), Refused> {
        let phase = self.state.phase;
        if phase == Phase::Over {
            return Err(Refused::ContactOver);
        }
        let live = || match phase {
            Phase::Waiting | Phase::Ringing => Err(Refused::NotAnswered),
            Phase::WrapUp | Phase::Over => Err(Refused::CallOver),
            Phase::Talking | Phase::OnHold => Ok(()),
        };
        match fact {
            Fact::Offered(_) => (phase == Phase::Waiting).then_some(()).ok_or(Refused::AlreadyAnswered),
            Fact::Answered => match phase {
                Phase::Ringing => Ok(()),
                Phase::Waiting => Err(Refused::NotAnswered),
                _ => Err(Refused::AlreadyAnswered),
            },
            Fact::SpeechBegan | Fact::SpeechDropped | Fact::Heard(_) => live(),
            Fact::LineBegan(reply) | Fact::LineEnded { reply, .. } => {
                self.state.pending_lines.contains(reply).then_some(()).ok_or(Refused::NoSuchLine)
            }
            Fact::Phone(PhoneAction::Hold) if phase == Phase::OnHold => Err(Refused::OnHold),
            Fact::Phone(PhoneAction::Resume) if phase == Phase::Talking => Err(Refused::NotOnHold),
            Fact::Phone(PhoneAction::Transfer { to, .. }) => {
                live()?;
                let known = self.state.desk.offices.iter().any(|(id, _)| id == to);
                known.then_some(()).ok_or(Refused::UnknownOffice)
            }
            Fact::Phone(_) | Fact::HungUp => live(),
            Fact::Desk(action) => {
                if matches!(phase, Phase::Waiting | Phase::Ringing) {
                    return Err(Refused::NotAnswered);
                }
                desk::act(&self.state.desk, action, &self.state.memory.known, String::new).map(|_| ())
            }
            Fact::TimeIs => self.deadline().filter(|due| *due <= at).map(|_| ()).ok_or(Refused::NothingDue),
            Fact::WrappedUp => (phase == Phase::WrapUp).then_some(()).ok_or(Refused::CallNotOver),
            Fact::Device(_) | Fact::Refused(_) => Ok(()),
        }
    }
}
