//! What a scenario's file names and must be there: its persona, its company, its sector packs. And what no file may be.

use std::path::Path;

use super::{LibraryError, MOST_BYTES};
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean, line_at, line_of};
use crate::event::FormSpec;
use crate::ids::{FactId, FormId, ScenarioId};
use crate::scenario::{FactValue, Past, Scenario, When};

/// Every name of a scenario that leads to nothing, all at once, where it stands. `folder` is the library's `scenarios`, `file` the
/// scenario's name as its author would say it.
pub(super) fn lost_references(folder: &Path, file: &str, text: &str, scenario: &Scenario) -> Vec<Diagnostic> {
    let lost = |code, what: &str, field: &str, name: &str, known: &[String]| {
        if known.iter().any(|known| known == name) {
            return None;
        }
        let at = text.find(&format!("{field}:")).unwrap_or(0);
        let at = text[at..].find(&format!("\"{name}\"")).map(|more| at + more);
        let line = at.and_then(|at| line_at(text, at));
        let remedy = match did_you_mean(name, known.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("Use one of: {}.", known.join(", ")),
        };
        let place = Place { file: file.to_owned(), line, column: None, path: field.to_owned() };
        Some(Diagnostic { place, code, severity: Severity::Fault, message: format!("there is no {what} \"{name}\""), remedy })
    };
    let code = scenario.language.code();
    let personas = names(&folder.join("personas"), ".ron");
    let companies = names(&folder.join("companies"), "");
    let packs = names(&folder.join("lexicon"), &format!(".{code}.ron"));
    let packs_lost = scenario.packs.iter().filter_map(|pack| lost("PR225", "sector pack", "packs", pack, &packs));
    lost("PR223", "persona", "persona", &scenario.persona.0, &personas)
        .into_iter()
        .chain(lost("PR224", "company", "company", &scenario.company, &companies))
        .chain(packs_lost)
        .collect()
}

/// Phrases of facts that cannot be read as cues: nothing would ever be understood by them.
pub(super) fn lost_phrases(file: &str, text: &str, scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, topic) in &scenario.facts {
        let (right, wrong) = match &topic.value {
            Some(FactValue::Phrase(right, wrong)) => (right.as_slice(), wrong.as_slice()),
            _ => Default::default(),
        };
        let lists = [
            ("asked_by", topic.asked_by.as_slice()),
            ("mentioned_by", &topic.mentioned_by),
            ("told_near", &topic.told_near),
            ("value", right),
            ("value", wrong),
        ];
        for (list, phrase) in lists.iter().flat_map(|(list, phrases)| phrases.iter().map(move |phrase| (list, phrase))) {
            let Some(why) = crate::understand::unreadable(phrase) else { continue };
            let line = line_of(text, phrase);
            let place = Place { file: file.to_owned(), line, column: None, path: format!("facts[\"{id}\"].{list}") };
            found.push(Diagnostic {
                place,
                code: "PR226",
                severity: Severity::Fault,
                message: format!("the phrase \"{phrase}\" cannot be read: {why}"),
                remedy: "Close what is open; write a phrase with very many wordings as several.".to_owned(),
            });
        }
    }
    found
}

