//! `pronto probe`: a short quiz of knowledge, asked in the terminal.
#![expect(clippy::print_stdout, reason = "a command's output")]

mod ask;
mod show;
mod typed;

use std::path::PathBuf;
use std::sync::Arc;

use super::{Exit, could_not_run, library};
use crate::ids::{Language, ProbeId, RowId};
use crate::probe::ProbeSet;
use crate::session::any_seed;
use crate::store::{Library, records_folder};

pub(super) use show::result_lines;

/// Answer a short quiz on what a row of the profile asks you to know.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The set of questions: a name from --list
    set: Option<String>,
    /// Take the set that bears on this row of the profile: UC1.K4
    #[arg(long, conflicts_with = "set")]
    row: Option<String>,
    /// List the sets of questions
    #[arg(long, conflicts_with_all = ["set", "row"])]
    list: bool,
    /// What draws the questions: the same seed, the same questions
    #[arg(long)]
    seed: Option<u64>,
    /// The language to be asked in: it or en
    #[arg(long)]
    language: Option<Language>,
    /// As in an exam: answers can be changed until handed in, explanations come at the end
    #[arg(long)]
    exam: bool,
    /// The folder to keep the record of the sitting in
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Pseudonym of whoever answers: never a real name
    #[arg(long, default_value = "anonimo")]
    pseudonym: String,
    /// text, or json: one object a line
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, interface: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let words = args.language.unwrap_or(interface);
    if args.list || args.set.is_none() && args.row.is_none() {
        return list(&library, words, args.format == "json");
    }
    let set = match chosen(&library, args) {
        Ok(set) => set,
        Err(exit) => return exit,
    };
    if let Some(asked) = args.language.filter(|language| !set.languages.contains(language)) {
        let known: Vec<&str> = set.languages.iter().map(|language| language.code()).collect();
        return could_not_run(format!("set \"{}\" cannot be asked in {}, only in: {}", set.id, asked.code(), known.join(", ")));
    }
    let language = if set.languages.contains(&words) { words } else { set.languages.first().copied().unwrap_or(Language::It) };
    let how = ask::How {
        words,
        language,
        exam: args.exam,
        json: args.format == "json",
        seed: args.seed.unwrap_or_else(any_seed),
        trainee: args.pseudonym.clone(),
        records: args.record.clone().unwrap_or_else(records_folder),
    };
    ask::run(Arc::new(set), &how, std::io::stdin().lock())
}

/// The set that was named, or the first that bears on the row that was named.
fn chosen(library: &Library, args: &Args) -> Result<ProbeSet, Exit> {
    if let Some(id) = &args.set {
        return library.probe(&ProbeId::from(id.as_str())).map_err(could_not_run);
    }
    let row = RowId::from(args.row.as_deref().unwrap_or_default());
    let mut rows: Vec<String> = Vec::new();
    let mut found: Option<ProbeSet> = None;
    for id in library.probe_ids() {
        let set = library.probe(&id).map_err(could_not_run)?;
        let place = |set: &ProbeSet| set.rows.iter().position(|known| *known == row);
        rows.extend(set.rows.iter().map(|row| row.0.clone()));
        // The set that names the row first is the one most about it.
        let nearer = place(&set).is_some_and(|here| found.as_ref().and_then(place).is_none_or(|there| here < there));
        if nearer {
            found = Some(set);
        }
    }
    rows.sort();
    rows.dedup();
    found.ok_or_else(|| could_not_run(format!("no set of questions bears on row {row}. There are sets for: {}", rows.join(", "))))
}

fn list(library: &Library, language: Language, json: bool) -> Exit {
    let mut exit = Exit::Done;
    for id in library.probe_ids() {
        match library.probe(&id) {
            Ok(set) if json => {
                let languages: Vec<&str> = set.languages.iter().map(|language| language.code()).collect();
                let one = serde_json::json!({
                    "id": set.id, "title": set.title, "rows": set.rows, "languages": languages, "items": set.items.len(),
                    "draw": set.draw, "pass_from": set.pass_from,
                });
                println!("{one}");
            }
            Ok(set) => println!("{}", show::set_line(&set, language)),
            Err(error) => exit = could_not_run(error),
        }
    }
    exit
}
