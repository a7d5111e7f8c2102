//! What is still missing before a library trains the whole profile.

use serde::Serialize;

use super::RowCoverage;
use crate::ids::RowId;

/// Scenarios an ability wants. Source: Pronto's own target, from the sampling rule it proposes (every ability observed at least
/// twice, every piece of knowledge once).
const SCENARIOS_AN_ABILITY: usize = 2;

/// Something missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Gap {
    /// Nothing can see this row: no indicator, no person's item, no quiz, no stated external test.
    Unseen(RowId),
    /// Something can see it, and too few contacts let it: shown so many times, where so many are wanted.
    TooFew {
        /// The row.
        row: RowId,
        /// Scenarios (for knowledge also quizzes, or a stated external test) that show it.
        shown: usize,
        /// How many are wanted.
        wanted: usize,
    },
}

/// What is missing, row by row.
pub fn gaps(rows: &[RowCoverage]) -> Vec<Gap> {
    rows.iter().filter_map(gap).collect()
}

fn gap(row: &RowCoverage) -> Option<Gap> {
    if row.is_unseen() {
        return Some(Gap::Unseen(row.row.clone()));
    }
    let (shown, wanted) = match row.is_ability() {
        true => (row.scenarios.len(), SCENARIOS_AN_ABILITY),
        false => (row.scenarios.len() + row.probes.len() + usize::from(row.elsewhere.is_some()), 1),
    };
    (shown < wanted).then(|| Gap::TooFew { row: row.row.clone(), shown, wanted })
}
