//! Facts: what only the world can tell.

use serde::{Deserialize, Serialize};

use super::Utterance;
use crate::ids::{CustomerId, DocumentId, FactId, FieldId, FormId, OfficeId, Seq};

/// Something the world told us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// The contact arrived: the phone rings.
    Offered(Channel),
    /// The trainee picked up.
    Answered,
    /// The trainee began to speak (voice activity). Silence does not count from here until the words are heard.
    SpeechBegan,
    /// What began was no speech after all (a cough, music, a rejected transcript).
    SpeechDropped,
    /// The trainee said something.
    Heard(Utterance),
    /// A line of the customer began to sound (or its caption appeared, where there is no sound).
    LineBegan(Seq),
    /// A line of the customer has been heard to its end, or was cut short.
    LineEnded {
        /// The `Replied` event it belongs to.
        reply: Seq,
        /// Whether it was cut before its end.
        cut: bool,
    },
    /// The trainee used the telephone.
    Phone(PhoneAction),
    /// The trainee used the desk.
    Desk(DeskAction),
    /// Nothing happened until a time that [`crate::call::Call::deadline`] had asked for.
    TimeIs,
    /// The trainee ended the call.
    HungUp,
    /// After-call work is finished; the last event of a complete record.
    WrappedUp,
    /// Something about the devices that a judge of this record should know.
    Device(DeviceNote),
    /// The trainee asked the telephone for something it could not do then, and nothing else changed.
    Refused(Attempt),
}

/// By which way a contact comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Channel {
    /// By telephone, from outside.
    #[default]
    InboundCall,
    /// By telephone, from us: the operator calls.
    OutboundCall,
    /// By mail: what the operator writes are typed utterances, and nobody waits at the other end.
    Mail,
    /// By chat or messenger: typed utterances, and somebody waits.
    Chat,
}

impl Channel {
    /// Whether what is said is written.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Mail | Self::Chat)
    }
}

/// What the trainee wanted of the telephone when it refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attempt {
    /// Pick up.
    Answer,
    /// Put on hold.
    Hold,
    /// Take back from hold.
    Resume,
    /// Hand over.
    Transfer,
    /// End the call.
    HangUp,
}

/// What the telephone can do during a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhoneAction {
    /// Put the customer on hold (music).
    Hold,
    /// Take the customer back.
    Resume,
    /// Hand the call to somebody else.
    Transfer {
        /// To whom.
        to: OfficeId,
        /// With or without a hand-over by voice.
        reach: Reach,
    },
}

/// How a call is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// The operator stays until the colleague has answered and been told why.
    Warm,
    /// The call is simply passed on.
    Cold,
}

/// What the desk can do. Allowed during the call and in wrap-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskAction {
    /// Look customers up by any of their data.
    Search(String),
    /// Open one customer's record.
    Open(CustomerId),
    /// State that the caller's identity was verified with these data.
    Verify(Vec<FactId>),
    /// Fill one field of the ticket.
    Ticket {
        /// Which field.
        field: TicketField,
        /// What was entered.
        value: String,
    },
    /// File the ticket: the customer can be given its number from now on.
    FileTicket,
    /// Refund an amount, in cents.
    Refund(u32),
    /// Change a datum in the open record.
    Change {
        /// Which field of the record.
        field: Datum,
        /// Its new value.
        value: String,
    },
    /// Send a document to an address in the open record.
    Send(DocumentId),
    /// Save the free note on the contact.
    Note(String),
    /// Fill one field of a form.
    Fill {
        /// Which form.
        form: FormId,
        /// Which of its fields.
        field: FieldId,
        /// What was entered.
        value: String,
    },
    /// Hand a form on: what was filled in counts from now on, and the form is blank again.
    Submit(FormId),
}

/// A named field of a customer's record, as the company's file names it.
pub type Datum = String;

/// The fields of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TicketField {
    /// What kind of contact it is: complaint, information, request.
    Kind,
    /// Which area it belongs to: billing, technical, ...
    Area,
    /// What happened, in the operator's words.
    Cause,
    /// What was done about it.
    Action,
    /// What happens next, and by when.
    NextStep,
}

/// What happened to the devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceNote {
    /// No microphone, or it vanished: the trainee types from here.
    MicrophoneLost,
    /// A microphone is there (again).
    MicrophoneBack,
    /// No sound output, or it vanished: captions only from here.
    SpeakerLost,
    /// Sound is there (again).
    SpeakerBack,
    /// The contact was not held here: people wrote down what was said. No desk, no telephone, no timing, no mood.
    Transcribed,
    /// Speech was heard that the recogniser could not turn into words it trusts.
    Unintelligible,
}
