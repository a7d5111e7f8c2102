//! Hearing acts: for each act the stretch of words that speaks for it most, and how sure that makes it.

use super::features::{Around, Feature, Sink, visit};
use super::rows::Place;
use super::weights::{Hearing, Learned, STEPS};
use crate::understand::tokens::Tokens;

/// An act heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::understand) struct Heard {
    /// Which act, by its place in the weights file.
    pub(in crate::understand) act: u16,
    /// How sure, in thousandths: of the acts given 800, about 80 in 100 are right.
    pub(in crate::understand) confidence: u16,
    /// The first token that speaks for it.
    pub(in crate::understand) from: u16,
    /// One past the last.
    pub(in crate::understand) to: u16,
}

/// A weight as an integer is so many times what was learned.
pub(super) const SCALE: f32 = 64.0;
/// Less likely than this by all its words, an act is not done, whatever a cue says. Our proposal.
const LEAST_WITH_CUE: u16 = 60;
/// How sure a word of the trade that a list knows is one, and what a cue found where nothing else is said, in thousandths: our
/// proposal.
const LISTED: u16 = 900;
/// Nothing is surer than this: there is always another way to mean it.
const MOST_CONFIDENCE: i32 = 990;

impl Learned {
    /// Whether an act counts as found with some confidence.
    pub(in crate::understand) fn is_found(&self, heard: Heard) -> bool {
        self.acts.get(usize::from(heard.act)).is_some_and(|act| heard.confidence >= act.found_from)
    }

    /// The same with a cue that found it: as sure as such cues have proved to be, unless the words around speak clearly against it.
    /// Jargon is a list of words: they are what they are, whatever stands around them. And where the cue stands `alone`, nothing is around.
    pub(in crate::understand) fn with_cue(&self, heard: Heard, alone: bool) -> Heard {
        let act = self.acts.get(usize::from(heard.act));
        let cue = act.map_or(0, |act| act.cue);
        if alone || act.is_some_and(|act| act.act.as_str() == "jargon") {
            return Heard { confidence: heard.confidence.max(LISTED), ..heard };
        }
        if heard.confidence < LEAST_WITH_CUE { heard } else { Heard { confidence: heard.confidence.max(cue), ..heard } }
    }

    /// The act's name.
    pub(in crate::understand) fn act(&self, heard: Heard) -> Option<&crate::ids::ActId> {
        self.acts.get(usize::from(heard.act)).map(|act| &act.act)
    }

    /// Every act with the confidence that an utterance does it, in the order of the weights file.
    pub(in crate::understand) fn hear(&self, around: Around<'_>) -> Vec<Heard> {
        let count = around.tokens.list.len();
        let meant = self.meant(around.tokens);
        let around = Around { meant: &meant, ..around };
        let mut list = Listed(Vec::with_capacity(count * FEATURES_A_TOKEN));
        visit(around, &mut list);
        let sums = self.sums(&list.0, count);
        let mut stretches = Stretches::new(self.acts.len());
        for (token, row) in sums.chunks_exact(self.acts.len().max(1)).enumerate() {
            stretches.go_on(token as u16, row);
        }
        let best = stretches.best.iter().zip(&stretches.ranges).zip(&self.acts).enumerate();
        best.map(|(act, ((sum, (from, to)), hearing))| Heard {
            act: act as u16,
            confidence: hearing.confidence(hearing.bias + sum.max(&0)),
            // A word speaks through its neighbours before it.
            from: from.saturating_sub(1),
            to: *to,
        })
        .collect()
    }
}

impl Hearing {
    /// What a score means, in thousandths: straight lines between the steps.
    pub(super) fn confidence(&self, score: i32) -> u16 {
        let step = 50;
        let last = STEPS - 1;
        let above = self.scores.iter().take_while(|at| **at <= score).count();
        let (low, high) = match above {
            0 => (0, 1),
            above if above > last => (last - 1, last),
            above => (above - 1, above),
        };
        let (from, to) = (self.scores[low], self.scores[high]);
        let base = step * (low as i32 + 1);
        let share = i64::from(score - from) * i64::from(step) / i64::from((to - from).max(1));
        (i64::from(base) + share).clamp(0, i64::from(MOST_CONFIDENCE)) as u16
    }
}

/// About as many features as a token has.
const FEATURES_A_TOKEN: usize = 24;

/// The features of an utterance, as tokens and hashes. They are looked up together afterwards: most of the time goes into waiting for
/// memory, and so a processor waits for many at once.
struct Listed(Vec<(u16, u64)>);

impl Sink for Listed {
    fn feature(&mut self, token: u16, feature: Feature<'_>) {
        self.0.push((token, feature.hash()));
    }
}

impl Learned {
    /// For each token that the recogniser was not sure of, and that is no word anything was learned of, the word of those that sounds
    /// most like it; nothing, if there is no such token.
    fn meant<'a>(&'a self, tokens: &Tokens) -> Vec<Option<&'a str>> {
        let mean = |token: usize| {
            let (text, info) = (tokens.text(token), tokens.list[token]);
            (info.doubtful && !info.digits).then(|| self.words.nearest(text)).flatten()
        };
        if tokens.list.iter().any(|token| token.doubtful) { (0..tokens.list.len()).map(mean).collect() } else { Vec::new() }
    }

    /// A row of sums for each token, a column for each act.
    fn sums(&self, features: &[(u16, u64)], tokens: usize) -> Vec<i32> {
        let width = self.acts.len();
        let mut sums = vec![0; tokens * width];
        let known: Vec<(u16, Place)> =
            features.iter().filter_map(|(token, hash)| Some((*token, self.rows.place(*hash)?))).collect();
        for (token, place) in known {
            let from = usize::from(token) * width;
            if let Some(row) = sums.get_mut(from..from + width) {
                self.rows.add_to(place, row);
            }
        }
        sums
    }
}

/// The stretch of greatest sum, for all acts at once (Kadane's method).
pub(super) struct Stretches {
    here: Vec<i32>,
    begun: Vec<u16>,
    pub(super) best: Vec<i32>,
    pub(super) ranges: Vec<(u16, u16)>,
}

impl Stretches {
    pub(super) fn new(acts: usize) -> Self {
        Self { here: vec![0; acts], begun: vec![0; acts], best: vec![i32::MIN; acts], ranges: vec![(0, 0); acts] }
    }

    fn go_on(&mut self, token: u16, row: &[i32]) {
        for (act, add) in row.iter().enumerate() {
            if self.here[act] <= 0 {
                self.here[act] = 0;
                self.begun[act] = token;
            }
            self.here[act] += add;
            if self.here[act] > self.best[act] {
                self.best[act] = self.here[act];
                self.ranges[act] = (self.begun[act], token + 1);
            }
        }
    }
}
