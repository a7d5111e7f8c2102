//! Learning a language's weights from labelled sentences: wordings, features, folds held out, confidence, whole numbers.

use std::collections::{BTreeMap, HashMap};

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::features::{Feature, Sink};
use super::fit::{Fit, Label, Line, Sample};
use super::hear::SCALE;
use super::weights::{Hearing, Learned, STEPS};
use crate::event::Utterance;
use crate::ids::{ActId, Language};
use crate::time::{CallTime, Span};
use crate::understand::quality::{Labelled, Tally, wordings};
use crate::understand::{ACTS, Understander};

/// An act done by fewer sentences is left to its cues.
const FEWEST: usize = 12;
/// Wordings of each sentence.
const WORDINGS: usize = 8;
/// A feature seen in fewer sentences is left out. With 3, 4 or 6 understanding is the same, and 6 keeps half as many.
const LEAST_LINES: u32 = 6;
/// Parts the sentences are dealt into: each is judged by weights learned from the others.
const FOLDS: usize = 5;
/// Weights that speak for an act less than this, as whole numbers, are left out.
const LEAST_FOR: i8 = 3;
/// And those that speak against one less than this: there are many more of them, and each says less.
const LEAST_AGAINST: i8 = -5;

/// Nothing less likely than this counts as found, however rare the act: our proposal. A customer who hears three things that were
/// not said for one that was is no customer.
const LEAST_FOUND: u16 = 250;

/// How often, in a sentence as a recogniser may write it, a little word is lost, a longer one misheard, one run together with the one
/// before. Our proposal: about what the base model does with clear speech; in a full room it does three times as much.
const LOST: f64 = 0.05;
const MISHEARD: f64 = 0.08;
const JOINED: f64 = 0.01;
/// Letters that are taken for one another.
const ALIKE: [&str; 7] = ["pb", "tdl", "cgk", "fv", "szc", "mnr", "aeiou"];

/// What is learned from.
#[derive(Debug, Clone)]
pub struct Learning {
    /// The labelled sentence; `{a|b}` in it stands for either.
    pub labelled: Labelled,
    /// Whether what cues find in it may be learned from: not, where the cues were written from these very sentences.
    pub cues: bool,
}

/// How far learning has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many of so many sentences are read.
    Read(usize, usize),
    /// So many of so many fits are made.
    Fitted(usize, usize),
}

/// What came of learning.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The weights.
    pub learned: Learned,
    /// Mean F1 over acts on files held out in turn, 0.0 to 1.0: what may be expected of other hands, and a little too kind, as the
    /// confidence each act is found from was chosen on them too.
    pub held_out_f1: f64,
}

