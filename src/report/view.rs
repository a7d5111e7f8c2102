//! Everything a debrief shows, in one language, ready to lay out: for the page, the window and the terminal alike.

use crate::event::Outcome as Ending;
use crate::ids::{IndicatorId, Language, RowId};
use crate::scoring::{Level, Mark, Outcome, Speaker};
use crate::time::Span;

use super::lines::LineView;
use super::ribbon::Ribbon;

/// A debrief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The language of its texts.
    pub language: Language,
    /// What was judged, by what.
    pub identity: IdentityView,
    /// How the contact ended, if the record says.
    pub ending: Option<Ending>,
    /// The same in words.
    pub ending_label: String,
    /// From answering to the end.
    pub conversation: Span,
    /// Its length, in words.
    pub duration: String,
    /// Units of competence, in the rubric's order.
    pub units: Vec<UnitView>,
    /// Critical errors proposed; none has effect before a person confirms it.
    pub criticals: Vec<CriticalView>,
    /// What persons decided, each in a sentence: what, who, when, why.
    pub decisions: Vec<String>,
    /// Phases and mood over time.
    pub ribbon: Ribbon,
    /// Findings in the order to read them: what to work on first.
    pub findings: Vec<FindingView>,
    /// What was said and done, in order.
    pub lines: Vec<LineView>,
    /// Rows of the profile on which any indicator bears.
    pub rows: Vec<RowView>,
    /// The confidence floor, in words.
    pub floor: String,
    /// What the document is not, and what its numbers rest on.
    pub notices: Vec<String>,
}

/// What was judged, by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityView {
    /// The scenario's title.
    pub title: String,
    /// Label and value, in the order shown.
    pub facts: Vec<(String, String)>,
    /// Label and hash (hex), in the order shown.
    pub hashes: Vec<(String, String)>,
    /// The rubric's title with its version.
    pub rubric: String,
    /// Who adopted its thresholds, or that nobody has.
    pub adoption: String,
}

/// A unit of competence in this contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// `UC1`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Points in thousandths, of what was observed.
    pub points: Option<u32>,
    /// Points from which the level is reached.
    pub threshold: u32,
    /// Where the threshold comes from.
    pub threshold_source: String,
    /// Share in thousandths of the applicable weight that was observed.
    pub coverage: Option<u32>,
    /// What this contact says about the level.
    pub level: Level,
    /// The same in words.
    pub level_label: String,
    /// Critical errors waiting for a person, by id.
    pub pending: Vec<String>,
    /// Critical errors a person has confirmed, by id.
    pub confirmed: Vec<String>,
}

/// A critical error waiting for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriticalView {
    /// `CE1`.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Index of the finding that proposes it.
    pub finding: usize,
    /// What a person has to look at and listen to.
    pub evidence: Vec<EvidenceView>,
}

/// How findings are grouped, in the order shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// To work on.
    NotMet,
    /// Nearly there.
    Partly,
    /// Could not be seen.
    NotObserved,
    /// Left to a person.
    ForAssessor,
    /// Done.
    Met,
    /// Did not arise.
    NotApplicable,
}

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingView {
    /// Which indicator.
    pub id: IndicatorId,
    /// Which group it belongs to.
    pub group: Group,
    /// The outcome.
    pub outcome: Outcome,
    /// The outcome in words: `in parte, 3 di 4`.
    pub outcome_label: String,
    /// Title: the rubric's for met or not met.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Why it could not be judged, where it could not.
    pub unseen: Option<String>,
    /// What would have earned the point; empty where nothing was lost.
    pub advice: Vec<String>,
    /// What was measured, in words, with the limit where there is one.
    pub measured: Option<String>,
    /// The limit and where it comes from.
    pub limits: Vec<String>,
    /// What was looked for, one by one.
    pub parts: Vec<PartView>,
    /// Where to check it.
    pub evidence: Vec<EvidenceView>,
    /// The rows of the profile it bears on.
    pub rows: Vec<RowId>,
    /// Its weight.
    pub weight: u16,
    /// The critical error it proposes.
    pub critical: Option<String>,
}

/// One of the things an indicator looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartView {
    /// Its name.
    pub name: String,
    /// Whether it was there.
    pub mark: Mark,
    /// The same in words.
    pub mark_label: String,
    /// Where.
    pub evidence: Vec<EvidenceView>,
}

/// A place to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceView {
    /// When.
    pub span: Span,
    /// Its beginning as people read it: `1:07`.
    pub time: String,
    /// Whose.
    pub speaker: Speaker,
    /// The same in words.
    pub speaker_label: String,
    /// The words said, or what the desk or the clock did.
    pub quote: String,
    /// Whether the quote is words somebody said.
    pub said: bool,
    /// Index of the line it belongs to, if it belongs to one.
    pub line: Option<usize>,
}

/// A row of the profile in this contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// `UC1.A3`.
    pub id: RowId,
    /// The profile's own words.
    pub text: String,
    /// Points in thousandths of what was observed.
    pub points: Option<u32>,
    /// Share in thousandths of the applicable weight that was observed; `None` where nothing arose.
    pub coverage: Option<u32>,
    /// Indices of the findings that bear on it.
    pub findings: Vec<usize>,
}
