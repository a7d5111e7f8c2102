//! What the desk shows: state that only [`Desk::apply`] changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::event::{DeskChange, FormSpec, TicketField};
use crate::ids::{Bilingual, CustomerId, DocumentId, FactId, FieldId, FormId, OfficeId};
use crate::scenario::CustomerRecord;
use crate::time::CallTime;

/// The desk of one contact. What seldom or never changes is shared between copies, so that a copy costs little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Every record there is.
    pub customers: Arc<BTreeMap<CustomerId, CustomerRecord>>,
    /// Where calls can be transferred.
    pub offices: Arc<[(OfficeId, Bilingual)]>,
    /// What can be sent.
    pub documents: Arc<[(DocumentId, Bilingual)]>,
    /// Areas of a ticket.
    pub areas: Arc<[(String, Bilingual)]>,
    /// Up to how many cents the operator may refund.
    pub authority_cents: u32,
    /// What the last search found.
    pub found: Vec<CustomerId>,
    /// Whose record is open.
    pub open: Option<CustomerId>,
    /// The last identity check recorded.
    pub verification: Option<Verification>,
    /// Ticket fields filled so far.
    pub ticket: BTreeMap<TicketField, String>,
    /// The number under which the ticket was filed.
    pub filed: Option<String>,
    /// Refunds made: to whom, how many cents.
    pub refunds: Vec<(CustomerId, u32)>,
    /// Data changed: whose, which field, the new value.
    pub changes: Vec<(CustomerId, String, String)>,
    /// Documents sent.
    pub sent: Vec<(CustomerId, DocumentId)>,
    /// The note on the contact, as last saved.
    pub note: String,
    /// Forms that can be filled in.
    pub forms: Arc<[FormSpec]>,
    /// What stands in forms not yet submitted.
    pub drafts: BTreeMap<FormId, BTreeMap<FieldId, String>>,
    /// Forms submitted, in order.
    pub submitted: Vec<Submitted>,
    /// Since when the customer is on hold.
    pub held_since: Option<CallTime>,
}

/// A form as it was handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// Which form.
    pub form: FormId,
    /// Whose record was open.
    pub customer: Option<CustomerId>,
    /// What stood in it.
    pub values: BTreeMap<FieldId, String>,
}

/// An identity check as the operator recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The record that was open.
    pub customer: Option<CustomerId>,
    /// Data that the caller had really given.
    pub given: Vec<FactId>,
    /// Data claimed without the caller having given them.
    pub missing: Vec<FactId>,
}

impl Desk {
    /// The open record, if one is open.
    pub fn open_record(&self) -> Option<&CustomerRecord> {
        self.open.as_ref().and_then(|id| self.customers.get(id))
    }

    /// The form of that name.
    pub fn form(&self, id: &FormId) -> Option<&FormSpec> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// What stands in a field of a form not yet submitted; empty if nothing does.
    pub fn drafted(&self, form: &FormId, field: &FieldId) -> &str {
        self.drafts.get(form).and_then(|draft| draft.get(field)).map_or("", String::as_str)
    }

    /// The value of every field filled: what stands in it now, or stood in it when its form was last submitted.
    pub fn filled(&self) -> BTreeMap<(FormId, FieldId), String> {
        let before = self.submitted.iter().map(|done| (&done.form, &done.values));
        let all = before.chain(&self.drafts);
        all.flat_map(|(form, values)| values.iter().map(move |(field, value)| ((form.clone(), field.clone()), value.clone())))
            .collect()
    }

    /// Cents refunded in all.
    pub fn refunded_cents(&self) -> u32 {
        self.refunds.iter().map(|(_, cents)| *cents).fold(0, u32::saturating_add)
    }

    /// Takes a change in. The only writer of a desk.
    pub fn apply(&mut self, change: &DeskChange) {
        match change {
            DeskChange::Found(ids) => self.found.clone_from(ids),
            DeskChange::Opened(id) => self.open = Some(id.clone()),
            DeskChange::Verified { customer, given, missing } => {
                self.verification =
                    Some(Verification { customer: customer.clone(), given: given.clone(), missing: missing.clone() });
            }
            DeskChange::TicketFilled { field, value } => {
                self.ticket.insert(*field, value.clone());
            }
            DeskChange::TicketFiled(number) => self.filed = Some(number.clone()),
            DeskChange::Refunded { customer, cents, .. } => self.refunds.push((customer.clone(), *cents)),
            DeskChange::Changed { customer, field, new, .. } => {
                if let Some(record) = Arc::make_mut(&mut self.customers).get_mut(customer) {
                    for (_, value) in record.data.iter_mut().filter(|(name, _)| name == field) {
                        value.clone_from(new);
                    }
                }
                self.changes.push((customer.clone(), field.clone(), new.clone()));
            }
            DeskChange::Sent { customer, document } => self.sent.push((customer.clone(), document.clone())),
            DeskChange::Noted(text) => self.note.clone_from(text),
            DeskChange::FormFilled { form, field, value } => {
                self.drafts.entry(form.clone()).or_default().insert(field.clone(), value.clone());
            }
            DeskChange::FormSubmitted { form, customer } => {
                let values = self.drafts.remove(form).unwrap_or_default();
                self.submitted.push(Submitted { form: form.clone(), customer: customer.clone(), values });
            }
            DeskChange::Held(since) => self.held_since = Some(*since),
            DeskChange::Resumed(_) | DeskChange::Transferred(_) => self.held_since = None,
        }
    }
}
