//! The opening: answering in time, the four elements, the caller's name.

use crate::event::Channel;
use crate::ids::Seq;
use crate::scoring::finding::{Finding, MeasureUnit, Outcome, Why};
use crate::scoring::reading::{Reading, act_names, at_moment};
use crate::time::{CallTime, Span};

use super::Terms;
use super::looking::{named, said_once};

/// The phone rang no longer than the limit. Arises wherever somebody waits for the operator to pick up: not in mails, and not where the
/// operator calls.
pub(super) fn answers_in_time(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    if matches!(reading.channel(), Channel::Mail | Channel::OutboundCall) {
        return Finding::not_applicable("answers_in_time");
    }
    let limit = terms.rule.amount("limit_ms");
    let (rang, seq, outcome) = match reading.answered {
        Some((seq, at)) => (at.0, seq, if at.0 <= limit { Outcome::Met } else { Outcome::NotMet }),
        None if reading.is_complete() => (reading.over.0, last(reading), Outcome::NotMet),
        None => (reading.over.0, last(reading), Outcome::NotObserved(Why::Interrupted)),
    };
    let span = Span::new(CallTime::default(), CallTime(rang));
    Finding::new("answers_in_time", outcome)
        .measuring(i64::try_from(rang).unwrap_or(i64::MAX), MeasureUnit::Milliseconds)
        .with([at_moment(Seq(0), seq, span)])
}

/// What a call of ours is about, said in many ways.
const PURPOSE: &[&str] = &["offer_help", "survey_intro", "recall_case", "follow_up", "give_reason"];

fn last(reading: &Reading<'_>) -> Seq {
    reading.events.last().map_or(Seq(0), |event| event.seq)
}

/// Greeting, organisation, own name and offer of help within the first turns; where the operator calls, what the call is about stands
/// for the offer. Arises in every answered call.
pub(super) fn opens_with_all_elements(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let turns: Vec<_> = reading.substantial().take(terms.rule.amount("opening_turns") as usize).collect();
    let opened = reading.conversation().from;
    let window = Span::new(opened, turns.last().map_or(reading.over, |turn| turn.span().to));
    let outbound = reading.channel() == Channel::OutboundCall;
    let parts = (act_names::OPENING.iter())
        .map(|act| {
            let acts: &[&str] = if outbound && *act == "offer_help" { PURPOSE } else { &[act] };
            named(reading, act, acts, turns.iter().copied(), window)
        })
        .collect();
    let finding = Finding::of_parts("opens_with_all_elements", parts, act_names::OPENING.len() as u32);
    finding.with(turns.first().map(|turn| turn.whole()))
}

/// The operator used the caller's name at least once. Arises in every answered call.
pub(super) fn uses_caller_name(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let found = reading.operator.iter().find_map(|turn| turn.doing(&["use_name"]));
    said_once(reading, "uses_caller_name", found, reading.conversation())
}
