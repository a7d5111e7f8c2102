//! The facts the operator told: all that were required, none of them wrong.

use crate::event::{Mode, Role};
use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, Outcome, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading};
use crate::time::Span;

use super::Terms;
use super::looking::{from_breaches, looked_for, share};

/// Enough of the facts the customer must be told were told, right. Arises where the scenario has such facts.
pub(super) fn tells_required_facts(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let parts: Vec<PartSeen> = reading
        .facts_of(Role::Required)
        .map(|fact| {
            let told = reading.taken_up(fact, Mode::Told).next().map(|(turn, seen)| turn.quote(seen.words));
            let garbled = || {
                let wrong = reading.taken_up(fact, Mode::ToldWrong);
                wrong.map(|(turn, seen)| turn.breach_by_fact(seen, reading.floor)).find_map(|breach| match breach {
                    Breach::Doubtful(evidence) => Some(evidence),
                    Breach::Clear(_) => None,
                })
            };
            let item = Item::Fact(fact.clone());
            match (told, garbled()) {
                // A value below the floor that looks wrong may have been right.
                (None, Some(spot)) => PartSeen { item, mark: Mark::Unclear, evidence: vec![spot] },
                (told, _) => looked_for(reading, item, told, reading.conversation()),
            }
        })
        .collect();
    let enough = share(parts.len(), terms.rule.amount("enough_permille"));
    Finding::of_parts("tells_required_facts", parts, enough)
}

/// Turns in which people correct themselves, if they do (our proposal).
const CORRECTION_TURNS: usize = 3;

/// Where a correction of what this turn said may have gone unheard.
fn corrected_unheard(reading: &Reading<'_>, turn: &OperatorTurn<'_>) -> Option<Evidence> {
    let later: Vec<_> = reading.substantial().filter(|later| later.seq > turn.seq).take(CORRECTION_TURNS).collect();
    let until = later.last().map_or(reading.over, |last| last.span().to);
    reading.unclear_within(Span::new(turn.span().to, until))
}

/// No fact was told with a wrong value, or at least not left so. Arises once the operator has told any.
///
/// A wrong required fact left uncorrected proposes CE3: what the operator has to tell is what the customer will rely on.
pub(super) fn tells_no_wrong_fact(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "tells_no_wrong_fact";
    let told_any =
        reading.operator.iter().any(|turn| turn.facts.iter().any(|seen| matches!(seen.mode, Mode::Told | Mode::ToldWrong)));
    if !told_any {
        return Finding::not_applicable(id);
    }
    let (mut left, mut corrected, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    let mut contractual = Vec::new();
    for fact in reading.header.goals.facts.keys() {
        for (turn, seen) in reading.taken_up(fact, Mode::ToldWrong) {
            let breach = turn.breach_by_fact(seen, reading.floor);
            let (Breach::Clear(evidence) | Breach::Doubtful(evidence)) = &breach;
            let clear = matches!(breach, Breach::Clear(_));
            let mark = if clear { Mark::Seen } else { Mark::Unclear };
            parts.push(PartSeen { item: Item::Fact(fact.clone()), mark, evidence: vec![evidence.clone()] });
            if reading.taken_up(fact, Mode::Told).any(|(later, _)| later.seq > turn.seq) {
                corrected.push(breach);
            } else if let Some(spot) = corrected_unheard(reading, turn) {
                left.push(Breach::Doubtful(spot));
            } else {
                if clear && reading.role(fact) == Some(Role::Required) {
                    contractual.push(evidence.clone());
                }
                left.push(breach);
            }
        }
    }
    let finding = from_breaches(id, left);
    let finding = match (finding.outcome, from_breaches(id, corrected)) {
        (Outcome::Met, corrected) if corrected.outcome == Outcome::NotMet => {
            Finding { outcome: Outcome::Partly { got: 1, of: 2 }, ..corrected }
        }
        _ => finding,
    };
    let finding = Finding { parts, ..finding };
    if contractual.is_empty() { finding } else { finding.proposing("CE3", contractual) }
}
