//! `pronto check`: every fault and smell, at once.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::{Exit, could_not_run, library};
use crate::diagnostic::{Diagnostic, Severity};

/// Report everything that is wrong with scenarios, their personas and companies, and knowledge probes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario.ron files, or probes of scenarios/probes, to check; all of them, if none is named
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
        scenarios.chain(library.probe_ids().iter().map(|id| library.probe_file(id))).collect()
    } else {
        args.paths.iter().map(|path| if path.is_dir() { path.join("scenario.ron") } else { path.clone() }).collect()
    };
    let mut found: Vec<Diagnostic> = Vec::new();
    for file in &files {
        found.extend(match file.parent().is_some_and(|folder| folder.ends_with("probes")) {
            false => library.check(file),
            true => match library.check_probe(file) {
                Ok(found) => found,
                Err(error) => return could_not_run(error),
            },
        });
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
