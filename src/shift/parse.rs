//! From an author's text to a shift.

use super::Shift;
use crate::diagnostic::Diagnostic;
use crate::scenario::parse_written;

/// Reads a shift.
///
/// # Errors
/// The first fault of syntax or shape, located.
pub fn parse_shift(file: &str, source: &str) -> Result<Shift, Vec<Diagnostic>> {
    parse_written(file, source, |shift: &Shift| shift.format)
}
