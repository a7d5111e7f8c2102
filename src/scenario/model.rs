//! The shape of `scenario.ron`, `personas/*.ron` and `companies/**/company.ron`. Field by field what authors write.
//!
//! Texts may hold `{name}` slots, filled from the cast's `values`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::goals::GoalsSpec;
use super::when::When;
use crate::event::{Channel, ContactKind, Earlier, FormSpec, Mood, MoodShift, Outcome, Role};
use crate::ids::{
    ActId, Bilingual, CastId, CustomerId, DocumentId, FactId, FeelingId, Language, LineId, OfficeId, PersonaId, ReactionId,
    ScenarioId, StepId,
};

/// A scenario file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the file format; 1.
    pub format: u16,
    /// The name of the scenario's folder.
    pub id: ScenarioId,
    /// The language the customer speaks.
    pub language: Language,
    /// Shown in lists.
    pub title: Bilingual,
    /// What the operator knows before answering: the queue, the company, the limits of their authority. Never the solution.
    pub brief: Bilingual,
    /// Folder of the company under `scenarios/companies`.
    pub company: String,
    /// Who calls.
    pub persona: PersonaId,
    /// Sector packs of the lexicon beside the language's own: `telecom`, ...
    #[serde(default)]
    pub packs: Vec<String>,
    /// What the contact is about, as scoring sees it.
    pub kind: ContactKind,
    /// By which way it comes about; an incoming call, if absent.
    #[serde(default)]
    pub channel: Channel,
    /// What went before, where this is a later contact of the same customer: the earlier scenario, which has casts of the same
    /// names, and how it usually went. In a shift, how it really went stands in its place.
    #[serde(default)]
    pub follows: Option<Earlier>,
    /// Product words the recogniser is told of beside the cast's names. Never phrases that score.
    #[serde(default)]
    pub glossary: Vec<String>,
    /// Level of line noise, in decibels below speech; 40 is a clean line, 15 a bad one.
    #[serde(default = "clean_line")]
    pub noise_db: u8,
    /// The mood at the start, where it differs from the persona's.
    #[serde(default)]
    pub mood: Option<Mood>,
    /// Seeded variations: at least three.
    pub casts: Vec<Cast>,
    /// Records on the desk beside the company's own; slots allowed.
    pub customers: Vec<CustomerRecord>,
    /// Forms on the desk beside the company's own.
    #[serde(default)]
    pub forms: Vec<FormSpec>,
    /// What is to be elicited, verified and told.
    pub facts: BTreeMap<FactId, Topic>,
    /// What the customer can say.
    pub lines: BTreeMap<LineId, Line>,
    /// The course of the call. The first step is where it begins.
    pub steps: Vec<Step>,
    /// Reactions that hold in every step, tried in order after the step's own.
    #[serde(default)]
    pub reactions: Vec<Reaction>,
    /// What a good contact achieves.
    pub goals: GoalsSpec,
}

fn clean_line() -> u8 {
    40
}

/// One variation of a scenario: other names, numbers, dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    /// Its name, stable: audio is filed under it.
    pub id: CastId,
    /// What fills the slots.
    pub values: BTreeMap<String, String>,
}

/// A record of the customer base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerRecord {
    /// Key of the record, slots allowed.
    pub id: CustomerId,
    /// Shown in lists: name and surname.
    pub name: String,
    /// Data by field name, in the order shown: `codice_cliente`, `data_di_nascita`, `indirizzo`, ...
    pub data: Vec<(String, String)>,
    /// What is on the account, newest first: bills, orders, contacts. Plain lines.
    #[serde(default)]
    pub history: Vec<String>,
}

/// A fact of the scenario: how it is asked for, told, mentioned, and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What it is called in findings and on screens.
    pub name: Bilingual,
    /// Whose it is to say.
    pub role: Role,
    /// Phrases that ask for it, as understanding matches them (case, accents and slips do not matter).
    #[serde(default)]
    pub asked_by: Vec<String>,
    /// Phrases that take it up without asking or telling: what the customer's own words would be.
    #[serde(default)]
    pub mentioned_by: Vec<String>,
    /// Words that must stand near a value for it to count as this fact: `rimborso`, `accredito`.
    #[serde(default)]
    pub told_near: Vec<String>,
    /// The value, where it has one; slots allowed.
    #[serde(default)]
    pub value: Option<FactValue>,
    /// The line that answers when it is asked for.
    #[serde(default)]
    pub answer: Option<LineId>,
    /// When the customer is willing to answer; always, if absent.
    #[serde(default)]
    pub answer_if: Option<When>,
    /// What the customer says when asked again after answering; the answer again, if absent.
    #[serde(default)]
    pub answer_again: Option<LineId>,
}

/// The value of a fact, by how it is recognised in speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactValue {
    /// An amount of money in euro as written: `"29,90"`. Another amount near the cue is wrong.
    Euro(String),
    /// A count with its unit: `("5", ["giorni", "giorni lavorativi"])`. Another count of the unit near the cue is wrong.
    Count(String, Vec<String>),
    /// Digits or letters read out one by one or in groups: codes, telephone numbers.
    Code(String),
    /// A date as `GG/MM/AAAA`, or `GG/MM`.
    Date(String),
    /// Any of the first phrases is right, any of the second is wrong.
    Phrase(Vec<String>, Vec<String>),
}

