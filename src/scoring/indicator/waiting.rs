//! Waiting: hold, silence, transfer.

use crate::event::{DeskChange, DeviceNote, Fact, Kind, PhoneAction, Reach};
use crate::ids::Seq;
use crate::scoring::finding::{Evidence, Finding, Item, Mark, MeasureUnit, Outcome, PartSeen, Speaker, Why};
use crate::scoring::reading::{Hold, OperatorTurn, Reading, Silence, at_desk, at_moment};
use crate::time::Span;

use super::Terms;
use super::looking::{done, looked_for, named};

/// Parts of a hold that are said before it.
const BEFORE: &[&str] = &["hold_request", "hold_reason", "hold_estimate"];

/// Every hold was asked for, explained, given a length, kept to the limit, and ended with a word. Arises where there was one.
pub(super) fn handles_hold_with_all_elements(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "handles_hold_with_all_elements";
    let each: Vec<Vec<PartSeen>> = reading.holds.iter().map(|hold| hold_parts(reading, terms, hold)).collect();
    let longest = reading.holds.iter().map(|hold| hold.span.millis()).max();
    let Some(longest) = longest else { return Finding::not_applicable(id) };
    let parts: Vec<PartSeen> =
        (0..BEFORE.len() + 2).filter_map(|index| worst(each.iter().filter_map(|parts| parts.get(index)))).collect();
    let all = parts.len() as u32;
    Finding::of_parts(id, parts, all)
        .measuring(i64::try_from(longest).unwrap_or(i64::MAX), MeasureUnit::Milliseconds)
        .with(reading.holds.iter().map(|hold| Evidence { speaker: Speaker::Desk, ..at_moment(hold.from, hold.to, hold.span) }))
}

fn hold_parts(reading: &Reading<'_>, terms: Terms<'_>, hold: &Hold) -> Vec<PartSeen> {
    let before_turns = terms.rule.amount("before_turns") as usize;
    let after_turns = terms.rule.amount("after_turns") as usize;
    let before: Vec<&OperatorTurn<'_>> = reading.substantial().filter(|turn| turn.seq < hold.from).collect();
    let before = &before[before.len().saturating_sub(before_turns)..];
    let after: Vec<&OperatorTurn<'_>> = reading.substantial().filter(|turn| turn.seq > hold.to).take(after_turns).collect();
    let window_before = Span::new(before.first().map_or(hold.span.from, |turn| turn.span().from), hold.span.from);
    let window_after = Span::new(hold.span.to, after.last().map_or(reading.over, |turn| turn.span().to));
    let in_time = hold.span.millis() <= terms.rule.amount("limit_ms");
    let mut parts: Vec<PartSeen> =
        BEFORE.iter().map(|act| named(reading, act, &[act], before.iter().copied(), window_before)).collect();
    parts.push(done(Item::named("hold_in_time"), in_time.then(|| at_moment(hold.from, hold.to, hold.span))));
    parts.push(named(reading, "hold_return", &["hold_return", "thank", "apologise"], after.iter().copied(), window_after));
    parts
}

/// Of the same part at several holds, the worst: missing, then unclear, then seen.
fn worst<'p>(parts: impl Iterator<Item = &'p PartSeen>) -> Option<PartSeen> {
    parts
        .min_by_key(|part| match part.mark {
            Mark::Missing => 0,
            Mark::Unclear => 1,
            Mark::Seen | Mark::SeenFully => 2,
        })
        .cloned()
}

/// No silence longer than the limit went unexplained. Arises in every answered call.
pub(super) fn leaves_no_dead_air(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    dead_air(reading, "leaves_no_dead_air", terms.rule.amount("limit_ms"))
}

/// No unexplained silence longer than a limit in milliseconds. Does not arise where one writes.
pub(super) fn dead_air(reading: &Reading<'_>, id: &str, limit: u64) -> Finding {
    if reading.channel().is_written() {
        return Finding::not_applicable(id);
    }
    let unexplained = reading.silences.iter().filter(|silence| !is_explained(reading, silence));
    let longest = unexplained.clone().map(|silence| silence.span.millis()).max().unwrap_or(0);
    let over = unexplained.filter(|silence| silence.span.millis() > limit);
    let evidence: Vec<_> = over
        .clone()
        .map(|silence| {
            // Events are in order of time: the last one by then is the one before the first one after.
            let last_by = |at| {
                let after = reading.events.partition_point(|event| event.at <= at);
                reading.events.get(after.saturating_sub(1)).map_or(Seq(0), |event| event.seq)
            };
            at_moment(last_by(silence.span.from), last_by(silence.span.to), silence.span)
        })
        .collect();
    let outcome = match evidence.is_empty() {
        true => Outcome::Met,
        // Without a microphone nobody knows whether the trainee spoke.
        false if reading.noted(DeviceNote::MicrophoneLost) => Outcome::NotObserved(Why::NoData),
        // The announcement may be what was not understood.
        false if over.clone().all(|silence| before(reading, silence).is_some()) => Outcome::NotObserved(Why::Unclear),
        false => Outcome::NotMet,
    };
    Finding::new(id, outcome).measuring(i64::try_from(longest).unwrap_or(i64::MAX), MeasureUnit::Milliseconds).with(evidence)
}

/// What was not understood between the last words of the operator and a silence, or in those words.
fn before(reading: &Reading<'_>, silence: &Silence) -> Option<Evidence> {
    let last = reading.operator.iter().rev().find(|turn| turn.span().from < silence.span.from);
    let from = last.map_or(reading.conversation().from, |turn| turn.span().from);
    reading.unclear_within(Span::new(from, silence.span.from))
}

/// Whether the last thing said before a silence was the operator announcing it.
fn is_explained(reading: &Reading<'_>, silence: &Silence) -> bool {
    let slack = 2_000;
    let last = reading.operator.iter().rev().find(|turn| turn.span().from < silence.span.from);
    let announced = last.filter(|turn| turn.does(BEFORE) || turn.does(&["transfer_announce"]));
    announced.is_some_and(|turn| {
        let since = silence.span.from.since(turn.span().to);
        since <= slack
            || !reading
                .customer
                .iter()
                .any(|line| line.text.ends_with('?') && line.began > turn.seq && line.span.to <= silence.span.from)
    })
}

/// The caller was told where they go and why, and not left alone. Arises where the call was handed over.
pub(super) fn announces_transfer(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "announces_transfer";
    let transferred = reading.desk.iter().find(|(.., change)| matches!(change, DeskChange::Transferred(_)));
    let Some((seq, at, _)) = transferred else { return Finding::not_applicable(id) };
    let warm = reading
        .events
        .iter()
        .any(|event| matches!(&event.kind, Kind::Fact(Fact::Phone(PhoneAction::Transfer { reach: Reach::Warm, .. }))));
    let turns: Vec<&OperatorTurn<'_>> = reading.operator.iter().filter(|turn| turn.seq < *seq).collect();
    let window = Span::new(reading.conversation().from, *at);
    let said = |part: &str| {
        let found = turns.iter().find_map(|turn| turn.doing(&[part]));
        looked_for(reading, Item::named(part), found, window)
    };
    let parts =
        vec![said("transfer_announce"), said("transfer_reason"), done(Item::named("warm"), warm.then(|| at_desk(*seq, *at)))];
    Finding::of_parts(id, parts, 3)
}
