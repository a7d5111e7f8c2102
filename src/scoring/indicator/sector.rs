//! The words of the trade: used where they belong, explained where they are strange to the customer.

use crate::scoring::finding::{Evidence, Finding, MeasureUnit, Outcome};
use crate::scoring::reading::{Reading, contains_words, normalised};
use crate::time::Span;

use super::Terms;
use super::looking::absent;

/// Enough of the sector's words were used. Arises where the scenario lists any.
pub(super) fn uses_sector_terms(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "uses_sector_terms";
    let listed = &reading.header.goals.duties.terms;
    let used: Vec<Evidence> = listed
        .iter()
        .filter_map(|term| {
            let term = normalised(term);
            reading.operator.iter().find(|turn| contains_words(&turn.plain, &term)).map(|turn| turn.whole())
        })
        .collect();
    let wanted = u32::try_from(terms.rule.amount("terms_at_least")).unwrap_or(u32::MAX).min(listed.len() as u32);
    let got = used.len() as u32;
    let finding = match Outcome::of_count(got, listed.len() as u32, wanted) {
        Outcome::NotApplicable => return Finding::not_applicable(id),
        Outcome::Met => Finding::new(id, Outcome::Met),
        _ => match absent(reading, id, reading.conversation()) {
            missed if missed.outcome == Outcome::NotMet => Finding::new(id, Outcome::of_count(got, wanted, wanted)),
            unclear => unclear,
        },
    };
    finding.measuring(i64::from(got), MeasureUnit::Terms).with(used)
}

/// Every technical word was explained in plain ones, in the same breath or soon after. Arises where one was clearly used.
pub(super) fn explains_technical_words(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "explains_technical_words";
    let window = terms.rule.amount("window_turns") as usize;
    let mut strange: Vec<Evidence> = Vec::new();
    let mut all: Vec<Evidence> = Vec::new();
    let mut unclear = None;
    for (index, turn) in reading.operator.iter().enumerate() {
        let Some(used) = turn.clearly(&["jargon"], reading.floor).next() else { continue };
        let near = &reading.operator[index..(index + 1 + window).min(reading.operator.len())];
        all.push(used.clone());
        if !near.iter().any(|turn| turn.does(&["explain_term"])) {
            let until = near.last().map_or(reading.over, |turn| turn.span().to);
            unclear = unclear.or_else(|| reading.unclear_within(Span::new(turn.span().from, until)));
            strange.push(used);
        }
    }
    if all.is_empty() {
        return Finding::not_applicable(id);
    }
    let (got, of) = ((all.len() - strange.len()) as u32, all.len() as u32);
    match (Outcome::of_count(got, of, of), unclear) {
        (Outcome::Met, _) => Finding::new(id, Outcome::Met).with(all),
        (_, Some(spot)) => Finding::new(id, Outcome::NotObserved(crate::scoring::Why::Unclear)).with([spot]),
        (short, None) => Finding::new(id, short).with(strange),
    }
    .measuring(i64::from(of - got), MeasureUnit::Phrases)
}