/// What a later contact names of the earlier one and is not there. `earlier` is that scenario with the forms of its company's desk,
/// `known` are all scenarios there are.
pub(super) fn lost_past(
    file: &str,
    text: &str,
    scenario: &Scenario,
    earlier: Option<(&Scenario, &[FormSpec])>,
    known: &[ScenarioId],
) -> Vec<Diagnostic> {
    let Some(follows) = &scenario.follows else { return Vec::new() };
    let fault = |code, path: &str, word: &str, message: String, remedy: String| {
        let line = line_of(text, &format!("\"{word}\"")).or_else(|| line_of(text, "follows:"));
        let place = Place { file: file.to_owned(), line, column: None, path: path.to_owned() };
        Diagnostic { place, code, severity: Severity::Fault, message, remedy }
    };
    let id = &follows.scenario;
    let Some((earlier, desk_forms)) = earlier.filter(|_| *id != scenario.id) else {
        let remedy = match did_you_mean(&id.0, known.iter().filter(|id| **id != scenario.id).map(ScenarioId::as_str)) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => "Name the folder of the scenario that goes before.".to_owned(),
        };
        let message = format!("\"{id}\" is no scenario that can go before this one");
        return vec![fault("PR228", "follows.scenario", &id.0, message, remedy)];
    };
    let (told, submitted) = asked_of_the_past(scenario);
    let facts: Vec<&str> = earlier.facts.keys().map(FactId::as_str).collect();
    let forms: Vec<&str> = desk_forms.iter().chain(&earlier.forms).map(|form| form.id.as_str()).collect();
    let named = [
        ("fact", "follows.told", &facts, follows.told.iter().map(FactId::as_str).collect::<Vec<_>>()),
        ("fact", "Earlier(Told(…))", &facts, told),
        ("form", "follows.forms", &forms, follows.forms.iter().map(FormId::as_str).collect()),
        ("form", "Earlier(Submitted(…))", &forms, submitted),
    ];
    let mut found = Vec::new();
    for (what, path, there, names) in named {
        for name in names.into_iter().filter(|name| !there.contains(name)) {
            let remedy = match did_you_mean(name, there.iter().copied()) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => format!("Name a {what} of \"{id}\"."),
            };
            found.push(fault("PR228", path, name, format!("scenario \"{id}\" has no {what} \"{name}\""), remedy));
        }
    }
    for cast in scenario.casts.iter().filter(|cast| earlier.casts.iter().all(|other| other.id != cast.id)) {
        let names: Vec<&str> = earlier.casts.iter().map(|cast| cast.id.as_str()).collect();
        let message = format!("scenario \"{id}\" has no cast \"{}\"", cast.id);
        let remedy = format!("Both days are about one person: use its casts {}.", names.join(", "));
        found.push(fault("PR229", "casts", &cast.id.0, message, remedy));
    }
    found
}

/// The facts and forms of the earlier contact that a scenario's conditions ask about, each once.
fn asked_of_the_past(scenario: &Scenario) -> (Vec<&str>, Vec<&str>) {
    let (mut told, mut submitted) = (Vec::new(), Vec::new());
    for when in scenario.conditions() {
        when.leaves(&mut |leaf, _| match leaf {
            When::Earlier(Past::Told(fact)) => told.push(fact.as_str()),
            When::Earlier(Past::Submitted(form)) => submitted.push(form.as_str()),
            _ => {}
        });
    }
    for names in [&mut told, &mut submitted] {
        names.sort_unstable();
        names.dedup();
    }
    (told, submitted)
}

/// The names of a folder's entries that end so, without the ending, in order. Only what is there is ever opened, so no name
/// (`../../etc`) can lead out of the library.
fn names(folder: &Path, ending: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect();
    names.sort();
    names
}

/// Why a file cannot be used at all, said to its author.
pub(super) fn unreadable(file: &Path, error: &LibraryError) -> Diagnostic {
    let mut place = Place { file: file.display().to_string(), ..Default::default() };
    let fault = |place, code, message, remedy: &str| Diagnostic {
        place,
        code,
        severity: Severity::Fault,
        message,
        remedy: remedy.to_owned(),
    };
    let size = std::fs::metadata(file).map_or(0, |found| found.len());
    if size > MOST_BYTES {
        let message = format!("the file holds {} MB; {} are read at most", size / 1_000_000, MOST_BYTES / 1_000_000);
        return fault(place, "PR005", message, "A scenario is text: something else must have been saved under this name.");
    }
    let bytes = std::fs::read(file).unwrap_or_default();
    if let Err(at) = std::str::from_utf8(&bytes) {
        let before = String::from_utf8_lossy(&bytes[..at.valid_up_to()]);
        place.line = line_at(&before, before.len());
        place.column = u32::try_from(before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1).ok();
        let message = "the text is not UTF-8 from here on, often at an accented letter".to_owned();
        return fault(place, "PR004", message, "In the editor, save the file again with the encoding UTF-8.");
    }
    let remedy = "Make the file readable at this place, or correct the name that leads to it.";
    fault(place, "PR003", error.to_string(), remedy)
}
