//! From cues found to acts that cues say are done: what is denied, what only looks like an act, and which of two acts the same words do.

use super::automaton::Match;
use super::sight::{Sentence, Sight};
use crate::ids::ActId;

/// A denial reaches so many words on, fillers not counted: "non mi dispiace", "non le ho detto che è colpa sua".
const DENIAL_REACH: usize = 2;

/// What the search needs to know of an act.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) id: ActId,
    /// Acts that the same words cannot do as well, by index.
    pub(super) beats: Vec<u16>,
    pub(super) strict: bool,
    pub(super) survives_denial: bool,
}

/// An act that cues found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) act: &'a str,
    /// The first token.
    pub(super) from: u16,
    /// One past the last token.
    pub(super) to: u16,
    /// How well the wording fits, in thousandths.
    pub(super) fit: u16,
    /// Whether every word is as written.
    pub(super) exact: bool,
}

/// What cues say of an utterance.
#[derive(Debug, Default)]
pub(super) struct Settled<'a> {
    /// Acts done, in the order of their words.
    pub(super) done: Vec<Found<'a>>,
    /// Acts that these words do not do, though they look like it: denied, or known near misses.
    pub(super) refused: Vec<Found<'a>>,
}

/// A cue of an act found in an utterance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) act: u16,
    pub(super) found: Match,
}

/// What an utterance does and what it only looks like doing. `unless` are the near misses found.
pub(super) fn settle<'a>(
    acts: &'a [Act],
    mut candidates: Vec<Candidate>,
    unless: &[Candidate],
    sight: &Sight<'_>,
) -> Settled<'a> {
    let mut refused: Vec<Found<'a>> = unless.iter().filter_map(|near| found(acts, near)).collect();
    candidates.retain(|candidate| {
        let Some(act) = acts.get(candidate.act as usize) else { return false };
        let refuses = unless.iter().any(|near| near.act == candidate.act && overlap(near.found, candidate.found))
            || (!act.survives_denial && sight.is_denied(candidate.found, DENIAL_REACH));
        refused.extend(refuses.then(|| found(acts, candidate)).flatten());
        !refuses && (!act.strict || candidate.found.exact)
    });
    let beaten: Vec<bool> = candidates.iter().map(|b| candidates.iter().any(|a| beats(acts, a, b))).collect();
    let mut beaten = beaten.iter();
    candidates.retain(|_| beaten.next() == Some(&false));

    // One act once a sentence: the wording that fits best, the longest of those that fit well.
    let mut seen: Vec<(Sentence, Candidate)> = Vec::new();
    for candidate in candidates {
        let sentence = sight.sentence_of(candidate.found.from);
        match seen.iter_mut().find(|(s, other)| *s == sentence && other.act == candidate.act) {
            Some((_, best)) if worth(candidate.found) > worth(best.found) => *best = candidate,
            Some(_) => {}
            None => seen.push((sentence, candidate)),
        }
    }
    seen.sort_by_key(|(_, candidate)| (candidate.found.from, candidate.found.to, candidate.act));
    Settled { done: seen.iter().filter_map(|(_, candidate)| found(acts, candidate)).collect(), refused }
}

fn found<'a>(acts: &'a [Act], candidate: &Candidate) -> Option<Found<'a>> {
    let Match { from, to, confidence, exact, .. } = candidate.found;
    Some(Found { act: acts.get(candidate.act as usize)?.id.as_str(), from, to, fit: confidence, exact })
}

fn beats(acts: &[Act], a: &Candidate, b: &Candidate) -> bool {
    let lists =
        |winner: &Candidate, loser: &Candidate| acts.get(winner.act as usize).is_some_and(|act| act.beats.contains(&loser.act));
    if a.act == b.act || !overlap(a.found, b.found) || !lists(a, b) {
        return false;
    }
    // Where each would beat the other, the longer wording wins.
    !lists(b, a) || (length(a.found), a.found.confidence, b.act) > (length(b.found), b.found.confidence, a.act)
}

fn overlap(a: Match, b: Match) -> bool {
    a.from < b.to && b.from < a.to
}

fn length(found: Match) -> u16 {
    found.to - found.from
}

fn worth(found: Match) -> u16 {
    found.confidence + 20 * length(found).min(20)
}
