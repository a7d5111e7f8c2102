//! Rows × indicators, quizzes and scenarios.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::ids::{Bilingual, IndicatorId, ProbeId, RowId, ScenarioId};
use crate::probe::ProbeSet;
use crate::rubric::{Elsewhere, Rubric, entry};

/// The questions that arose in a call of some plan, scenario by scenario.
pub type Presented = BTreeMap<ScenarioId, BTreeSet<IndicatorId>>;

/// What can see one row of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowCoverage {
    /// Which row: `UC1.A3` (an ability), `UC2.K7` (a piece of knowledge).
    pub row: RowId,
    /// Its words in the profile.
    pub title: Bilingual,
    /// Indicators that judge it by themselves, in the rubric's order.
    pub indicators: Vec<IndicatorId>,
    /// Indicators that pick clips for a person to judge.
    pub by_person: Vec<IndicatorId>,
    /// Quizzes with an item that bears on it.
    pub probes: Vec<ProbeId>,
    /// Where else it is shown, if the rubric says so.
    pub elsewhere: Option<Elsewhere>,
    /// Scenarios in which one of its indicators' questions arises.
    pub scenarios: Vec<ScenarioId>,
}

impl RowCoverage {
    /// Whether it is an ability (abilità) rather than knowledge (conoscenza).
    pub fn is_ability(&self) -> bool {
        self.row.0.split('.').nth(1).is_some_and(|place| place.starts_with('A'))
    }

    /// Whether nothing at all shows it.
    pub fn is_unseen(&self) -> bool {
        self.indicators.is_empty() && self.by_person.is_empty() && self.probes.is_empty() && self.elsewhere.is_none()
    }
}

/// Every row of the rubric, unit by unit, abilities before knowledge, in the profile's order.
pub fn coverage(rubric: &Rubric, probes: &[ProbeSet], presented: &Presented) -> Vec<RowCoverage> {
    let mut rows: Vec<RowCoverage> = rubric.rows.iter().map(|(row, title)| one(row, title, rubric, probes, presented)).collect();
    let shown: BTreeMap<RowId, Vec<ScenarioId>> = rows.iter().map(|row| (row.row.clone(), row.scenarios.clone())).collect();
    for row in &mut rows {
        if let Some(Elsewhere::SameAs(other)) = &row.elsewhere {
            row.scenarios = shown.get(other).cloned().unwrap_or_default();
        }
    }
    rows.sort_by_key(|row| place(&row.row));
    rows
}

fn one(row: &RowId, title: &Bilingual, rubric: &Rubric, probes: &[ProbeSet], presented: &Presented) -> RowCoverage {
    let bears = rubric.indicators.iter().filter(|rule| rule.rows.contains(row)).map(|rule| rule.id.clone());
    let (by_person, indicators): (Vec<_>, Vec<_>) =
        bears.partition(|id| entry(id.as_str()).is_some_and(|entry| entry.is_for_a_person()));
    let arises = |asked: &BTreeSet<IndicatorId>| indicators.iter().chain(&by_person).any(|id| asked.contains(id));
    let scenarios = presented.iter().filter(|(_, asked)| arises(asked)).map(|(scenario, _)| scenario.clone()).collect();
    let asks = |set: &&ProbeSet| set.items.iter().any(|item| set.rows_of(item).contains(row));
    RowCoverage {
        row: row.clone(),
        title: title.clone(),
        probes: probes.iter().filter(asks).map(|set| set.id.clone()).collect(),
        elsewhere: rubric.elsewhere.get(row).cloned(),
        indicators,
        by_person,
        scenarios,
    }
}

/// Where a row stands in the profile: unit, abilities first, number (`UC1.A10` after `UC1.A9`).
fn place(row: &RowId) -> (String, char, u32, String) {
    let (unit, rest) = row.0.split_once('.').unwrap_or((row.as_str(), ""));
    let kind = rest.chars().next().unwrap_or(' ');
    let number = rest.get(kind.len_utf8()..).and_then(|number| number.parse().ok()).unwrap_or(u32::MAX);
    (unit.to_owned(), kind, number, row.0.clone())
}
