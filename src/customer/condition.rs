//! When an author's condition holds.

use std::collections::{BTreeMap, BTreeSet};

use super::Memory;
use crate::event::{ActSeen, Earlier, FactSeen, Mode};
use crate::ids::{DocumentId, FactId, FieldId, FormId};
use crate::scenario::{Past, When};

/// What was just said.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its acts.
    pub acts: &'a [ActSeen],
    /// Its facts.
    pub facts: &'a [FactSeen],
}

impl Said<'_> {
    fn does(&self, fact: &FactId, mode: Option<Mode>) -> bool {
        self.facts.iter().any(|seen| seen.fact == *fact && mode.is_none_or(|mode| seen.mode == mode))
    }
}

/// What conditions may ask about the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// The identity check was recorded for the right customer and rests on enough data really given.
    pub verified: bool,
    /// The right customer's record is open.
    pub right_record: bool,
    /// The ticket is filed.
    pub ticket_filed: bool,
    /// Cents refunded to the right customer.
    pub refunded_cents: u32,
    /// Data changed in the right customer's record.
    pub changed: BTreeSet<(String, String)>,
    /// Documents sent from the right customer's record.
    pub sent: BTreeSet<DocumentId>,
    /// Forms submitted, for the right customer where they belong to one.
    pub submitted: BTreeSet<FormId>,
    /// The value of every form field filled, now or when its form was last submitted.
    pub filled: BTreeMap<(FormId, FieldId), String>,
    /// How long the customer stood in the queue, in seconds.
    pub waited_s: u32,
    /// What became of the earlier contact.
    pub earlier: Option<Earlier>,
}

/// Whether a condition holds.
pub fn holds(when: &When, said: Said<'_>, memory: &Memory, around: &Surroundings) -> bool {
    let holds = |when: &When| holds(when, said, memory, around);
    match when {
        When::Always => true,
        When::Act(acts) => said.acts.iter().any(|seen| acts.contains(&seen.act)),
        When::Asks(fact) => said.does(fact, Some(Mode::Asked)),
        When::Tells(fact) => said.does(fact, Some(Mode::Told)),
        When::TellsWrong(fact) => said.does(fact, Some(Mode::ToldWrong)),
        When::Mentions(fact) => said.does(fact, None),
        When::Known(fact) => memory.known.contains(fact),
        When::Told(fact) => memory.told.contains(fact),
        When::Did(act) => memory.did.contains_key(act),
        When::Verified => around.verified,
        When::RightRecord => around.right_record,
        When::TicketFiled => around.ticket_filed,
        When::Refunded(cents) => around.refunded_cents >= *cents,
        When::Changed(field, value) => around.changed.iter().any(|(f, v)| f == field && v.eq_ignore_ascii_case(value)),
        When::Sent(document) => around.sent.contains(document),
        When::Filled(form, field, value) => {
            let held = around.filled.get(&(form.clone(), field.clone()));
            held.is_some_and(|held| held.to_lowercase() == value.to_lowercase())
        }
        When::Submitted(form) => around.submitted.contains(form),
        When::AngerFrom(level) => memory.mood.anger >= *level,
        When::TrustFrom(level) => memory.mood.trust >= *level,
        When::PatienceTo(level) => memory.mood.patience <= *level,
        When::Said(line) => memory.said.contains_key(line),
        When::AfterHold => memory.since_hold == Some(1),
        When::Waited(seconds) => around.waited_s >= *seconds,
        When::Earlier(past) => around.earlier.as_ref().is_some_and(|earlier| was(past, earlier)),
        When::All(whens) => whens.iter().all(holds),
        When::Any(whens) => whens.iter().any(holds),
        When::Not(when) => !holds(when),
    }
}

/// Whether an earlier contact was like that.
fn was(past: &Past, earlier: &Earlier) -> bool {
    match past {
        Past::Ended(outcomes) => outcomes.contains(&earlier.outcome),
        Past::Told(fact) => earlier.told.contains(fact),
        Past::Ticket => earlier.ticket,
        Past::Submitted(form) => earlier.forms.contains(form),
    }
}
