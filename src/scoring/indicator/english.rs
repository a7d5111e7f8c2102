//! Calls in English: the phraseology of the trade.

use crate::ids::Language;
use crate::scoring::finding::Finding;
use crate::scoring::reading::Reading;

use super::Terms;
use super::looking::{named, share};

const ACTS: &[(&str, &[&str])] = &[
    ("identify", &["ask_identity", "ask_name"]),
    ("clarify", &["clarify", "ask_repeat", "closed_question"]),
    ("ask_spell", &["ask_spell"]),
    ("read_back", &["read_back", "recap", "paraphrase"]),
    ("hold", &["hold_request"]),
    ("close", &["farewell"]),
];

/// Enough of the phraseology acts were done. Arises in calls in English; the hold phrase only where there was a hold.
pub(super) fn uses_english_phraseology(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "uses_english_phraseology";
    if reading.header.language != Language::En {
        return Finding::not_applicable(id);
    }
    let window = reading.conversation();
    let parts: Vec<_> = ACTS
        .iter()
        .filter(|(part, _)| *part != "hold" || !reading.holds.is_empty())
        .map(|(part, acts)| named(reading, part, acts, &reading.operator, window))
        .collect();
    let enough = share(parts.len(), terms.rule.amount("enough_permille"));
    Finding::of_parts(id, parts, enough)
}
