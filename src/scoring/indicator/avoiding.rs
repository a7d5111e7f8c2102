//! What an operator leaves unsaid: the familiar form, fault found with one's own house, guessing, pressing, standing in the way.

use crate::event::ContactKind;
use crate::ids::Language;
use crate::scoring::finding::{Evidence, Finding};
use crate::scoring::reading::Reading;

use super::Terms;
use super::looking::from_breaches;

/// Whether any of the acts was said, clearly or perhaps.
fn said(reading: &Reading<'_>, id: &str, acts: &[&str]) -> Finding {
    let breaches = reading.operator.iter().flat_map(|turn| {
        turn.acts.iter().filter(|seen| acts.contains(&seen.act.as_str())).map(move |seen| turn.breach_by_act(seen, reading.floor))
    });
    from_breaches(id, breaches)
}

/// The customer was addressed with *Lei* throughout. Arises in Italian calls once the operator has said anything.
pub(super) fn keeps_formal_address(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "keeps_formal_address";
    if reading.header.language != Language::It || reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    said(reading, id, &["tu_form"])
}

/// Nothing bad was said of colleagues or company, and nothing was denied in its name. Arises once the operator has said
/// anything.
pub(super) fn speaks_well_of_the_company(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "speaks_well_of_the_company";
    if reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    said(reading, id, &["disparage", "deny_responsibility"])
}

/// Nobody guessed at causes. Arises while a disruption is under way, and where guessing may have happened.
pub(super) fn does_not_speculate(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "does_not_speculate";
    if !reading.header.goals.duties.disruption || reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    said(reading, id, &["speculate"])
}

/// Whoever wants to complain or to leave was not hindered. Arises in complaints and where the customer wants to leave. Clearly
/// hindering them proposes CE5.
pub(super) fn leaves_the_way_open(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "leaves_the_way_open";
    let goals = &reading.header.goals;
    if (goals.kind != ContactKind::Complaint && !goals.duties.leaving) || reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    let clear: Vec<Evidence> = reading.operator.iter().flat_map(|turn| turn.clearly(&["obstruct"], reading.floor)).collect();
    let finding = said(reading, id, &["obstruct"]);
    if clear.is_empty() { finding } else { finding.proposing("CE5", clear) }
}

/// Nobody insisted on an offer after a no. Arises where something was offered for sale, or may be.
pub(super) fn does_not_press(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "does_not_press";
    let offered = reading.operator.iter().any(|turn| turn.does(&["offer_product", "press"]));
    if !offered && reading.header.goals.duties.offer.is_none() {
        return Finding::not_applicable(id);
    }
    said(reading, id, &["press"])
}

/// Questions of an interview were put without the answer in them. Arises in surveys.
pub(super) fn asks_neutral_questions(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "asks_neutral_questions";
    if !reading.header.goals.duties.survey || reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    said(reading, id, &["leading_question"])
}
