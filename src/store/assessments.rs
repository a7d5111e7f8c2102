//! What persons decided about a record: `assessment.ron` beside it.

use std::path::{Path, PathBuf};

use super::{FileError, read_text, write_whole};
use crate::record::Record;
use crate::scoring::{ASSESSMENT_FORMAT, Assessment};

/// The name of the file in a record's folder.
const FILE: &str = "assessment.ron";

/// The decisions about a record could not be used.
#[derive(Debug, thiserror::Error)]
pub enum AssessmentError {
    /// The file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file is not what it should be.
    #[error("{}: {source}; it is written by \"pronto assess\": put the file aside and decide again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<ron::error::SpannedError>,
    },
    /// The file is written in another version of the format.
    #[error("{} is written in format {format}, this program reads format {ASSESSMENT_FORMAT}; use a newer program", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Which version.
        format: u16,
    },
    /// The record is not the one that was decided on.
    #[error("{} is about another record: what was decided there has no effect on this one; put the file aside", path.display())]
    OtherRecord {
        /// The file.
        path: PathBuf,
    },
    /// The decisions could not be put into words.
    #[error("cannot write the decisions")]
    Text(#[from] ron::Error),
}

/// What was decided about a record in this folder (or with this file); nothing, if nobody has decided anything.
///
/// # Errors
/// [`AssessmentError`] if there are decisions and they cannot be used: they are never passed over in silence.
pub fn read_assessment(record_path: &Path, record: &Record) -> Result<Assessment, AssessmentError> {
    let path = beside(record_path);
    if !path.is_file() {
        return Ok(Assessment::of(&record.chain.0));
    }
    let read: Result<Assessment, _> = ron::from_str(&read_text(&path)?);
    let assessment = match read {
        Ok(assessment) => assessment,
        Err(source) => return Err(AssessmentError::Damaged { path, source: Box::new(source) }),
    };
    match (assessment.format, assessment.record == record.chain.0) {
        (ASSESSMENT_FORMAT, true) => Ok(assessment),
        (ASSESSMENT_FORMAT, false) => Err(AssessmentError::OtherRecord { path }),
        (format, _) => Err(AssessmentError::Format { path, format }),
    }
}

/// Writes what was decided, whole or not at all. Gives the file.
///
/// # Errors
/// [`AssessmentError`] if the disk refuses.
pub fn write_assessment(record_path: &Path, assessment: &Assessment) -> Result<PathBuf, AssessmentError> {
    let path = beside(record_path);
    let text = ron::ser::to_string_pretty(assessment, ron::ser::PrettyConfig::new().depth_limit(3).new_line("\n"))?;
    write_whole(&path, format!("{text}\n").as_bytes())?;
    Ok(path)
}

fn beside(record_path: &Path) -> PathBuf {
    match record_path.extension() {
        _ if record_path.is_dir() => record_path.join(FILE),
        // Several transcripts may lie in one folder.
        Some(ending) if ending == "txt" => record_path.with_extension(FILE),
        _ => record_path.with_file_name(FILE),
    }
}
