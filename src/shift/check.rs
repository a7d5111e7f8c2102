//! Everything that is wrong, or smells, with a shift beside the scenarios it names.

use std::collections::BTreeMap;

use super::Shift;
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};
use crate::ids::{CastId, ScenarioId};
use crate::scenario::Source;

/// What a shift has to know of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Its casts.
    pub casts: Vec<CastId>,
    /// The contact that goes before it.
    pub follows: Option<ScenarioId>,
}

/// Checks a shift. `known` are the scenarios there are.
pub fn check(source: Source<'_>, shift: &Shift, known: &BTreeMap<ScenarioId, Known>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut say = |severity, code, path: String, word: &str, message: String, remedy: String| {
        let place = Place { file: source.file.to_owned(), line: source.line_of(word), column: None, path };
        found.push(Diagnostic { place, code, severity, message, remedy });
    };
    if shift.contacts() == 0 {
        let remedy = "Write at least one day with one contact.".to_owned();
        say(Severity::Fault, "PR801", "days".into(), "", "the shift has no contacts".into(), remedy);
    }
    let mut before: Vec<&ScenarioId> = Vec::new();
    for (day_index, day) in shift.days.iter().enumerate() {
        let mut last = 0;
        for (index, contact) in day.contacts.iter().enumerate() {
            let path = format!("days[{day_index}].contacts[{index}]");
            let id = &contact.scenario;
            let Some(scenario) = known.get(id) else {
                let remedy = match did_you_mean(&id.0, known.keys().map(ScenarioId::as_str)) {
                    Some(near) => format!("Did you mean \"{near}\"?"),
                    None => "Name the folder of a scenario.".to_owned(),
                };
                say(
                    Severity::Fault,
                    "PR802",
                    format!("{path}.scenario"),
                    &id.0,
                    format!("there is no scenario \"{id}\""),
                    remedy,
                );
                continue;
            };
            if let Some(cast) = contact.cast.as_ref().filter(|cast| !scenario.casts.contains(cast)) {
                let names: Vec<&str> = scenario.casts.iter().map(CastId::as_str).collect();
                let message = format!("scenario \"{id}\" has no cast \"{cast}\"");
                let remedy = format!("Use one of: {}.", names.join(", "));
                say(Severity::Fault, "PR803", format!("{path}.cast"), &cast.0, message, remedy);
            }
            if contact.at_s < last {
                let message = format!("contact {} comes in before the one above it", index + 1);
                let remedy = "Write the contacts of a day in the order they come in.".to_owned();
                say(Severity::Fault, "PR804", format!("{path}.at_s"), &id.0, message, remedy);
            }
            last = contact.at_s;
            if let Some(earlier) = scenario.follows.as_ref().filter(|earlier| !before.contains(earlier)) {
                let message =
                    format!("\"{id}\" is the later contact of \"{earlier}\", which does not come before it in this shift");
                let remedy =
                    format!("Put \"{earlier}\" on an earlier day; without it, the contact is as if it had gone as usual.");
                say(Severity::Smell, "PR805", path, &id.0, message, remedy);
            }
            before.push(id);
        }
    }
    found.sort();
    found
}
