//! The contact in progress: a session, its clock, and what the screen around it remembers (which tab is open, what is ticked).

use std::collections::BTreeSet;
use std::time::Instant;

use bevy::prelude::*;

use super::action::DeskTab;
use super::ears::Ear;
use crate::call::Phase;
use crate::desk::Refused;
use crate::event::{DeviceNote, Event, Fact, TicketField};
use crate::ids::{FactId, FieldId, FormId};
use crate::session::Session;
use crate::time::CallTime;

/// The contact in progress, if there is one.
#[derive(Resource)]
pub(crate) struct Contact {
    /// The call and its record.
    pub(crate) session: Session,
    /// When the phone began to ring: 0 of the call's time.
    pub(crate) began: Instant,
    /// Now, on the call's clock.
    pub(crate) now: CallTime,
    /// Events whose sounds have not been ordered yet.
    pub(crate) unheard: Vec<Event>,
    /// The conversation is over, and the tone of the dead line has not sounded yet.
    pub(crate) line_open: bool,
    /// Whether the microphone has been told that a call began.
    pub(crate) ears_opened: bool,
    /// When something was last said that could not be understood.
    pub(crate) unclear_at: Option<CallTime>,
    /// Why a clip could not be kept.
    pub(crate) clip_trouble: Option<String>,
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
    /// The form that is open.
    pub(crate) form: Option<FormId>,
    /// The drop-down of the form that is open.
    pub(crate) form_drop_down: Option<FieldId>,
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
    /// The phone begins to ring.
    pub(crate) fn offered(session: Session) -> Self {
        let mut contact = Self {
            session,
            began: Instant::now(),
            now: CallTime(0),
            unheard: Vec::new(),
            line_open: false,
            ears_opened: false,
            unclear_at: None,
            clip_trouble: None,
            ear: Ear::default(),
            desk: Openings::default(),
            question: None,
            notice: None,
            typing: None,
        };
        let channel = contact.session.script().scenario.channel;
        contact.tell(Fact::Offered(channel));
        contact
    }

    /// Reads the clock.
    pub(crate) fn read_clock(&mut self) {
        self.now = CallTime(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX));
    }

    /// Tells the call a fact that is true now.
    pub(crate) fn tell(&mut self, fact: Fact) -> bool {
        self.tell_at(self.now, fact)
    }

    /// Tells the call a fact; what follows waits to be heard, a refusal goes onto the screen.
    pub(crate) fn tell_at(&mut self, at: CallTime, fact: Fact) -> bool {
        match self.session.tell(at, fact) {
            Ok(events) => {
                self.unheard.extend(events);
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

    /// Tells the call what became of a device, if that is news.
    pub(crate) fn note_device(&mut self, note: DeviceNote) {
        if let Ok(events) = self.session.note_device(self.now, note) {
            self.unheard.extend(events);
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
