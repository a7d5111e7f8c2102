//! How well sentences nobody tuned for are understood, how often ordinary talk is taken for something it is not, and how fast.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::{Args, Split, speed};
use crate::cli::{Exit, Format, could_not_run, library, sentences};
use crate::event::Utterance;
use crate::ids::Language;
use crate::store::read_text;
use crate::time::{CallTime, Span};
use crate::understand::{Quality, Understander, measure, measure_utterances};

/// Macro-F1 asked of sentences that nothing was tuned on. Our proposal.
const F1_FROM: f64 = 0.90;
/// False finds of empathy, blame and closing allowed in a thousand words of ordinary talk. Our proposal.
const FALSE_BELOW: f64 = 2.0;

/// What ordinary talk must not be taken for: empathy, blame, the end of the call.
const FALSE_ACTS: [&str; 8] =
    ["empathise", "interpret", "explore", "reflect_feeling", "blame", "farewell", "anything_else", "check_satisfaction"];

/// What ordinary talk was taken for.
#[derive(Default)]
struct Talk {
    words: usize,
    found: BTreeMap<String, u32>,
}

impl Talk {
    fn per_thousand(&self) -> f64 {
        f64::from(self.found.values().sum::<u32>()) * 1_000.0 / self.words.max(1) as f64
    }
}

/// What the recogniser made of the sentences.
#[derive(Default)]
struct Trip {
    sentences: usize,
    words: usize,
    wrong: usize,
}

/// An act that fewer sentences do is measured by chance.
const ENOUGH: u32 = 20;

pub(super) fn run(args: &Args) -> Exit {
    match measured(args) {
        Ok((quality, trip, talk, speed)) => {
            match args.format {
                Format::Text => print(&quality, trip.as_ref(), &talk, &speed),
                Format::Json => println!("{}", as_json(&quality, trip.as_ref(), &talk, &speed)),
            }
            if args.errors {
                mistakes(&quality);
            }
            let missed = quality.macro_f1() < F1_FROM || talk.per_thousand() >= FALSE_BELOW;
            if args.require && missed { Exit::Faults } else { Exit::Done }
        }
        Err(exit) => exit,
    }
}

fn measured(args: &Args) -> Result<(Quality, Option<Trip>, Talk, speed::Speeds), Exit> {
    let library = library()?;
    let folder = args.sentences.join(args.language.code());
    let splits: &[&str] = match args.split {
        Split::Tuning => &["tuning"],
        Split::Measured | Split::Heard => &["measured"],
        Split::Learning => &["learning"],
        Split::All => &sentences::PARTS,
    };
    let (lexicons, names) = (sentences::lexicons(&library, args.language)?, sentences::names(&folder)?);
    let learned = library.learned(args.language).map_err(could_not_run)?.map(|(learned, _)| learned);
    let understander = Understander::new(&lexicons, learned.filter(|_| !args.cues_only), &BTreeMap::new(), &names);
    let (mut quality, mut trip) = (Quality::default(), None);
    for split in splits {
        let labelled = sentences::labelled(&folder, split)?;
        let mut part = if args.split == Split::Heard {
            let heard = sentences::as_heard(&folder)?;
            let pairs = labelled.iter().filter_map(|one| Some((one, heard.get(&one.first_wording())?)));
            trip = Some(Trip::of(pairs.clone().map(|(_, heard)| heard)));
            measure_utterances(&understander, pairs.map(|(one, heard)| (one, heard.utterance(args.language))))
        } else {
            measure(&understander, args.language, &labelled)
        };
        if *split == "measured" {
            // Who has seen what was missed would mend it, and the figure would measure nothing any more.
            part.errors.clear();
        }
        quality.add(part);
    }
    let talk = talk(&understander, args.talk.as_ref().unwrap_or(&folder.join("talk")), args.language)?;
    Ok((quality, trip, talk, speed::of_understanding(&library, args.language)?))
}

impl Trip {
    fn of<'a>(all: impl Iterator<Item = &'a sentences::AsHeard>) -> Self {
        let mut trip = Self::default();
        for one in all {
            let heard: Vec<&str> = one.heard.iter().map(|(word, _)| word.as_str()).collect();
            let (said, heard) = (bare(&one.said), bare(&heard.join(" ")));
            trip.sentences += 1;
            trip.words += said.len();
            let wrong: usize = strsim::generic_levenshtein::<Vec<String>, Vec<String>, _, _>(&said, &heard);
            trip.wrong += wrong;
        }
        trip
    }

    /// Words substituted, left out or added, to the words said, 0.0 and up. A number written as a figure counts as wrong.
    fn word_error_rate(&self) -> f64 {
        self.wrong as f64 / self.words.max(1) as f64
    }
}

