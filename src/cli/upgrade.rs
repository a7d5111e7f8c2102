//! `pronto upgrade`: files of authors, brought up to the present format.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::{Exit, could_not_run, library, scenario_file};
use crate::scenario::{Upgrade, upgraded};
use crate::store::{read_text, write_whole};

/// Bring scenario files up to the present format: numbers what had no number, and gives sentences written where a line's name belongs
/// their names, under `lines`. Comments and order stay.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files, or folders of scenarios; all scenarios, if none is named
    paths: Vec<PathBuf>,
    /// Only say what would be done
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args) -> Exit {
    let files = match files(args) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let mut changed = 0;
    for file in &files {
        let text = match read_text(file) {
            Ok(text) => text,
            Err(error) => return could_not_run(error),
        };
        let (text, done) = upgraded(&text);
        if done.is_empty() {
            continue;
        }
        changed += 1;
        println!("{}", file.display());
        for one in &done {
            match one {
                Upgrade::Numbered => println!("  format: {}", crate::scenario::FORMAT),
                Upgrade::Named { id, sentence } => println!("  \"{id}\"  {sentence}"),
            }
        }
        if !args.check
            && let Err(error) = write_whole(file, text.as_bytes())
        {
            return could_not_run(error);
        }
    }
    println!("{} files: {changed} {}", files.len(), if args.check { "to be brought up to date" } else { "brought up to date" });
    if args.check && changed > 0 { Exit::Faults } else { Exit::Done }
}

fn files(args: &Args) -> Result<Vec<PathBuf>, Exit> {
    if !args.paths.is_empty() {
        return Ok(args.paths.iter().map(|path| scenario_file(path)).collect());
    }
    let library = library()?;
    Ok(library.scenario_ids().into_iter().map(|id| library.scenarios().join(&id.0).join("scenario.ron")).collect())
}
