//! Tests of what is shipped under `scenarios/`: what a customer says must be fit to be said, in every cast.

use std::path::Path;

use pronto::scenario::Script;
use pronto::store::Library;

#[test]
fn every_line_is_fit_to_be_said_in_every_cast() {
    let mut faults = Vec::new();
    for script in scripts() {
        for (id, line) in &script.lines {
            for text in &line.say {
                let place = format!("{} {} {id}: {text}", script.scenario.id, script.cast.id);
                if text.contains(['{', '}']) {
                    faults.push(format!("{place}\n  has a slot that nobody fills"));
                }
                if text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
                    faults.push(format!("{place}\n  begins with a small letter"));
                }
                // Longer than a breath: a listener loses it, and nobody can put a word in.
                if text.split_whitespace().count() > 30 {
                    faults.push(format!("{place}\n  is too long to be said in one breath"));
                }
                // Voices read signs and digits in their own way: write them as they are to be said.
                if text.contains(['€', '/', '*', '%', '@', '(', ')']) || text.contains(|c: char| c.is_ascii_digit()) {
                    faults.push(format!("{place}\n  has signs or digits that a voice may read wrong"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn casts_differ_in_who_calls_and_in_what_has_to_be_typed() {
    for script in scripts() {
        for other in script.scenario.casts.iter().filter(|cast| cast.id > script.cast.id) {
            for key in ["cognome", "codice", "nascita"] {
                let values = (script.cast.values.get(key), other.values.get(key));
                assert_ne!(values.0, values.1, "{}: {key} in {} and {}", script.scenario.id, script.cast.id, other.id);
            }
        }
    }
}

fn scripts() -> Vec<Script> {
    let library = Library::new(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let mut all = Vec::new();
    for id in library.scenario_ids() {
        let entry = library.scenario(&id).unwrap_or_else(|error| panic!("{id}: {error}"));
        for cast in &entry.scenario.casts {
            all.push(Script::new(entry.scenario.clone(), entry.persona.clone(), entry.company.clone(), &cast.id).unwrap());
        }
    }
    all
}
