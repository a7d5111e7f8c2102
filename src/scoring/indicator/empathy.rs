//! Empathy of the words: emotional reaction, interpretation, exploration, each 0 to 2 (after EPITOME). Of the words only:
//! nothing is concluded about what the trainee feels.

use crate::event::{Mode, Role, WordRange};
use crate::ids::Seq;
use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, MeasureUnit, Outcome, PartSeen, Why};
use crate::scoring::reading::{CustomerTurn, Occasion, OperatorTurn, Reading, act_names};
use crate::time::Span;

use super::Terms;

/// Phrases at least this alike are the same phrase again (normalised Levenshtein; our proposal).
const SAME_PHRASE: f64 = 0.85;

/// Every feeling the customer disclosed was answered within the next turns, at least one of them at level 2. Arises where the
/// customer disclosed one and the trainee had a turn left.
///
/// Level 1: a generic phrase. Level 2: a phrase that takes up a fact of the caller's own or names the feeling. The same
/// phrase again: 0.
pub(super) fn answers_each_disclosure_with_empathy(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "answers_each_disclosure_with_empathy";
    let occasions = reading.occasions();
    if occasions.is_empty() {
        return Finding::not_applicable(id);
    }
    let window = terms.rule.amount("window_turns") as usize;
    let mut used: Vec<(Seq, String)> = Vec::new();
    let parts: Vec<PartSeen> = occasions.iter().map(|occasion| answer(reading, terms, occasion, window, &mut used)).collect();
    let level = |part: &PartSeen| match part.mark {
        Mark::SeenFully => 2u32,
        Mark::Seen => 1,
        Mark::Missing | Mark::Unclear => 0,
    };
    let got: u32 = parts.iter().map(level).sum();
    let of = 2 * parts.len() as u32;
    let fully = parts.iter().filter(|part| part.mark == Mark::SeenFully).count() as u64;
    let all = parts.iter().all(|part| level(part) > 0);
    // The word that named the feeling, or the fact, may be the one that was not understood.
    let weak = occasions.iter().zip(&parts).filter(|(_, part)| part.mark == Mark::Seen);
    let unclear = weak
        .map(|(occasion, _)| occasion)
        .any(|occasion| unclear_answer(reading, occasion, &after(reading, occasion.lines.last().copied(), window)).is_some());
    let outcome = if all && fully >= terms.rule.amount("level_two_at_least") {
        Outcome::Met
    } else if unclear || parts.iter().any(|part| part.mark == Mark::Unclear) {
        Outcome::NotObserved(Why::Unclear)
    } else {
        // Everything answered but never fully must stay below "met", however many occasions there were.
        Outcome::of_count(got.min(of - 1), of, of)
    };
    Finding { parts, ..Finding::new(id, outcome) }.measuring(i64::from(got), MeasureUnit::EmpathyLevels)
}

