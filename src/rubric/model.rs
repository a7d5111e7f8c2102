//! The shape of `scenarios/rubric/*.ron`, field by field what assessors write.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::event::Permille;
use crate::ids::{Bilingual, CriticalId, FeelingId, IndicatorId, PartId, RowId, UnitId};

/// The version of the file format this program reads.
pub const FORMAT: u16 = 1;

/// A rubric: every rule by which a record becomes a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// Version of the file format; [`FORMAT`].
    pub format: u16,
    /// Its name: the file's, without extension.
    pub id: String,
    /// The version its authors gave it.
    pub version: String,
    /// Shown on scorecards.
    pub title: Bilingual,
    /// Whether anybody has adopted it.
    pub standing: Standing,
    /// Words heard with less confidence than this (thousandths) are evidence for nothing against the trainee.
    pub floor: Sourced,
    /// Where the weights come from.
    pub weights_source: String,
    /// The units of competence.
    pub units: Vec<Unit>,
    /// The rows of the profile, in its own words.
    pub rows: BTreeMap<RowId, Bilingual>,
    /// Words and stems that name a feeling, by feeling.
    pub feelings: BTreeMap<FeelingId, Feeling>,
    /// Errors that, once a person has confirmed them, stand against a unit whatever its points.
    pub criticals: Vec<Critical>,
    /// What is judged.
    pub indicators: Vec<IndicatorRule>,
    /// Rows that no contact and no quiz can show whole, and where they are shown instead.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elsewhere: BTreeMap<RowId, Elsewhere>,
    /// Worked out once, when parsed: a rubric judges many records.
    #[serde(skip)]
    pub(super) fingerprint: String,
}

impl Rubric {
    /// The confidence floor, in thousandths.
    pub fn floor(&self) -> Permille {
        Permille(self.floor.0.clamp(0, 1000) as u16)
    }

    /// The rule of one indicator, if the rubric has it.
    pub fn rule(&self, indicator: &IndicatorId) -> Option<&IndicatorRule> {
        self.indicators.iter().find(|rule| rule.id == *indicator)
    }

    /// The critical error of that name, if the rubric has it.
    pub fn critical(&self, id: &CriticalId) -> Option<&Critical> {
        self.criticals.iter().find(|critical| critical.id == *id)
    }

    /// SHA-256 (hex) of the rubric as parsed: comments and layout do not change it, any rule or word does.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    pub(super) fn work_out_fingerprint(&self) -> String {
        // Serialising plain owned data cannot fail; were it ever to, an empty text has a hash too and equals no rubric's.
        let text = ron::to_string(self).unwrap_or_default();
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Whether a rubric is somebody's decision or a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Nobody has adopted it: every threshold is a proposal.
    Proposal,
    /// An issuing body has adopted it.
    Adopted {
        /// Which body.
        by: String,
        /// By which act.
        act: String,
    },
}

/// A number and where it comes from: `(20000, "norms: answer within 20 s (AGCOM)")` or `(600, "our proposal")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced(pub i64, pub String);

/// A unit of competence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// `UC1`; its rows begin with it.
    pub id: UnitId,
    /// Its name in the profile.
    pub title: Bilingual,
    /// Points (thousandths) from which the level is reached.
    pub reached_from: Sourced,
    /// Share of the applicable weight (thousandths) that must have been observed before anything is said about the level.
    pub coverage_from: Sourced,
}

/// Words by which an operator names a feeling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeling {
    /// What it is called in findings.
    pub name: Bilingual,
    /// Beginnings of words that name it, lower case, no accents: `arrabbia` finds *arrabbiata* and *arrabbiarsi*.
    pub stems: Vec<String>,
    /// Whether it asks the operator to change pace or manner (confusion, hurry, hard of hearing).
    #[serde(default)]
    pub asks_to_adapt: bool,
}

/// Where a row of the profile is shown, if not (or not only) by an indicator or a quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Elsewhere {
    /// The profile says the same twice: whatever shows that row shows this one, and it is counted once.
    SameAs(RowId),
    /// A test outside the simulator: which, in a sentence.
    ExternalTest(Bilingual),
}

/// A critical error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Critical {
    /// `CE1`.
    pub id: CriticalId,
    /// What it is.
    pub title: Bilingual,
    /// The rows it bears on; their units are affected once a person has confirmed it.
    pub rows: Vec<RowId>,
}

/// One indicator: what it counts for, how it is measured, what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRule {
    /// Which indicator of the catalogue.
    pub id: IndicatorId,
    /// The rows of the profile it bears on.
    pub rows: Vec<RowId>,
    /// Its weight in each unit that one of its rows belongs to.
    pub weight: u16,
    /// Thresholds and limits by name, as the catalogue lists them.
    #[serde(default)]
    pub params: BTreeMap<String, Sourced>,
    /// What the measured amount is, where the indicator measures one: `attesa più lunga`.
    #[serde(default)]
    pub measure: Option<Bilingual>,
    /// Title when met: what the trainee did.
    pub met: Bilingual,
    /// Title when not met or met in part.
    pub not_met: Bilingual,
    /// Why it matters, to the trainee.
    pub why: Bilingual,
    /// What would have earned the point, sentence by sentence. A sentence whose slot has nothing to say is left out.
    #[serde(default)]
    pub advice: Vec<Advice>,
    /// Names of the parts it looks for, as the catalogue lists them.
    #[serde(default)]
    pub parts: BTreeMap<PartId, Part>,
}

impl IndicatorRule {
    /// A threshold by name. Parsing has made sure that every one in the catalogue is there; another name gives 0.
    pub fn param(&self, name: &str) -> i64 {
        self.params.get(name).map_or(0, |sourced| sourced.0)
    }

    /// The same as an unsigned amount; negative values count as 0.
    pub fn amount(&self, name: &str) -> u64 {
        u64::try_from(self.param(name)).unwrap_or(0)
    }
}

/// A sentence of advice, with `{slots}`.
pub type Advice = Bilingual;

/// One of the things an indicator looks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is called, in a list: `il saluto`.
    pub name: Bilingual,
    /// Words that would have been enough, without quotation marks.
    #[serde(default)]
    pub say: Option<Bilingual>,
}
