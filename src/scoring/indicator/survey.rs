//! A telephone interview that leaves the answers to the person asked.

use crate::scoring::finding::Finding;
use crate::scoring::reading::Reading;

use super::Terms;
use super::looking::named;

const ELEMENTS: &[(&str, &[&str])] = &[
    ("survey_intro", &["survey_intro"]),
    ("survey_duration", &["survey_duration"]),
    ("consent", &["ask_consent", "check_agreement"]),
    ("survey_probe", &["survey_probe"]),
    ("record_words", &["record_words"]),
    ("thank", &["thank"]),
];

/// Who asks and why, how long it takes, whether it is welcome; at least one neutral probe, the words taken down as said, thanks.
/// Arises in surveys.
pub(super) fn conducts_the_interview(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "conducts_the_interview";
    if !reading.header.goals.duties.survey {
        return Finding::not_applicable(id);
    }
    let window = reading.conversation();
    let parts = ELEMENTS.iter().map(|(part, acts)| named(reading, part, acts, &reading.operator, window)).collect();
    let enough = u32::try_from(terms.rule.amount("elements_at_least")).unwrap_or(u32::MAX);
    Finding::of_parts(id, parts, enough)
}
