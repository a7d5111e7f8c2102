//! Sittings of knowledge probes on disk: `<folder>/<name>/sitting.ron`, beside the records of calls.

use std::path::{Path, PathBuf};

use super::lines::{LineFile, new_folder};
use super::{FileError, RecordError};
use crate::probe::{SittingEvent, SittingHeader, SittingRecord, decode, encode_event, encode_header};
use crate::record::Chain;

/// The name of the file in a sitting's folder.
const LOG: &str = "sitting.ron";

/// Writes one sitting, handed to the operating system with every batch of events.
#[derive(Debug)]
pub struct SittingRecorder {
    lines: LineFile,
    chain: Chain,
}

impl SittingRecorder {
    /// Begins a sitting in a new folder under `records`, named by its start and set.
    ///
    /// # Errors
    /// [`FileError`] if the folder or file cannot be made.
    pub fn begin(records: &Path, header: &SittingHeader) -> Result<Self, FileError> {
        let folder = new_folder(records, &header.started, header.probe.as_str());
        let (line, chain) = encode_header(header);
        Ok(Self { lines: LineFile::begin(folder, LOG, &line)?, chain })
    }

    /// Appends events.
    ///
    /// # Errors
    /// [`FileError`] if the disk refuses; the events are kept and written with the next ones.
    pub fn append(&mut self, events: &[SittingEvent]) -> Result<(), FileError> {
        let mut text = String::new();
        for event in events {
            let (line, chain) = encode_event(&self.chain, event);
            text.push_str(&line);
            self.chain = chain;
        }
        self.lines.append(&text)
    }

    /// The sitting's folder.
    pub fn folder(&self) -> &Path {
        self.lines.folder()
    }
}

/// Whether a path is a sitting: its folder or its file.
pub fn is_sitting(path: &Path) -> bool {
    path.join(LOG).is_file() || path.file_name().is_some_and(|name| name == LOG)
}

/// Reads a sitting: its folder or its file.
///
/// # Errors
/// [`RecordError`] with the path, and the line where there is one.
pub fn read_sitting(path: &Path) -> Result<SittingRecord, RecordError> {
    let path = if path.is_dir() { path.join(LOG) } else { path.to_owned() };
    // Torn or altered bytes need not be UTF-8: the damaged line is to be named, not the encoding.
    let bytes = std::fs::read(&path).map_err(|source| FileError { doing: "read the record", path: path.clone(), source })?;
    decode(&String::from_utf8_lossy(&bytes)).map_err(|source| RecordError::Damaged { path, source })
}

/// All sittings in a folder with their folders, newest first, and those that cannot be read with the reason. A folder that does
/// not exist holds none.
pub fn list_sittings(records: &Path) -> (Vec<(PathBuf, SittingRecord)>, Vec<RecordError>) {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(records).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join(LOG).is_file());
    folders.sort();
    folders.reverse();
    let (mut sittings, mut errors) = (Vec::new(), Vec::new());
    for folder in folders {
        match read_sitting(&folder) {
            Ok(sitting) => sittings.push((folder, sitting)),
            Err(error) => errors.push(error),
        }
    }
    (sittings, errors)
}
