//! How a contact comes about within a shift: what stands before it in the queue, and what became of the day before.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Outcome, is_default};
use crate::ids::{FactId, FormId, ScenarioId, ShiftId};

/// How a contact came to the operator. Nothing of it, if it was taken by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Arrival {
    /// Its place in a shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ShiftPlace>,
    /// How long it stood in the queue before it was offered, in seconds.
    #[serde(skip_serializing_if = "is_default")]
    pub waited_s: u32,
    /// What became of the same customer's earlier contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
}

/// A place in a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftPlace {
    /// Which shift.
    pub shift: ShiftId,
    /// Which time it is taken: the seed of its dice.
    pub run: u64,
    /// Which day, from 0.
    pub day: u16,
    /// Which contact of the day, from 0.
    pub contact: u16,
}

/// What became of an earlier contact with the same customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Which scenario it was.
    pub scenario: ScenarioId,
    /// How it ended.
    pub outcome: Outcome,
    /// What the operator told right.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub told: BTreeSet<FactId>,
    /// Whether a ticket was filed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ticket: bool,
    /// Which forms were submitted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub forms: BTreeSet<FormId>,
    /// What the desk shows of it in the customer's history: what the operator wrote down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
}

impl Arrival {
    /// Whether the contact was taken by itself.
    pub fn is_alone(&self) -> bool {
        *self == Self::default()
    }
}
