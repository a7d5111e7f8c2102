//! What an action changes at the desk, or why it cannot.

use std::collections::BTreeSet;

use super::{Desk, Refused, form};
use crate::event::{DeskAction, DeskChange, TicketField};
use crate::ids::{CustomerId, FactId};
use crate::scenario::CustomerRecord;

/// The change an action makes. `given` are the facts the caller has made known so far; `ticket_number` is what a ticket
/// filed now would be called.
///
/// # Errors
/// [`Refused`] if a real system could not do it; the desk is as it was.
pub fn act(
    desk: &Desk,
    action: &DeskAction,
    given: &BTreeSet<FactId>,
    ticket_number: impl FnOnce() -> String,
) -> Result<DeskChange, Refused> {
    match action {
        DeskAction::Search(text) => Ok(DeskChange::Found(search(desk, text))),
        DeskAction::Open(id) => desk.customers.get(id).map(|_| DeskChange::Opened(id.clone())).ok_or(Refused::UnknownCustomer),
        DeskAction::Verify(facts) => {
            let (given, missing) = facts.iter().cloned().partition(|fact| given.contains(fact));
            Ok(DeskChange::Verified { customer: desk.open.clone(), given, missing })
        }
        DeskAction::Ticket { .. } if desk.filed.is_some() => Err(Refused::TicketFiled),
        DeskAction::Ticket { field, value } => Ok(DeskChange::TicketFilled { field: *field, value: value.trim().to_owned() }),
        DeskAction::FileTicket => file(desk, ticket_number),
        DeskAction::Refund(0) => Err(Refused::NoAmount),
        DeskAction::Refund(cents) => Ok(DeskChange::Refunded {
            customer: open(desk)?.clone(),
            cents: *cents,
            within_authority: desk.refunded_cents().saturating_add(*cents) <= desk.authority_cents,
        }),
        DeskAction::Change { field, value } => {
            let customer = open(desk)?;
            let record = desk.customers.get(customer).ok_or(Refused::UnknownCustomer)?;
            let (_, old) = record.data.iter().find(|(name, _)| name == field).ok_or(Refused::UnknownField)?;
            Ok(DeskChange::Changed {
                customer: customer.clone(),
                field: field.clone(),
                old: old.clone(),
                new: value.trim().to_owned(),
            })
        }
        DeskAction::Send(document) => {
            if !desk.documents.iter().any(|(id, _)| id == document) {
                return Err(Refused::UnknownDocument);
            }
            Ok(DeskChange::Sent { customer: open(desk)?.clone(), document: document.clone() })
        }
        DeskAction::Note(text) => Ok(DeskChange::Noted(text.trim().to_owned())),
        DeskAction::Fill { form, field, value } => form::fill(desk, form, field, value),
        DeskAction::Submit(form) => form::submit(desk, form),
    }
}

fn open(desk: &Desk) -> Result<&CustomerId, Refused> {
    desk.open.as_ref().ok_or(Refused::NoRecordOpen)
}

fn file(desk: &Desk, ticket_number: impl FnOnce() -> String) -> Result<DeskChange, Refused> {
    let filled = |field| desk.ticket.get(&field).is_some_and(|value| !value.is_empty());
    if desk.filed.is_some() {
        Err(Refused::TicketFiled)
    } else if filled(TicketField::Kind) && filled(TicketField::Area) {
        Ok(DeskChange::TicketFiled(ticket_number()))
    } else {
        Err(Refused::TicketIncomplete)
    }
}

/// Customers of whom every word of the query is found somewhere in the record, in the order of their keys. Spaces in codes do
/// not matter.
fn search(desk: &Desk, query: &str) -> Vec<CustomerId> {
    let words: Vec<String> = query.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    let solid = folded(query);
    if words.is_empty() {
        return Vec::new();
    }
    let fits = |record: &CustomerRecord| {
        let fields: Vec<String> =
            std::iter::once(&record.name).chain(record.data.iter().map(|(_, value)| value)).map(|v| folded(v)).collect();
        let all = fields.join("\n");
        words.iter().all(|word| all.contains(word)) || fields.iter().any(|field| field.contains(&solid))
    };
    desk.customers.iter().filter(|(_, record)| fits(record)).map(|(id, _)| id.clone()).collect()
}

/// Letters and digits only, in lower case, accents off: `Nicolò D'Alò` is found by `nicolo dalo`.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
