//! Procedures explained so that somebody can follow them: one step at a time, with checks.

use crate::scoring::finding::{Evidence, Finding, Item, Mark, MeasureUnit, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading};

use super::Terms;
use super::looking::looked_for;

const CHECKING: &[&str] = &["teach_back", "check_agreement", "check_satisfaction", "adapt_pace", "closed_question"];

/// Enough steps were explained, none of the turns held too many of them, and enough checks came between. Arises where the scenario
/// is about a procedure.
pub(super) fn explains_step_by_step(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "explains_step_by_step";
    let wanted = u64::from(reading.header.goals.duties.procedure_steps);
    if wanted == 0 {
        return Finding::not_applicable(id);
    }
    let explaining: Vec<&OperatorTurn<'_>> = reading.operator.iter().filter(|turn| turn.does(&["explain_step"])).collect();
    let steps: usize =
        explaining.iter().map(|turn| turn.acts.iter().filter(|seen| seen.act.as_str() == "explain_step").count()).sum();
    let checks: Vec<Evidence> = reading
        .operator
        .iter()
        .filter(|turn| explaining.first().is_some_and(|first| turn.seq >= first.seq))
        .filter_map(|turn| turn.doing(CHECKING))
        .collect();
    let all = reading.conversation();
    let enough = |count: usize, wanted: u64| count as u64 >= wanted;
    let explained = explaining.first().filter(|_| enough(steps, wanted)).map(|turn| turn.whole());
    let least = terms.rule.amount("checks_at_least").min(wanted);
    let checked = checks.first().filter(|_| enough(checks.len(), least)).cloned();
    let most = terms.rule.amount("steps_a_turn") as usize;
    let crowded = reading.operator.iter().find(|turn| turn.clearly(&["explain_step"], reading.floor).count() > most);
    let one_at_a_time = PartSeen {
        item: Item::named("one_at_a_time"),
        mark: if crowded.is_some() { Mark::Missing } else { Mark::Seen },
        evidence: crowded.map(|turn| turn.whole()).into_iter().collect(),
    };
    let parts = vec![
        looked_for(reading, Item::named("steps"), explained, all),
        one_at_a_time,
        looked_for(reading, Item::named("checks"), checked, all),
    ];
    Finding::of_parts(id, parts, 3).measuring(checks.len() as i64, MeasureUnit::Checks)
}
