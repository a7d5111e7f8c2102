//! The vocabulary of a contact, and its saved format: what the world told us (facts) and what our rules made of it
//! (consequences). Everything shown or scored is a function of a list of these.
//!
//! Absent: prose that a program compares, floats, clocks, and any knowledge of who produces or reads an event.

mod arrival;
mod consequence;
mod duties;
mod fact;
mod form;
mod goals;
mod utterance;

pub use arrival::{Arrival, Earlier, ShiftPlace};
pub use consequence::{ActSeen, Cause, Consequence, DeskChange, FactSeen, How, Mode, Mood, MoodShift, Outcome, WordRange};
pub use duties::{Duties, Escalation, Notice, Offer};
pub use fact::{Attempt, Channel, Datum, DeskAction, DeviceNote, Fact, PhoneAction, Reach, TicketField};
pub use form::{Day, FieldSpec, FormKind, FormSpec, Input, cents, date};
pub use goals::{ContactKind, DeskStep, FormGoal, Goals, Milestone, NeedGoal, Role, Within};
pub use utterance::{Permille, Source, Utterance, Word};

use serde::{Deserialize, Serialize};

use crate::ids::Seq;
use crate::time::CallTime;

/// One line of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its place in the record, from 0 without gaps.
    pub seq: Seq,
    /// When it happened. Never earlier than the event before it.
    pub at: CallTime,
    /// What happened.
    pub kind: Kind,
}

/// Told by the world, or concluded by our rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Only the world could tell this.
    Fact(Fact),
    /// Our rules concluded it from the facts before.
    Consequence(Consequence),
}

/// What says nothing is not written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
