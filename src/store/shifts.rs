//! Shifts under `scenarios/shifts`, and those that were begun and not finished.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::library::{among, cast_of, faultless, files_in, stem};
use super::{Library, LibraryError, RecordEntry, read_record};
use crate::call::{State, became};
use crate::diagnostic::Diagnostic;
use crate::event::ShiftPlace;
use crate::ids::{ScenarioId, ShiftId};
use crate::record::Record;
use crate::scenario::Source;
use crate::shift::{Done, Known, Run, Shift, check, handled_s, parse_shift};

/// A shift that was begun and not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Where it stands.
    pub run: Run,
    /// The records of what is done, in the same order.
    pub folders: Vec<PathBuf>,
    /// When its last contact began, UTC.
    pub last: String,
}

/// A run of a shift as its records tell.
struct Kept {
    shift: ShiftId,
    run: u64,
    /// When its last contact began, UTC.
    last: String,
    /// The record of each contact, by day and place.
    records: BTreeMap<(u16, u16), PathBuf>,
}

impl Library {
    /// The shifts there are, in the order of their names.
    pub fn shift_ids(&self) -> Vec<ShiftId> {
        files_in(&self.shifts(), "ron").iter().filter_map(|file| stem(file).map(ShiftId::from)).collect()
    }

    /// The folder of shifts.
    pub fn shifts(&self) -> PathBuf {
        self.scenarios().join("shifts")
    }

    /// The file of a shift.
    pub fn shift_file(&self, id: &ShiftId) -> PathBuf {
        self.shifts().join(&id.0).with_extension("ron")
    }

    /// All shifts without a fault, the easiest first, and those that cannot be used with the reason.
    pub fn all_shifts(&self) -> (Vec<Shift>, Vec<(ShiftId, LibraryError)>) {
        let known = self.known_to_shifts();
        let (mut shifts, mut faulty) = (Vec::new(), Vec::new());
        for id in self.shift_ids() {
            match self.shift(&id, &known) {
                Ok(shift) => shifts.push(shift),
                Err(error) => faulty.push((id, error)),
            }
        }
        shifts.sort_by_key(|shift| (shift.level, shift.id.clone()));
        (shifts, faulty)
    }

    fn shift(&self, id: &ShiftId, known: &BTreeMap<ScenarioId, Known>) -> Result<Shift, LibraryError> {
        among("shift", &id.0, self.shift_ids().into_iter().map(|id| id.0).collect())?;
        let file = self.shift_file(id);
        faultless(self.check_shift(&file, known)?)?;
        self.parsed(&file, parse_shift)
    }

    /// Everything wrong with a shift file: faults and smells. `known` are the scenarios there are.
    ///
    /// # Errors
    /// [`LibraryError`] if the file cannot be read.
    pub fn check_shift(&self, file: &Path, known: &BTreeMap<ScenarioId, Known>) -> Result<Vec<Diagnostic>, LibraryError> {
        let (name, text) = (self.named(file), super::read_written(file)?);
        Ok(match parse_shift(&name, &text) {
            Ok(shift) => check(Source { file: &name, text: &text }, &shift, known),
            Err(found) => found,
        })
    }

    /// What shifts have to know of the scenarios there are.
    pub fn known_to_shifts(&self) -> BTreeMap<ScenarioId, Known> {
        let known = self.scenario_ids().into_iter().filter_map(|id| {
            let scenario = self.scenario(&id).ok()?.scenario;
            let casts = scenario.casts.iter().map(|cast| cast.id.clone()).collect();
            Some((id, Known { casts, follows: scenario.follows.map(|follows| follows.scenario) }))
        });
        known.collect()
    }

    /// A shift about to be worked.
    ///
    /// # Errors
    /// [`LibraryError`] naming the file, the place and the remedy.
    pub fn begin_shift(&self, id: &ShiftId, seed: u64) -> Result<Run, LibraryError> {
        let known = self.known_to_shifts();
        Ok(Run::new(self.shift(id, &known)?, follows(&known), seed))
    }

    /// Of these records (the newest first) the shifts that were begun and not finished, at most so many, the latest first. A shift that
    /// has changed since goes on as it is now.
    pub fn begun_shifts(&self, records: &[RecordEntry], most: usize) -> Vec<Begun> {
        let mut runs: Vec<Kept> = Vec::new();
        for entry in records {
            let Some(ShiftPlace { shift, run, day, contact }) = entry.place.clone() else { continue };
            let at = runs.iter().position(|kept| kept.shift == shift && kept.run == run).unwrap_or_else(|| {
                runs.push(Kept { shift, run, last: entry.started.clone(), records: BTreeMap::new() });
                runs.len() - 1
            });
            // One taken twice (the first time the program stopped) counts as it went the second time, which comes first here.
            runs[at].records.entry((day, contact)).or_insert_with(|| entry.folder.clone());
        }
        if runs.is_empty() {
            return Vec::new();
        }
        let known = self.known_to_shifts();
        let begun = runs.into_iter().filter_map(|Kept { shift, run, last, records }| {
            let shift = self.shift(&shift, &known).ok()?;
            // What is finished need not be gone through to be known as such.
            if records.len() >= shift.contacts() {
                return None;
            }
            let done = records.into_values().filter_map(|folder| Some((self.done(&read_record(&folder).ok()?)?, folder)));
            let (done, folders) = done.unzip();
            let run = Run::resumed(shift, follows(&known), run, done);
            (!run.is_over()).then_some(Begun { run, folders, last })
        });
        begun.take(most).collect()
    }

    /// What a record says of a contact of a shift. One that was cut short counts as done: its customer was there.
    fn done(&self, record: &Record) -> Option<Done> {
        let header = &record.header;
        let place = header.arrival.place.clone()?;
        let script = cast_of(self.scenario(&header.scenario).ok()?, &header.cast).ok()?.arriving(header.arrival.clone());
        Some(Done {
            place,
            scenario: header.scenario.clone(),
            cast: header.cast.clone(),
            waited_s: header.arrival.waited_s,
            handled_s: handled_s(&record.events),
            earlier: became(&script, &State::after(&script, &record.events)),
        })
    }
}

/// Of which scenario each is a later contact.
fn follows(known: &BTreeMap<ScenarioId, Known>) -> BTreeMap<ScenarioId, ScenarioId> {
    known.iter().filter_map(|(id, known)| Some((id.clone(), known.follows.clone()?))).collect()
}