/// Learns a language's weights. `understander` gives the cues; it must have learned nothing itself.
///
/// The same sentences, cues and seed give the same weights on the same machine; on another, the last bit of a sum may differ.
pub fn learn(
    understander: &Understander,
    language: Language,
    sentences: &[Learning],
    seed: u64,
    tell: &mut dyn FnMut(Progress),
) -> Lesson {
    let mut counts: BTreeMap<&ActId, usize> = BTreeMap::new();
    sentences.iter().flat_map(|one| &one.labelled.wanted).for_each(|act| *counts.entry(act).or_default() += 1);
    let acts: Vec<ActId> =
        ACTS.iter().map(|act| ActId::from(*act)).filter(|act| counts.get(act).is_some_and(|count| *count >= FEWEST)).collect();
    let (lines, features) = read(understander, language, sentences, &acts, seed, tell);

    let all: Vec<&Line> = lines.iter().collect();
    let folds = folds(sentences);
    let fold_of = |at: usize| folds[at];
    let mut done = 0;
    let mut fits: Vec<Option<Fit>> = Vec::new();
    // Two at a time: each holds a weight for every feature and act, twice.
    let jobs: Vec<Option<usize>> = (0..FOLDS).map(Some).chain([None]).collect();
    for pair in jobs.chunks(2) {
        std::thread::scope(|scope| {
            let fit = |fold: &Option<usize>| {
                let lines: Vec<&Line> =
                    all.iter().enumerate().filter(|(at, _)| Some(fold_of(*at)) != *fold).map(|(_, line)| *line).collect();
                let (features, acts) = (features.len(), acts.len());
                scope.spawn(move || Fit::new(&lines, features, acts, seed))
            };
            let running: Vec<_> = pair.iter().map(fit).collect();
            fits.extend(running.into_iter().map(|one| one.join().ok()));
        });
        done += pair.len();
        tell(Progress::Fitted(done, jobs.len()));
    }

    let mut held_out: Vec<Vec<(f32, bool)>> = vec![Vec::new(); acts.len()];
    for (at, line) in lines.iter().enumerate() {
        let Some(Some(fit)) = fits.get(fold_of(at)) else { continue };
        for sample in line.wordings.iter().take(2) {
            for ((score, label), out) in fit.scores(sample).into_iter().zip(&line.labels).zip(&mut held_out) {
                if *label != Label::Open {
                    out.push((score, *label == Label::Yes));
                }
            }
        }
    }
    let cues = cue_reliability(&lines, &features, &acts);
    let Some(Some(fit)) = fits.pop() else {
        return Lesson { learned: Learned::new(language, 0, Vec::new(), Vec::new()), held_out_f1: 0.0 };
    };
    let hearings: Vec<Hearing> = acts
        .iter()
        .zip(&held_out)
        .zip(fit.bias.iter().zip(cues))
        .map(|((act, held_out), (bias, cue))| hearing(act, *bias, cue, held_out))
        .collect();
    let held_out_f1 = hearings.iter().zip(&held_out).map(|(hearing, held_out)| f1(hearing, held_out)).sum::<f64>()
        / hearings.len().max(1) as f64;
    let mut weights: Vec<(String, Vec<(u8, i8)>)> = Vec::new();
    for (feature, row) in features.into_iter().zip(fit.weights.chunks_exact(acts.len().max(1))) {
        // A byte holds two in log-odds; no feature has come near it.
        let whole = row.iter().map(|weight| (weight * SCALE).round() as i8).enumerate();
        let kept: Vec<(u8, i8)> = whole
            .filter(|(_, weight)| *weight >= LEAST_FOR || *weight <= LEAST_AGAINST)
            .filter_map(|(act, weight)| Some((u8::try_from(act).ok()?, weight)))
            .collect();
        if !kept.is_empty() {
            weights.push((feature, kept));
        }
    }
    Lesson { learned: Learned::new(language, sentences.len() as u32, hearings, weights), held_out_f1 }
}

/// Which part each sentence goes to. A file is one hand's work, with that hand's turns of phrase: it is held out as a whole, so that
/// what is learned of confidence holds for hands that nothing was learned from. The longest file first, each to the emptiest part.
fn folds(sentences: &[Learning]) -> Vec<usize> {
    let file =
        |one: &Learning| one.labelled.place.rsplit_once(':').map_or(one.labelled.place.clone(), |(file, _)| file.to_owned());
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    sentences.iter().for_each(|one| *files.entry(file(one)).or_default() += 1);
    let mut longest: Vec<(&String, usize)> = files.iter().map(|(file, count)| (file, *count)).collect();
    longest.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut filled = [0_usize; FOLDS];
    let mut part_of: BTreeMap<String, usize> = BTreeMap::new();
    for (file, count) in longest {
        let emptiest = (0..FOLDS).min_by_key(|part| filled[*part]).unwrap_or(0);
        filled[emptiest] += count;
        part_of.insert(file.clone(), emptiest);
    }
    sentences.iter().map(|one| part_of.get(&file(one)).copied().unwrap_or(0)).collect()
}

/// How many of the sentences in which a cue found an act do it, in thousandths. Only sentences that no cue was written from are
/// asked; where they are few, three of four are believed.
fn cue_reliability(lines: &[Line], features: &[String], acts: &[ActId]) -> Vec<u16> {
    let cue = |act: &ActId| features.iter().position(|feature| *feature == format!("a {act}")).map(|at| at as u32);
    acts.iter()
        .enumerate()
        .map(|(at, act)| {
            let (mut right, mut found) = (6u32, 8u32);
            let cue = cue(act);
            for line in lines.iter().filter(|line| line.labels[at] != Label::Open) {
                let is_cued = |sample: &Sample| cue.is_some_and(|cue| sample.seen.iter().any(|(_, seen)| *seen == cue));
                if line.wordings.first().is_some_and(is_cued) {
                    found += 1;
                    right += u32::from(line.labels[at] == Label::Yes);
                }
            }
            (right * 1_000 / found) as u16
        })
        .collect()
}

