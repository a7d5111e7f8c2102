//! Rubrics under `scenarios/rubric`.

use std::path::{Path, PathBuf};

use super::library::{files_in, stem};
use super::{Library, LibraryError, read_text};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::rubric::{Rubric, parse_rubric, parse_variant, vary};

impl Library {
    /// A rubric: a name under `scenarios/rubric`, or a file.
    ///
    /// # Errors
    /// [`LibraryError`] if the file is missing or faulty.
    pub fn rubric(&self, name: &str) -> Result<Rubric, LibraryError> {
        let path = Path::new(name);
        let shipped = self.rubrics().join(name.replace(['/', '\\'], "_")).with_extension("ron");
        self.rubric_file(if path.is_file() { path } else { &shipped })
    }

    /// A rubric file; one that is based on another is read with it.
    fn rubric_file(&self, file: &Path) -> Result<Rubric, LibraryError> {
        let (named, text) = (self.named(file), read_text(file)?);
        let Some(variant) = parse_variant(&named, &text).map_err(LibraryError::Faulty)? else {
            return parse_rubric(&named, &text).map_err(LibraryError::Faulty);
        };
        // The base stands under its name in this library, and is no variant itself: no chain, no circle.
        let base = self.rubrics().join(variant.based_on.replace(['/', '\\', '.'], "_")).with_extension("ron");
        if !base.is_file() {
            let place = Place { file: named, path: "based_on".to_owned(), ..Default::default() };
            let message = format!("there is no rubric \"{}\" to be based on", variant.based_on);
            let remedy = format!("Name one of scenarios/rubric: {}.", self.rubric_names().join(", "));
            return Err(LibraryError::Faulty(vec![Diagnostic {
                place,
                code: "PR316",
                severity: Severity::Fault,
                message,
                remedy,
            }]));
        }
        let base = self.parsed(&base, parse_rubric)?;
        vary(&named, &text, &base, &variant).map_err(LibraryError::Faulty)
    }

    fn rubric_names(&self) -> Vec<String> {
        self.rubric_files().iter().filter_map(|file| stem(file).map(str::to_owned)).collect()
    }

    /// The files of the rubrics there are, in the order of their names.
    pub fn rubric_files(&self) -> Vec<PathBuf> {
        files_in(&self.rubrics(), "ron")
    }

    /// Everything wrong with a rubric file.
    ///
    /// # Errors
    /// [`LibraryError`] if the file cannot be read.
    pub fn check_rubric(&self, file: &Path) -> Result<Vec<Diagnostic>, LibraryError> {
        match self.rubric_file(file) {
            Ok(_) => Ok(Vec::new()),
            Err(LibraryError::Faulty(found)) => Ok(found),
            Err(error) => Err(error),
        }
    }

    /// The folder of rubrics.
    pub fn rubrics(&self) -> PathBuf {
        self.scenarios().join("rubric")
    }
}
