//! One question put to a record, and its answer with evidence.

use serde::{Deserialize, Serialize};

use crate::event::{DeskStep, TicketField};
use crate::ids::{CriticalId, DocumentId, FactId, FeelingId, FieldId, FormId, IndicatorId, PartId, Seq};
use crate::time::Span;

/// The answer of one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Which question.
    pub indicator: IndicatorId,
    /// The answer.
    pub outcome: Outcome,
    /// What was measured, where something was.
    pub measured: Option<Measured>,
    /// What the indicator looked for, one by one, with evidence of each.
    pub parts: Vec<PartSeen>,
    /// Where in the record the answer can be checked.
    pub evidence: Vec<Evidence>,
    /// The critical error it proposes. It takes effect only when a person has confirmed the evidence.
    pub critical: Option<Proposed>,
}

/// A critical error proposed, with what a person has to look at or listen to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// Which error of the rubric.
    pub error: CriticalId,
    /// What proposes it; never empty.
    pub evidence: Vec<Evidence>,
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Yes.
    Met,
    /// In part.
    Partly {
        /// So many.
        got: u32,
        /// Of so many.
        of: u32,
    },
    /// No.
    NotMet,
    /// The question does not arise in this contact.
    NotApplicable,
    /// It arises, and the record cannot answer it. Not zero.
    NotObserved(Why),
    /// Only a person can answer it; the evidence is picked for them.
    ForAssessor,
}

/// Why a question could not be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The words that decide it were not heard with enough confidence: a person has to listen.
    Unclear,
    /// The record does not hold what it takes: typed turns have no speech timing.
    NoData,
    /// The record breaks off before the moment it is about.
    Interrupted,
}

/// A measured amount: whole numbers with a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// How much.
    pub amount: i64,
    /// Of what.
    pub unit: MeasureUnit,
}

/// What a measured amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeasureUnit {
    /// Thousandths of a second.
    Milliseconds,
    /// Thousandths of a whole.
    Permille,
    /// Phrases that should not have been said.
    Phrases,
    /// Marks of courtesy.
    Courtesies,
    /// Steps of a procedure, in their order.
    Steps,
    /// Options offered.
    Options,
    /// Points of the virtual customer's anger, 0 to 100; negative when it fell.
    AngerPoints,
    /// Cents of a euro.
    Cents,
    /// Words a minute.
    WordsMinute,
    /// Syllables a minute.
    SyllablesMinute,
    /// Words of the sector.
    Terms,
    /// Checks of understanding.
    Checks,
    /// The sum of empathy levels (0, 1 or 2 an occasion).
    EmpathyLevels,
}

/// One of the things an indicator looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartSeen {
    /// Which.
    pub item: Item,
    /// Whether it was there.
    pub mark: Mark,
    /// Where. For what is missing: where it could have been said.
    pub evidence: Vec<Evidence>,
}

/// What a part is about; its name is found in the rubric or in the scenario's goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// A part the rubric names.
    Named(PartId),
    /// A fact of the scenario.
    Fact(FactId),
    /// An occasion for empathy: the feelings the customer disclosed in one breath.
    Disclosure(Vec<FeelingId>),
    /// A field of the ticket.
    Field(TicketField),
    /// A document to be sent.
    Document(DocumentId),
    /// A datum of the customer's record, by field name.
    Datum(String),
    /// A form that was to be submitted.
    Form(FormId),
    /// A field of a form.
    FormField(FormId, FieldId),
    /// Something to be done at the desk.
    Step(DeskStep),
}

/// Whether a part was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// It was.
    Seen,
    /// It was, fully: level 2 of the empathy coding.
    SeenFully,
    /// It was not.
    Missing,
    /// It may have been said where nothing was understood.
    Unclear,
}

/// A place in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// First event it rests on.
    pub from: Seq,
    /// Last event it rests on; the same as `from` for one event.
    pub to: Seq,
    /// When.
    pub span: Span,
    /// The words, as heard or said; empty where there are none.
    pub quote: String,
    /// Whose.
    pub speaker: Speaker,
}

/// Who or what a piece of evidence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// The trainee.
    Operator,
    /// The virtual customer.
    Customer,
    /// The desk or the telephone.
    Desk,
    /// Nobody: a silence, the mood curve, the end of the call.
    Nobody,
}

/// How serious a piece of negative evidence is, and whether it may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// Heard clearly, or done at the desk.
    Clear(Evidence),
    /// Possibly: the words that carry it are below the floor.
    Doubtful(Evidence),
}

impl Outcome {
    /// Points in thousandths; `None` where the question was not answered, or does not arise.
    pub fn points(self) -> Option<u32> {
        match self {
            Self::Met => Some(1000),
            Self::Partly { got, of } => Some((u64::from(got.min(of)) * 1000).checked_div(u64::from(of)).unwrap_or(0) as u32),
            Self::NotMet => Some(0),
            Self::NotApplicable | Self::NotObserved(_) | Self::ForAssessor => None,
        }
    }

    /// Whether the question arises in this contact.
    pub fn applies(self) -> bool {
        self != Self::NotApplicable
    }

    /// Met from `enough` on, else in part; nothing of it is not met, and nothing to get does not arise.
    pub fn of_count(got: u32, of: u32, enough: u32) -> Self {
        match (got, of) {
            (_, 0) => Self::NotApplicable,
            (got, of) if got >= enough.min(of) => Self::Met,
            (0, _) => Self::NotMet,
            (got, of) => Self::Partly { got, of },
        }
    }
}

impl Finding {
    /// An answer with nothing beside it yet.
    pub fn new(indicator: &str, outcome: Outcome) -> Self {
        Self { indicator: indicator.into(), outcome, measured: None, parts: Vec::new(), evidence: Vec::new(), critical: None }
    }

    /// A question that does not arise.
    pub fn not_applicable(indicator: &str) -> Self {
        Self::new(indicator, Outcome::NotApplicable)
    }

    /// An answer that follows from parts: met with `enough` of them; not observed as long as an unclear part could change it.
    pub fn of_parts(indicator: &str, parts: Vec<PartSeen>, enough: u32) -> Self {
        let count = |wanted: &[Mark]| parts.iter().filter(|part| wanted.contains(&part.mark)).count() as u32;
        let seen = count(&[Mark::Seen, Mark::SeenFully]);
        let of = parts.len() as u32;
        let outcome = match Outcome::of_count(seen, of, enough) {
            Outcome::NotMet | Outcome::Partly { .. } if count(&[Mark::Unclear]) > 0 => Outcome::NotObserved(Why::Unclear),
            decided => decided,
        };
        Self { parts, ..Self::new(indicator, outcome) }
    }

    /// The same with a measured amount.
    pub fn measuring(mut self, amount: i64, unit: MeasureUnit) -> Self {
        self.measured = Some(Measured { amount, unit });
        self
    }

    /// The same with evidence added, each place once.
    pub fn with(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        for one in evidence {
            if !self.evidence.contains(&one) {
                self.evidence.push(one);
            }
        }
        self
    }

    /// The same, proposing a critical error on this evidence.
    pub fn proposing(mut self, error: &str, evidence: Vec<Evidence>) -> Self {
        self.critical = Some(Proposed { error: error.into(), evidence });
        self
    }
}

impl PartSeen {
    /// A named part, seen where the evidence lies.
    pub fn seen(item: Item, evidence: Evidence) -> Self {
        Self { item, mark: Mark::Seen, evidence: vec![evidence] }
    }
}

impl Item {
    /// A part the rubric names.
    pub fn named(part: &str) -> Self {
        Self::Named(part.into())
    }
}
