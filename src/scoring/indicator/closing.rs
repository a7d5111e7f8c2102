//! The end of the conversation.

use crate::event::{ContactKind, DeskChange, Outcome as Ending};
use crate::scoring::finding::{Finding, Item, Mark, Outcome, Why};
use crate::scoring::reading::{OperatorTurn, Reading};
use crate::time::Span;

use super::Terms;
use super::looking::named;

/// The customer leaves with a reference and with what happens next. Arises in complaints and where a ticket was filed during
/// the call.
pub(super) fn gives_reference_and_next_step(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "gives_reference_and_next_step";
    let filed = reading.desk.iter().any(|(_, at, change)| matches!(change, DeskChange::TicketFiled(_)) && *at <= reading.over);
    if reading.header.goals.kind != ContactKind::Complaint && !filed {
        return Finding::not_applicable(id);
    }
    let window = reading.conversation();
    let parts = vec![
        named(reading, "give_reference", &["give_reference"], &reading.operator, window),
        named(reading, "follow_up", &["follow_up", "promise"], &reading.operator, window),
    ];
    Finding::of_parts(id, parts, 2)
}

const ELEMENTS: &[(&str, &[&str])] = &[
    ("recap", &["recap"]),
    // "Is everything clear?" checks understanding and satisfaction in one, as the profile asks.
    ("teach_back", &["teach_back", "check_satisfaction"]),
    ("anything_else", &["anything_else"]),
    ("thank", &["thank"]),
    ("farewell", &["farewell"]),
];

/// Enough of the closing elements, the check of understanding among them. Arises where the operator had the chance to close:
/// not where the customer hung up or the call was handed over.
pub(super) fn closes_with_all_elements(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "closes_with_all_elements";
    match reading.ending {
        None if !reading.is_complete() => return Finding::new(id, Outcome::NotObserved(Why::Interrupted)),
        Some((_, _, Ending::CustomerHungUp | Ending::Transferred | Ending::NotAnswered)) => return Finding::not_applicable(id),
        _ => {}
    }
    let turns = closing_turns(reading, terms.rule.amount("closing_turns") as usize);
    let from = turns.first().map_or(reading.conversation().from, |turn| turn.span().from);
    let window = Span::new(from, reading.over);
    let parts = ELEMENTS.iter().map(|(part, acts)| named(reading, part, acts, turns.iter().copied(), window)).collect();
    let enough = u32::try_from(terms.rule.amount("elements_at_least")).unwrap_or(u32::MAX);
    let finding = Finding::of_parts(id, parts, enough);
    let check = finding.parts.iter().find(|part| part.item == Item::named("teach_back")).map(|part| part.mark);
    let got = finding.parts.iter().filter(|part| part.mark == Mark::Seen).count() as u32;
    let outcome = match (finding.outcome, check) {
        (Outcome::Met, Some(Mark::Missing)) => Outcome::Partly { got, of: ELEMENTS.len() as u32 },
        (Outcome::Met, Some(Mark::Unclear)) => Outcome::NotObserved(Why::Unclear),
        (decided, _) => decided,
    };
    Finding { outcome, ..finding }
}

/// The turns after the last new piece of solution, and in any case the last few.
fn closing_turns<'r, 'a>(reading: &'r Reading<'a>, at_least: usize) -> Vec<&'r OperatorTurn<'a>> {
    let turns: Vec<&OperatorTurn<'_>> = reading.substantial().collect();
    let last_few = turns.len().saturating_sub(at_least);
    let after = reading
        .landmarks
        .last_solution
        .map_or(last_few, |last| turns.iter().position(|turn| turn.seq >= last).unwrap_or(last_few));
    turns[after.min(last_few)..].to_vec()
}