/// Something the customer can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its wordings; the dice choose, and none comes twice before all have come.
    pub say: Vec<String>,
    /// The feeling it shows, if it calls for an empathic answer.
    #[serde(default)]
    pub feeling: Option<FeelingId>,
    /// Facts it makes known.
    #[serde(default)]
    pub reveals: Vec<FactId>,
    /// Facts it asks the operator for: answered by telling one of them, or by saying when the answer will come.
    #[serde(default)]
    pub asks: Vec<FactId>,
    /// How it is spoken, for the voice: speed in percent of the persona's.
    #[serde(default = "usual_speed")]
    pub speed: u8,
}

fn usual_speed() -> u8 {
    100
}

/// A place in the course of the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub id: StepId,
    /// Lines said one after the other on reaching it. Of the first step: when the contact begins, where it is not an incoming call; there
    /// the operator speaks first.
    #[serde(default)]
    pub enter: Vec<LineId>,
    /// What may follow, tried in order; the first that fits is taken.
    #[serde(default)]
    pub expect: Vec<Reaction>,
    /// What the customer says, in turn, when something was understood but nothing fits. The persona's "I am listening", if empty.
    #[serde(default)]
    pub nudge: Vec<LineId>,
    /// What the customer says when nobody speaks; the persona's lines, if empty.
    #[serde(default)]
    pub silence: Vec<LineId>,
}

/// If this, then that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reaction {
    /// Its name: `because` of what it causes.
    pub id: ReactionId,
    /// When it fits.
    pub when: When,
    /// What the customer says.
    #[serde(default)]
    pub say: Vec<LineId>,
    /// Whether the customer first says again what they said before the operator spoke: the line that made something known,
    /// or else the last. For "Come, scusi?" and "può ripetere?".
    #[serde(default)]
    pub repeats: bool,
    /// How it moves the mood.
    #[serde(default)]
    pub mood: MoodShift,
    /// The step it leads to.
    #[serde(default)]
    pub goto: Option<StepId>,
    /// Whether it fits only once in a call.
    #[serde(default)]
    pub once: bool,
    /// A short word before the real answer ("Eh, meno male."): said, and the search for an answer goes on.
    #[serde(default)]
    pub interject: bool,
    /// Whether the call goes on after it although the operator has taken leave ("Aspetti, e i miei soldi?").
    #[serde(default)]
    pub detains: bool,
    /// Ends the conversation after its lines; the outcome follows from the goals unless named here.
    #[serde(default)]
    pub close: Option<Close>,
}

/// How a reaction ends the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Close {
    /// With what the goals say.
    ByGoals,
    /// With this.
    With(Outcome),
}

/// A type of caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Version of the file format; 1.
    pub format: u16,
    /// The name of its file.
    pub id: PersonaId,
    /// The language of its lines.
    pub language: Language,
    /// Shown to authors and, after the call, to trainees; never during it.
    pub title: Bilingual,
    /// How it sounds.
    pub voice: Voice,
    /// The mood at the start of a call.
    pub mood: Mood,
    /// How acts move the mood. The same act again moves it half as much each time.
    pub moves: BTreeMap<ActId, MoodShift>,
    /// Milliseconds of silence before the customer speaks up.
    pub silence_ms: u64,
    /// Milliseconds on hold before it costs patience.
    pub hold_ms: u64,
    /// Anger at which the customer hangs up.
    pub anger_limit: i16,
    /// Lines every call needs, by purpose.
    pub lines: PersonaLines,
    /// Every line it can say.
    pub say: BTreeMap<LineId, Line>,
    /// Reactions that hold in every scenario, tried after the scenario's own.
    #[serde(default)]
    pub reactions: Vec<Reaction>,
}

/// Which lines serve which purpose. Each list is used in turn, so that nothing is said twice in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonaLines {
    /// Nothing was understood.
    pub not_understood: Vec<LineId>,
    /// Nobody speaks.
    pub silence: Vec<LineId>,
    /// "I am listening."
    pub listening: Vec<LineId>,
    /// Asked again for something already said.
    pub said_already: Vec<LineId>,
    /// Back from an announced hold of fair length.
    pub after_hold: Vec<LineId>,
    /// Back from a hold that was too long or came without a word.
    pub after_bad_hold: Vec<LineId>,
    /// Before hanging up in anger.
    pub hang_up: Vec<LineId>,
    /// Farewell of a customer who got what they called for.
    pub farewell_content: Vec<LineId>,
    /// Farewell of one who did not.
    pub farewell_discontent: Vec<LineId>,
}

/// How a persona sounds: a blend of engine voices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Voices of the speech engine and their share in percent; they add up to 100.
    pub blend: Vec<(String, u8)>,
    /// Speed in percent.
    pub speed: u8,
    /// Pitch shift in cents, 0 for none.
    #[serde(default)]
    pub pitch: i16,
    /// Unsteadiness of the pitch in cents, as of an old voice; 0 for none, 40 is much.
    #[serde(default)]
    pub tremor: u8,
}

/// A fictional company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Version of the file format; 1.
    pub format: u16,
    /// Its name as said on the telephone.
    pub name: String,
    /// What it does.
    pub about: Bilingual,
    /// Up to how many cents an operator may refund.
    pub authority_cents: u32,
    /// What the operator may look up during the call: title and text, in the operator's language.
    pub knowledge: Vec<(Bilingual, Bilingual)>,
    /// Where a call can be transferred.
    pub offices: Vec<(OfficeId, Bilingual)>,
    /// Documents that can be sent.
    pub documents: Vec<(DocumentId, Bilingual)>,
    /// The areas a ticket can belong to: key and name.
    pub areas: Vec<(String, Bilingual)>,
    /// Customers who have nothing to do with the call: homonyms, neighbours.
    pub customers: Vec<CustomerRecord>,
    /// Forms of the desk.
    #[serde(default)]
    pub forms: Vec<FormSpec>,
}
