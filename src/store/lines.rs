//! A file that only grows, line by line: what records of every kind are written in.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::FileError;

/// A file being written.
#[derive(Debug)]
pub(super) struct LineFile {
    folder: PathBuf,
    name: &'static str,
    file: File,
    /// Text that a full disk refused; it is tried again before anything new is written.
    unwritten: Vec<u8>,
}

/// A name for a new folder of a record, by its start and what it is of. Nothing is there yet.
pub(super) fn new_folder(records: &Path, started: &str, what: &str) -> PathBuf {
    let stamp: String = started.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let mut folder = records.join(format!("{stamp}-{what}"));
    let mut copy = 2;
    while folder.exists() {
        folder = records.join(format!("{stamp}-{what}-{copy}"));
        copy += 1;
    }
    folder
}

impl LineFile {
    /// Makes the folder and begins a new file in it with its first line.
    ///
    /// # Errors
    /// [`FileError`] if the folder or file cannot be made.
    pub(super) fn begin(folder: PathBuf, name: &'static str, first: &str) -> Result<Self, FileError> {
        let path = folder.join(name);
        let error = |source| FileError { doing: "begin the record", path: path.clone(), source };
        std::fs::create_dir_all(&folder).map_err(error)?;
        let file = OpenOptions::new().create_new(true).append(true).open(&path).map_err(error)?;
        let mut lines = Self { folder, name, file, unwritten: Vec::new() };
        lines.append(first)?;
        Ok(lines)
    }

    /// Appends text and hands it to the operating system.
    ///
    /// # Errors
    /// [`FileError`] if the disk refuses; the text is kept and written with the next.
    pub(super) fn append(&mut self, text: &str) -> Result<(), FileError> {
        self.unwritten.extend_from_slice(text.as_bytes());
        while !self.unwritten.is_empty() {
            match self.file.write(&self.unwritten) {
                Ok(0) => return Err(self.error(std::io::ErrorKind::WriteZero.into())),
                Ok(written) => drop(self.unwritten.drain(..written)),
                Err(source) if source.kind() == std::io::ErrorKind::Interrupted => {}
                Err(source) => return Err(self.error(source)),
            }
        }
        Ok(())
    }

    /// Waits for the disk's own word that everything is there.
    ///
    /// # Errors
    /// [`FileError`] if the disk refuses.
    pub(super) fn sync(&self) -> Result<(), FileError> {
        self.file.sync_data().map_err(|source| self.error(source))
    }

    /// The folder it lies in.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file itself.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(self.name)
    }

    fn error(&self, source: std::io::Error) -> FileError {
        FileError { doing: "write the record", path: self.path(), source }
    }
}
