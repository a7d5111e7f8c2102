//! Who it goes to: up or over when due and not otherwise, to the right office, with everything that office needs.

use crate::event::{DeskChange, Escalation, Fact, Kind, PhoneAction, Reach};
use crate::ids::{OfficeId, Seq};
use crate::scoring::finding::{Evidence, Finding, Item, Outcome, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading, at_desk};
use crate::time::{CallTime, Span};

use super::Terms;
use super::looking::{absent, done, looked_for};

/// Every hand-over at the telephone, in order.
fn transfers<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (Seq, CallTime, &'a OfficeId)> {
    reading.desk.iter().filter_map(|(seq, at, change)| match change {
        DeskChange::Transferred(office) => Some((*seq, *at, office)),
        _ => None,
    })
}

/// The contact went to somebody else where that was due, and stayed where it was not. Arises where the scenario says which.
///
/// Due: a hand-over, or the announcement that the office will take it up. Not due: no hand-over.
pub(super) fn escalates_when_due(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "escalates_when_due";
    let handed: Vec<Evidence> = transfers(reading).map(|(seq, at, _)| at_desk(seq, at)).collect();
    match &reading.header.goals.duties.escalation {
        None => Finding::not_applicable(id),
        Some(Escalation::None) if handed.is_empty() => Finding::new(id, Outcome::Met),
        Some(Escalation::None) => Finding::new(id, Outcome::NotMet).with(handed),
        Some(Escalation::To(_)) if !handed.is_empty() => Finding::new(id, Outcome::Met).with(handed),
        Some(Escalation::To(_)) => match reading.first_doing(&reading.operator, &["escalate"]) {
            Some(evidence) => Finding::new(id, Outcome::Met).with([evidence]),
            None => absent(reading, id, reading.conversation()),
        },
    }
}

/// The first hand-over went to the right office. Arises where the scenario names one and the call was handed over.
pub(super) fn finds_the_right_office(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "finds_the_right_office";
    let duties = &reading.header.goals.duties;
    let right = match (&duties.escalation, &duties.outside_remit) {
        (Some(Escalation::To(office)), _) | (_, Some(office)) => office,
        _ => return Finding::not_applicable(id),
    };
    let all: Vec<_> = transfers(reading).collect();
    let evidence = all.iter().map(|(seq, at, _)| at_desk(*seq, *at));
    match all.first() {
        None => Finding::not_applicable(id),
        Some((.., office)) if *office == right => Finding::new(id, Outcome::Met).with(evidence.take(1)),
        Some(_) if all.iter().any(|(.., office)| *office == right) => {
            Finding::new(id, Outcome::Partly { got: 1, of: 2 }).with(evidence)
        }
        Some(_) => Finding::new(id, Outcome::NotMet).with(evidence),
    }
}

/// A hand-over with consent, destination, context, and a way back. Arises where the call was handed over, or where the office
/// cannot take it.
pub(super) fn hands_over_with_care(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "hands_over_with_care";
    let first = transfers(reading).next();
    let unavailable = reading.header.goals.duties.office_unavailable;
    if first.is_none() && !unavailable {
        return Finding::not_applicable(id);
    }
    let (seq, at) =
        first.map_or((reading.events.last().map_or(Seq(0), |event| event.seq), reading.over), |(seq, at, _)| (seq, at));
    let before: Vec<&OperatorTurn<'_>> = reading.operator.iter().filter(|turn| turn.seq < seq).collect();
    let window_turns = terms.rule.amount("window_turns") as usize;
    let near = &before[before.len().saturating_sub(window_turns)..];
    let window = Span::new(near.first().map_or(reading.conversation().from, |turn| turn.span().from), at);
    let said =
        |part: &str, acts: &[&str]| looked_for(reading, Item::named(part), near.iter().find_map(|turn| turn.doing(acts)), window);
    let mut parts = Vec::new();
    if first.is_some() {
        parts.push(said("destination", &["name_office", "transfer_announce"]));
        parts.push(said("consent", &["ask_consent", "check_agreement"]));
        parts.push(done(Item::named("context"), context(reading, seq)));
    }
    if unavailable {
        parts.push(fallback(reading));
    }
    let all = parts.len() as u32;
    Finding::of_parts(id, parts, all)
}

/// What the next office gets: a voice that introduces the call, or what was written before it went.
fn context(reading: &Reading<'_>, seq: Seq) -> Option<Evidence> {
    let warm = reading.events.iter().find(|event| {
        event.seq <= seq && matches!(&event.kind, Kind::Fact(Fact::Phone(PhoneAction::Transfer { reach: Reach::Warm, .. })))
    });
    let written = || {
        let written = reading.desk.iter().find(|(own, _, change)| {
            *own < seq && matches!(change, DeskChange::TicketFiled(_) | DeskChange::Noted(_) | DeskChange::FormSubmitted { .. })
        });
        written.map(|(seq, at, _)| at_desk(*seq, *at))
    };
    warm.map(|event| at_desk(event.seq, event.at)).or_else(written)
}

fn fallback(reading: &Reading<'_>) -> PartSeen {
    let found = reading.first_doing(&reading.operator, &["offer_callback"]);
    looked_for(reading, Item::named("fallback"), found, reading.conversation())
}
