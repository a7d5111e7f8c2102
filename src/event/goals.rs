//! What a good contact achieves: known when it begins, kept in the record's header, read by scoring.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::TicketField;
use crate::ids::{Bilingual, CustomerId, DocumentId, FactId};

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
