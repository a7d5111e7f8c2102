//! Who is calling: the privacy gate.

use crate::event::{DeskChange, FactSeen, Mode, Role};
use crate::ids::{FactId, Seq};
use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, Outcome, PartSeen, Why};
use crate::scoring::reading::{Reading, at_desk};

use super::Terms;
use super::looking::{absent, done, looked_for};

/// Before anything personal was said or changed, the caller had given enough data and the check was recorded. Arises where
/// the contact needs identity.
///
/// A critical error (CE1) is proposed only if something personal went out before the caller had really given enough data;
/// given and not recorded is a matter of order, not of privacy.
pub(super) fn verifies_identity_before_disclosure(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "verifies_identity_before_disclosure";
    if !reading.header.goals.needs_identity {
        return Finding::not_applicable(id);
    }
    let given = reading.data_given();
    let recorded = reading.check_recorded();
    let outs = outgoings(reading);
    if outs.is_empty() && given.is_none() && reading.ended_by_customer() {
        // The customer left before it came to that, and nothing personal went out.
        return Finding::not_applicable(id);
    }
    let before = |limit: Option<(Seq, _)>| outs.iter().filter(move |(seq, _)| limit.is_none_or(|(limit, _)| *seq < limit));
    let clear = |(_, breach): &&(Seq, Breach)| matches!(breach, Breach::Clear(_));

    let unverified: Vec<Evidence> = before(given).filter(clear).map(|(_, breach)| evidence(breach)).collect();
    if !unverified.is_empty() {
        let parts = vec![missing("data_given"), missing("check_recorded")];
        return Finding { parts, ..Finding::new(id, Outcome::NotMet) }.with(unverified.clone()).proposing("CE1", unverified);
    }
    let doubtful: Vec<Evidence> = before(given).map(|(_, breach)| evidence(breach)).collect();
    if !doubtful.is_empty() {
        return Finding::new(id, Outcome::NotObserved(Why::Unclear)).with(doubtful);
    }
    let unrecorded: Vec<Evidence> = before(recorded).filter(clear).map(|(_, breach)| evidence(breach)).collect();
    let given = given.map(|(seq, at)| {
        reading.customer.iter().rev().find(|line| line.seq <= seq).map_or(at_desk(seq, at), |line| line.evidence())
    });
    let recorded = recorded.filter(|_| unrecorded.is_empty()).map(|(seq, at)| at_desk(seq, at));
    let parts = vec![
        looked_for(reading, Item::named("data_given"), given, reading.conversation()),
        done(Item::named("check_recorded"), recorded),
    ];
    Finding::of_parts(id, parts, 2).with(unrecorded)
}

fn missing(part: &str) -> PartSeen {
    PartSeen { item: Item::named(part), mark: Mark::Missing, evidence: Vec::new() }
}

fn evidence(breach: &Breach) -> Evidence {
    match breach {
        Breach::Clear(evidence) | Breach::Doubtful(evidence) => evidence.clone(),
    }
}

/// Everything personal that left the desk: told by voice, sent, refunded or changed, in order.
fn outgoings(reading: &Reading<'_>) -> Vec<(Seq, Breach)> {
    let told = reading.operator.iter().flat_map(|turn| {
        turn.facts
            .iter()
            .filter(move |seen| seen.mode == Mode::Told && is_personal(reading, &seen.fact, turn.seq))
            .map(move |seen| (turn.seq, turn.breach_by_fact(seen, reading.floor)))
    });
    let done = reading.desk.iter().filter(|(.., change)| {
        matches!(change, DeskChange::Refunded { .. } | DeskChange::Changed { .. } | DeskChange::Sent { .. })
    });
    let mut all: Vec<(Seq, Breach)> = told.chain(done.map(|(seq, at, _)| (*seq, Breach::Clear(at_desk(*seq, *at))))).collect();
    all.sort_by_key(|(seq, _)| *seq);
    all
}

/// Nobody else's business; an identity datum only while the caller has not given it themselves.
fn is_personal(reading: &Reading<'_>, fact: &FactId, said: Seq) -> bool {
    match reading.role(fact) {
        Some(Role::Personal) => true,
        Some(Role::Identity) => reading.disclosed(fact).is_none_or(|(seq, ..)| seq > said),
        _ => false,
    }
}

/// Whoever asks for identity data says what for. Arises where such data were asked for.
pub(super) fn explains_why_data_is_asked(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "explains_why_data_is_asked";
    let asked = reading.operator.iter().any(|turn| {
        let identity = |seen: &FactSeen| seen.mode == Mode::Asked && reading.role(&seen.fact) == Some(Role::Identity);
        turn.does(&["ask_identity"]) || turn.facts.iter().any(identity)
    });
    if !asked {
        return Finding::not_applicable(id);
    }
    match reading.operator.iter().find_map(|turn| turn.doing(&["explain_privacy"])) {
        Some(evidence) => Finding::new(id, Outcome::Met).with([evidence]),
        None => absent(reading, id, reading.conversation()),
    }
}
