//! Reading a lexicon file, with everything that is wrong with it.

use super::check::faults;
use super::lexicon::{FORMAT, Lexicon};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// Reads a lexicon file.
///
/// # Errors
/// Everything that is wrong with it (codes PR101 and following), in the order of the file. A file that is not readable as
/// RON has one fault, where reading stopped.
pub fn parse_lexicon(file_name: &str, source: &str) -> Result<Lexicon, Vec<Diagnostic>> {
    let lexicon: Lexicon = ron::from_str(source).map_err(|error| {
        vec![Diagnostic {
            place: Place {
                file: file_name.to_owned(),
                line: u32::try_from(error.span.start.line).ok(),
                column: u32::try_from(error.span.start.col).ok(),
                path: String::new(),
            },
            code: "PR101",
            severity: Severity::Fault,
            message: format!("the file cannot be read: {}", error.code),
            remedy: "Correct the place named; a parenthesis, a comma or a quotation mark is the usual reason.".to_owned(),
        }]
    })?;
    if lexicon.format != FORMAT {
        return Err(vec![Diagnostic {
            place: Place { file: file_name.to_owned(), line: None, column: None, path: "format".to_owned() },
            code: "PR102",
            severity: Severity::Fault,
            message: format!("format {} is not one this program reads", lexicon.format),
            remedy: format!("Write format: {FORMAT}, or use the program version that reads it."),
        }]);
    }
    let found = faults(file_name, source, &lexicon);
    if found.is_empty() { Ok(lexicon) } else { Err(found) }
}
