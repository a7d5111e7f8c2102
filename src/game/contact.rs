//! The contact in progress: a session, its clock, and what the screen around it remembers (which tab is open, what is ticked).

use std::collections::BTreeSet;
use std::time::Duration;

use bevy::prelude::*;

use super::action::DeskTab;
use super::ears::Ear;
use super::mouth::Mouth;
use crate::call::Phase;
use crate::desk::Refused;
use crate::event::{Channel, Event, Fact, TicketField};
use crate::ids::FactId;
use crate::session::Session;
use crate::time::CallTime;

/// The contact in progress, if there is one.
#[derive(Resource)]
pub(crate) struct Contact {
    /// The call and its record.
    pub(crate) session: Session,
    /// When it began, on the program's clock.
    began: Duration,
    /// Now, on the call's clock.
    pub(crate) now: CallTime,
    /// What the customer is saying and about to say.
    pub(crate) mouth: Mouth,
    /// What the microphone does.
    pub(crate) ear: Ear,
    /// What is open and ticked on the desk.
    pub(crate) desk: Openings,
    /// A question that waits for an answer.
    pub(crate) question: Option<Question>,
    /// Why the last action could not be done, and until when that is shown.
    pub(crate) notice: Option<(Refused, CallTime)>,
    /// When typing of the unsent sentence began, and when it last changed.
    pub(crate) typing: Option<(CallTime, CallTime)>,
}

/// What is open and ticked on the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Openings {
    /// The part shown.
    pub(crate) tab: DeskTab,
    /// Whether a search was made.
    pub(crate) searched: bool,
    /// Whether the list of results is shown although a record is open.
    pub(crate) results: bool,
    /// Data the trainee says the caller gave.
    pub(crate) claims: BTreeSet<FactId>,
    /// The drop-down that is open.
    pub(crate) drop_down: Option<TicketField>,
    /// The datum being changed.
    pub(crate) editing: Option<String>,
    /// The knowledge card that is open.
    pub(crate) card: Option<usize>,
    /// Whether the list of offices is shown.
    pub(crate) offices: bool,
    /// Where there is room for one side only: whether it is the desk.
    pub(crate) desk_side: bool,
    /// The note as last saved differs from the field: whether "saved" may be shown.
    pub(crate) note_saved: bool,
}

/// A question that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Really end the call?
    End,
    /// Really refund so many cents?
    Refund(u32),
}

/// How long a refusal is shown.
const NOTICE_MS: u64 = 6_000;

impl Contact {
    /// The phone begins to ring. `clock` is the program's.
    pub(crate) fn offered(session: Session, clock: Duration) -> Self {
        let mut contact = Self {
            session,
            began: clock,
            now: CallTime(0),
            mouth: Mouth::default(),
            ear: Ear::default(),
            desk: Openings::default(),
            question: None,
            notice: None,
            typing: None,
        };
        contact.tell(Fact::Offered(Channel::InboundCall));
        contact
    }

    /// Sets the call's clock by the program's.
    pub(crate) fn set_clock(&mut self, clock: Duration) {
        self.now = CallTime(u64::try_from(clock.saturating_sub(self.began).as_millis()).unwrap_or(u64::MAX));
    }

    /// The call's time at an instant of the program's clock.
    pub(crate) fn time_of(&self, clock: Duration) -> CallTime {
        CallTime(u64::try_from(clock.saturating_sub(self.began).as_millis()).unwrap_or(u64::MAX))
    }

    /// Tells the call a fact that is true now.
    pub(crate) fn tell(&mut self, fact: Fact) -> bool {
        self.tell_at(self.now, fact)
    }

    /// Tells the call a fact; what the customer answers goes to the mouth, a refusal onto the screen.
    pub(crate) fn tell_at(&mut self, at: CallTime, fact: Fact) -> bool {
        match self.session.tell(at, fact) {
            Ok(events) => {
                for event in &events {
                    self.mouth.take(event, self.session.clip_of(event));
                }
                true
            }
            Err(refused) => {
                self.notice = Some((refused, self.now.plus(NOTICE_MS)));
                false
            }
        }
    }

    /// Tells the call a fact that may come too late to matter; nobody needs to know.
    pub(crate) fn tell_quietly(&mut self, at: CallTime, fact: Fact) {
        let notice = self.notice;
        if !self.tell_at(at, fact) {
            self.notice = notice;
        }
    }

    /// Where the contact stands.
    pub(crate) fn phase(&self) -> Phase {
        self.session.state().phase
    }

    /// When the conversation began, if it did.
    pub(crate) fn answered_at(&self) -> Option<CallTime> {
        self.session.events().iter().find_map(|event| match event.kind {
            crate::event::Kind::Fact(Fact::Answered) => Some(event.at),
            _ => None,
        })
    }

    /// When the conversation ended, if it did.
    pub(crate) fn closed_at(&self) -> Option<CallTime> {
        self.session.events().iter().find_map(|event: &Event| match event.kind {
            crate::event::Kind::Consequence(crate::event::Consequence::Closed(_)) => Some(event.at),
            _ => None,
        })
    }
}
