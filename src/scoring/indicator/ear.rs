//! What only a human ear can judge: the program picks the clips and says nothing about them.

use crate::event::Source;
use crate::ids::Language;
use crate::scoring::finding::{Finding, Outcome, Why};
use crate::scoring::reading::{OperatorTurn, Reading};

use super::Terms;

fn has_clip(turn: &&OperatorTurn<'_>) -> bool {
    matches!(turn.utterance.source, Source::Spoken { clip: Some(_) })
}

/// The smile in the voice: the first, the middle and the last turn, for an assessor. Not observed without audio.
pub(super) fn sounds_welcoming(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "sounds_welcoming";
    let turns: Vec<&OperatorTurn<'_>> = reading.substantial().filter(has_clip).collect();
    if turns.is_empty() {
        return Finding::new(id, Outcome::NotObserved(Why::NoData));
    }
    let mut picks = vec![0, turns.len() / 2, turns.len() - 1];
    picks.dedup();
    Finding::new(id, Outcome::ForAssessor).with(picks.into_iter().map(|index| turns[index].whole()))
}

/// Good Italian: the longest turns, for an assessor. Arises in Italian calls; not observed without audio or long turns.
pub(super) fn speaks_well(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "speaks_well";
    if reading.header.language != Language::It {
        return Finding::not_applicable(id);
    }
    let at_least = terms.rule.amount("words_at_least") as usize;
    let mut turns: Vec<&OperatorTurn<'_>> =
        reading.operator.iter().filter(has_clip).filter(|turn| turn.utterance.words.len() >= at_least).collect();
    if turns.is_empty() {
        return Finding::new(id, Outcome::NotObserved(Why::NoData));
    }
    turns.sort_by_key(|turn| (std::cmp::Reverse(turn.utterance.words.len()), turn.seq));
    turns.truncate(3);
    turns.sort_by_key(|turn| turn.seq);
    Finding::new(id, Outcome::ForAssessor).with(turns.into_iter().map(|turn| turn.whole()))
}
