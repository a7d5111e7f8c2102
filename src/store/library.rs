//! The library: scenarios with their personas, companies and lexicons, found under the data folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::clips::unfit_clips;
use super::references::{lost_past, lost_phrases, lost_references, unreadable};
use super::{FileError, read_text, read_written};
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};
use crate::event::Arrival;
use crate::ids::{ActId, CastId, ScenarioId};
use crate::scenario::{
    Company, Manifest, Persona, Scenario, Script, Source, check, clip_path, clips, has_slots, hex, parse_company, parse_persona,
    parse_scenario,
};
use crate::understand::{ACTS, Lexicon, Names, Understander};

/// The data folder: `scenarios`, `audio`, `assets`.
#[derive(Debug, Clone)]
pub struct Library {
    root: PathBuf,
}

/// A scenario with everything it refers to.
#[derive(Debug, Clone)]
pub struct ScenarioEntry {
    /// The scenario.
    pub scenario: Scenario,
    /// Who calls.
    pub persona: Persona,
    /// The company called.
    pub company: Company,
}

/// Something of the library cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// A file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// What was learned of a language cannot be read; the sentence says where and what to do.
    #[error("{0}")]
    Learned(String),
    /// A file is faulty.
    #[error("{}", listed(.0))]
    Faulty(Vec<Diagnostic>),
    /// There is nothing of that name.
    #[error("there is no {what} \"{wanted}\"{}. There are: {}", near.as_ref().map(|near| format!(" (did you mean \"{near}\"?)")).unwrap_or_default(), known.join(", "))]
    Unknown {
        /// What was looked for: a scenario, a shift, a set of questions.
        what: &'static str,
        /// Its name.
        wanted: String,
        /// What is there.
        known: Vec<String>,
        /// What may have been meant.
        near: Option<String>,
    },
    /// The scenario has no such cast.
    #[error("scenario \"{scenario}\" has no cast \"{wanted}\". It has: {}", known.join(", "))]
    NoCast {
        /// Which scenario.
        scenario: ScenarioId,
        /// What was asked for.
        wanted: CastId,
        /// What it has.
        known: Vec<String>,
    },
}

/// That a name is among those there are. Only such names are looked up, so that none can lead out of a folder.
///
/// # Errors
/// [`LibraryError::Unknown`] with what may have been meant.
pub(super) fn among(what: &'static str, wanted: &str, known: Vec<String>) -> Result<(), LibraryError> {
    if known.iter().any(|known| known == wanted) {
        return Ok(());
    }
    let near = did_you_mean(wanted, known.iter().map(String::as_str)).map(str::to_owned);
    Err(LibraryError::Unknown { what, wanted: wanted.to_owned(), known, near })
}

