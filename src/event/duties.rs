//! What a scenario asks of the operator beyond facts, desk and forms: whom to escalate to, which notices, which offers. Where
//! nothing is said, the question does not arise.

use serde::{Deserialize, Serialize};

use super::is_default;
use crate::ids::OfficeId;

/// Duties of the operator in this contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Duties {
    /// Whether the contact has to go to somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// Whether the office the call is due to cannot take it: a call back has to be offered.
    #[serde(skip_serializing_if = "is_default")]
    pub office_unavailable: bool,
    /// Whether something may be sold to this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// The customer wants to leave: the reason is asked before anything is done to keep them, and the way out stays open.
    #[serde(skip_serializing_if = "is_default")]
    pub leaving: bool,
    /// What the customer has to be told or asked about their data.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// The caller is not who the contract is with, and has no authority: nothing personal may go out.
    #[serde(skip_serializing_if = "is_default")]
    pub third_party: bool,
    /// The customer has been in touch about this before, and the desk shows it.
    #[serde(skip_serializing_if = "is_default")]
    pub earlier_contact: bool,
    /// A decision has to be told, with its reason and where one can turn next.
    #[serde(skip_serializing_if = "is_default")]
    pub decision: bool,
    /// A complaint whose procedure has to be told: reference, term, next instance.
    #[serde(skip_serializing_if = "is_default")]
    pub complaint_routes: bool,
    /// The contact is a survey.
    #[serde(skip_serializing_if = "is_default")]
    pub survey: bool,
    /// A disruption is under way: only the approved wording, no guessing.
    #[serde(skip_serializing_if = "is_default")]
    pub disruption: bool,
    /// Something only this office may speak about (press, other bodies): the operator names it and says nothing of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside_remit: Option<OfficeId>,
    /// Steps that are to be explained one at a time, if the contact is about a procedure.
    #[serde(skip_serializing_if = "is_default")]
    pub procedure_steps: u8,
    /// Words of the sector that belong in this contact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<String>,
}

/// Whether a contact has to be handed up or over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Escalation {
    /// It is due, to this office.
    To(OfficeId),
    /// It is not: the operator can settle it alone, whatever the customer demands.
    None,
}

/// Whether something may be sold to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offer {
    /// The campaign fits this customer: once, after the need is solved.
    Eligible,
    /// It does not: no offer.
    Ineligible,
}

/// Something about data that the customer has to be told or asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// That the call is recorded.
    Recording,
    /// Whether they agree to the use of their data.
    Consent,
    /// Whether they agree to marketing: a question of its own, and free.
    Marketing,
}
