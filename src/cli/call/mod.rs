//! `pronto call`: one call without a window.

mod planned;
pub(super) mod show;
mod typed;

use std::path::PathBuf;

use super::{Exit, could_not_run, library};
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
    };
    let session = match Session::start(setup) {
        Ok(session) => session,
        Err(error) => return could_not_run(error),
    };
    match plan {
        Some(trainee) => planned::run(session, &trainee, language),
        None => typed::run(session, language),
    }
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
