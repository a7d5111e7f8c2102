//! `pronto graph`: the shape of a scenario as a picture.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::{Exit, could_not_run, library};
use crate::graph::{draw, shape};
use crate::ids::{Language, ScenarioId};
use crate::store::write_whole;

/// Draw the shape of a scenario: its steps, what each waits for, and where that leads.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario: the name of a folder under scenarios/
    scenario: ScenarioId,
    /// The SVG file to write; standard output, if absent
    #[arg(short, long)]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    // A scenario with faults is drawn all the same: the picture may be what shows them.
    let scenario = match library.scenario(&args.scenario) {
        Ok(entry) => entry.scenario,
        Err(error) => return could_not_run(error),
    };
    let title = format!("{} ({})", scenario.title.get(language), scenario.id);
    let drawing = draw(&title, &shape(&scenario, language), language);
    match &args.out {
        None => println!("{drawing}"),
        Some(file) => {
            if let Err(error) = write_whole(file, drawing.as_bytes()) {
                return could_not_run(error);
            }
            println!("{}", file.display());
        }
    }
    Exit::Done
}
