//! `pronto check`: every fault and smell, at once.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::{Exit, could_not_run, library};
use crate::diagnostic::{Diagnostic, Severity};

/// Report everything that is wrong with scenarios, their personas and companies, shifts, knowledge probes and rubrics.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario.ron files, shifts, probes or rubrics to check; all of them, if none is named
    paths: Vec<PathBuf>,
    /// Count smells as faults
    #[arg(long)]
    deny_warnings: bool,
    /// text or json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let files: Vec<PathBuf> = if args.paths.is_empty() {
        let scenarios = library.scenario_ids().into_iter().map(|id| library.scenarios().join(&id.0).join("scenario.ron"));
        let probes = library.probe_ids().into_iter().map(|id| library.probe_file(&id));
        let shifts = library.shift_ids().into_iter().map(|id| library.shift_file(&id));
        scenarios.chain(probes).chain(library.rubric_files()).chain(shifts).collect()
    } else {
        args.paths.iter().map(|path| if path.is_dir() { path.join("scenario.ron") } else { path.clone() }).collect()
    };
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut known = None;
    for file in &files {
        let folder = file.parent().and_then(|folder| folder.file_name()).and_then(|name| name.to_str());
        let checked = match folder {
            Some("probes") => library.check_probe(file),
            Some("rubric") => library.check_rubric(file),
            Some("shifts") => library.check_shift(file, known.get_or_insert_with(|| library.known_to_shifts())),
            _ => Ok(library.check(file)),
        };
        match checked {
            Ok(more) => found.extend(more),
            Err(error) => return could_not_run(error),
        }
    }
    let faults = found.iter().filter(|one| one.severity == Severity::Fault).count();
    if args.format == "json" {
        println!("{}", serde_json::to_string_pretty(&found).unwrap_or_default());
    } else {
        for one in &found {
            println!("{one}\n");
        }
        println!("{} files checked: {faults} faults, {} smells", files.len(), found.len() - faults);
    }
    if faults > 0 || args.deny_warnings && !found.is_empty() { Exit::Faults } else { Exit::Done }
}
