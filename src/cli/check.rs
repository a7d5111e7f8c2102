//! `pronto check`: every fault and smell, at once.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::{Exit, could_not_run, library, scenario_file, score::many};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ids::ScenarioId;
use crate::scenario::Manifest;
use crate::shift::Known;
use crate::store::{Library, LibraryError, read_manifest};

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
        args.paths.iter().map(|path| scenario_file(path)).collect()
    };
    let spoken = match read_manifest(library.root()) {
        Ok(spoken) => spoken,
        Err(error) => return could_not_run(error),
    };
    let found = match check_all(&library, &files, &spoken) {
        Ok(found) => found,
        Err(error) => return could_not_run(error),
    };
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

/// What is wrong with each file, in the order of the files.
fn check_all(library: &Library, files: &[PathBuf], spoken: &Manifest) -> Result<Vec<Diagnostic>, LibraryError> {
    let known: OnceLock<BTreeMap<ScenarioId, Known>> = OnceLock::new();
    let one = |file: &Path| match file.parent().and_then(Path::file_name).and_then(|name| name.to_str()) {
        Some("probes") => library.check_probe(file),
        Some("rubric") => library.check_rubric(file),
        Some("shifts") => library.check_shift(file, known.get_or_init(|| library.known_to_shifts())),
        _ => Ok(library.check(file, Some(spoken))),
    };
    let mut found = Ok(Vec::new());
    many::each(files, one, |checked| match (&mut found, checked) {
        (Ok(all), Ok(more)) => all.extend(more),
        (Ok(_), Err(error)) => found = Err(error),
        (Err(_), _) => {}
    });
    found
}
