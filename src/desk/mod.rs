//! The operator's desk as pure state: customers, identity check, ticket, refunds, documents, forms.
//!
//! Absent: the customer's reactions, and any judgement. The desk lets a trainee make mistakes: it refuses only what a real
//! system could not do (change a record when none is open), so that scoring has something to see.

mod act;
mod form;
mod view;

pub use act::act;
pub use form::missing;
pub use view::{Desk, Submitted, Verification};

/// Why the desk or the telephone cannot do what was asked. For people: [`Refused::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The phone rings and has not been answered.
    #[error("the call has not been answered yet")]
    NotAnswered,
    /// The phone has been answered already.
    #[error("the call has been answered already")]
    AlreadyAnswered,
    /// The conversation is over.
    #[error("the conversation is over")]
    CallOver,
    /// The conversation is not over, so wrap-up cannot end.
    #[error("the conversation is not over yet")]
    CallNotOver,
    /// The record of the contact is complete.
    #[error("the contact is closed and recorded")]
    ContactOver,
    /// The customer is on hold already.
    #[error("the customer is on hold already")]
    OnHold,
    /// The customer is not on hold.
    #[error("the customer is not on hold")]
    NotOnHold,
    /// No customer's record is open.
    #[error("no customer's record is open: search and open one first")]
    NoRecordOpen,
    /// There is no such customer.
    #[error("there is no customer with this key")]
    UnknownCustomer,
    /// The open record has no such field.
    #[error("the open record has no field of this name")]
    UnknownField,
    /// There is no such office.
    #[error("there is no office of this name to transfer to")]
    UnknownOffice,
    /// There is no such document.
    #[error("there is no document of this name")]
    UnknownDocument,
    /// The ticket has been filed already.
    #[error("the ticket has been filed already")]
    TicketFiled,
    /// A ticket needs at least its kind and its area.
    #[error("the ticket needs its kind and its area before it can be filed")]
    TicketIncomplete,
    /// There is no such form.
    #[error("there is no form of this name")]
    UnknownForm,
    /// The form has no such field.
    #[error("the form has no field of this name")]
    UnknownFormField,
    /// The field offers a choice, and this is none of it.
    #[error("this is none of the field's choices")]
    NoSuchChoice,
    /// The field takes a date.
    #[error("the field takes a date: write 31/12/2026")]
    NoDate,
    /// The field takes an amount in euro.
    #[error("the field takes an amount in euro: write 29,90")]
    NoMoney,
    /// The field takes a whole number.
    #[error("the field takes a whole number")]
    NoNumber,
    /// The field takes a code.
    #[error("the field takes a code: letters and digits only")]
    NoCode,
    /// A required field of the form is empty.
    #[error("a required field of the form is still empty")]
    FormIncomplete,
    /// An amount of zero.
    #[error("an amount above zero is needed")]
    NoAmount,
    /// No time that the call had asked for has come.
    #[error("nothing is due at this time")]
    NothingDue,
    /// No such line of the customer is sounding.
    #[error("no such line of the customer is sounding")]
    NoSuchLine,
}
