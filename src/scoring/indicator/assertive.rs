//! A no that ends well: whether the customer can live with it was asked, and nobody was blamed for it.

use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading};
use crate::time::Span;

use super::Terms;
use super::looking::looked_for;

/// After a clear no agreement was checked, and no blame or order stood around it. Arises where the operator clearly refused.
pub(super) fn checks_agreement_after_a_no(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "checks_agreement_after_a_no";
    let refusals = reading.refusals();
    let Some(first) = refusals.first().copied() else { return Finding::not_applicable(id) };
    let after = &reading.operator[first..];
    let no = reading.operator[first].span().from;
    // What was not clearly heard before may have been the first no, and the check after it.
    let from = reading.unclear_within(Span::new(reading.conversation().from, no)).map_or(no, |spot| spot.span.from);
    let until = Span::new(from, reading.over);
    let checked = after.iter().find_map(|turn| turn.doing(&["check_agreement", "check_satisfaction", "teach_back"]));
    let near = |index: usize| &reading.operator[index.saturating_sub(1)..(index + 2).min(reading.operator.len())];
    let around: Vec<&OperatorTurn<'_>> = refusals.iter().flat_map(|index| near(*index)).collect();
    let parts = vec![looked_for(reading, Item::named("check_agreement"), checked, until), unblamed(reading, &around)];
    Finding::of_parts(id, parts, 2).with(refusals.iter().map(|index| reading.operator[*index].whole()))
}

/// Seen where none of the turns blames; what may have been blame is unclear.
fn unblamed(reading: &Reading<'_>, turns: &[&OperatorTurn<'_>]) -> PartSeen {
    let item = Item::named("no_blame");
    let mut doubtful: Option<Evidence> = None;
    for turn in turns {
        for seen in turn.acts.iter().filter(|seen| matches!(seen.act.as_str(), "blame" | "order" | "calm_down" | "dismiss")) {
            match turn.breach_by_act(seen, reading.floor) {
                Breach::Clear(evidence) => return PartSeen { item, mark: Mark::Missing, evidence: vec![evidence] },
                Breach::Doubtful(evidence) => doubtful = doubtful.or(Some(evidence)),
            }
        }
    }
    match doubtful {
        Some(evidence) => PartSeen { item, mark: Mark::Unclear, evidence: vec![evidence] },
        None => PartSeen { item, mark: Mark::Seen, evidence: Vec::new() },
    }
}
