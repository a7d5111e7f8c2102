//! What is the case in a call, as a function of its events.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::customer::{Memory, Surroundings};
use crate::desk::Desk;
use crate::event::{Consequence, DeskChange, Event, Fact, Kind, Outcome, PhoneAction};
use crate::ids::{Seq, StepId};
use crate::scenario::Script;
use crate::time::CallTime;

/// Where a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has happened yet.
    Waiting,
    /// The phone rings.
    Ringing,
    /// The two are talking.
    Talking,
    /// The customer is on hold.
    OnHold,
    /// The conversation is over; the operator finishes the paperwork.
    WrapUp,
    /// The contact is over.
    Over,
}

/// The state of a call. Only `apply` changes it.
#[derive(Debug, Clone)]
pub struct State {
    /// Where the contact stands.
    pub phase: Phase,
    /// The customer's mind.
    pub memory: Memory,
    /// The operator's desk.
    pub desk: Desk,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
    /// When the phone began to ring, or the last sound of the conversation ended, or the hold began or was last felt.
    pub quiet_since: CallTime,
    /// Whether the trainee is speaking.
    pub trainee_speaks: bool,
    /// Lines the customer has begun, or is about to say, and not finished.
    pub pending_lines: BTreeSet<Seq>,
    /// Whether the hold in progress (or the last one) was asked for beforehand.
    pub hold_announced: bool,
    /// How often the hold in progress has been felt as too long.
    pub hold_felt: u16,
}

impl State {
    pub(super) fn new(script: &Script) -> Self {
        let first = script.steps.first().map_or_else(|| StepId::from("start"), |step| step.id.clone());
        let desk = Desk {
            customers: Arc::new(script.customers.clone()),
            offices: script.company.offices.clone().into(),
            documents: script.company.documents.clone().into(),
            areas: script.company.areas.clone().into(),
            authority_cents: script.company.authority_cents,
            found: Vec::new(),
            open: None,
            verification: None,
            ticket: Default::default(),
            filed: None,
            refunds: Vec::new(),
            changes: Vec::new(),
            sent: Vec::new(),
            note: String::new(),
            forms: script.forms.clone().into(),
            drafts: Default::default(),
            submitted: Vec::new(),
            held_since: None,
        };
        Self {
            phase: Phase::Waiting,
            memory: Memory::new(first, script.mood),
            desk,
            outcome: None,
            quiet_since: CallTime(0),
            trainee_speaks: false,
            pending_lines: BTreeSet::new(),
            hold_announced: false,
            hold_felt: 0,
        }
    }

    /// What the customer's conditions may know of the desk.
    pub fn surroundings(&self, script: &Script) -> Surroundings {
        let right = &script.goals.customer;
        let needed = usize::from(script.goals.verify_at_least);
        Surroundings {
            verified: self.desk.verification.as_ref().is_some_and(|check| {
                check.customer.as_ref() == Some(right)
                    && check.given.iter().filter(|fact| script.goals.verify_with.contains(fact)).count() >= needed
            }),
            right_record: self.desk.open.as_ref() == Some(right),
            ticket_filed: self.desk.filed.is_some(),
            refunded_cents: (self.desk.refunds.iter().filter(|(who, _)| who == right).map(|(_, cents)| *cents))
                .fold(0, u32::saturating_add),
            changed: (self.desk.changes.iter().filter(|(who, ..)| who == right))
                .map(|(_, field, value)| (field.clone(), value.clone()))
                .collect(),
            submitted: (self.desk.submitted.iter())
                .filter(|done| {
                    let anyones = self.desk.form(&done.form).is_some_and(|form| !form.needs_record);
                    anyones || done.customer.as_ref() == Some(right)
                })
                .map(|done| done.form.clone())
                .collect(),
            filled: self.desk.filled(),
            waited_s: script.arrival.waited_s,
            earlier: script.arrival.earlier.clone(),
            sent: (self.desk.sent.iter().filter(|(who, _)| who == right)).map(|(_, document)| document.clone()).collect(),
        }
    }

    /// Takes an event in: the only writer of a call's state.
    pub(super) fn apply(&mut self, event: &Event) {
        match &event.kind {
            Kind::Fact(fact) => self.apply_fact(event.at, fact),
            Kind::Consequence(consequence) => {
                self.memory.apply(consequence);
                self.apply_consequence(event, consequence);
            }
        }
    }

    fn apply_fact(&mut self, at: CallTime, fact: &Fact) {
        match fact {
            Fact::Offered(_) => (self.phase, self.quiet_since) = (Phase::Ringing, at),
            Fact::Answered => (self.phase, self.quiet_since) = (Phase::Talking, at),
            Fact::SpeechBegan => self.trainee_speaks = true,
            Fact::SpeechDropped | Fact::Heard(_) => (self.trainee_speaks, self.quiet_since) = (false, at),
            Fact::LineBegan(_) => {}
            Fact::LineEnded { reply, .. } => {
                self.pending_lines.remove(reply);
                self.quiet_since = at;
            }
            Fact::WrappedUp => self.phase = Phase::Over,
            Fact::Phone(PhoneAction::Hold) => self.hold_announced = self.memory.hold_asked.is_some(),
            Fact::TimeIs | Fact::Phone(_) | Fact::Desk(_) | Fact::HungUp | Fact::Device(_) | Fact::Refused(_) => {}
        }
    }

    fn apply_consequence(&mut self, event: &Event, consequence: &Consequence) {
        match consequence {
            Consequence::Replied { .. } => {
                self.pending_lines.insert(event.seq);
            }
            Consequence::DeskChanged(change) => {
                self.desk.apply(change);
                match change {
                    DeskChange::Held(_) => {
                        (self.phase, self.quiet_since, self.hold_felt) = (Phase::OnHold, event.at, 0);
                    }
                    DeskChange::Resumed(_) => (self.phase, self.quiet_since) = (Phase::Talking, event.at),
                    _ => {}
                }
            }
            Consequence::MoodShifted { because: crate::event::Cause::HoldTooLong, .. } => {
                (self.hold_felt, self.quiet_since) = (self.hold_felt.saturating_add(1), event.at);
            }
            Consequence::Closed(outcome) => (self.phase, self.outcome) = (Phase::WrapUp, Some(*outcome)),
            Consequence::Understood { .. } | Consequence::StepReached(_) | Consequence::MoodShifted { .. } => {}
            Consequence::Disclosed { .. } => {}
        }
    }
}
