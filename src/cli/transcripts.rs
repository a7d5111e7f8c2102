//! Records to judge: those of the simulator, and transcripts of calls held elsewhere.

use std::collections::BTreeMap;
use std::path::Path;

use super::{library, sentences};
use crate::record::Record;
use crate::rubric::Rubric;
use crate::scoring::{Assessment, Scorecard, assessed};
use crate::store::{read_assessment, read_record, read_text};
use crate::transcript::{import, parse_transcript};
use crate::understand::{Names, Understander};

/// Reads a record, or makes one of a transcript: a text file of two speakers.
///
/// # Errors
/// A sentence, or a list of faults with their places.
pub(super) fn read(path: &Path, rubric: &Rubric) -> Result<Record, String> {
    if path.extension().is_none_or(|ending| ending != "txt") {
        return read_record(path).map_err(|error| error.to_string());
    }
    let text = read_text(path).map_err(|error| error.to_string())?;
    let told = |faults: Vec<crate::diagnostic::Diagnostic>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let transcript = parse_transcript(&path.display().to_string(), &text).map_err(told)?;
    let library = library().map_err(|_| "the data folder was not found".to_owned())?;
    let lexicons = sentences::lexicons(&library, transcript.language).map_err(|_| "a lexicon cannot be read".to_owned())?;
    let learned = library.learned(transcript.language).map_err(|error| error.to_string())?;
    let (learned, hash) = learned.map_or((None, String::new()), |(learned, hash)| (Some(learned), hash));
    let given = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty()).into_iter().collect();
    let names = Names { caller: given(&transcript.caller), company: given(&transcript.company) };
    let understander = Understander::new(&lexicons, learned, &BTreeMap::new(), &names);
    Ok(import(&transcript, &understander, &hash, rubric))
}

/// Reads a record, or makes one of a transcript, with what persons decided about it.
///
/// # Errors
/// As [`read`]; also when there are decisions that cannot be used.
pub(super) fn read_decided(path: &Path, rubric: &Rubric) -> Result<(Record, Assessment), String> {
    let record = read(path, rubric)?;
    let assessment = read_assessment(path, &record).map_err(|error| error.to_string())?;
    Ok((record, assessment))
}

/// The same, judged.
///
/// # Errors
/// As [`read_decided`].
pub(super) fn judge(path: &Path, rubric: &Rubric) -> Result<(Record, Scorecard), String> {
    let (record, assessment) = read_decided(path, rubric)?;
    let card = assessed(&record, rubric, &assessment);
    Ok((record, card))
}
