//! What the home screen offers: scenarios, and records of calls that were cut short.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bevy::prelude::*;

use crate::event::{Channel, ContactKind, Outcome};
use crate::ids::{Bilingual, Language, ScenarioId};
use crate::store::{Library, list_records};

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
    /// Scenarios that cannot be used, and why.
    pub(crate) faulty: Vec<(ScenarioId, String)>,
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
        let mut taken: BTreeMap<ScenarioId, (u32, Option<Outcome>)> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| !entry.interrupted) {
            let (count, last) = taken.entry(entry.scenario.clone()).or_default();
            *count += 1;
            // Newest first: the first outcome seen is the newest.
            *last = last.or(entry.outcome);
        }
        let interrupted = entries
            .into_iter()
            .filter(|entry| entry.interrupted)
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
                Err(error) => faulty.push((id, error.to_string())),
            }
        }
        Self { library, records, cards, interrupted, faulty }
    }
}
