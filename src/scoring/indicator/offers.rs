//! Selling and keeping customers: only what fits, once, after the need is solved; and the reason before the remedy.

use crate::event::Offer;
use crate::scoring::finding::{Evidence, Finding, Item, Mark, Outcome, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading, act_names};
use crate::time::Span;

use super::Terms;
use super::looking::{absent, looked_for};

/// Where the campaign fits the customer: offered, once, after the first solution. Where it does not: not offered. Arises where
/// the scenario says which.
pub(super) fn offers_what_fits_once(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "offers_what_fits_once";
    let Some(offer) = reading.header.goals.duties.offer else { return Finding::not_applicable(id) };
    let sure = |turn: &&OperatorTurn<'_>| turn.clearly(&["offer_product"], reading.floor).next().is_some();
    let clear: Vec<&OperatorTurn<'_>> = reading.operator.iter().filter(sure).collect();
    if offer == Offer::Ineligible {
        let outcome = if clear.is_empty() { Outcome::Met } else { Outcome::NotMet };
        return Finding::new(id, outcome).with(clear.iter().map(|turn| turn.whole()));
    }
    let found = reading.first_doing(&reading.operator, &["offer_product"]);
    // Within the turn of a solution an offer follows it.
    let early = clear.first().filter(|turn| {
        let solution = reading.landmarks.solution.as_ref();
        solution.is_none_or(|solution| turn.seq < solution.from)
            && reading.unclear_within(Span::new(reading.conversation().from, turn.span().to)).is_none()
    });
    let kept = |part: &str, broken: Option<Evidence>| PartSeen {
        item: Item::named(part),
        mark: if broken.is_some() { Mark::Missing } else { Mark::Seen },
        evidence: broken.into_iter().collect(),
    };
    let offered = looked_for(reading, Item::named("offered"), found, reading.conversation());
    let parts = match offered.mark {
        Mark::Seen => vec![
            offered,
            kept("after_the_need", early.map(|turn| turn.whole())),
            kept("once", clear.get(1).map(|turn| turn.whole())),
        ],
        _ => vec![offered],
    };
    let all = parts.len() as u32;
    Finding::of_parts(id, parts, all)
}

/// Why the customer wants to leave was asked before anything was put forward to keep them. Arises where they want to leave.
pub(super) fn asks_why_before_keeping(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "asks_why_before_keeping";
    if !reading.header.goals.duties.leaving {
        return Finding::not_applicable(id);
    }
    let keeping = ["offer_product", "offer_option", "offer_alternative"];
    let first = reading.operator.iter().find(|turn| turn.clearly(&keeping, reading.floor).next().is_some());
    let asked = reading
        .operator
        .iter()
        .filter(|turn| first.is_none_or(|first| turn.seq <= first.seq))
        .find_map(|turn| turn.doing(&["ask_leaving_reason"]));
    let window = Span::new(reading.conversation().from, first.map_or(reading.over, |turn| turn.span().to));
    match asked {
        Some(evidence) => Finding::new(id, Outcome::Met).with([evidence]),
        None => absent(reading, id, window),
    }
}

/// A customer's no to an offer was taken as one: said so, or the talk went on to the closing. Arises where something was clearly
/// offered for sale.
pub(super) fn respects_a_refusal(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "respects_a_refusal";
    let sure = |turn: &&OperatorTurn<'_>| turn.clearly(&["offer_product"], reading.floor).next().is_some();
    let Some(offer) = reading.operator.iter().find(sure) else { return Finding::not_applicable(id) };
    let later = || reading.operator.iter().filter(|turn| turn.seq > offer.seq);
    let accepts = ["respect_refusal"].iter().chain(act_names::CLOSING).copied().collect::<Vec<_>>();
    match later().find_map(|turn| turn.doing(&accepts)) {
        Some(evidence) => Finding::new(id, Outcome::Met).with([evidence]),
        None if reading.ended_by_customer() => Finding::not_applicable(id),
        None => absent(reading, id, Span::new(offer.span().from, reading.over)),
    }
}
