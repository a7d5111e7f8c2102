//! From an author's text to a model, or to what is wrong with it and where.

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::{Company, Persona, Scenario};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// The version of the file format this program reads.
pub const FORMAT: u16 = 1;

/// Reads a scenario.
///
/// # Errors
/// The first fault of syntax or shape, located.
pub fn parse_scenario(file: &str, source: &str) -> Result<Scenario, Vec<Diagnostic>> {
    parse_written(file, source, |scenario: &Scenario| scenario.format)
}

/// Reads a persona.
///
/// # Errors
/// As [`parse_scenario`].
pub fn parse_persona(file: &str, source: &str) -> Result<Persona, Vec<Diagnostic>> {
    parse_written(file, source, |persona: &Persona| persona.format)
}

/// Reads a company.
///
/// # Errors
/// As [`parse_scenario`].
pub fn parse_company(file: &str, source: &str) -> Result<Company, Vec<Diagnostic>> {
    parse_written(file, source, |company: &Company| company.format)
}

/// Reads a file that authors write; `format` gives the version it says it is written in.
///
/// # Errors
/// The first fault of syntax or shape, located.
pub fn parse_written<T: DeserializeOwned>(file: &str, source: &str, format: impl Fn(&T) -> u16) -> Result<T, Vec<Diagnostic>> {
    // `Some(…)` may be left out everywhere: authors are not programmers.
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let value: T = options.from_str(source).map_err(|error| vec![fault_of(file, &error)])?;
    match format(&value) {
        FORMAT => Ok(value),
        other => Err(vec![Diagnostic {
            place: Place { file: file.to_owned(), path: "format".to_owned(), ..Place::default() },
            code: "PR002",
            severity: Severity::Fault,
            message: format!("the file is written in format {other}, this program reads format {FORMAT}"),
            remedy: format!("Write `format: {FORMAT}` if the file follows the guide, or use a newer program."),
        }]),
    }
}

fn fault_of(file: &str, error: &ron::error::SpannedError) -> Diagnostic {
    let at = error.span.start;
    let number = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0);
    Diagnostic {
        place: Place { file: file.to_owned(), line: number(at.line), column: number(at.col), path: String::new() },
        code: "PR001",
        severity: Severity::Fault,
        message: error.code.to_string(),
        remedy: remedy(&error.code),
    }
}

fn remedy(code: &ron::Error) -> String {
    match code {
        ron::Error::NoSuchStructField { expected, found, .. } => {
            match crate::diagnostic::did_you_mean(found, expected.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Use one of: {}.", expected.join(", ")),
            }
        }
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            match crate::diagnostic::did_you_mean(found, expected.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Use one of: {}.", expected.join(", ")),
            }
        }
        ron::Error::MissingStructField { field, .. } if *field == "format" => {
            format!("Write `format: {FORMAT},` after the first bracket, or let `pronto upgrade` with this file's name do it.")
        }
        ron::Error::MissingStructField { field, .. } => {
            format!("Add `{field}: …` inside the brackets that close here.")
        }
        ron::Error::ExpectedArrayEnd | ron::Error::ExpectedMapEnd | ron::Error::ExpectedStructLikeEnd => {
            "A comma or a closing bracket is missing just before this place.".to_owned()
        }
        _ => "Look at this place and just before it: usually a comma, a quotation mark or a bracket is missing.".to_owned(),
    }
}
