//! Whether a candidate's calls are enough to speak of a level: the sampling rule that Pronto proposes.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Call, RowShown};
use crate::event::ContactKind;
use crate::ids::{Language, RowId, UnitId};
use crate::rubric::Rubric;
use crate::scoring::Level;

/// A rule of the sample. All of them are our proposal, after the practice of objective structured examinations (several short
/// stations, the same cases for all candidates: Harden, Stevenson, Downie, Wilson, BMJ 1975).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Rule {
    /// Two calls in which this unit was judged.
    CallsOfUnit(UnitId),
    /// One call in a scenario that was not taken before.
    NewScenario,
    /// One call in English.
    English,
    /// One complaint.
    Complaint,
    /// Every ability seen twice: so many still are not.
    Abilities,
    /// Every piece of knowledge seen once.
    Knowledge,
}

/// How far a rule is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleState {
    /// Which rule.
    pub rule: Rule,
    /// So many.
    pub got: usize,
    /// Of so many.
    pub wanted: usize,
}

impl RuleState {
    /// Whether it is kept.
    pub fn is_kept(&self) -> bool {
        self.got >= self.wanted
    }
}

pub(super) fn states(calls: &[Call], rows: &[RowShown], rubric: &Rubric) -> Vec<RuleState> {
    let state = |rule, got, wanted| RuleState { rule, got, wanted };
    let count = |is: &dyn Fn(&Call) -> bool| calls.iter().filter(|call| is(call)).count();
    let mut states: Vec<RuleState> = rubric
        .units
        .iter()
        .map(|unit| {
            let judged = |call: &Call| {
                call.card
                    .units
                    .iter()
                    .any(|score| score.unit == unit.id && score.standing.points.is_some() && decided(score.level))
            };
            state(Rule::CallsOfUnit(unit.id.clone()), count(&judged), 2)
        })
        .collect();
    let mut taken = BTreeSet::new();
    let new = calls.iter().filter(|call| taken.insert(&call.record.header.scenario)).count();
    states.push(state(Rule::NewScenario, new, 1));
    states.push(state(Rule::English, count(&|call| call.record.header.language == Language::En), 1));
    states.push(state(Rule::Complaint, count(&|call| call.record.header.goals.kind == ContactKind::Complaint), 1));
    for (rule, abilities) in [(Rule::Abilities, true), (Rule::Knowledge, false)] {
        let of_kind: Vec<&RowShown> = rows.iter().filter(|row| is_ability(&row.row) == abilities).collect();
        states.push(state(rule, of_kind.iter().filter(|row| row.is_covered()).count(), of_kind.len()));
    }
    states
}

/// A call of which too little was seen says nothing of the unit.
fn decided(level: Level) -> bool {
    level != Level::ToBeAssessed
}

fn is_ability(row: &RowId) -> bool {
    row.0.split('.').nth(1).is_some_and(|place| place.starts_with('A'))
}
