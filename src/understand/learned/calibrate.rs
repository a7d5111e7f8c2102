//! How sure each act is, from labelled sentences that the encoder was not taught with.

use std::collections::BTreeMap;
use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::encoder::Encoder;
use super::hear::SCALE;
use super::hearing::{Hearing, Learned, STEPS};
use crate::event::{ActSeen, Utterance};
use crate::ids::{ActId, Language};
use crate::time::{CallTime, Span};
use crate::understand::ACTS;
use crate::understand::quality::{Labelled, Tally, wordings};

/// An act done by fewer of a language's sentences is left to its cues.
const FEWEST: usize = 12;
/// An act done by fewer sentences held out has the usual threshold: a few sentences say little of where F1 is highest.
const ENOUGH: usize = 25;
/// The usual threshold, in thousandths. Where confidence is right, F1 is highest from half of the highest F1 on (Lipton, Elkan and
/// Naryanaswamy 2014), and that is about 0.85.
const USUAL: u16 = 425;
/// How much an act's own slope and offset are pulled towards those of all acts together: as much as about a dozen sentences near the
/// threshold say.
const PULL: f64 = 3.0;
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

/// What came of calibrating.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The encoder with what its scores mean in the language.
    pub learned: Learned,
    /// How many sentences held out were read.
    pub held_out: usize,
    /// Mean F1 over acts on them, 0.0 to 1.0: what may be expected of other hands, and a little too kind, as the confidence each act is
    /// found from was chosen on them too.
    pub held_out_f1: f64,
}

impl Encoder {
    /// Whether it was not taught with a file of labelled sentences: `it/learning/ampio_7.txt`.
    pub fn is_held_out(&self, file: &str) -> bool {
        self.held_out.iter().any(|held_out| held_out == file)
    }
}

/// Finds how sure each act is in a language. `held_out` are sentences of any language that the encoder was not taught with; `own` are those of
/// the language, taught or not: which acts they do. `cues` gives what cues find. `tell` is told how many of the sentences held out have been read.
pub fn calibrate(
    encoder: &Arc<Encoder>,
    language: Language,
    (held_out, own): (&[(Language, Labelled)], &[Labelled]),
    cues: &dyn Fn(&Utterance) -> Vec<ActSeen>,
    tell: &mut dyn FnMut(usize),
) -> Lesson {
    let mut counts: BTreeMap<&ActId, usize> = BTreeMap::new();
    own.iter().flat_map(|one| &one.wanted).for_each(|act| *counts.entry(act).or_default() += 1);
    let known = |act: &ActId| encoder.acts.contains(act) && counts.get(act).is_some_and(|count| *count >= FEWEST);
    let acts: Vec<ActId> = ACTS.iter().map(|act| ActId::from(*act)).filter(known).collect();
    let places: Vec<usize> = acts.iter().filter_map(|act| encoder.acts.iter().position(|other| other == act)).collect();

    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let mut scored: Vec<Vec<Scored>> = vec![Vec::new(); acts.len()];
    for (number, (spoken, one)) in held_out.iter().enumerate() {
        // As it is written, and as a recogniser may write it.
        let said = wordings(&one.sentence, 2, &mut dice);
        let said = [said[0].clone(), as_heard(&said[said.len() - 1], &mut dice)];
        for text in said {
            let words: Vec<&str> = text.split_whitespace().collect();
            let Some(scores) = encoder.read(&words) else { continue };
            let utterance = Utterance::typed(*spoken, Span::new(CallTime(0), CallTime(0)), &text);
            let cues = cues(&utterance);
            for ((act, place), out) in acts.iter().zip(&places).zip(&mut scored) {
                if !one.is_open(act) {
                    let cue = cues.iter().any(|cue| cue.act == *act);
                    out.push(Scored { score: scores[*place].score, cue, done: one.wanted.contains(act) });
                }
            }
        }
        tell(number + 1);
    }
    let all: Vec<Scored> = scored.iter().flatten().copied().collect();
    let usual = Line { slope: 1.0, offset: 0.0, cue: 0.0 }.fitted(&all, 1.0);
    let hearings: Vec<Hearing> = acts.iter().zip(&scored).map(|(act, scored)| hearing(act, scored, usual)).collect();
    let judged: Vec<f64> = hearings
        .iter()
        .zip(&scored)
        .filter(|(_, scored)| scored.iter().any(|one| one.done))
        .map(|(hearing, scored)| f1(hearing, scored))
        .collect();
    Lesson {
        held_out: held_out.len(),
        held_out_f1: judged.iter().sum::<f64>() / judged.len().max(1) as f64,
        learned: Learned { language, encoder: Arc::clone(encoder), acts: hearings, places },
    }
}

