//! From an author's text to a set, or to what is wrong with it and where.

use ron::extensions::Extensions;

use super::ProbeSet;
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};

/// The version of the file format this program reads.
pub const FORMAT: u16 = 1;

/// Reads a set of items. What can be wrong with a text that could be read is for [`super::check`] to say.
///
/// # Errors
/// The first fault of syntax or shape, located (PR501, PR502).
pub fn parse_set(file: &str, source: &str) -> Result<ProbeSet, Vec<Diagnostic>> {
    // `Some(…)` may be left out everywhere: authors are not programmers.
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let set: ProbeSet = options.from_str(source).map_err(|error| vec![unreadable(file, &error)])?;
    if set.format != FORMAT {
        return Err(vec![Diagnostic {
            place: Place { file: file.to_owned(), path: "format".to_owned(), ..Place::default() },
            code: "PR502",
            severity: Severity::Fault,
            message: format!("the file is written in format {}, this program reads format {FORMAT}", set.format),
            remedy: format!("Write `format: {FORMAT}` if the file follows the guide, or use a newer program."),
        }]);
    }
    Ok(set)
}

fn unreadable(file: &str, error: &ron::error::SpannedError) -> Diagnostic {
    let at = error.span.start;
    let number = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0);
    let remedy = match &error.code {
        ron::Error::NoSuchStructField { expected, found, .. } | ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            match did_you_mean(found, expected.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Use one of: {}.", expected.join(", ")),
            }
        }
        ron::Error::MissingStructField { field, .. } => format!("Add `{field}: …` inside the brackets that close here."),
        ron::Error::ExpectedArrayEnd | ron::Error::ExpectedMapEnd | ron::Error::ExpectedStructLikeEnd => {
            "A comma or a closing bracket is missing just before this place.".to_owned()
        }
        _ => "Look at this place and just before it; `src/probe/model.rs` says what every field holds.".to_owned(),
    };
    Diagnostic {
        place: Place { file: file.to_owned(), line: number(at.line), column: number(at.col), path: String::new() },
        code: "PR501",
        severity: Severity::Fault,
        message: error.code.to_string(),
        remedy,
    }
}
