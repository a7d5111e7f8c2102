//! What a record says of the contact it is of.

use crate::record::{FORMAT_MAJOR, FORMAT_MINOR, Header};
use crate::scenario::Script;

/// The first line of a script's records. Of the trainee, the dice, the day and the lexicon it says nothing yet.
pub fn header_of(script: &Script) -> Header {
    Header {
        format: (FORMAT_MAJOR, FORMAT_MINOR),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: script.scenario.id.clone(),
        title: script.scenario.title.clone(),
        cast: script.cast.id.clone(),
        persona: script.persona.id.clone(),
        company: script.company.name.clone(),
        language: script.scenario.language,
        scenario_hash: script.hash(),
        lexicon_hash: String::new(),
        model: None,
        seed: 0,
        trainee: String::new(),
        started: String::new(),
        arrival: script.arrival.clone(),
        mood: script.mood,
        goals: script.goals.clone(),
    }
}
