//! `pronto play` and bare `pronto`: the window.

use super::{Exit, could_not_run, library};
use crate::game::{GameOptions, NoWindow, run as open_window};
use crate::ids::{CastId, Language, ScenarioId, ShiftId};
use crate::store::records_folder;

/// Open the window; with a scenario or a shift, take that at once.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// The scenario (a folder in scenarios/) or the shift (a file in scenarios/shifts/)
    #[arg(value_name = "SCENARIO|SHIFT")]
    scenario: Option<String>,
    /// Which variation of the scenario (names and numbers)
    #[arg(long)]
    cast: Option<String>,
    /// Seed of all dice: the same seed, the same call
    #[arg(long)]
    seed: Option<u64>,
    /// For authors: hold the contact on screen anew whenever a file of its scenario is saved
    #[arg(long)]
    watch: bool,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let shift = args.scenario.as_deref().map(ShiftId::from).filter(|id| library.shift_ids().contains(id));
    let scenario = args.scenario.as_deref().map(ScenarioId::from).filter(|_| shift.is_none());
    let cast = args.cast.as_deref().map(CastId::from);
    let options =
        GameOptions { library, records: records_folder(), language, scenario, shift, cast, seed: args.seed, watch: args.watch };
    match open_window(options) {
        Ok(()) => Exit::Done,
        // Without a display the call is still to be had: here, in the terminal.
        Err(NoWindow::NoDisplay) => in_terminal(args, language),
        Err(why) => could_not_run(why),
    }
}

/// Takes the call typed; the first scenario there is, if none was named.
fn in_terminal(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let first = || library.scenario_ids().into_iter().next().map(|id| id.0);
    let Some(scenario) = args.scenario.clone().or_else(first) else {
        return could_not_run("there is no scenario to play");
    };
    let _ = could_not_run(NoWindow::NoDisplay);
    if library.shift_ids().contains(&ShiftId::from(scenario.as_str())) {
        return super::shift::in_terminal(scenario, args.seed, language);
    }
    super::call::in_terminal(scenario, args.cast.clone(), args.seed, language)
}