fn listed(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Library {
    /// The library under a data folder (see [`super::find_root`]). Nothing is read yet.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The scenarios there are, in the order of their names.
    pub fn scenario_ids(&self) -> Vec<ScenarioId> {
        let folders = std::fs::read_dir(self.scenarios()).into_iter().flatten().flatten();
        let mut ids: Vec<ScenarioId> = folders
            .filter(|entry| entry.path().join("scenario.ron").is_file())
            .filter_map(|entry| entry.file_name().to_str().map(ScenarioId::from))
            .collect();
        ids.sort();
        ids
    }

    /// The plans beside a scenario, in the order of their names.
    pub fn plans(&self, id: &ScenarioId) -> Vec<PathBuf> {
        let folder = self.scenarios().join(id.0.replace(['/', '\\', '.'], "_"));
        files_in(&folder, "plan")
    }

    /// A scenario with its persona and company.
    ///
    /// # Errors
    /// [`LibraryError`] naming the file, the place and the remedy.
    pub fn scenario(&self, id: &ScenarioId) -> Result<ScenarioEntry, LibraryError> {
        among("scenario", &id.0, self.scenario_ids().into_iter().map(|id| id.0).collect())?;
        self.scenario_at(&self.scenarios().join(&id.0).join("scenario.ron"))
    }

    /// A scenario file anywhere, with persona and company from this library.
    ///
    /// # Errors
    /// As [`Library::scenario`].
    pub fn scenario_at(&self, file: &Path) -> Result<ScenarioEntry, LibraryError> {
        let (name, text) = (self.named(file), read_written(file)?);
        let scenario = parse_scenario(&name, &text).map_err(LibraryError::Faulty)?;
        let lost = lost_references(&self.scenarios(), &name, &text, &scenario);
        if !lost.is_empty() {
            return Err(LibraryError::Faulty(lost));
        }
        let persona = self.scenarios().join("personas").join(format!("{}.ron", scenario.persona));
        let company = self.scenarios().join("companies").join(&scenario.company).join("company.ron");
        Ok(ScenarioEntry {
            persona: self.parsed(&persona, parse_persona)?,
            company: self.parsed(&company, parse_company)?,
            scenario,
        })
    }

    /// Everything wrong with one scenario file and what it refers to: faults and smells; with a manifest, lines without a voice too.
    pub fn check(&self, file: &Path, spoken: Option<&Manifest>) -> Vec<Diagnostic> {
        let entry = match self.scenario_at(file) {
            Ok(entry) => entry,
            Err(LibraryError::Faulty(found)) => return found,
            Err(error) => return vec![unreadable(file, &error)],
        };
        // Every act of the program is known; a sector pack may bring its own.
        let mut acts: BTreeSet<ActId> = ACTS.iter().copied().map(ActId::from).collect();
        match self.lexicons(entry.scenario.language, &entry.scenario.packs) {
            Ok((lexicons, _)) => acts.extend(lexicons.iter().flat_map(Lexicon::acts).cloned()),
            Err(LibraryError::Faulty(found)) => return found,
            Err(error) => return vec![unreadable(file, &error)],
        }
        let text = read_text(file).unwrap_or_default();
        let name = self.named(file);
        let mut found = check(Source { file: &name, text: &text }, &entry.scenario, &entry.persona, &entry.company, &acts);
        found.extend(lost_phrases(&name, &text, &entry.scenario));
        found.extend(self.lost_past(&name, &text, &entry.scenario));
        found.extend(spoken.and_then(|spoken| self.voiceless(&name, &entry, spoken)));
        found.sort();
        found
    }

    /// The lines whose first wording would be read instead of heard, together: an author renders them all at once. A later wording
    /// without a voice costs variety, not the call.
    fn voiceless(&self, file: &str, entry: &ScenarioEntry, spoken: &Manifest) -> Option<Diagnostic> {
        let mut clips = clips(&entry.scenario, &entry.persona);
        clips.retain(|clip| clip.rank.0 == 0);
        let unfit = unfit_clips(&self.root, spoken, &clips);
        let (first, _) = unfit.first()?;
        Some(Diagnostic {
            place: Place { file: file.to_owned(), path: "lines".to_owned(), ..Place::default() },
            code: "PR256",
            severity: Severity::Smell,
            message: format!("{} of {} lines have no voice, the first \"{}\"", unfit.len(), clips.len(), first.text),
            remedy: format!("Run `pronto voices render {}`; until then they are read.", entry.scenario.id),
        })
    }

    /// What is wrong with the contact that went before, as the later one names it.
    fn lost_past(&self, file: &str, text: &str, scenario: &Scenario) -> Vec<Diagnostic> {
        let Some(follows) = &scenario.follows else { return Vec::new() };
        let known = self.scenario_ids();
        if !known.contains(&follows.scenario) {
            return lost_past(file, text, scenario, None, &known);
        }
        // An earlier scenario that cannot be read is reported where it is written.
        let Ok(earlier) = self.scenario(&follows.scenario) else { return Vec::new() };
        lost_past(file, text, scenario, Some((&earlier.scenario, &earlier.company.forms)), &known)
    }

    /// A scenario with a cast in place, and the understanding that goes with it, taken by itself. Without a cast's name, the seed
    /// chooses.
    ///
    /// # Errors
    /// As [`Library::arriving`].
    pub fn script(
        &self,
        id: &ScenarioId,
        cast: Option<&CastId>,
        seed: u64,
    ) -> Result<(Arc<Script>, Arc<Understander>, String), LibraryError> {
        self.arriving(id, cast, seed, Arrival::default())
    }

    /// A scenario with a cast in place as it comes about within a shift, and the understanding that goes with it.
    ///
    /// # Errors
    /// As [`Library::scenario`]; also if the scenario's own check finds a fault: a call must not stumble halfway.
    pub fn arriving(
        &self,
        id: &ScenarioId,
        cast: Option<&CastId>,
        seed: u64,
        arrival: Arrival,
    ) -> Result<(Arc<Script>, Arc<Understander>, String), LibraryError> {
        let entry = self.scenario(id)?;
        let file = self.scenarios().join(&id.0).join("scenario.ron");
        faultless(self.check(&file, None))?;
        let casts = &entry.scenario.casts;
        let chosen = match cast {
            Some(cast) => cast.clone(),
            None => {
                let index = usize::try_from(seed).unwrap_or(0) % casts.len().max(1);
                casts.get(index).map_or_else(|| CastId::from(""), |cast| cast.id.clone())
            }
        };
        let (lexicons, lexicon_hash) = self.lexicons(entry.scenario.language, &entry.scenario.packs)?;
        let (learned, lexicon_hash) = match self.learned(entry.scenario.language)? {
            Some((learned, hash)) => (Some(learned), hex(&Sha256::digest(format!("{lexicon_hash} {hash}")))),
            None => (None, lexicon_hash),
        };
        let script = cast_of(entry, &chosen)?.arriving(arrival);
        let names = Names { caller: script.caller_names(), company: vec![script.company.name.clone()] };
        let understander = Understander::new(&lexicons, learned, &script.topics, &names);
        Ok((Arc::new(script), Arc::new(understander), lexicon_hash))
    }

    /// The audio of a line of a script, if it is there.
    pub fn clip(&self, script: &Script, line: &crate::ids::LineId, variant: u16) -> Option<PathBuf> {
        let from_persona = script.persona_lines.contains(line).then_some(&script.persona.id);
        let written = script.scenario.lines.get(line).or_else(|| script.persona.say.get(line))?;
        let slots = has_slots(written.say.get(usize::from(variant))?);
        let path = clip_path(&script.scenario.id, &script.cast.id, line, variant, slots, from_persona);
        Some(self.root.join(path)).filter(|path| path.is_file())
    }

    /// The folder of scenarios.
    pub fn scenarios(&self) -> PathBuf {
        self.root.join("scenarios")
    }

    pub(super) fn parsed<T>(
        &self,
        file: &Path,
        parse: impl Fn(&str, &str) -> Result<T, Vec<Diagnostic>>,
    ) -> Result<T, LibraryError> {
        let text = read_written(file)?;
        parse(&self.named(file), &text).map_err(LibraryError::Faulty)
    }

    /// A file as its author would name it: from the data folder on.
    pub(super) fn named(&self, file: &Path) -> String {
        file.strip_prefix(&self.root).unwrap_or(file).display().to_string()
    }
}

/// That nothing found is a fault; smells do not keep anything from being used.
///
/// # Errors
/// [`LibraryError::Faulty`] with the faults.
pub(super) fn faultless(found: Vec<Diagnostic>) -> Result<(), LibraryError> {
    let faults: Vec<Diagnostic> = found.into_iter().filter(|one| one.severity == Severity::Fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(LibraryError::Faulty(faults)) }
}

/// A scenario with a cast in place.
///
/// # Errors
/// [`LibraryError::NoCast`].
pub(super) fn cast_of(entry: ScenarioEntry, wanted: &CastId) -> Result<Script, LibraryError> {
    let ScenarioEntry { scenario, persona, company } = entry;
    let (id, known) = (scenario.id.clone(), scenario.casts.iter().map(|cast| cast.id.0.clone()).collect());
    Script::new(scenario, persona, company, wanted).ok_or(LibraryError::NoCast { scenario: id, wanted: wanted.clone(), known })
}

/// The name of a file without its ending.
pub(super) fn stem(file: &Path) -> Option<&str> {
    file.file_stem().and_then(|stem| stem.to_str())
}

/// The files of a folder with an ending, in the order of their names; none, if there is no such folder.
pub(super) fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    files.sort();
    files
}
