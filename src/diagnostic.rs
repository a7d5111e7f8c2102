//! What is wrong with a file an author wrote: where, what, and what to do.

use std::fmt;

use serde::Serialize;

/// Whether a finding about a file stops its use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Fault,
    /// The file can be used, and is probably not what its author meant.
    Smell,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Place {
    /// The file, as the author would name it.
    pub file: String,
    /// Line from 1, where known.
    pub line: Option<u32>,
    /// Column from 1, where known.
    pub column: Option<u32>,
    /// Path inside the file: `steps["verify"].expect[2].goto`.
    pub path: String,
}

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// Stable code: `PR001`. Each has a page in `docs/faults.md`.
    pub code: &'static str,
    /// Whether it stops the file's use.
    pub severity: Severity,
    /// What is wrong: a lowercase fragment.
    pub message: String,
    /// What to do about it: a sentence.
    pub remedy: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Fault => "fault",
            Severity::Smell => "smell",
        };
        write!(f, "{severity}[{}] {}", self.code, self.place.file)?;
        if let Some(line) = self.place.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.place.column {
                write!(f, ":{column}")?;
            }
        }
        if !self.place.path.is_empty() {
            write!(f, " at {}", self.place.path)?;
        }
        write!(f, "\n  {}\n  -> {}", self.message, self.remedy)
    }
}

/// The line of a text, from 1, that a byte of it stands on.
pub fn line_at(text: &str, at: usize) -> Option<u32> {
    let before = text.get(..at)?;
    u32::try_from(before.matches('\n').count() + 1).ok()
}

/// The line on which a part of a text first stands; none for an empty part.
pub fn line_of(text: &str, part: &str) -> Option<u32> {
    text.find(part).filter(|_| !part.is_empty()).and_then(|at| line_at(text, at))
}

/// The known name nearest to a misspelt one, if any is near enough to be meant (Jaro-Winkler similarity of at least 0.8; our proposal).
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(wrong, name), name))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
