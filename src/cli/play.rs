//! `pronto play` and bare `pronto`: the window.

use super::{Exit, could_not_run, library};
use crate::game::{GameOptions, run as open_window};
use crate::ids::{Language, ScenarioId};
use crate::store::records_folder;

/// Open the window; with a scenario, take that call at once.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// The scenario: the name of a folder in scenarios/
    scenario: Option<String>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let scenario = args.scenario.as_deref().map(ScenarioId::from);
    match open_window(GameOptions { library, records: records_folder(), language, scenario }) {
        Ok(()) => Exit::Done,
        Err(why) => could_not_run(why),
    }
}
