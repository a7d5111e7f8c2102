//! What the home screen offers: scenarios, and records of calls that were cut short.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bevy::prelude::*;

use super::action::Filter;
use crate::event::{Channel, ContactKind, Outcome};
use crate::ids::{Bilingual, Language, ScenarioId};
use crate::shift::Shift;
use crate::store::{Begun, Library, list_records};

/// No more shifts that were begun are offered than this.
const BEGUN: usize = 2;

/// What is on offer.
#[derive(Resource, Debug, Clone)]
pub(crate) struct Shelf {
    /// Where scenarios are.
    pub(crate) library: Library,
    /// Where records are kept.
    pub(crate) records: PathBuf,
    /// Scenarios that can be taken, in the order of their names.
    pub(crate) cards: Vec<Card>,
    /// Calls the program did not live to see the end of, newest first.
    pub(crate) interrupted: Vec<Interrupted>,
    /// Scenarios and shifts that cannot be used, and why.
    pub(crate) faulty: Vec<(String, String)>,
    /// The shifts there are, the easiest first.
    pub(crate) shifts: Vec<Shift>,
    /// Shifts that were begun and not finished, the latest first.
    pub(crate) begun: Vec<Begun>,
    /// The scenario whose brief is shown.
    pub(crate) open: Option<ScenarioId>,
    /// Which scenarios are shown.
    pub(crate) filter: Filter,
}

/// A scenario as offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) id: ScenarioId,
    pub(crate) title: Bilingual,
    pub(crate) brief: Bilingual,
    pub(crate) company: String,
    pub(crate) language: Language,
    pub(crate) kind: ContactKind,
    pub(crate) channel: Channel,
    /// How the last calls of this scenario ended: how many, and the newest.
    pub(crate) taken: u32,
    pub(crate) last: Option<Outcome>,
}

/// A call that was cut short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interrupted {
    pub(crate) folder: PathBuf,
    pub(crate) title: Bilingual,
    /// When it began, UTC.
    pub(crate) started: String,
}

impl Shelf {
    /// Reads what is on offer.
    pub(crate) fn read(library: Library, records: PathBuf) -> Self {
        let (entries, _) = list_records(&records);
        let begun = library.begun_shifts(&entries, BEGUN);
        let mut taken: BTreeMap<ScenarioId, (u32, Option<Outcome>)> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| !entry.interrupted) {
            let (count, last) = taken.entry(entry.scenario.clone()).or_default();
            *count += 1;
            // Newest first: the first outcome seen is the newest.
            *last = last.or(entry.outcome);
        }
        let interrupted = entries
            .into_iter()
            .filter(|entry| entry.interrupted && entry.place.is_none())
            .map(|entry| Interrupted { folder: entry.folder, title: entry.title, started: entry.started })
            .take(3)
            .collect();
        let (mut cards, mut faulty) = (Vec::new(), Vec::new());
        for id in library.scenario_ids() {
            match library.scenario(&id) {
                Ok(entry) => {
                    let (count, last) = taken.get(&id).copied().unwrap_or_default();
                    cards.push(Card {
                        id,
                        title: entry.scenario.title,
                        brief: entry.scenario.brief,
                        company: entry.company.name,
                        language: entry.scenario.language,
                        kind: entry.scenario.kind,
                        channel: entry.scenario.channel,
                        taken: count,
                        last,
                    });
                }
                Err(error) => faulty.push((id.0, error.to_string())),
            }
        }
        let (shifts, unusable) = library.all_shifts();
        faulty.extend(unusable.into_iter().map(|(id, error)| (id.0, error.to_string())));
        Self { library, records, cards, interrupted, faulty, shifts, begun, open: None, filter: Filter::All }
    }

    /// Reads it all again; what the trainee has opened and filtered stays.
    pub(crate) fn again(&self) -> Self {
        Self { open: self.open.clone(), filter: self.filter, ..Self::read(self.library.clone(), self.records.clone()) }
    }

    /// The scenarios shown.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| match self.filter {
            Filter::All => true,
            Filter::Complaints => card.kind == ContactKind::Complaint,
            Filter::English => card.language == Language::En,
            Filter::Written => card.channel.is_written(),
            Filter::New => card.taken == 0,
        })
    }
}
