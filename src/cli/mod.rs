//! The command line: one file a command. Only this module and `main` print.

mod assess;
mod bench;
mod calibrate;
mod call;
mod check;
mod coverage;
mod dossier;
mod graph;
mod italian;
mod language;
#[cfg(feature = "game")]
mod play;
mod probe;
mod records;
mod rehearse;
mod replay;
mod report;
mod resimulate;
mod score;
mod sentences;
#[cfg(feature = "speech")]
mod setup;
mod shift;
#[cfg(feature = "speech")]
mod transcribe;
mod transcripts;
mod try_out;
mod understand;
mod upgrade;
#[cfg(feature = "speech")]
mod voice;
mod voices;

use std::ffi::OsString;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use language::interface_language;

use crate::ids::Language;
use crate::store::{Library, find_root};

/// How a command prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How a command ended, as other programs see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Ran, and found faults.
    Faults,
    /// Could not run.
    CouldNotRun,
}

impl Exit {
    /// The process's exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Faults => 1,
            Self::CouldNotRun => 2,
        }
    }
}

/// Train call handling by speaking to virtual customers.
#[derive(Debug, Parser)]
#[command(name = "pronto", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Decide what only a person can: critical errors, questions left to an assessor, answers of the program that are wrong. Without a
    /// decision, shows what is waiting for one.
    Assess(assess::Args),
    /// Measure how fast a part of the program is, on one core.
    Bench(bench::Args),
    /// Take one call without a window: typed, by microphone, or from a plan or recordings.
    Call(call::Args),
    /// Report everything that is wrong with scenarios, their personas and companies, shifts, knowledge probes and rubrics.
    Check(check::Args),
    /// Show which rows of the profile can be seen, by what, and in which scenarios they arise.
    Coverage(coverage::Args),
    /// Show what all records of a candidate together say of each row of the profile, and what is still missing.
    Dossier(dossier::Args),
    /// Draw the shape of a scenario: its steps, what each waits for, and where that leads.
    Graph(graph::Args),
    /// Find how sure acts are, from sentences the encoder was not taught with: writes scenarios/lexicon/<language>.hearing.
    Calibrate(calibrate::Args),
    /// Open the window; with a scenario or a shift, take that at once.
    #[cfg(feature = "game")]
    Play(play::Args),
    /// Answer a short quiz on what a row of the profile asks you to know.
    Probe(probe::Args),
    /// List the records of calls, newest first, and say which were interrupted.
    Records(records::Args),
    /// Hold every conversation a scenario allows with bots, as far as the bound goes, and report what goes wrong.
    Rehearse(rehearse::Args),
    /// Show a record again, line by line.
    Replay(replay::Args),
    /// Judge records: findings with their evidence, points per unit, coverage.
    Score(score::Args),
    /// Write the debrief of a record as one self-contained page, audio included.
    Report(report::Args),
    /// Prove that records hold what the rules say: feed their facts again and compare.
    Resimulate(resimulate::Args),
    /// Fetch and verify the speech model; goes on where an earlier run broke off.
    #[cfg(feature = "speech")]
    Setup(setup::Args),
    /// Write down what is said in audio files: text, confidence and times.
    #[cfg(feature = "speech")]
    Transcribe(transcribe::Args),
    /// Work a shift without a window: its contacts one after the other, over one or more days.
    Shift(shift::Args),
    /// Say sentences to the customer of a scenario and see what they understand, what they answer, and why.
    Try(try_out::Args),
    /// Show what your own voice did in a call, as amounts of sound, beside your earlier calls: for yourself, in no scorecard.
    #[cfg(feature = "speech")]
    Voice(voice::Args),
    /// The customers' voices, for those who write scenarios.
    Voices(voices::Args),
    /// Show what sentences do: one a line on standard input, one JSON object a line on standard output.
    Understand(understand::Args),
    /// Bring scenario files up to the present format: numbers what had no number, and gives sentences written where a line's name
    /// belongs their names, under `lines`. Comments and order stay.
    Upgrade(upgrade::Args),
}

/// Parses the arguments, runs the command, and gives the process's exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let language = interface_language();
    let mut command = Cli::command();
    if language == Language::It {
        command = italian::translated(command);
    }
    let cli = match command.try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors: clap prints them to the right place itself.
            let _ = error.print();
            return if error.use_stderr() { Exit::CouldNotRun.code() } else { Exit::Done.code() };
        }
    };
    let exit = match cli.command {
        #[cfg(feature = "game")]
        None => play::run(&play::Args::default(), language),
        #[cfg(feature = "game")]
        Some(Command::Play(args)) => play::run(&args, language),
        #[cfg(not(feature = "game"))]
        None => {
            let _ = Cli::command().print_help();
            Exit::CouldNotRun
        }
        Some(Command::Assess(args)) => assess::run(&args, language),
        Some(Command::Bench(args)) => bench::run(&args),
        Some(Command::Call(args)) => call::run(&args, language),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Coverage(args)) => coverage::run(&args, language),
        Some(Command::Dossier(args)) => dossier::run(&args, language),
        Some(Command::Graph(args)) => graph::run(&args, language),
        Some(Command::Calibrate(args)) => calibrate::run(&args),
        Some(Command::Probe(args)) => probe::run(&args, language),
        Some(Command::Records(args)) => records::run(&args, language),
        Some(Command::Rehearse(args)) => rehearse::run(&args, language),
        Some(Command::Replay(args)) => replay::run(&args, language),
        Some(Command::Score(args)) => score::run(&args, language),
        Some(Command::Report(args)) => report::run(&args, language),
        Some(Command::Resimulate(args)) => resimulate::run(&args),
        #[cfg(feature = "speech")]
        Some(Command::Setup(args)) => setup::run(&args, language),
        #[cfg(feature = "speech")]
        Some(Command::Transcribe(args)) => transcribe::run(&args),
        Some(Command::Shift(args)) => shift::run(&args, language),
        Some(Command::Try(args)) => try_out::run(&args, language),
        #[cfg(feature = "speech")]
        Some(Command::Voice(args)) => voice::run(&args, language),
        Some(Command::Voices(args)) => voices::run(&args),
        Some(Command::Understand(args)) => understand::run(&args),
        Some(Command::Upgrade(args)) => upgrade::run(&args),
    };
    exit.code()
}

/// The whole command line with its Italian help: for the test that nothing in it is left in English.
#[doc(hidden)]
pub fn italian_command() -> clap::Command {
    italian::translated(Cli::command())
}

/// Whether the help of a command or argument (`call`, `call.scenario`) stands in Italian.
#[doc(hidden)]
pub fn has_italian(path: &str) -> bool {
    italian::knows(path)
}

/// Says on standard error why a command cannot run.
#[expect(clippy::print_stderr, reason = "this is where the command line speaks")]
fn could_not_run(why: impl Display) -> Exit {
    eprintln!("pronto: {why}");
    Exit::CouldNotRun
}

/// The file meant by a path that names it or its folder.
fn scenario_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("scenario.ron") } else { path.to_owned() }
}

/// The library that goes with this program.
fn library() -> Result<Library, Exit> {
    find_root().map(Library::new).map_err(could_not_run)
}
