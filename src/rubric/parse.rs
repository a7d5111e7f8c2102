//! Text to rubric, with every fault at once.

use crate::diagnostic::{Diagnostic, Place, Severity};

use super::check::check;
use super::model::Rubric;

/// Reads a rubric file.
///
/// # Errors
/// Every fault found, sorted by place: PR301 not readable as RON, then whatever [`check`] finds (PR302 to PR313).
pub fn parse_rubric(file: &str, source: &str) -> Result<Rubric, Vec<Diagnostic>> {
    let mut rubric: Rubric = ron::from_str(source).map_err(|error| vec![unreadable(file, &error)])?;
    let faults = check(file, source, &rubric);
    if !faults.is_empty() {
        return Err(faults);
    }
    rubric.fingerprint = rubric.work_out_fingerprint();
    Ok(rubric)
}

pub(super) fn unreadable(file: &str, error: &ron::error::SpannedError) -> Diagnostic {
    let start = error.span.start;
    Diagnostic {
        place: Place {
            file: file.to_owned(),
            line: u32::try_from(start.line).ok(),
            column: u32::try_from(start.col).ok(),
            path: String::new(),
        },
        code: "PR301",
        severity: Severity::Fault,
        message: format!("the rubric cannot be read: {}", error.code),
        remedy: "Correct the text at this place; scenarios/rubric/pronto.ron shows every field.".to_owned(),
    }
}
