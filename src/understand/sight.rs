//! What surrounds the cues of an utterance: its sentences, which of them ask, what is denied, supposed or requested.

use super::automaton::Match;
use super::lattice::Lattice;
use super::tokens::Tokens;
use crate::event::WordRange;

/// A sentence of an utterance, by number.
pub(super) type Sentence = u16;

/// The surroundings.
#[derive(Debug)]
pub(super) struct Sight<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) lattice: &'a Lattice,
    /// Whether each sentence is a question.
    pub(super) questions: Vec<bool>,
    /// Denials, as ranges of tokens.
    pub(super) denials: Vec<(u16, u16)>,
    /// Question words.
    pub(super) question_cues: Vec<(u16, u16)>,
    /// Ways of requesting.
    pub(super) requests: Vec<(u16, u16)>,
    /// Signs that a value is not stated as true of this customer now.
    pub(super) hedges: Vec<(u16, u16)>,
}

impl Sight<'_> {
    pub(super) fn sentence_of(&self, token: u16) -> Sentence {
        self.tokens.list.get(token as usize).map_or(0, |t| t.sentence)
    }

    pub(super) fn is_question(&self, token: u16) -> bool {
        self.questions.get(self.sentence_of(token) as usize).copied().unwrap_or(false)
    }

    /// Whether a denial stands before a match and reaches it.
    pub(super) fn is_denied(&self, found: Match, reach: usize) -> bool {
        self.denials
            .iter()
            .any(|&(_, to)| to <= found.from && self.between(to, found.from) <= reach && !self.parted(to, found.from))
    }

    /// Words between two tokens, fillers and stutters not counted.
    pub(super) fn between(&self, from: u16, to: u16) -> usize {
        (from..to).filter(|&token| !self.lattice.is_filler(token) && !self.lattice.repeats(token)).count()
    }

    /// Whether a clause ends between the word before `from` and `to`.
    pub(super) fn parted(&self, from: u16, to: u16) -> bool {
        (from.saturating_sub(1)..to)
            .any(|token| token < to && self.tokens.list.get(token as usize).is_some_and(|t| t.ends_clause))
    }

    /// The words of the utterance that some tokens come from.
    pub(super) fn words(&self, from: u16, to: u16) -> WordRange {
        let word = |token: u16| self.tokens.list.get(token as usize).map_or(0, |t| t.word);
        WordRange { from: word(from), to: word(to.saturating_sub(1).max(from)) + 1 }
    }
}