fn answer(
    reading: &Reading<'_>,
    terms: Terms<'_>,
    occasion: &Occasion<'_>,
    window: usize,
    used: &mut Vec<(Seq, String)>,
) -> PartSeen {
    let turns: Vec<&OperatorTurn<'_>> = after(reading, occasion.lines.last().copied(), window);
    let mut best: Option<(Mark, &OperatorTurn<'_>, WordRange)> = None;
    for turn in &turns {
        for seen in turn.acts.iter().filter(|seen| act_names::EMPATHY.contains(&seen.act.as_str())) {
            let phrase = turn.phrase(seen.words);
            // Two disclosures may look at the same turn: a phrase repeats what was said before it, never itself.
            let alike = |earlier: &str| same_phrase(earlier, &phrase);
            let again = used.iter().any(|(when, earlier)| *when < turn.seq && alike(earlier));
            // A phrase heard faintly may have been another one.
            if matches!(turn.breach_by_act(seen, reading.floor), Breach::Clear(_)) {
                used.push((turn.seq, phrase));
            }
            if again {
                continue;
            }
            let mark = if takes_up(reading, turn) || names_feeling(terms, occasion, turn) { Mark::SeenFully } else { Mark::Seen };
            if best.as_ref().is_none_or(|(known, ..)| *known == Mark::Seen && mark == Mark::SeenFully) {
                best = Some((mark, turn, seen.words));
            }
        }
    }
    let mut evidence: Vec<_> = occasion.lines.iter().map(|line| line.evidence()).collect();
    let mark = match best {
        Some((mark, turn, words)) => {
            evidence.push(turn.quote(words));
            mark
        }
        None => match unclear_answer(reading, occasion, &turns) {
            Some(spot) => {
                evidence.push(spot);
                Mark::Unclear
            }
            None => {
                evidence.extend(turns.iter().map(|turn| turn.whole()));
                Mark::Missing
            }
        },
    };
    PartSeen { item: Item::Disclosure(occasion.feelings.clone()), mark, evidence }
}

/// The next substantial turns after a line.
fn after<'r, 'a>(reading: &'r Reading<'a>, line: Option<&CustomerTurn<'_>>, window: usize) -> Vec<&'r OperatorTurn<'a>> {
    reading.substantial().filter(|turn| line.is_some_and(|line| turn.answers(line))).take(window).collect()
}

/// Where, between the disclosure and the last turn looked at, something may have been said that was not understood.
fn unclear_answer(reading: &Reading<'_>, occasion: &Occasion<'_>, turns: &[&OperatorTurn<'_>]) -> Option<Evidence> {
    let from = occasion.lines.first().map_or(reading.over, |line| line.span.from);
    let to = turns.last().map_or(reading.over, |turn| turn.span().to);
    reading.unclear_within(Span::new(from, to))
}

/// Whether two phrases are the same but for some letters. Most are so different in length that no letter need be compared.
fn same_phrase(one: &str, other: &str) -> bool {
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    // Bytes, not letters: an accented letter may be two, so half the share is asked of them.
    shorter as f64 >= longer as f64 * SAME_PHRASE / 2.0 && strsim::normalized_levenshtein(one, other) >= SAME_PHRASE
}

/// Whether the turn takes up something the caller themselves brought: names or tells it, not merely asks.
fn takes_up(reading: &Reading<'_>, turn: &OperatorTurn<'_>) -> bool {
    turn.facts.iter().filter(|seen| seen.mode != Mode::Asked).any(|seen| match reading.role(&seen.fact) {
        Some(Role::Open | Role::Hidden) => true,
        Some(Role::Identity) | None => false,
        Some(_) => reading.disclosed(&seen.fact).is_some_and(|(seq, ..)| seq < turn.seq),
    })
}

fn names_feeling(terms: Terms<'_>, occasion: &Occasion<'_>, turn: &OperatorTurn<'_>) -> bool {
    occasion
        .feelings
        .iter()
        .filter_map(|feeling| terms.rubric.feelings.get(feeling))
        .flat_map(|feeling| &feeling.stems)
        .any(|stem| turn.plain.split(' ').any(|word| word.starts_with(stem.as_str())))
}

/// A caller who is confused, in a hurry or hard of hearing was met with a change of pace. Arises where the rubric says of a
/// disclosed feeling that it asks for one.
pub(super) fn adapts_to_caller(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "adapts_to_caller";
    let window = terms.rule.amount("window_turns") as usize;
    let asks = |occasion: &&Occasion<'_>| {
        occasion.feelings.iter().any(|feeling| terms.rubric.feelings.get(feeling).is_some_and(|known| known.asks_to_adapt))
    };
    let occasions = reading.occasions();
    let parts: Vec<PartSeen> = occasions
        .iter()
        .filter(asks)
        .map(|occasion| {
            let turns = after(reading, occasion.lines.last().copied(), window);
            let found = turns.iter().find_map(|turn| turn.doing(&["adapt_pace"]));
            let unclear = || unclear_answer(reading, occasion, &turns);
            let item = Item::Disclosure(occasion.feelings.clone());
            let mut evidence: Vec<_> = occasion.lines.iter().map(|line| line.evidence()).collect();
            let (mark, spot) = match found {
                Some(found) => (Mark::Seen, Some(found)),
                None => unclear().map_or((Mark::Missing, None), |spot| (Mark::Unclear, Some(spot))),
            };
            evidence.extend(spot);
            PartSeen { item, mark, evidence }
        })
        .collect();
    let all = parts.len() as u32;
    Finding::of_parts(id, parts, all)
}
