//! Fitting the weights: logistic regression over the best stretch of each utterance, act by act, by stochastic gradient descent
//! with a step of its own for every weight (AdaGrad: Duchi, Hazan, Singer, JMLR 12, 2011).

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

/// Times every sentence is gone through.
const ROUNDS: usize = 20;
/// Rounds in which the whole utterance counts, before anything is known of where in it an act is done.
const WHOLE_ROUNDS: usize = 3;
/// The first step of a weight.
const STEP: f32 = 0.06;
/// The mean of the weights over so many last rounds is kept: what one round leaves depends on the order of its sentences (averaged
/// stochastic descent: Polyak, Juditsky, SIAM J. Control Optim. 30, 1992).
const AVERAGED: usize = 10;
/// Pull of every weight towards nothing.
const DECAY: f32 = 2e-4;
/// Share of features not shown: none may lean on one alone. Of 0.1 to 0.5 the best on files held out, with the fewest weights
/// (docs/measurements.md); it was 0.4 while there were half as many sentences.
const HIDDEN: f64 = 0.2;
/// A guess less wrong than this teaches nothing.
const RIGHT_ENOUGH: f32 = 0.01;

/// One wording of a labelled sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample {
    pub(super) tokens: u16,
    /// A token and the number of a feature seen at it.
    pub(super) seen: Vec<(u16, u32)>,
}

/// What a sentence says of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    No,
    Yes,
    /// It may or may not: nothing is learned from it.
    Open,
}

/// A labelled sentence in several wordings.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) wordings: Vec<Sample>,
    /// One for each act.
    pub(super) labels: Vec<Label>,
}

/// Weights fitted: `weights[feature * acts + act]`.
#[derive(Debug)]
pub(super) struct Fit {
    acts: usize,
    pub(super) weights: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Fit {
    /// Fits the weights of so many features for so many acts to lines.
    pub(super) fn new(lines: &[&Line], features: usize, acts: usize, seed: u64) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut fit = Self { acts, weights: vec![0.0; features * acts], bias: prior(lines, acts) };
        let mut spread = vec![0.0f32; features * acts];
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let mut work = Work::default();
        let mut mean = (vec![0.0f32; features * acts], vec![0.0f32; acts]);
        for round in 0..ROUNDS {
            order.shuffle(&mut dice);
            for &at in &order {
                let line = lines[at];
                let sample = &line.wordings[round % line.wordings.len().max(1)];
                work.seen.clear();
                work.seen.extend(sample.seen.iter().copied().filter(|_| !dice.random_bool(HIDDEN)));
                fit.look(sample.tokens, &mut work, round < WHOLE_ROUNDS);
                fit.learn(line, &work, &mut spread);
            }
            if round >= ROUNDS - AVERAGED {
                mean.0.iter_mut().zip(&fit.weights).for_each(|(sum, weight)| *sum += weight / AVERAGED as f32);
                mean.1.iter_mut().zip(&fit.bias).for_each(|(sum, bias)| *sum += bias / AVERAGED as f32);
            }
        }
        (fit.weights, fit.bias) = mean;
        // Everything is shown from now on, so what is left out while learning must not count double.
        let kept = 1.0 - HIDDEN as f32;
        fit.weights.iter_mut().for_each(|weight| *weight *= kept);
        fit
    }

    /// The score of every act for a wording.
    pub(super) fn scores(&self, sample: &Sample) -> Vec<f32> {
        let mut work = Work { seen: sample.seen.clone(), ..Work::default() };
        self.look(sample.tokens, &mut work, false);
        work.best.iter().zip(&self.bias).map(|(best, bias)| bias + best.0.max(0.0)).collect()
    }

    fn look(&self, tokens: u16, work: &mut Work, whole: bool) {
        let acts = self.acts;
        work.rows.clear();
        work.rows.resize(usize::from(tokens) * acts, 0.0);
        for &(token, feature) in &work.seen {
            let row = &mut work.rows[usize::from(token) * acts..][..acts];
            let weights = &self.weights[feature as usize * acts..][..acts];
            row.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        work.best.clear();
        work.best.resize(acts, (f32::NEG_INFINITY, 0, 0));
        if whole {
            work.best.fill((0.0, 0, tokens));
            for row in work.rows.chunks_exact(acts) {
                work.best.iter_mut().zip(row).for_each(|(best, add)| best.0 += add);
            }
            return;
        }
        let mut here = vec![(0.0f32, 0u16); acts];
        for (token, row) in work.rows.chunks_exact(acts).enumerate() {
            for ((add, here), best) in row.iter().zip(&mut here).zip(&mut work.best) {
                if here.0 <= 0.0 {
                    *here = (0.0, token as u16);
                }
                here.0 += add;
                if here.0 > best.0 {
                    *best = (here.0, here.1, token as u16 + 1);
                }
            }
        }
    }

    fn learn(&mut self, line: &Line, work: &Work, spread: &mut [f32]) {
        let acts = self.acts;
        for act in 0..acts {
            let wanted = match line.labels[act] {
                Label::Open => continue,
                Label::Yes => 1.0,
                Label::No => 0.0,
            };
            let (sum, mut from, mut to) = work.best[act];
            let wrong = 1.0 / (1.0 + (-(self.bias[act] + sum)).exp()) - wanted;
            if wrong.abs() < RIGHT_ENOUGH {
                continue;
            }
            self.bias[act] -= 0.2 * STEP * wrong;
            // An act that nothing speaks for yet may be anywhere in the utterance.
            if sum <= 0.0 && wanted > 0.0 {
                (from, to) = (0, u16::MAX);
            }
            for &(token, feature) in &work.seen {
                if token < from || token >= to {
                    continue;
                }
                let at = feature as usize * acts + act;
                let slope = wrong + DECAY * self.weights[at];
                spread[at] += slope * slope;
                self.weights[at] -= STEP * slope / (spread[at].sqrt() + 1e-3);
            }
        }
    }
}

#[derive(Default)]
struct Work {
    seen: Vec<(u16, u32)>,
    rows: Vec<f32>,
    /// Of each act the greatest sum, and the stretch of tokens that has it.
    best: Vec<(f32, u16, u16)>,
}

/// Log odds of each act before a word is said.
fn prior(lines: &[&Line], acts: usize) -> Vec<f32> {
    let odds = |act: usize| {
        let count = |label: Label| lines.iter().filter(|line| line.labels[act] == label).count() as f32;
        ((count(Label::Yes) + 0.5) / (count(Label::No) + 0.5)).ln()
    };
    (0..acts).map(odds).collect()
}