fn f1(hearing: &Hearing, held_out: &[(f32, bool)]) -> f64 {
    let mut tally = Tally::default();
    for (score, yes) in held_out {
        match (hearing.confidence((score * SCALE).round() as i32) >= hearing.found_from, yes) {
            (true, true) => tally.right += 1,
            (true, false) => tally.wrong += 1,
            (false, true) => tally.missed += 1,
            (false, false) => {}
        }
    }
    tally.f1()
}

/// Features as written, numbered as they come.
#[derive(Default)]
struct Numbers {
    numbers: HashMap<u64, u32>,
    written: Vec<String>,
    /// How many sentences each is seen in, and the last of them.
    lines: Vec<(u32, usize)>,
    line: usize,
    seen: Vec<(u16, u32)>,
    cues: bool,
}

impl Sink for Numbers {
    fn feature(&mut self, token: u16, feature: Feature<'_>) {
        if !self.cues && matches!(feature.kind, b'a' | b'e') {
            return;
        }
        let number = *self.numbers.entry(feature.hash()).or_insert_with(|| {
            self.written.push(feature.written());
            self.lines.push((0, usize::MAX));
            self.written.len() as u32 - 1
        });
        let (count, last) = &mut self.lines[number as usize];
        if *last != self.line {
            (*count, *last) = (*count + 1, self.line);
        }
        self.seen.push((token, number));
    }
}

fn read(
    understander: &Understander,
    language: Language,
    sentences: &[Learning],
    acts: &[ActId],
    seed: u64,
    tell: &mut dyn FnMut(Progress),
) -> (Vec<Line>, Vec<String>) {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut numbers = Numbers::default();
    let mut lines = Vec::with_capacity(sentences.len());
    for (at, one) in sentences.iter().enumerate() {
        (numbers.line, numbers.cues) = (at, one.cues);
        let label = |act: &ActId| match () {
            () if one.labelled.wanted.contains(act) => Label::Yes,
            () if one.labelled.is_open(act) => Label::Open,
            () => Label::No,
        };
        let mut line = Line { wordings: Vec::with_capacity(WORDINGS), labels: acts.iter().map(label).collect() };
        let said = wordings(&one.labelled.sentence, WORDINGS, &mut dice);
        for number in 0..WORDINGS {
            let text = &said[number % said.len().max(1)];
            // Every other time as a recogniser may write it.
            let heard = if number % 2 == 1 { as_heard(text, &mut dice) } else { text.clone() };
            let utterance = Utterance::typed(language, Span::new(CallTime(0), CallTime(0)), &heard);
            let tokens = understander.features(&utterance, &mut numbers);
            line.wordings.push(Sample { tokens, seen: std::mem::take(&mut numbers.seen) });
        }
        lines.push(line);
        if at % 500 == 0 || at + 1 == sentences.len() {
            tell(Progress::Read(at + 1, sentences.len()));
        }
    }
    // Only what several sentences share can speak for sentences nobody wrote.
    let mut kept: Vec<Option<u32>> = Vec::with_capacity(numbers.written.len());
    let mut written = Vec::new();
    for (feature, (count, _)) in numbers.written.into_iter().zip(&numbers.lines) {
        kept.push((*count >= LEAST_LINES).then_some(written.len() as u32));
        if *count >= LEAST_LINES {
            written.push(feature);
        }
    }
    for sample in lines.iter_mut().flat_map(|line| &mut line.wordings) {
        sample.seen = sample.seen.iter().filter_map(|(token, number)| Some((*token, kept[*number as usize]?))).collect();
    }
    (lines, written)
}

/// A sentence as a recogniser may write it: no capitals, no punctuation, little words lost, others misheard.
fn as_heard(text: &str, dice: &mut ChaCha8Rng) -> String {
    let keep_marks = dice.random_bool(0.3);
    let mut heard = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let long = word.chars().count() > 3;
        if !long && dice.random_bool(LOST) {
            continue;
        }
        // Two words may run together.
        if !heard.is_empty() && !dice.random_bool(JOINED) {
            heard.push(' ');
        }
        match long && dice.random_bool(MISHEARD) {
            true => heard.push_str(&misheard(word, dice)),
            false => heard.push_str(word),
        }
    }
    if keep_marks {
        return heard;
    }
    heard.to_lowercase().replace(['.', ',', '?', '!', ';', ':', '«', '»', '"'], "")
}

