//! Shifts under `scenarios/shifts`, and those that were begun and not finished.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::library::{files_in, stem};
use super::{Library, LibraryError, list_records, read_record};
use crate::call::{State, became};
use crate::diagnostic::{Diagnostic, Severity};
use crate::event::{Fact, Kind};
use crate::ids::{ScenarioId, ShiftId};
use crate::record::Record;
use crate::scenario::Source;
use crate::shift::{Done, Known, Run, Shift, check, parse_shift};

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

/// A record in its folder, with when it began.
type Kept = (String, PathBuf, Record);

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

    /// A shift, without a fault.
    ///
    /// # Errors
    /// [`LibraryError`] naming the file, the place and the remedy.
    pub fn shift(&self, id: &ShiftId) -> Result<Shift, LibraryError> {
        // Only names that are there are looked up, so no name can lead out of the folder.
        let known = self.shift_ids();
        if !known.contains(id) {
            let known: Vec<String> = known.into_iter().map(|id| id.0).collect();
            let near = crate::diagnostic::did_you_mean(&id.0, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(LibraryError::NoShift { wanted: id.0.clone(), known, near });
        }
        let file = self.shift_file(id);
        let faults: Vec<Diagnostic> =
            self.check_shift(&file, &self.known_to_shifts())?.into_iter().filter(|one| one.severity == Severity::Fault).collect();
        if faults.is_empty() { self.parsed(&file, parse_shift) } else { Err(LibraryError::Faulty(faults)) }
    }

    /// Everything wrong with a shift file: faults and smells. `known` are the scenarios there are.
    ///
    /// # Errors
    /// [`LibraryError`] if the file cannot be read.
    pub fn check_shift(&self, file: &Path, known: &BTreeMap<ScenarioId, Known>) -> Result<Vec<Diagnostic>, LibraryError> {
        let (name, text) = (self.named(file), super::read_text(file)?);
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
    /// As [`Library::shift`].
    pub fn begin_shift(&self, id: &ShiftId, seed: u64) -> Result<Run, LibraryError> {
        Ok(Run::new(self.shift(id)?, self.follows(), seed))
    }

    /// Shifts that were begun and not finished, as their records tell, the latest first. Runs of shifts that have changed since go on
    /// with what the shift is now.
    pub fn begun_shifts(&self, records: &Path) -> Vec<Begun> {
        let mut runs: BTreeMap<(ShiftId, u64), Vec<Kept>> = BTreeMap::new();
        for entry in list_records(records).0.into_iter().filter(|entry| entry.in_shift) {
            if let Ok(record) = read_record(&entry.folder)
                && let Some(place) = record.header.arrival.place.clone()
            {
                runs.entry((place.shift, place.run)).or_default().push((entry.started, entry.folder, record));
            }
        }
        let follows = self.follows();
        let mut begun = Vec::new();
        for ((id, seed), mut records) in runs {
            let Ok(shift) = self.shift(&id) else { continue };
            let place = |record: &Record| record.header.arrival.place.as_ref().map(|place| (place.day, place.contact));
            records.sort_by_key(|(started, _, record)| (place(record), started.clone()));
            let last = records.iter().map(|(started, ..)| started.clone()).max().unwrap_or_default();
            let mut done: Vec<(Done, PathBuf)> =
                records.into_iter().filter_map(|(_, folder, record)| Some((self.done(&record)?, folder))).collect();
            // A contact taken twice (the first time the program stopped): the later counts.
            done.reverse();
            done.dedup_by_key(|(one, _)| (one.place.day, one.place.contact));
            done.reverse();
            let (done, folders) = done.into_iter().unzip();
            let run = Run::resumed(shift, follows.clone(), seed, done);
            if !run.is_over() {
                begun.push(Begun { run, folders, last });
            }
        }
        begun.sort_by(|a, b| b.last.cmp(&a.last));
        begun
    }

    /// What a record says of a contact of a shift. One that was cut short counts as done: its customer was there.
    pub fn done(&self, record: &Record) -> Option<Done> {
        let header = &record.header;
        let place = header.arrival.place.clone()?;
        let (script, ..) = self.arriving(&header.scenario, Some(&header.cast), header.seed, header.arrival.clone()).ok()?;
        let state = State::after(&script, &record.events);
        let answered = record.events.iter().find(|event| event.kind == Kind::Fact(Fact::Answered)).map(|event| event.at);
        let end = record.events.last().map(|event| event.at);
        let handled_ms = answered.zip(end).map_or(0, |(from, to)| to.since(from));
        Some(Done {
            place,
            scenario: header.scenario.clone(),
            cast: header.cast.clone(),
            waited_s: header.arrival.waited_s,
            handled_s: u32::try_from(handled_ms / 1000).unwrap_or(u32::MAX),
            earlier: became(&script, &state),
        })
    }

    /// Of which scenario each is a later contact.
    fn follows(&self) -> BTreeMap<ScenarioId, ScenarioId> {
        let all = self.known_to_shifts().into_iter();
        all.filter_map(|(id, known)| known.follows.map(|before| (id, before))).collect()
    }
}
