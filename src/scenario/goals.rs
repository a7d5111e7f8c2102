//! The shape of a scenario's `goals`: what a good contact achieves, field by field what authors write.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::when::When;
use crate::event::{DeskStep, Duties, Milestone, NeedGoal, TicketField, Within};
use crate::ids::{CustomerId, DocumentId, FactId, FieldId, FormId, PartId};

/// What a good contact achieves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalsSpec {
    /// The record it is about; slots allowed.
    pub customer: CustomerId,
    /// What must hold for `Resolved`.
    pub resolved: When,
    /// What must hold for `PartlyResolved`.
    pub partly: When,
    /// Identity data of which at least `verify_at_least` must be given before anything personal is said or changed.
    pub verify_with: Vec<FactId>,
    /// How many of them.
    #[serde(default = "two")]
    pub verify_at_least: u8,
    /// The right value of ticket fields: any of the given texts, matched loosely.
    #[serde(default)]
    pub ticket: BTreeMap<TicketField, Vec<String>>,
    /// What is to be refunded, in euro, if anything; slots allowed.
    #[serde(default)]
    pub refund: Option<String>,
    /// Documents to be sent.
    #[serde(default)]
    pub documents: Vec<DocumentId>,
    /// Data to be changed in the customer's record: field and value; slots allowed.
    #[serde(default)]
    pub changes: Vec<(String, String)>,
    /// Whether anything on the desk must be verified for: false for general information.
    #[serde(default = "yes")]
    pub needs_identity: bool,
    /// Forms to be submitted.
    #[serde(default)]
    pub forms: Vec<FormGoalSpec>,
    /// What is to be done at the desk, in this order; other things may come between.
    #[serde(default)]
    pub desk_order: Vec<DeskStep>,
    /// What the customer really needs, where finding that out is part of the work.
    #[serde(default)]
    pub need: Option<NeedGoal>,
    /// What the free note has to say, by any of these texts: `fact`, `cause`, `action`, `next_step`; slots allowed.
    #[serde(default)]
    pub note: BTreeMap<PartId, Vec<String>>,
    /// What else the operator is to do or to leave.
    #[serde(default)]
    pub duties: Duties,
}

/// A form to be submitted; slots allowed in its texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormGoalSpec {
    /// Which form.
    pub form: FormId,
    /// Right values of its fields: any of the texts.
    #[serde(default)]
    pub fields: BTreeMap<FieldId, Vec<String>>,
    /// The latest right date of a date field.
    #[serde(default)]
    pub until: BTreeMap<FieldId, String>,
    /// What its texts together have to say: `answer`, `deadline`, each by any of its texts.
    #[serde(default)]
    pub contains: BTreeMap<PartId, Vec<String>>,
    /// What must not stand in it.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// Fields only the customer may fill: a signature, a consent.
    #[serde(default)]
    pub blank: Vec<FieldId>,
    /// Data the customer dictates that are to be read back before the form goes.
    #[serde(default)]
    pub read_back: Vec<FactId>,
    /// What it has to come before.
    #[serde(default)]
    pub before: Option<Milestone>,
    /// How soon it has to be submitted.
    #[serde(default)]
    pub within: Option<Within>,
}

fn two() -> u8 {
    2
}

fn yes() -> bool {
    true
}