/// A word with one letter taken for another that sounds alike, or lost.
fn misheard(word: &str, dice: &mut ChaCha8Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.random_range(0..letters.len());
    match ALIKE.iter().find(|group| group.contains(letters[at])) {
        Some(group) if dice.random_bool(0.7) => {
            let others: Vec<char> = group.chars().filter(|letter| *letter != letters[at]).collect();
            letters[at] = others[dice.random_range(0..others.len())];
        }
        _ => {
            letters.remove(at);
        }
    }
    letters.into_iter().collect()
}

/// What an act's scores mean, from sentences that the scores were not learned from.
fn hearing(act: &ActId, bias: f32, cue: u16, held_out: &[(f32, bool)]) -> Hearing {
    let (slope, offset) = platt(held_out);
    let score = |share: f32| (((share / (1.0 - share)).ln() - offset) / slope * SCALE).round() as i32;
    let mut scores = [0; STEPS];
    for (step, slot) in scores.iter_mut().enumerate() {
        *slot = score(0.05 * (step + 1) as f32);
    }
    for step in 1..STEPS {
        scores[step] = scores[step].max(scores[step - 1] + 1);
    }
    let chance = |score: f32| 1.0 / (1.0 + (-(slope * score + offset)).exp());
    // F1 from each twentieth on, smoothed over its neighbours: one lucky sentence must not decide.
    let f1: Vec<f32> = (2..=17)
        .map(|step| {
            let from = 0.05 * step as f32;
            let (mut right, mut given, mut there) = (0.0, 0.0, 0.0);
            for (score, yes) in held_out {
                let found = chance(*score) >= from;
                right += f32::from(u8::from(found && *yes));
                given += f32::from(u8::from(found));
                there += f32::from(u8::from(*yes));
            }
            2.0 * right / (given + there + 1e-6)
        })
        .collect();
    let smooth = |at: usize| {
        let around = &f1[at.saturating_sub(1)..(at + 2).min(f1.len())];
        around.iter().sum::<f32>() / around.len() as f32
    };
    let best = (0..f1.len()).max_by(|a, b| smooth(*a).total_cmp(&smooth(*b))).unwrap_or(8);
    Hearing {
        act: act.clone(),
        bias: (bias * SCALE).round() as i32,
        found_from: (50 * (best as u16 + 2)).max(LEAST_FOUND),
        cue,
        scores,
    }
}

/// Slope and offset that turn scores into log odds (Platt 1999, with his smoothed targets), by Newton's method.
fn platt(scored: &[(f32, bool)]) -> (f32, f32) {
    let yes = scored.iter().filter(|(_, yes)| *yes).count() as f64;
    let no = scored.len() as f64 - yes;
    let target = |is: bool| if is { (yes + 1.0) / (yes + 2.0) } else { 1.0 / (no + 2.0) };
    let (mut a, mut b) = (1.0f64, 0.0f64);
    // A weak pull towards leaving the scores as they are.
    let pull = 1.0;
    for _ in 0..60 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (pull * (a - 1.0), 0.0, pull, 0.0, 1e-6);
        for (score, is) in scored {
            let score = f64::from(*score);
            let chance = 1.0 / (1.0 + (-(a * score + b)).exp());
            let (wrong, bend) = (chance - target(*is), chance * (1.0 - chance));
            ga += wrong * score;
            gb += wrong;
            haa += bend * score * score;
            hab += bend * score;
            hbb += bend;
        }
        let det = haa * hbb - hab * hab;
        if det.abs() < 1e-12 {
            break;
        }
        let (da, db) = ((hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det);
        a = (a - da.clamp(-1.0, 1.0)).clamp(0.1, 5.0);
        b -= db.clamp(-3.0, 3.0);
        if da.abs() + db.abs() < 1e-6 {
            break;
        }
    }
    (a as f32, b as f32)
}
