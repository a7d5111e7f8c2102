//! `pronto bench`: how fast parts of the program are on this machine, and how well they do.

#[cfg(feature = "speech")]
mod reply_gap;
mod score;
mod speed;
mod understand;

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Exit, Format};
use crate::ids::Language;

/// Measure how fast a part of the program is, on one core, and how well it does.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to measure
    #[arg(value_enum)]
    part: Part,
    /// The language of the sentences: it or en
    #[arg(long, default_value = "it")]
    language: Language,
    /// Which labelled sentences: those that cues may be tuned on, those that measure (clean, or as the recogniser heard them), or all
    #[arg(long, value_enum, default_value_t = Split::Measured)]
    split: Split,
    /// The folder of labelled sentences
    #[arg(long, value_name = "DIR", default_value = "tests/understand/sentences")]
    sentences: PathBuf,
    /// A folder of other people's ordinary talk (.txt, a turn a line), instead of ours
    #[arg(long, value_name = "DIR")]
    talk: Option<PathBuf>,
    /// Leave out what was learned: cues alone
    #[arg(long)]
    cues_only: bool,
    /// Show the sentences to tune on that are not understood
    #[arg(long)]
    errors: bool,
    /// End with code 1 if understanding misses its targets
    #[arg(long)]
    require: bool,
    /// How to print: text or json
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The scenario whose customer answers
    #[cfg(feature = "speech")]
    #[arg(long, default_value = "doppio_addebito")]
    scenario: crate::ids::ScenarioId,
    /// The folder of recorded turns
    #[cfg(feature = "speech")]
    #[arg(long, value_name = "DIR", default_value = "tests/trainee/doppio_addebito_good")]
    trainee: PathBuf,
    /// The recogniser's threads
    #[cfg(feature = "speech")]
    #[arg(long, default_value_t = 1)]
    threads: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Understanding: precision, recall and calibration on labelled sentences, false finds in ordinary talk, utterances a second.
    Understand,
    /// Calls judged a second, and records read, verified and judged a second.
    Score,
    /// How long a customer takes to answer recorded turns (--scenario, --trainee).
    #[cfg(feature = "speech")]
    ReplyGap,
}

/// Which labelled sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Split {
    /// Those that cues may be tuned on.
    Tuning,
    /// Those that weights are learned from, cues or not.
    Learning,
    /// Those that nothing was tuned on.
    Measured,
    /// The same as the recogniser heard them, spoken in a full room over the telephone.
    Heard,
    /// All of them.
    All,
}

pub(super) fn run(args: &Args) -> Exit {
    match args.part {
        Part::Score => score::run(args.format),
        Part::Understand => understand::run(args),
        #[cfg(feature = "speech")]
        Part::ReplyGap => reply_gap::run(&args.scenario, &args.trainee, args.threads),
    }
}
