//! `pronto call`: one call without a window.

pub(super) mod keyboard;
#[cfg(feature = "speech")]
mod live;
mod planned;
pub(super) mod show;
#[cfg(feature = "speech")]
mod spoken;
pub(super) mod typed;

use std::path::PathBuf;

pub(super) use planned::{play, play_plan, read_plan};

use super::{Exit, could_not_run, library};
use crate::event::Arrival;
use crate::ids::{CastId, Language, ScenarioId};
use crate::session::{Session, Setup, any_seed};
use crate::store::records_folder;

/// Take one call without a window: typed, by microphone, or from a plan or recordings.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario: the name of a folder in scenarios/
    scenario: String,
    /// Type your sentences (the default)
    #[arg(long, conflicts_with_all = ["mic", "trainee"])]
    typed: bool,
    /// Speak into the microphone and listen to the customer
    #[arg(long, conflicts_with = "trainee")]
    mic: bool,
    /// A plan (.plan), or a folder with one WAV file a turn
    #[arg(long, value_name = "DIR|PLAN")]
    trainee: Option<PathBuf>,
    /// Seed of all dice: the same seed, the same call
    #[arg(long)]
    seed: Option<u64>,
    /// Which variation of the scenario (names and numbers)
    #[arg(long)]
    cast: Option<String>,
    /// The folder to keep the call's record in
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Pseudonym of the trainee: never a real name
    #[arg(long, default_value = "anonimo")]
    pseudonym: String,
}

/// The call that `pronto play` falls back to where there is no display.
#[cfg(feature = "game")]
pub(super) fn in_terminal(scenario: String, cast: Option<String>, seed: Option<u64>, language: Language) -> Exit {
    let pseudonym = "anonimo".to_owned();
    run(&Args { scenario, typed: true, mic: false, trainee: None, seed, cast, record: None, pseudonym }, language)
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let plan = match args.trainee.as_deref().map(planned::read).transpose() {
        Ok(plan) => plan,
        Err(why) => return could_not_run(why),
    };
    let written = plan.as_ref().map(|trainee| &trainee.plan);
    let seed = args.seed.or(written.and_then(|plan| plan.seed)).unwrap_or_else(|| if plan.is_some() { 1 } else { any_seed() });
    let cast = args.cast.as_deref().map(CastId::from).or_else(|| written.and_then(|plan| plan.cast.clone()));
    let setup = Setup {
        library: &library,
        scenario: ScenarioId::from(args.scenario.as_str()),
        cast,
        seed,
        trainee: args.pseudonym.clone(),
        records: Some(args.record.clone().unwrap_or_else(records_folder)),
        model: None,
        arrival: Arrival::default(),
    };
    let way = match plan {
        Some(trainee) if trainee.speaks() => Way::Recorded(trainee),
        Some(trainee) => Way::Planned(trainee),
        None if args.mic => Way::Live,
        None => Way::Typed,
    };
    take(setup, way, language).unwrap_or_else(|exit| exit)
}

/// How the trainee takes part.
enum Way {
    Typed,
    Live,
    Planned(planned::Trainee),
    Recorded(planned::Trainee),
}

fn take(setup: Setup<'_>, way: Way, language: Language) -> Result<Exit, Exit> {
    Ok(match way {
        Way::Typed => typed::run(start(setup)?, language),
        Way::Planned(trainee) => planned::run(start(setup)?, &trainee, language),
        #[cfg(feature = "speech")]
        Way::Live => live::run(start(setup)?, language),
        #[cfg(feature = "speech")]
        Way::Recorded(trainee) => {
            let ears = spoken::load().map_err(could_not_run)?;
            let session = start(Setup { model: Some(ears.model.clone()), ..setup })?;
            spoken::run(session, &trainee, ears, language)
        }
        #[cfg(not(feature = "speech"))]
        Way::Live => without_speech("a microphone"),
        #[cfg(not(feature = "speech"))]
        Way::Recorded(trainee) => without_speech(trainee.folder.display()),
    })
}

fn start(setup: Setup<'_>) -> Result<Session, Exit> {
    Session::start(setup).map_err(could_not_run)
}

#[cfg(not(feature = "speech"))]
fn without_speech(what: impl std::fmt::Display) -> Exit {
    could_not_run(format!("this program was built without speech and cannot hear {what}: use --typed, or a plan that only says"))
}

/// What is said when a call is over: where its record lies.
#[expect(clippy::print_stdout, reason = "a command's output")]
fn after(session: &Session, language: Language) {
    if let Some(folder) = session.record_folder() {
        println!("\n{} {}", show::text(language, "Registrazione:", "Record:"), folder.display());
    }
    if let Some(trouble) = session.trouble() {
        println!("!  {trouble}");
    }
}
