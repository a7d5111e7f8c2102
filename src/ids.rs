//! Names of things in scenarios, lexicons and rubrics. An id is a stable word, never prose: texts live beside it in data.

use serde::{Deserialize, Serialize};

/// Declares an id: a string of its own type, so that a step can never be passed where a line is meant.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(/// A scenario: one customer with one reason to call. The name of its folder.
    ScenarioId);
id!(/// One seeded variation of a scenario (names, numbers, dates).
    CastId);
id!(/// A type of caller, with voice, style and how their mood moves.
    PersonaId);
id!(/// A shift: a queue of contacts over one or more days. The name of its file in `scenarios/shifts`.
    ShiftId);
id!(/// A place in the course of a scenario.
    StepId);
id!(/// Something the customer says. Audio and recordings are filed under it, so it never changes.
    LineId);
id!(/// A rule of a scenario or persona that made the customer react.
    ReactionId);
id!(/// Something true in the scenario that is to be elicited or told.
    FactId);
id!(/// What an utterance does: `greet`, `empathise`, `hold_request`, ... Declared by the lexicons.
    ActId);
id!(/// A yes/no question that scoring puts to a record.
    IndicatorId);
id!(/// A row of the profile: `UC1.A3`, `UC2.K7`, ...
    RowId);
id!(/// A unit of competence of the profile: `UC1`.
    UnitId);
id!(/// One of the things an indicator looks for: `greet`, `hold_reason`. Named in the rubric.
    PartId);
id!(/// A critical error of the rubric: `CE1`.
    CriticalId);
id!(/// A customer's record at the desk.
    CustomerId);
id!(/// A place a call can be transferred to.
    OfficeId);
id!(/// A document the desk can send.
    DocumentId);
id!(/// A form of the desk.
    FormId);
id!(/// A field of a form.
    FieldId);
id!(/// A feeling that a line of the customer shows: `rabbia`, `ansia`, ...
    FeelingId);
id!(/// A set of knowledge items: the name of its file in `scenarios/probes`.
    ProbeId);
id!(/// An item of a set of knowledge items; records refer to it, so it never changes.
    ItemId);

/// Position of an event in its record, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u32);

/// The language somebody speaks in a contact, or that a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Italian.
    It,
    /// English.
    En,
}

impl Language {
    /// The two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
        }
    }
}

impl std::str::FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "it" | "it-it" | "italiano" | "italian" => Ok(Self::It),
            "en" | "en-gb" | "en-us" | "inglese" | "english" => Ok(Self::En),
            other => Err(format!("\"{other}\" is not a language of Pronto: say it or en")),
        }
    }
}

/// A text in both interface languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// The Italian text.
    pub it: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::It => &self.it,
            Language::En => &self.en,
        }
    }
}
