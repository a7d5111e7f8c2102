//! `pronto records`: which records there are, and which were interrupted.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::call::show;
use super::{Exit, could_not_run};
use crate::ids::Language;
use crate::probe::result;
use crate::store::{list_records, list_sittings, records_folder};

/// List the records of calls, newest first, and say which were interrupted.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of records
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let folder = args.folder.clone().unwrap_or_else(records_folder);
    let (entries, mut errors) = list_records(&folder);
    for entry in &entries {
        let end = match entry.outcome {
            _ if entry.interrupted => show::text(language, "INTERROTTA", "INTERRUPTED"),
            Some(outcome) => show::outcome_text(outcome, language),
            None => "",
        };
        let title = entry.title.get(language);
        println!("{}  {title} · {} · {end}\n    {}", entry.started, entry.trainee, entry.folder.display());
    }
    let (sittings, mut more) = list_sittings(&folder);
    errors.append(&mut more);
    for (folder, sitting) in &sittings {
        let header = &sitting.header;
        let end = match result(sitting).passed {
            None => show::text(language, "QUIZ INTERROTTO", "QUIZ BROKEN OFF"),
            Some(true) => show::text(language, "quiz superato", "quiz passed"),
            Some(false) => show::text(language, "quiz non superato", "quiz not passed"),
        };
        println!("{}  {} · {} · {end}\n    {}", header.started, header.title.get(language), header.trainee, folder.display());
    }
    if entries.is_empty() && sittings.is_empty() && errors.is_empty() {
        println!("{} {}", show::text(language, "Nessuna registrazione in", "No records in"), folder.display());
    }
    errors.iter().map(could_not_run).next_back().unwrap_or(Exit::Done)
}
