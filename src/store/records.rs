//! Records on disk: `<folder>/<name>/record.ron` with its clips in `audio/` beside it.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::lines::{LineFile, new_folder};
use super::{FileError, write_whole};
use crate::event::{Consequence, Event, Fact, Kind, Outcome, ShiftPlace};
use crate::ids::{Bilingual, ScenarioId};
use crate::record::{Chain, Damage, Header, Record, decode, encode_event, encode_header};
use crate::scenario::hex;

/// The name of the event log in a record's folder.
const LOG: &str = "record.ron";

/// A record could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Its file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its text is damaged.
    #[error("{}: {source}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: Damage,
    },
}

/// Writes one record: appended, flushed to the operating system with every batch of events.
#[derive(Debug)]
pub struct Recorder {
    lines: LineFile,
    chain: Chain,
}

impl Recorder {
    /// Begins a record in a new folder under `records`, named by its start and scenario.
    ///
    /// # Errors
    /// [`FileError`] if the folder or file cannot be made.
    pub fn begin(records: &Path, header: &Header) -> Result<Self, FileError> {
        let folder = new_folder(records, &header.started, header.scenario.as_str());
        let (line, chain) = encode_header(header);
        Ok(Self { lines: LineFile::begin(folder, LOG, &line)?, chain })
    }

    /// Appends events.
    ///
    /// # Errors
    /// [`FileError`] if the disk refuses. The events are kept and written with the next ones, so nothing is lost while the
    /// program runs and the disk recovers.
    pub fn append(&mut self, events: &[Event]) -> Result<(), FileError> {
        let mut text = String::new();
        for event in events {
            let (line, chain) = encode_event(&self.chain, event);
            text.push_str(&line);
            self.chain = chain;
        }
        self.lines.append(&text)?;
        // Written is safe from a crash of the program; only the disk's own word is safe from a power cut. That is asked for
        // once the conversation is over, since it can take longer than a frame of the window.
        if events
            .iter()
            .any(|event| matches!(event.kind, Kind::Consequence(Consequence::Closed(_)) | Kind::Fact(Fact::WrappedUp)))
        {
            self.lines.sync()?;
        }
        Ok(())
    }

    /// The record's folder.
    pub fn folder(&self) -> &Path {
        self.lines.folder()
    }

    /// The record's log file.
    pub fn path(&self) -> PathBuf {
        self.lines.path()
    }
}

/// Where records are kept unless somebody says otherwise: `PRONTO_RECORDS`, else the user's data folder.
pub fn records_folder() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("PRONTO_RECORDS").unwrap_or_else(|| {
        let data = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
        data.unwrap_or_else(|| PathBuf::from(".")).join("pronto/records")
    })
}

/// Reads a record: its folder or its log file.
///
/// # Errors
/// [`RecordError`] with the path, and the line where there is one.
pub fn read_record(path: &Path) -> Result<Record, RecordError> {
    let path = if path.is_dir() { path.join(LOG) } else { path.to_owned() };
    // Torn or altered bytes need not be UTF-8: the damaged line is to be named, not the encoding.
    let bytes = std::fs::read(&path).map_err(|source| FileError { doing: "read the record", path: path.clone(), source })?;
    decode(&String::from_utf8_lossy(&bytes)).map_err(|source| RecordError::Damaged { path, source })
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEntry {
    /// Its folder.
    pub folder: PathBuf,
    /// Which scenario.
    pub scenario: ScenarioId,
    /// The scenario's title.
    pub title: Bilingual,
    /// When it began, UTC.
    pub started: String,
    /// Who was trained.
    pub trainee: String,
    /// How it ended; `None` if it did not.
    pub outcome: Option<Outcome>,
    /// Whether the program stopped before the contact did.
    pub interrupted: bool,
    /// Its place in a shift, if it was taken within one.
    pub place: Option<ShiftPlace>,
}

/// All records in a folder, newest first, and those that cannot be read with the reason. A folder that does not exist holds none.
pub fn list_records(records: &Path) -> (Vec<RecordEntry>, Vec<RecordError>) {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(records).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join(LOG).is_file());
    folders.sort();
    folders.reverse();
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    for folder in folders {
        match read_record(&folder) {
            Ok(record) => entries.push(RecordEntry {
                folder,
                outcome: record.outcome(),
                interrupted: !record.is_complete(),
                place: record.header.arrival.place,
                scenario: record.header.scenario,
                title: record.header.title,
                started: record.header.started,
                trainee: record.header.trainee,
            }),
            Err(error) => errors.push(error),
        }
    }
    (entries, errors)
}

/// Keeps a clip beside a record under its content hash (hex SHA-256).
///
/// # Errors
/// [`FileError`] if the disk refuses.
pub fn save_clip(folder: &Path, hash: &str, flac: &[u8]) -> Result<PathBuf, FileError> {
    let path = folder.join("audio").join(format!("{hash}.flac"));
    write_whole(&path, flac)?;
    Ok(path)
}

/// A clip kept beside a record, if it is still there and is what its name says.
pub fn read_clip(folder: &Path, hash: &str) -> Option<Vec<u8>> {
    let plain = hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bytes = plain.then(|| std::fs::read(folder.join("audio").join(format!("{hash}.flac"))).ok())??;
    (hex(&Sha256::digest(&bytes)) == hash).then_some(bytes)
}
