//! Files: the library of scenarios, records, their audio. The only place of the program, beside `speech`, that touches the disk.
//!
//! Absent: what any of it means.

mod assessments;
mod clips;
mod library;
mod lines;
mod probes;
mod records;
mod references;
mod root;
mod rubrics;
mod shifts;
mod sittings;
mod watch;
mod words;

pub use assessments::{AssessmentError, read_assessment, write_assessment};
pub use clips::{ManifestError, read_manifest, remove_clips, unfit_clips, write_manifest};
pub use library::{Library, LibraryError, ScenarioEntry};
pub use records::{RecordEntry, RecordError, Recorder, list_records, read_clip, read_record, records_folder, save_clip};
pub use root::{RootError, find_root};
pub use shifts::Begun;
pub use sittings::{SittingRecorder, is_sitting, list_sittings, read_sitting};
pub use watch::Watch;

use std::path::{Path, PathBuf};

/// A file could not be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}: {source}", path.display())]
pub struct FileError {
    /// What was tried: `read`, `write`, ...
    pub doing: &'static str,
    /// Which file.
    pub path: PathBuf,
    /// Why not.
    pub source: std::io::Error,
}

/// Nothing an author writes is larger than this many bytes (our proposal: the longest shipped one has 120,000).
const MOST_BYTES: u64 = 4_000_000;

/// Reads a text file.
///
/// # Errors
/// [`FileError`] with the path; also when the file is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    std::fs::read_to_string(path).map_err(|source| FileError { doing: "read", path: path.to_owned(), source })
}

/// Reads a whole file.
///
/// # Errors
/// [`FileError`] with the path.
fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    std::fs::read(path).map_err(|source| FileError { doing: "read", path: path.to_owned(), source })
}

/// Reads a text file somebody wrote by hand.
///
/// # Errors
/// As [`read_text`]; also when it is far too large to have been written by hand, before any of it is read.
fn read_written(path: &Path) -> Result<String, FileError> {
    let error = |source| FileError { doing: "read", path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(error)?.len() > MOST_BYTES {
        return Err(error(std::io::ErrorKind::FileTooLarge.into()));
    }
    read_text(path)
}

/// Writes a file whole or not at all: beside its place first, then moved there.
///
/// # Errors
/// [`FileError`] with the path.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let error = |source| FileError { doing: "write", path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(error)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes).map_err(error)?;
    std::fs::rename(&beside, path).map_err(error)
}
