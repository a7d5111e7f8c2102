//! How fast understanding is.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cli::{Exit, could_not_run};
use crate::event::Utterance;
use crate::ids::Language;
use crate::plan::{Step, parse_plan};
use crate::store::Library;
use crate::time::{CallTime, Span};
use crate::understand::Understander;

/// How many runs the median is taken of: cues alone are quick.
const RUNS: usize = 3;
const RUNS_OF_CUES: usize = 9;
/// A run lasts at least so long, so that the clock's grain does not show.
const SHORTEST_RUN: Duration = Duration::from_millis(400);

/// Utterances a second on one core.
pub(super) struct Speed {
    /// The median of the runs.
    pub(super) median: f64,
    /// The slowest and the fastest run.
    pub(super) range: (f64, f64),
    /// How many different utterances were understood, and their words on average.
    pub(super) utterances: usize,
    pub(super) words: f64,
}

/// How fast understanding is with all that was learned, and by the lexicon's cues alone.
pub(super) struct Speeds {
    pub(super) whole: Speed,
    pub(super) cues: Speed,
}

/// Understands everything that the plans of a language say, again and again: with all that was learned, and by the lexicon's cues alone.
pub(super) fn of_understanding(library: &Library, language: Language) -> Result<Speeds, Exit> {
    let corpus = corpus(library, language)?;
    let utterances: usize = corpus.iter().map(|(_, said)| said.len()).sum();
    let words: usize = corpus.iter().flat_map(|(_, said)| said).map(|one| one.words.len()).sum();
    if utterances == 0 {
        return Err(could_not_run(format!("no plan says anything in the language {}", language.code())));
    }
    let of = |corpus: &[Said], runs: usize| {
        let mut rates: Vec<f64> = (0..runs).map(|_| rate(corpus, utterances)).collect();
        rates.sort_by(f64::total_cmp);
        let (median, range) = (rates[runs / 2], (rates[0], rates[runs - 1]));
        Speed { median, range, utterances, words: words as f64 / utterances as f64 }
    };
    let whole = of(&corpus, RUNS);
    let cues: Vec<Said> = corpus.into_iter().map(|(understander, said)| (Arc::new(understander.cues_alone()), said)).collect();
    Ok(Speeds { whole, cues: of(&cues, RUNS_OF_CUES) })
}

/// What the plans of one scenario say, with what understands it.
type Said = (Arc<Understander>, Vec<Utterance>);

/// Everything that the plans of the scenarios of a language say, each scenario with its understander.
fn corpus(library: &Library, language: Language) -> Result<Vec<Said>, Exit> {
    let mut corpus = Vec::new();
    for id in library.scenario_ids() {
        let entry = library.scenario(&id).map_err(could_not_run)?;
        if entry.scenario.language == language {
            let (_, understander, _) = library.script(&id, None, 1).map_err(could_not_run)?;
            let said = plans(&library.scenarios().join(&id.0)).iter().flat_map(|file| said(file, language)).collect();
            corpus.push((understander, said));
        }
    }
    Ok(corpus)
}

fn plans(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut plans: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "plan")).collect();
    plans.sort();
    plans
}

/// What a plan says. A plan that cannot be read says nothing: `pronto check` reports it.
fn said(file: &Path, language: Language) -> Vec<Utterance> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let lines = parse_plan(&file.display().to_string(), &text).map(|plan| plan.lines).unwrap_or_default();
    let span = Span::new(CallTime(0), CallTime(0));
    lines
        .iter()
        .filter_map(|line| match &line.step {
            Step::Say(words) => Some(Utterance::typed(language, span, words)),
            _ => None,
        })
        .collect()
}

/// Utterances a second of one run.
fn rate(corpus: &[Said], utterances: usize) -> f64 {
    let begun = Instant::now();
    let mut rounds = 0;
    while begun.elapsed() < SHORTEST_RUN {
        for (understander, said) in corpus {
            understander.forget();
            for utterance in said {
                black_box(understander.understand(black_box(utterance)));
            }
        }
        rounds += 1;
    }
    (rounds * utterances) as f64 / begun.elapsed().as_secs_f64()
}
