//! What a good contact achieves: known when it begins, kept in the record's header, read by scoring.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Duties, FormSpec, TicketField};
use crate::ids::{Bilingual, CustomerId, DocumentId, FactId, FieldId, FormId, OfficeId, PartId};

/// What scoring needs to know of the scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goals {
    /// What the contact is about.
    pub kind: ContactKind,
    /// The record it is about.
    pub customer: CustomerId,
    /// Every fact of the scenario with its role and name.
    pub facts: BTreeMap<FactId, (Role, Bilingual)>,
    /// Whether identity must be verified before anything personal is said or changed.
    pub needs_identity: bool,
    /// Data that verification may rest on.
    pub verify_with: Vec<FactId>,
    /// How many of them it needs.
    pub verify_at_least: u8,
    /// Right values of ticket fields: any of the texts, matched loosely.
    pub ticket: BTreeMap<TicketField, Vec<String>>,
    /// What is to be refunded, in cents.
    pub refund_cents: Option<u32>,
    /// Up to how many cents the operator may refund.
    pub authority_cents: u32,
    /// Documents to be sent.
    pub documents: Vec<DocumentId>,
    /// Data to be changed in the customer's record: field and value.
    pub changes: Vec<(String, String)>,
    /// The caller's surname, and the name of the company: for names used and named.
    pub caller_name: String,
    /// Forms to be submitted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormGoal>,
    /// What is to be done at the desk, in this order; other things may come between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub desk_order: Vec<DeskStep>,
    /// What the customer really needs, where finding that out is part of the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedGoal>,
    /// What the free note has to say: `fact`, `cause`, `action`, `next_step`, each by any of its texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub note: BTreeMap<PartId, Vec<String>>,
    /// What else the operator is to do or to leave.
    #[serde(default)]
    pub duties: Duties,
}

/// A form that is to be submitted, and what has to stand in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormGoal {
    /// The form, so that a record can be read without the company's file.
    pub spec: FormSpec,
    /// Right values of its fields: any of the texts. Texts are matched loosely, everything else exactly.
    #[serde(default)]
    pub fields: BTreeMap<FieldId, Vec<String>>,
    /// The latest right date of a date field.
    #[serde(default)]
    pub until: BTreeMap<FieldId, String>,
    /// What its texts together have to say (`answer`, `deadline`), each by any of its texts.
    #[serde(default)]
    pub contains: BTreeMap<PartId, Vec<String>>,
    /// What must not stand in it: data that are nobody's business there.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// Fields only the customer may fill: a signature, a consent.
    #[serde(default)]
    pub blank: Vec<FieldId>,
    /// Data dictated by the customer that are to be read back to them before the form goes.
    #[serde(default)]
    pub read_back: Vec<FactId>,
    /// What it has to come before.
    #[serde(default)]
    pub before: Option<Milestone>,
    /// How soon it has to be submitted.
    #[serde(default)]
    pub within: Option<Within>,
}

/// A moment of a contact that something has to come before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Milestone {
    /// The end of the conversation.
    CallEnd,
    /// The first piece of a solution, by words or at the desk.
    Solution,
    /// The first time this is done at the desk.
    Desk(DeskStep),
}

/// A time limit, in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// So long after the end of the conversation.
    AfterCall(u64),
    /// So long after the customer made this fact known.
    AfterFact(FactId, u64),
}

/// Something done at the desk, as far as its order matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskStep {
    /// A search.
    Search,
    /// Opening a record.
    Open,
    /// Recording the identity check.
    Verify,
    /// Filing the ticket.
    FileTicket,
    /// A refund.
    Refund,
    /// Changing this datum.
    Change(String),
    /// Sending this document.
    Send(DocumentId),
    /// Saving the note.
    Note,
    /// Submitting this form.
    Submit(FormId),
    /// Handing the call to this office.
    Transfer(OfficeId),
}

/// What the customer really needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedGoal {
    /// Keys of the ticket areas that are right; any of them.
    pub area: Vec<String>,
    /// Facts to be asked for before a solution.
    #[serde(default)]
    pub ask: Vec<FactId>,
}

/// What a contact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContactKind {
    /// Something went wrong and the customer says so.
    Complaint,
    /// The customer wants to know something.
    Information,
    /// The customer wants something done.
    Request,
}

/// Whose it is to say a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Identifies the caller: verification may rest on it. A personal datum.
    Identity,
    /// The customer knows it and says it only when asked.
    Hidden,
    /// The customer says it unasked.
    Open,
    /// The operator has to tell it, right.
    Required,
    /// The operator may tell it; wrong counts against them.
    Optional,
    /// On the customer's record and nobody else's business: may be told only after verification.
    Personal,
}
