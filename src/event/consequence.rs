//! Consequences: what our rules made of the facts.

use serde::{Deserialize, Serialize};

use super::{Permille, TicketField};
use crate::ids::{ActId, CustomerId, DocumentId, FactId, FeelingId, FieldId, FormId, LineId, OfficeId, ReactionId, Seq, StepId};
use crate::time::CallTime;

/// Something our rules concluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consequence {
    /// What an utterance did.
    Understood {
        /// The `Heard` event it belongs to.
        utterance: Seq,
        /// The acts seen in it, in the order of their words.
        acts: Vec<ActSeen>,
        /// The scenario's facts it asks for, tells or mentions, in the order of their words.
        facts: Vec<FactSeen>,
    },
    /// The customer's mood moved.
    MoodShifted {
        /// By how much.
        by: MoodShift,
        /// What it is now.
        to: Mood,
        /// Which rule moved it.
        because: Cause,
    },
    /// The scenario reached a step.
    StepReached(StepId),
    /// The customer says a line. It sounds from its `LineBegan` to its `LineEnded`.
    Replied {
        /// Which line.
        line: LineId,
        /// Which of its wordings, from 0.
        variant: u16,
        /// The words, with the cast's names and numbers in place.
        text: String,
        /// The feeling it discloses, if it calls for empathy.
        feeling: Option<FeelingId>,
        /// Which rule made the customer say it.
        because: Cause,
        /// The facts it asks the operator for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asks: Vec<FactId>,
    },
    /// The customer made a fact known.
    Disclosed {
        /// Which fact.
        fact: FactId,
        /// Whether the trainee had asked for it.
        how: How,
    },
    /// The desk changed.
    DeskChanged(DeskChange),
    /// The conversation is over; only wrap-up follows.
    Closed(Outcome),
}

/// An act seen in an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActSeen {
    /// Which act.
    pub act: ActId,
    /// How sure understanding is of it, given the words as written.
    pub confidence: Permille,
    /// The words that carry it.
    pub words: WordRange,
}

/// A fact of the scenario seen in an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactSeen {
    /// Which fact.
    pub fact: FactId,
    /// What the utterance does with it.
    pub mode: Mode,
    /// The value said, normalised (`29,90 €`, `5 giorni`), where the fact has one.
    pub value: Option<String>,
    /// How sure understanding is of it, given the words as written.
    pub confidence: Permille,
    /// The words that carry it.
    pub words: WordRange,
}

/// What an utterance does with a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// Asks the customer for it.
    Asked,
    /// States it, with the value it has in this scenario.
    Told,
    /// States it with a value it has not.
    ToldWrong,
    /// Names it without asking or stating a value: takes it up.
    Mentioned,
}

/// Words of an utterance by index, `from` included, `to` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordRange {
    /// Index of the first word.
    pub from: u16,
    /// One past the index of the last.
    pub to: u16,
}

/// The virtual customer's mood: three measures from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mood {
    /// 0 calm, 100 hangs up.
    pub anger: i16,
    /// 0 believes nothing, 100 believes everything.
    pub trust: i16,
    /// 0 can wait no longer.
    pub patience: i16,
}

/// A move of the mood; each part may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MoodShift {
    /// Added to anger.
    pub anger: i16,
    /// Added to trust.
    pub trust: i16,
    /// Added to patience.
    pub patience: i16,
}

/// The rule that made something happen. An id for programs; texts for people are looked up by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// An act of the trainee, by the persona's table.
    Act(ActId),
    /// The same act again, worth less each time.
    ActAgain(ActId),
    /// A reaction or expectation of the scenario or persona.
    Reaction(ReactionId),
    /// A step's opening lines.
    Step(StepId),
    /// The trainee asked for a fact.
    Asked(FactId),
    /// The trainee asked again for a fact already given.
    AskedAgain(FactId),
    /// Nobody spoke for too long.
    Silence,
    /// On hold for too long.
    HoldTooLong,
    /// Put on hold without a word.
    HoldUnannounced,
    /// Nothing was understood.
    NotUnderstood,
    /// Something was understood that calls for no answer.
    Listening,
    /// The phone rang for too long.
    RangTooLong,
    /// Anger or patience reached its limit.
    Limit,
}

/// How a fact came to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// The trainee asked for it.
    Elicited,
    /// The customer said it unasked.
    Volunteered,
}

/// What an action changed at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskChange {
    /// A search found these customers.
    Found(Vec<CustomerId>),
    /// A record is open.
    Opened(CustomerId),
    /// The identity check was recorded.
    Verified {
        /// The record that was open, if one was.
        customer: Option<CustomerId>,
        /// The data it rests on that the caller had really given by then.
        given: Vec<FactId>,
        /// The data claimed that the caller had not given.
        missing: Vec<FactId>,
    },
    /// A ticket field was filled.
    TicketFilled {
        /// Which field.
        field: TicketField,
        /// With what.
        value: String,
    },
    /// The ticket was filed under this number.
    TicketFiled(String),
    /// An amount, in cents, was refunded to this customer.
    Refunded {
        /// Whose record was open.
        customer: CustomerId,
        /// How much, in cents.
        cents: u32,
        /// Whether the operator's authority covers it.
        within_authority: bool,
    },
    /// A datum was changed in this customer's record.
    Changed {
        /// Whose record.
        customer: CustomerId,
        /// Which field.
        field: String,
        /// What it was.
        old: String,
        /// What it is.
        new: String,
    },
    /// A document was sent.
    Sent {
        /// Whose record was open.
        customer: CustomerId,
        /// Which document.
        document: DocumentId,
    },
    /// The note was saved.
    Noted(String),
    /// The customer went on hold at this time.
    Held(CallTime),
    /// The customer came back after so many milliseconds on hold.
    Resumed(u64),
    /// The call was handed over.
    Transferred(OfficeId),
    /// A field of a form was filled.
    FormFilled {
        /// Which form.
        form: FormId,
        /// Which of its fields.
        field: FieldId,
        /// With what, as the field keeps it.
        value: String,
    },
    /// A form was handed on.
    FormSubmitted {
        /// Which form.
        form: FormId,
        /// Whose record was open, if one was.
        customer: Option<CustomerId>,
    },
}

/// How a contact ended, from the customer's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// What the customer called for is done.
    Resolved,
    /// Something is done, something is missing.
    PartlyResolved,
    /// Nothing is done.
    Unresolved,
    /// Handed over to somebody else.
    Transferred,
    /// The customer hung up in anger or impatience.
    CustomerHungUp,
    /// Nobody answered.
    NotAnswered,
}
