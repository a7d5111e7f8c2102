//! Labelled sentences under `tests/understand/sentences`, and the lexicons they are understood with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Exit, could_not_run};
use crate::event::{Permille, Source, Utterance, Word};
use crate::ids::Language;
use crate::store::{Library, read_text};
use crate::time::{CallTime, Span};
use crate::understand::{Labelled, Lexicon, Names, parse_labelled};

/// The parts a language's sentences come in.
pub(super) const PARTS: [&str; 3] = ["tuning", "learning", "measured"];

/// The labelled sentences of one part of a language's folder.
pub(super) fn labelled(folder: &Path, part: &str) -> Result<Vec<Labelled>, Exit> {
    let mut all = Vec::new();
    for file in files(folder, part)? {
        let text = read_text(&file).map_err(could_not_run)?;
        let read = parse_labelled(&file.display().to_string(), &text);
        all.extend(read.map_err(|faults| could_not_run(faults.join("\n")))?);
    }
    Ok(all)
}

/// The files of a part. Among those that cues were tuned on is the list that understanding is tested with, word by word.
fn files(folder: &Path, part: &str) -> Result<Vec<PathBuf>, Exit> {
    let mut files = texts(&folder.join(part))?;
    if let (true, Some(language), Some(sentences)) = (part == "tuning", folder.file_name(), folder.parent()) {
        let listed = sentences.with_file_name(language).with_extension("txt");
        files.extend(Some(listed).filter(|file| file.is_file()));
    }
    Ok(files)
}

/// The language's lexicon with all its packs.
pub(super) fn lexicons(library: &Library, language: Language) -> Result<std::sync::Arc<Vec<Lexicon>>, Exit> {
    let ending = format!(".{}.ron", language.code());
    let mut packs: Vec<String> = std::fs::read_dir(library.scenarios().join("lexicon"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_string_lossy().strip_suffix(&ending).map(str::to_owned))
        .collect();
    packs.sort();
    Ok(library.lexicons(language, &packs).map_err(could_not_run)?.0)
}

/// The names of callers and companies that the heads of the files give.
pub(super) fn names(folder: &Path) -> Result<Names, Exit> {
    let mut names = Names::default();
    for file in PARTS.into_iter().flat_map(|part| files(folder, part).unwrap_or_default()) {
        let text = read_text(&file).map_err(could_not_run)?;
        for line in text.lines() {
            let listed = |line: &str| line.split(';').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
            if let Some(line) = line.strip_prefix("# companies:") {
                names.company.extend(listed(line));
            } else if let Some(line) = line.strip_prefix("# callers:") {
                names.caller.extend(listed(line));
            }
        }
    }
    Ok(names)
}

/// The text files of a folder in the order of their names; none, if there is no such folder.
pub(super) fn texts(folder: &Path) -> Result<Vec<PathBuf>, Exit> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(could_not_run(format!("cannot read {}: {error}", folder.display()))),
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    Ok(files)
}

/// A measured sentence as the recogniser heard it when one of the customers' voices said it in a full room over the telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AsHeard {
    /// What was said.
    pub(super) said: String,
    /// Whose voice it was: its blend, speed and pitch.
    pub(super) voice: String,
    /// By how many decibels it was louder than the room.
    pub(super) above_db: i8,
    /// The words heard, each with the recogniser's confidence in thousandths. None, if it heard no words.
    pub(super) heard: Vec<(String, u16)>,
}

impl AsHeard {
    /// As it would come to understanding in a call; when each word was spoken is not kept.
    pub(super) fn utterance(&self, language: Language) -> Utterance {
        let span = Span::new(CallTime(0), CallTime(0));
        let word = |(text, sure): &(String, u16)| Word { text: text.clone(), span, confidence: Permille(*sure) };
        let text: Vec<&str> = self.heard.iter().map(|(text, _)| text.as_str()).collect();
        Utterance {
            language,
            span,
            text: text.join(" "),
            words: self.heard.iter().map(word).collect(),
            source: Source::Spoken { clip: None },
        }
    }
}

/// The file of sentences as they were heard, one JSON object a line, beside the parts of a language's folder.
const AS_HEARD: &str = "heard.jsonl";

/// The measured sentences of a language's folder as they were heard, by what was said; none, if nobody has let them be heard.
pub(super) fn as_heard(folder: &Path) -> Result<BTreeMap<String, AsHeard>, Exit> {
    let file = folder.join(AS_HEARD);
    if !file.is_file() {
        return Ok(BTreeMap::new());
    }
    let mut all = BTreeMap::new();
    for (number, line) in (1..).zip(read_text(&file).map_err(could_not_run)?.lines()) {
        let one: AsHeard =
            serde_json::from_str(line).map_err(|error| could_not_run(format!("{}:{number}: {error}", file.display())))?;
        all.insert(one.said.clone(), one);
    }
    Ok(all)
}

/// Writes them again.
#[cfg(feature = "voices")]
pub(super) fn keep_as_heard(folder: &Path, all: &BTreeMap<String, AsHeard>) -> Result<(), Exit> {
    let mut text = String::new();
    for one in all.values() {
        text += &serde_json::to_string(one).map_err(could_not_run)?;
        text.push('\n');
    }
    crate::store::write_whole(&folder.join(AS_HEARD), text.as_bytes()).map_err(could_not_run)
}
