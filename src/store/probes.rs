//! Sets of knowledge items under `scenarios/probes`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::library::{among, faultless, files_in, stem};
use super::{Library, LibraryError, read_text};
use crate::diagnostic::Diagnostic;
use crate::ids::{ProbeId, RowId};
use crate::probe::{ProbeSet, check as check_set, parse_set};

impl Library {
    /// The sets of knowledge items there are, in the order of their names.
    pub fn probe_ids(&self) -> Vec<ProbeId> {
        let files = files_in(&self.probes(), "ron");
        files.iter().filter_map(|file| stem(file).map(ProbeId::from)).collect()
    }

    /// A set of knowledge items, without a fault.
    ///
    /// # Errors
    /// [`LibraryError`] naming the file, the place and the remedy.
    pub fn probe(&self, id: &ProbeId) -> Result<ProbeSet, LibraryError> {
        among("set of questions", &id.0, self.probe_ids().into_iter().map(|id| id.0).collect())?;
        let file = self.probe_file(id);
        let set = self.parsed(&file, parse_set)?;
        faultless(self.check_probe(&file)?)?;
        Ok(set)
    }

    /// Everything wrong with a file of knowledge items: faults and smells.
    ///
    /// # Errors
    /// [`LibraryError`] if the file cannot be read, or the shipped rubric, which lists the rows of the profile.
    pub fn check_probe(&self, file: &Path) -> Result<Vec<Diagnostic>, LibraryError> {
        let rows: BTreeSet<RowId> = self.rubric("pronto")?.rows.into_keys().collect();
        let (name, text) = (self.named(file), read_text(file)?);
        Ok(match parse_set(&name, &text) {
            Ok(set) => check_set(&name, &text, &set, &rows),
            Err(found) => found,
        })
    }

    /// The folder of knowledge probes.
    pub fn probes(&self) -> PathBuf {
        self.scenarios().join("probes")
    }

    /// The file of a set of knowledge items.
    pub fn probe_file(&self, id: &ProbeId) -> PathBuf {
        self.probes().join(&id.0).with_extension("ron")
    }
}
