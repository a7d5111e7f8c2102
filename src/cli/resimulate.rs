//! `pronto resimulate`: prove that records hold what the rules say.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Exit, could_not_run, library};
use crate::call::resimulate;
use crate::probe::{Difference, prove as prove_sitting};
use crate::store::{Library, is_sitting, read_record, read_sitting};

/// Prove that records hold what the rules say: feed their facts again and compare.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders of records, or their record.ron files
    #[arg(required = true)]
    records: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let mut exit = Exit::Done;
    for path in &args.records {
        let worse = match prove(&library, path) {
            Ok(Proof::Equal(events)) => {
                println!("{}: equal, {events} events", path.display());
                Exit::Done
            }
            Ok(Proof::Differs(how)) => {
                println!("{}: DIFFERS\n{how}", path.display());
                Exit::Faults
            }
            Err(why) => could_not_run(why),
        };
        if worse.code() > exit.code() {
            exit = worse;
        }
    }
    exit
}

enum Proof {
    Equal(usize),
    Differs(String),
}

fn prove(library: &Library, path: &Path) -> Result<Proof, Box<dyn std::error::Error>> {
    if is_sitting(path) {
        let record = read_sitting(path)?;
        let set = Arc::new(library.probe(&record.header.probe)?);
        return match prove_sitting(&record, &set) {
            Ok(()) => Ok(Proof::Equal(record.events.len())),
            Err(changed @ Difference::OtherSet(_)) => Err(format!("{}: {changed}", path.display()).into()),
            Err(difference) => Ok(Proof::Differs(difference.to_string())),
        };
    }
    let record = read_record(path)?;
    let header = &record.header;
    let (script, understander, lexicon_hash) =
        library.arriving(&header.scenario, Some(&header.cast), header.seed, header.arrival.clone())?;
    if script.hash() != header.scenario_hash {
        return Err(format!(
            "{}: scenario \"{}\" has changed since this call was recorded, so it cannot be proven: use the scenario of that time",
            path.display(),
            header.scenario
        )
        .into());
    }
    if lexicon_hash != header.lexicon_hash {
        return Err(format!(
            "{}: the lexicon has changed since this call was recorded, so it cannot be proven: use the lexicon of that time",
            path.display()
        )
        .into());
    }
    Ok(match resimulate(script, understander, header.seed, &record.events) {
        Ok(()) => Proof::Equal(record.events.len()),
        Err(difference) => Proof::Differs(difference.to_string()),
    })
}
