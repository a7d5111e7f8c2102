//! Keeping a call in English going: in English from the first answer, repairing what was not understood, never silent for long.

use crate::event::Cause;
use crate::ids::Language;
use crate::scoring::finding::{Evidence, Finding, Item, Mark, Outcome, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading};
use crate::time::Span;

use super::Terms;
use super::waiting::dead_air;

/// Little words by which the two languages are told apart; the first list English, the second Italian. Our own choice: the most
/// frequent ones that the other language does not have.
const ENGLISH: &[&str] = &[
    "the", "you", "your", "is", "are", "can", "may", "help", "my", "this", "please", "what", "how", "of", "and", "for", "good",
    "morning", "thank", "yes", "with", "to", "it", "have", "speaking", "hello", "sorry", "will", "i",
];
const ITALIAN: &[&str] = &[
    "il",
    "la",
    "che",
    "di",
    "un",
    "una",
    "per",
    "sono",
    "come",
    "posso",
    "mi",
    "le",
    "si",
    "non",
    "buongiorno",
    "prego",
    "signora",
    "grazie",
    "con",
    "del",
    "della",
    "suo",
    "sua",
    "lei",
    "e",
    "dica",
    "scusi",
];

/// The operator answered in English within the first turns after the customer had spoken it. Arises in calls in English.
pub(super) fn replies_in_english(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "replies_in_english";
    let first = reading.customer.first();
    let (Language::En, Some(first)) = (reading.header.language, first) else { return Finding::not_applicable(id) };
    let window = terms.rule.amount("window_turns") as usize;
    let turns: Vec<&OperatorTurn<'_>> = reading.substantial().filter(|turn| turn.answers(first)).take(window).collect();
    let Some(last) = turns.last() else { return Finding::not_applicable(id) };
    let span = Span::new(first.span.from, last.span().to);
    match (turns.iter().find(|turn| is_english(turn)), reading.unclear_within(span)) {
        (Some(turn), _) => Finding::new(id, Outcome::Met).with([turn.whole()]),
        (None, Some(spot)) => Finding::new(id, Outcome::NotObserved(crate::scoring::Why::Unclear)).with([spot]),
        (None, None) => Finding::new(id, Outcome::NotMet).with(turns.iter().map(|turn| turn.whole())),
    }
}

/// More little words of English than of Italian; with none of either, the benefit of the doubt.
fn is_english(turn: &OperatorTurn<'_>) -> bool {
    let count = |list: &[&str]| turn.plain.split(' ').filter(|word| list.contains(word)).count();
    count(ENGLISH) >= count(ITALIAN)
}

const REPAIRING: &[&str] =
    &["clarify", "ask_repeat", "ask_spell", "read_back", "adapt_pace", "explain_term", "apologise", "paraphrase", "teach_back"];

/// Whatever the customer did not understand was taken up: said again in other words, slower, spelled. Arises in calls in English
/// where the customer did not understand and the operator had a turn left.
pub(super) fn repairs_what_was_not_understood(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "repairs_what_was_not_understood";
    if reading.header.language != Language::En {
        return Finding::not_applicable(id);
    }
    let window = terms.rule.amount("window_turns") as usize;
    let lost = |feeling: &str| matches!(feeling, "confusion" | "confusione" | "smarrimento");
    let parts: Vec<PartSeen> = reading
        .customer
        .iter()
        .filter(|line| *line.because == Cause::NotUnderstood || line.feeling.is_some_and(|feeling| lost(feeling.as_str())))
        .filter_map(|line| {
            let turns: Vec<&OperatorTurn<'_>> = reading.substantial().filter(|turn| turn.answers(line)).take(window).collect();
            let last = turns.last()?;
            // What the customer could not follow may have been garbled itself.
            let said = reading.operator.iter().rev().find(|turn| turn.seq < line.seq);
            let from = said.map_or(line.span.from, |turn| turn.span().from);
            let spot = || reading.unclear_within(Span::new(from, last.span().to));
            let (mark, seen): (Mark, Option<Evidence>) = match turns.iter().find_map(|turn| turn.doing(REPAIRING)) {
                Some(seen) => (Mark::Seen, Some(seen)),
                None => spot().map_or((Mark::Missing, None), |spot| (Mark::Unclear, Some(spot))),
            };
            let evidence = std::iter::once(line.evidence()).chain(seen).collect();
            Some(PartSeen { item: Item::named("repair"), mark, evidence })
        })
        .collect();
    let all = parts.len() as u32;
    Finding::of_parts(id, parts, all)
}

/// No silence in English longer than the limit. Arises in calls in English.
pub(super) fn keeps_talking_in_english(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "keeps_talking_in_english";
    if reading.header.language != Language::En {
        return Finding::not_applicable(id);
    }
    dead_air(reading, id, terms.rule.amount("limit_ms"))
}
