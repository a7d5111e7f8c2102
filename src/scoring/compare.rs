//! One record judged by two rubrics: what comes out differently, and what makes the difference.

use serde::Serialize;

use super::finding::Outcome;
use super::scorecard::{Level, Scorecard, Standing};
use crate::ids::{IndicatorId, UnitId};
use crate::rubric::{IndicatorRule, Rubric};

/// How two rubrics judge one record differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Every unit that both or either have, in the first rubric's order.
    pub units: Vec<UnitDifference>,
    /// Indicators that are answered differently, weigh differently, or that only one of the rubrics has.
    pub findings: Vec<FindingDifference>,
}

impl Difference {
    /// Whether any unit's level comes out differently.
    pub fn changes_a_level(&self) -> bool {
        self.units.iter().any(UnitDifference::changes)
    }
}

/// A unit by both rubrics; what a rubric does not have is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitDifference {
    /// Which unit.
    pub unit: UnitId,
    /// By the first rubric.
    pub before: Option<UnitJudged>,
    /// By the second.
    pub after: Option<UnitJudged>,
}

impl UnitDifference {
    /// Whether its level comes out differently.
    pub fn changes(&self) -> bool {
        self.before.map(|unit| unit.level) != self.after.map(|unit| unit.level)
    }
}

/// A unit by one rubric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct UnitJudged {
    /// Its level.
    pub level: Level,
    /// Its points and how much was seen.
    pub standing: Standing,
    /// Points (thousandths) from which this rubric calls it reached.
    pub reached_from: i64,
    /// Share (thousandths) this rubric wants to have seen.
    pub coverage_from: i64,
}

/// An indicator by both rubrics; what a rubric does not ask is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingDifference {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The first rubric's answer and weight.
    pub before: Option<(Outcome, u16)>,
    /// The second's.
    pub after: Option<(Outcome, u16)>,
    /// Thresholds that differ: name, first, second.
    pub thresholds: Vec<(String, i64, i64)>,
}

/// Compares the scorecards of one record by two rubrics.
pub fn compare(before: (&Scorecard, &Rubric), after: (&Scorecard, &Rubric)) -> Difference {
    let mut units: Vec<&UnitId> = before.1.units.iter().map(|unit| &unit.id).collect();
    units.extend(after.1.units.iter().map(|unit| &unit.id).filter(|id| before.1.units.iter().all(|unit| unit.id != **id)));
    let units = units
        .into_iter()
        .map(|unit| UnitDifference { unit: unit.clone(), before: judged(before, unit), after: judged(after, unit) })
        .collect();
    let mut rules: Vec<&IndicatorRule> = before.1.indicators.iter().collect();
    rules.extend(after.1.indicators.iter().filter(|rule| before.1.rule(&rule.id).is_none()));
    let findings = rules
        .into_iter()
        .map(|rule| FindingDifference {
            indicator: rule.id.clone(),
            before: answered(before, &rule.id),
            after: answered(after, &rule.id),
            thresholds: thresholds(before.1, after.1, &rule.id),
        })
        // A question that does not arise makes no difference, whatever it weighs.
        .filter(|found| {
            found.before != found.after && [found.before, found.after].iter().flatten().any(|(outcome, _)| outcome.applies())
        })
        .collect();
    Difference { units, findings }
}

fn judged((card, rubric): (&Scorecard, &Rubric), id: &UnitId) -> Option<UnitJudged> {
    let score = card.units.iter().find(|unit| unit.unit == *id)?;
    let unit = rubric.units.iter().find(|unit| unit.id == *id)?;
    let (reached_from, coverage_from) = (unit.reached_from.0, unit.coverage_from.0);
    Some(UnitJudged { level: score.level, standing: score.standing, reached_from, coverage_from })
}

fn answered((card, rubric): (&Scorecard, &Rubric), id: &IndicatorId) -> Option<(Outcome, u16)> {
    let finding = card.findings.iter().find(|finding| finding.indicator == *id)?;
    Some((finding.outcome, rubric.rule(id)?.weight))
}

fn thresholds(before: &Rubric, after: &Rubric, id: &IndicatorId) -> Vec<(String, i64, i64)> {
    let (Some(before), Some(after)) = (before.rule(id), after.rule(id)) else { return Vec::new() };
    let pairs = before.params.iter().filter_map(|(name, a)| Some((name, a.0, after.params.get(name)?.0)));
    pairs.filter(|(_, a, b)| a != b).map(|(name, a, b)| (name.clone(), a, b)).collect()
}
