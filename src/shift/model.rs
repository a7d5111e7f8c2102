//! The shape of `scenarios/shifts/*.ron`. Field by field what authors write.

use serde::{Deserialize, Serialize};

use crate::ids::{Bilingual, CastId, ScenarioId, ShiftId};

/// A shift file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Version of the file format; 1.
    pub format: u16,
    /// The name of its file.
    pub id: ShiftId,
    /// Shown in lists.
    pub title: Bilingual,
    /// What is practised in it, and how hard it is.
    pub about: Bilingual,
    /// For whom: the place in the list, from 1 (first day) on.
    pub level: u8,
    /// Its days, in order.
    pub days: Vec<Day>,
}

/// A day of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// What it is called: `Lunedì`.
    pub name: Bilingual,
    /// Its contacts, in the order they come in.
    pub contacts: Vec<Contact>,
}

/// A contact of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Which scenario.
    pub scenario: ScenarioId,
    /// Which cast; the shift's dice choose, if none is named. A later contact of the same customer takes the cast of the earlier.
    #[serde(default)]
    pub cast: Option<CastId>,
    /// When it comes into the queue, in seconds from the beginning of the day.
    #[serde(default)]
    pub at_s: u32,
}

impl Shift {
    /// How many contacts there are in all.
    pub fn contacts(&self) -> usize {
        self.days.iter().map(|day| day.contacts.len()).sum()
    }
}
