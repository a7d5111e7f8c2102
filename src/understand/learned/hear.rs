//! Hearing acts: how sure each is, and the words that speak for it.

use super::hearing::{Hearing, Learned, STEPS};
use crate::event::Utterance;
use crate::understand::tokens::Tokens;

/// An act heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::understand) struct Heard {
    /// Which act, by its place in the hearing file.
    pub(in crate::understand) act: u16,
    /// How sure, in thousandths: of the acts given 800, about 80 in 100 are right.
    pub(in crate::understand) confidence: u16,
    /// The first token that speaks for it.
    pub(in crate::understand) from: u16,
    /// One past the last.
    pub(in crate::understand) to: u16,
}

/// A score as a whole number is so many times a log-odd.
pub(super) const SCALE: f32 = 64.0;
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

    /// The same where a cue stands `alone`, so that nothing around it can speak against it. And jargon is a list of words: they are what they
    /// are, whatever stands around them.
    pub(in crate::understand) fn with_cue(&self, heard: Heard, alone: bool) -> Heard {
        let jargon = self.act(heard).is_some_and(|act| act.as_str() == "jargon");
        if alone || jargon { Heard { confidence: heard.confidence.max(LISTED), ..heard } } else { heard }
    }

    /// The act's name.
    pub(in crate::understand) fn act(&self, heard: Heard) -> Option<&crate::ids::ActId> {
        self.acts.get(usize::from(heard.act)).map(|act| &act.act)
    }

    /// Every act with the confidence that an utterance does it, in the order of the hearing file. `cued` says whether a cue found an act.
    pub(in crate::understand) fn hear(&self, utterance: &Utterance, tokens: &Tokens, cued: impl Fn(&str) -> bool) -> Vec<Heard> {
        let words: Vec<&str> = utterance.words.iter().map(|word| word.text.as_str()).collect();
        let Some(scores) = self.encoder.read(&words) else { return Vec::new() };
        let first_of = |word: u16| tokens.list.partition_point(|token| token.word < word) as u16;
        let heard = self.acts.iter().zip(&self.places).enumerate().filter_map(|(act, (hearing, place))| {
            let score = scores.get(*place)?;
            let from = first_of(score.from).min((tokens.list.len() as u16).saturating_sub(1));
            Some(Heard {
                act: act as u16,
                confidence: hearing.confidence((score.score * SCALE).round() as i32, cued(hearing.act.as_str())),
                from,
                to: first_of(score.to).max(from + 1),
            })
        });
        heard.collect()
    }
}

impl Hearing {
    /// What a score means, in thousandths: straight lines between the steps.
    pub(super) fn confidence(&self, score: i32, cued: bool) -> u16 {
        let score = score.saturating_add(if cued { self.cue } else { 0 });
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
