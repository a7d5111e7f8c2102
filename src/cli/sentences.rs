//! Labelled sentences under `tests/understand/sentences`, and the lexicons they are understood with.

use std::path::{Path, PathBuf};

use super::{Exit, could_not_run};
use crate::ids::Language;
use crate::store::{Library, read_text};
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
