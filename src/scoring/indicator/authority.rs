//! Money and records: within authority, right amount, right person.

use crate::event::DeskChange;
use crate::ids::CustomerId;
use crate::scoring::finding::{Evidence, Finding, MeasureUnit, Outcome, Why};
use crate::scoring::reading::{Reading, at_desk};

use super::Terms;

/// No refund beyond the operator's authority. Arises where money was refunded. Beyond it proposes CE3.
pub(super) fn stays_within_authority(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "stays_within_authority";
    let refunds: Vec<(Evidence, bool)> = refunds(reading).map(|refund| (refund.evidence, refund.within)).collect();
    if refunds.is_empty() {
        return Finding::not_applicable(id);
    }
    let beyond: Vec<Evidence> = refunds.iter().filter(|(_, within)| !within).map(|(evidence, _)| evidence.clone()).collect();
    match beyond.is_empty() {
        true => Finding::new(id, Outcome::Met).with(refunds.into_iter().map(|(evidence, _)| evidence)),
        false => Finding::new(id, Outcome::NotMet).with(beyond.clone()).proposing("CE3", beyond),
    }
}

/// What was refunded, changed or sent went to the right customer's record. Arises where anything was. A wrong one proposes CE2.
pub(super) fn edits_the_right_record(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "edits_the_right_record";
    let edits: Vec<(Evidence, bool)> = reading
        .desk
        .iter()
        .filter_map(|(seq, at, change)| match change {
            DeskChange::Refunded { customer, .. } | DeskChange::Changed { customer, .. } | DeskChange::Sent { customer, .. } => {
                Some((at_desk(*seq, *at), *customer == reading.header.goals.customer))
            }
            _ => None,
        })
        .collect();
    if edits.is_empty() {
        return Finding::not_applicable(id);
    }
    let wrong: Vec<Evidence> = edits.iter().filter(|(_, right)| !right).map(|(evidence, _)| evidence.clone()).collect();
    match wrong.is_empty() {
        true => Finding::new(id, Outcome::Met).with(edits.into_iter().map(|(evidence, _)| evidence)),
        false => Finding::new(id, Outcome::NotMet).with(wrong.clone()).proposing("CE2", wrong),
    }
}

/// The customer got the refund they were due, to the cent, and nobody got another. Arises where one is due or was made.
pub(super) fn refunds_the_right_amount(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "refunds_the_right_amount";
    let goals = &reading.header.goals;
    let made: Vec<Refund<'_>> = refunds(reading).collect();
    let right: u64 = made.iter().filter(|refund| *refund.customer == goals.customer).map(|refund| u64::from(refund.cents)).sum();
    let stray = made.iter().any(|refund| *refund.customer != goals.customer);
    let outcome = match (goals.refund_cents, made.is_empty()) {
        (None, true) => return Finding::not_applicable(id),
        (None, false) => Outcome::NotMet,
        (Some(_), true) if !reading.is_wrapped_up() => Outcome::NotObserved(Why::Interrupted),
        (Some(_), true) => Outcome::NotMet,
        (Some(due), false) if right == u64::from(due) && !stray => Outcome::Met,
        (Some(_), false) if right > 0 => Outcome::Partly { got: 1, of: 2 },
        (Some(_), false) => Outcome::NotMet,
    };
    Finding::new(id, outcome)
        .measuring(i64::try_from(right).unwrap_or(i64::MAX), MeasureUnit::Cents)
        .with(made.into_iter().map(|refund| refund.evidence))
}

struct Refund<'a> {
    customer: &'a CustomerId,
    cents: u32,
    within: bool,
    evidence: Evidence,
}

fn refunds<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Refund<'a>> {
    reading.desk.iter().filter_map(|(seq, at, change)| match change {
        DeskChange::Refunded { customer, cents, within_authority } => {
            Some(Refund { customer, cents: *cents, within: *within_authority, evidence: at_desk(*seq, *at) })
        }
        _ => None,
    })
}
