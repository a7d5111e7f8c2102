//! The first line of a record: what was run, with which rules, and what scoring needs to know of the scenario, so that a
//! record can be judged without it.

use serde::{Deserialize, Serialize};

use crate::event::{Arrival, Goals, Mood};
use crate::ids::{Bilingual, CastId, Language, PersonaId, ScenarioId};

/// Major version of the record format: another one is refused.
pub const FORMAT_MAJOR: u16 = 1;
/// Minor version: additions that older records simply lack.
pub const FORMAT_MINOR: u16 = 3;

/// The first line of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Format version, major and minor.
    pub format: (u16, u16),
    /// Version of the program that wrote it.
    pub program: String,
    /// Which scenario.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: Bilingual,
    /// Which cast.
    pub cast: CastId,
    /// Which persona.
    pub persona: PersonaId,
    /// The company's name.
    pub company: String,
    /// The language of the contact.
    pub language: Language,
    /// SHA-256 (hex) of the scenario with its persona and company, as parsed.
    pub scenario_hash: String,
    /// SHA-256 (hex) of the lexicon with its packs, as parsed.
    pub lexicon_hash: String,
    /// The recogniser, if any was used.
    pub model: Option<Model>,
    /// Seed of all dice.
    pub seed: u64,
    /// Who was trained: a pseudonym, never a name.
    pub trainee: String,
    /// When it began: UTC, `2026-11-24T09:30:00Z`.
    pub started: String,
    /// How it came about within a shift.
    #[serde(default, skip_serializing_if = "Arrival::is_alone")]
    pub arrival: Arrival,
    /// The customer's mood at the start.
    pub mood: Mood,
    /// What a good contact achieves, with the cast's values in place.
    pub goals: Goals,
}

/// The recogniser that heard a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its file name: `ggml-base.bin`.
    pub name: String,
    /// SHA-256 (hex) of the file.
    pub sha256: String,
}