/// Words alone, in lower case.
fn bare(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn talk(understander: &Understander, folder: &Path, language: Language) -> Result<Talk, Exit> {
    let mut talk = Talk::default();
    for file in sentences::texts(folder)? {
        let text = read_text(&file).map_err(could_not_run)?;
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let utterance = Utterance::typed(language, Span::new(CallTime(0), CallTime(0)), line);
            talk.words += utterance.words.len();
            for act in understander.understand(&utterance).acts {
                if FALSE_ACTS.contains(&act.act.as_str()) {
                    *talk.found.entry(act.act.0).or_default() += 1;
                }
            }
        }
    }
    Ok(talk)
}

fn print(quality: &Quality, trip: Option<&Trip>, talk: &Talk, speed::Speeds { whole, cues }: &speed::Speeds) {
    if let Some(trip) = trip {
        let rate = trip.word_error_rate() * 100.0;
        println!("{} sentences as the recogniser heard them, word error rate {rate:.0} %\n", trip.sentences);
    }
    println!("{:22} {:>9} {:>9} {:>7} {:>6}", "act", "sentences", "precision", "recall", "F1");
    for (act, tally) in &quality.acts {
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        println!("{:22} {:>9} {precision:>9.2} {recall:>7.2} {f1:>6.2}", act.as_str(), tally.positives());
    }
    println!("\n{} sentences, macro-F1 {:.3}", quality.sentences, quality.macro_f1());
    let (mean, acts) = quality.macro_f1_from(ENOUGH);
    println!("{mean:.3} over the {acts} acts that {ENOUGH} sentences or more do");
    println!("\nstated confidence: how many found, how many of them right");
    for bin in quality.bins.iter().filter(|bin| bin.found > 0) {
        let (stated, right) = (bin.stated as f64 / f64::from(bin.found) / 1_000.0, f64::from(bin.right) / f64::from(bin.found));
        println!("  {stated:.2}: {:>5} found, {right:.2} right", bin.found);
    }
    println!("expected calibration error {:.3}", quality.calibration_error());
    println!(
        "\nordinary talk: {:.2} false finds of empathy, blame or closing in 1,000 words ({} words: {:?})",
        talk.per_thousand(),
        talk.words,
        talk.found
    );
    println!("\n{} utterances of {:.1} words on average, on one core, median of the runs:", whole.utterances, whole.words);
    for (speed, of) in [(whole, "with all that was learned"), (cues, "by the lexicon's cues alone")] {
        println!("  {:.0} utterances/s {of} ({:.0} to {:.0})", speed.median, speed.range.0, speed.range.1);
    }
}

fn mistakes(quality: &Quality) {
    for mistake in &quality.errors {
        let missed: Vec<&str> = mistake.missed.iter().map(|act| act.as_str()).collect();
        let wrong: Vec<String> = mistake.wrong.iter().map(|(act, words)| format!("{act} \"{words}\"")).collect();
        println!("{}: {}\n    missed {missed:?}, wrong {wrong:?}", mistake.place, mistake.sentence);
    }
}

fn as_json(quality: &Quality, trip: Option<&Trip>, talk: &Talk, speed::Speeds { whole, cues }: &speed::Speeds) -> Value {
    let acts: Vec<Value> = quality
        .acts
        .iter()
        .map(|(act, tally)| {
            json!({
                "act": act, "sentences": tally.positives(), "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
            })
        })
        .collect();
    let bins: Vec<Value> =
        quality.bins.iter().map(|bin| json!({ "found": bin.found, "right": bin.right, "stated_permille": bin.stated })).collect();
    json!({
        "sentences": quality.sentences,
        "word_error_rate": trip.map(Trip::word_error_rate),
        "macro_f1": quality.macro_f1(),
        "macro_f1_of_well_measured_acts": quality.macro_f1_from(ENOUGH).0,
        "calibration_error": quality.calibration_error(),
        "acts": acts,
        "confidence": bins,
        "talk": { "words": talk.words, "false_per_1000": talk.per_thousand(), "found": talk.found },
        "utterances_per_second": whole.median,
        "utterances_per_second_by_cues": cues.median,
    })
}
