//! What is wrong with a lexicon that can be read: cues that cannot, sets and acts that nobody declares.

use std::collections::BTreeSet;

use super::lexicon::{ACTS, Lexicon};
use super::template::{Mood, Piece, expand};
use super::vocabulary::BUILT_IN;
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean, line_of};

/// Cues that cannot be read (PR103) or say nothing (PR106) and acts that nobody declares (PR105). `source` is the file's text, for line numbers.
pub(super) fn faults(file: &str, source: &str, lexicon: &Lexicon) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, cue) in cues(lexicon) {
        if let Err(fault) = expand(cue) {
            found.push(Diagnostic {
                place: place(file, source, cue, path),
                code: "PR103",
                severity: Severity::Fault,
                message: format!("the cue \"{cue}\" cannot be read: {fault}"),
                remedy: "Close what is open; write a cue with very many wordings as several, or put its words into a set."
                    .to_owned(),
            });
        }
    }
    found.extend(only_little_words(file, source, lexicon));
    let known: BTreeSet<&str> = ACTS.iter().copied().chain(lexicon.own_acts.iter().map(|act| act.as_str())).collect();
    for (act, cues) in &lexicon.acts {
        let beaten = cues.beats.iter().map(|beaten| (format!("acts[{act:?}].beats"), beaten));
        for (path, act) in std::iter::once(("acts".to_owned(), act)).chain(beaten) {
            if !known.contains(act.as_str()) {
                let near = did_you_mean(act.as_str(), known.iter().copied());
                found.push(Diagnostic {
                    place: place(file, source, act.as_str(), path),
                    code: "PR105",
                    severity: Severity::Fault,
                    message: format!("no act is called \"{act}\""),
                    remedy: match near {
                        Some(near) => format!("Did you mean \"{near}\"? An act of your own is declared under own_acts."),
                        None => "Use an act of the program, or declare your own under own_acts.".to_owned(),
                    },
                });
            }
        }
    }
    found
}

/// Cues with a wording in which nothing carries meaning (PR106). Only a lexicon that lists its little words can be checked.
fn only_little_words(file: &str, source: &str, lexicon: &Lexicon) -> Vec<Diagnostic> {
    let little: BTreeSet<&str> = lexicon.weak.iter().map(String::as_str).collect();
    let is_little = |piece: &Piece| match piece {
        Piece::Text(text) => {
            text.split(|c: char| c.is_whitespace() || c == '\'').filter(|word| !word.is_empty()).all(|word| little.contains(word))
        }
        Piece::Set(name) => name == "any",
        _ => false,
    };
    let says_nothing = |cue: &str| {
        expand(cue).is_ok_and(|(wordings, mood)| mood == Mood::Any && wordings.iter().any(|one| one.iter().all(is_little)))
    };
    cues(lexicon)
        .into_iter()
        .filter(|(path, cue)| path.starts_with("acts") && !little.is_empty() && says_nothing(cue))
        .map(|(path, cue)| Diagnostic {
            place: place(file, source, cue, path),
            code: "PR106",
            severity: Severity::Fault,
            message: format!("the cue \"{cue}\" has a wording of nothing but little words"),
            remedy: "Make the word that matters obligatory.".to_owned(),
        })
        .collect()
}

/// Sets that cues name and neither their file nor any other of these declares (PR104). `files` are the lexicons' names.
pub fn check_sets(files: &[String], lexicons: &[Lexicon]) -> Vec<Diagnostic> {
    let built_in = BUILT_IN.iter().map(|(name, _)| *name);
    let known: BTreeSet<&str> = lexicons.iter().flat_map(|one| one.words.keys().map(String::as_str)).chain(built_in).collect();
    let mut found = Vec::new();
    for (file, lexicon) in files.iter().zip(lexicons) {
        for (path, cue) in cues(lexicon) {
            let wordings = expand(cue).map(|(wordings, _)| wordings).unwrap_or_default();
            let missing: BTreeSet<String> = wordings
                .into_iter()
                .flatten()
                .filter_map(|piece| match piece {
                    Piece::Set(name) if !known.contains(name.as_str()) => Some(name),
                    _ => None,
                })
                .collect();
            found.extend(missing.into_iter().map(|name| Diagnostic {
                place: Place { file: file.clone(), line: None, column: None, path: path.clone() },
                code: "PR104",
                severity: Severity::Fault,
                message: format!("the cue \"{cue}\" names the set <{name}>, which nobody declares"),
                remedy: match did_you_mean(&name, known.iter().copied()) {
                    Some(near) => format!("Did you mean <{near}>? Sets are declared under words."),
                    None => "Declare it under words.".to_owned(),
                },
            }));
        }
    }
    found
}

/// All cues of a lexicon with their paths.
fn cues(lexicon: &Lexicon) -> Vec<(String, &str)> {
    let mut all: Vec<(String, &str)> = Vec::new();
    let mut put = |path: String, list| {
        let list: &Vec<String> = list;
        all.extend(list.iter().enumerate().map(|(index, cue)| (format!("{path}[{index}]"), cue.as_str())));
    };
    for (name, members) in &lexicon.words {
        put(format!("words[{name:?}]"), members);
    }
    for (name, list) in [
        ("denials", &lexicon.denials),
        ("questions", &lexicon.questions),
        ("requests", &lexicon.requests),
        ("hedges", &lexicon.hedges),
    ] {
        put(name.to_owned(), list);
    }
    for (act, cues) in &lexicon.acts {
        put(format!("acts[{:?}].cues", act.as_str()), &cues.cues);
        put(format!("acts[{:?}].unless", act.as_str()), &cues.unless);
    }
    all
}

/// Where a text stands in the file, as well as a search for it can tell.
fn place(file: &str, source: &str, text: &str, path: String) -> Place {
    Place { file: file.to_owned(), line: line_of(source, text), column: None, path }
}
