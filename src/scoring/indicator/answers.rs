//! Answers to what the customer asked.

use crate::event::Mode;
use crate::scoring::finding::{Evidence, Finding, Item, Mark, PartSeen};
use crate::scoring::reading::{CustomerTurn, OperatorTurn, Reading};
use crate::time::Span;

use super::Terms;
use super::looking::share;

/// Answering without the fact itself: saying when or by whom the answer will come, or why there is none.
const DEFERRING: &[&str] = &["defer", "offer_callback", "name_office", "transfer_announce", "escalate", "refuse", "give_reason"];
/// What turns "I do not know" into an answer.
const FOLLOWING_UP: &[&str] = &["follow_up", "promise", "hold_request", "offer_callback", "transfer_announce", "escalate"];

/// Enough of the customer's questions were answered, or put off with a follow-up, within the next turns. Arises where the
/// customer asked for a fact and the operator had a turn left.
pub(super) fn answers_every_question(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let window = terms.rule.amount("window_turns") as usize;
    let parts: Vec<PartSeen> = reading.customer.iter().filter_map(|line| answered(reading, line, window)).collect();
    let enough = share(parts.len(), terms.rule.amount("enough_permille"));
    Finding::of_parts("answers_every_question", parts, enough)
}

/// `None` where the line asks nothing, or nobody could answer it any more.
fn answered(reading: &Reading<'_>, line: &CustomerTurn<'_>, window: usize) -> Option<PartSeen> {
    let fact = line.asks.first()?;
    let turns: Vec<&OperatorTurn<'_>> = reading.substantial().filter(|turn| turn.answers(line)).take(window).collect();
    let last = turns.last()?;
    let tells = |turn: &&OperatorTurn<'_>| {
        let told = |mode| matches!(mode, Mode::Told | Mode::ToldWrong);
        let seen = turn.facts.iter().find(|seen| told(seen.mode) && line.asks.contains(&seen.fact))?;
        Some(turn.quote(seen.words))
    };
    // "I do not know" alone is no answer; the reason, or who will say it and when, is.
    let defers = |turn: &&OperatorTurn<'_>| match turn.doing_act(DEFERRING) {
        Some(seen) if seen.act.as_str() == "defer" && !turns.iter().any(|turn| turn.does(FOLLOWING_UP)) => None,
        Some(seen) => Some(turn.quote(seen.words)),
        None => None,
    };
    let found = turns.iter().find_map(tells).or_else(|| turns.iter().find_map(defers));
    let unclear = || reading.unclear_within(Span::new(line.span.from, last.span().to));
    let (mark, spot): (Mark, Option<Evidence>) = match found {
        Some(found) => (Mark::Seen, Some(found)),
        None => unclear().map_or((Mark::Missing, None), |spot| (Mark::Unclear, Some(spot))),
    };
    let evidence = std::iter::once(line.evidence()).chain(spot).collect();
    Some(PartSeen { item: Item::Fact(fact.clone()), mark, evidence })
}