fn f1(hearing: &Hearing, scored: &[Scored]) -> f64 {
    let mut tally = Tally::default();
    for one in scored {
        match (hearing.confidence((one.score * SCALE).round() as i32, one.cue) >= hearing.found_from, one.done) {
            (true, true) => tally.right += 1,
            (true, false) => tally.wrong += 1,
            (false, true) => tally.missed += 1,
            (false, false) => {}
        }
    }
    tally.f1()
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

/// What an act's scores mean, from sentences that the encoder was not taught with; `usual` is what those of all acts together mean.
fn hearing(act: &ActId, scored: &[Scored], usual: Line) -> Hearing {
    let line = usual.fitted(scored, PULL);
    let whole = |score: f64| (score / line.slope * f64::from(SCALE)).round() as i32;
    let mut scores = [0; STEPS];
    for (step, slot) in scores.iter_mut().enumerate() {
        let share = 0.05 * (step + 1) as f64;
        *slot = whole((share / (1.0 - share)).ln() - line.offset);
    }
    for step in 1..STEPS {
        scores[step] = scores[step].max(scores[step - 1] + 1);
    }
    // F1 from each twentieth on, smoothed over its neighbours: one lucky sentence must not decide.
    let f1: Vec<f64> = (2..=17)
        .map(|step| {
            let from = 0.05 * f64::from(step);
            let mut tally = Tally::default();
            for one in scored {
                match (line.chance(one) >= from, one.done) {
                    (true, true) => tally.right += 1,
                    (true, false) => tally.wrong += 1,
                    (false, true) => tally.missed += 1,
                    (false, false) => {}
                }
            }
            tally.f1()
        })
        .collect();
    let smooth = |at: usize| {
        let around = &f1[at.saturating_sub(1)..(at + 2).min(f1.len())];
        around.iter().sum::<f64>() / around.len() as f64
    };
    let enough = scored.iter().filter(|one| one.done).count() >= ENOUGH;
    let best = (0..f1.len()).max_by(|a, b| smooth(*a).total_cmp(&smooth(*b))).map_or(USUAL, |best| 50 * (best as u16 + 2));
    let found_from = if enough { best.midpoint(USUAL).max(LEAST_FOUND) } else { USUAL };
    Hearing { act: act.clone(), found_from, cue: whole(line.cue.max(0.0)), scores }
}

/// An act in a sentence held out.
#[derive(Debug, Clone, Copy)]
struct Scored {
    /// By the encoder, in log-odds.
    score: f32,
    /// Whether a cue found it.
    cue: bool,
    /// Whether it is done.
    done: bool,
}

/// How a score becomes log-odds.
#[derive(Debug, Clone, Copy)]
struct Line {
    slope: f64,
    offset: f64,
    /// What a cue that found the act adds.
    cue: f64,
}

impl Line {
    fn chance(self, one: &Scored) -> f64 {
        let cue = if one.cue { self.cue } else { 0.0 };
        1.0 / (1.0 + (-(self.slope * f64::from(one.score) + self.offset + cue)).exp())
    }

    /// The likeliest line for some sentences (Platt 1999, with his smoothed targets), by Newton's method, pulled towards this one.
    fn fitted(self, scored: &[Scored], pull: f64) -> Self {
        let yes = scored.iter().filter(|one| one.done).count() as f64;
        let no = scored.len() as f64 - yes;
        let target = |done: bool| if done { (yes + 1.0) / (yes + 2.0) } else { 1.0 / (no + 2.0) };
        let mut line = self;
        for _ in 0..60 {
            let mut down = [pull * (line.slope - self.slope), pull * (line.offset - self.offset), pull * (line.cue - self.cue)];
            let mut bends = [[pull, 0.0, 0.0], [0.0, pull, 0.0], [0.0, 0.0, pull]];
            for one in scored {
                let chance = line.chance(one);
                let (wrong, bend) = (chance - target(one.done), chance * (1.0 - chance));
                let signs = [f64::from(one.score), 1.0, f64::from(u8::from(one.cue))];
                for (row, sign) in signs.iter().enumerate() {
                    down[row] += wrong * sign;
                    for (column, other) in signs.iter().enumerate() {
                        bends[row][column] += bend * sign * other;
                    }
                }
            }
            let step = solved(bends, down).map(|step| step.clamp(-1.0, 1.0));
            line.slope = (line.slope - step[0]).clamp(0.1, 5.0);
            line.offset -= step[1];
            line.cue -= step[2];
            if step.iter().map(|step| step.abs()).sum::<f64>() < 1e-6 {
                break;
            }
        }
        line
    }
}

/// Solves three equations of positive definite coefficients, by elimination.
fn solved(mut rows: [[f64; 3]; 3], mut right: [f64; 3]) -> [f64; 3] {
    for pivot in 0..3 {
        let (lead, known) = (rows[pivot], right[pivot]);
        for below in pivot + 1..3 {
            let share = rows[below][pivot] / lead[pivot];
            rows[below].iter_mut().zip(lead).for_each(|(value, lead)| *value -= share * lead);
            right[below] -= share * known;
        }
    }
    for pivot in (0..3).rev() {
        let known: f64 = (pivot + 1..3).map(|column| rows[pivot][column] * right[column]).sum();
        right[pivot] = (right[pivot] - known) / rows[pivot][pivot];
    }
    right
}
