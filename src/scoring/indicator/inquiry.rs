//! Finding out: open questions, hidden facts, no question twice, recap before the solution.

use crate::event::{How, Mode, Role};
use crate::scoring::finding::{Breach, Finding, Item};
use crate::scoring::reading::Reading;
use crate::time::Span;

use super::Terms;
use super::looking::{from_breaches, looked_for, said_once, share};

/// From answering to the first sign of a solution; the whole conversation if none came.
fn before_solution(reading: &Reading<'_>) -> Span {
    let all = reading.conversation();
    Span::new(all.from, reading.landmarks.sure_solution.as_ref().map_or(all.to, |solution| solution.span.to))
}

/// At least one open question before the solution. Arises in every answered call.
pub(super) fn asks_an_open_question(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let until = reading.landmarks.sure_solution.as_ref().map(|solution| solution.to);
    let mut turns = reading.operator.iter().filter(|turn| until.is_none_or(|until| turn.seq <= until));
    let found = turns.find_map(|turn| turn.doing(&["open_question"]));
    said_once(reading, "asks_an_open_question", found, before_solution(reading))
}

/// Facts the customer says only when asked were asked for. Those they volunteered are left out; arises where any remain.
pub(super) fn elicits_hidden_facts(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let parts: Vec<_> = reading
        .facts_of(Role::Hidden)
        .filter_map(|fact| {
            let found = match reading.disclosed(fact) {
                Some((_, _, How::Volunteered)) => return None,
                Some((seq, _, How::Elicited)) => {
                    reading.customer.iter().rev().find(|line| line.seq <= seq).map(|line| line.evidence())
                }
                None => None,
            };
            Some(looked_for(reading, Item::Fact(fact.clone()), found, reading.conversation()))
        })
        .collect();
    let enough = share(parts.len(), terms.rule.amount("enough_permille"));
    Finding::of_parts("elicits_hidden_facts", parts, enough)
}

/// Reading back, checking or asking to repeat is no idle question.
const CHECKING: &[&str] =
    &["read_back", "clarify", "ask_repeat", "ask_spell", "recap", "paraphrase", "teach_back", "check_agreement"];

/// Nothing the customer had already said was asked again. Arises once the customer has made something known.
pub(super) fn asks_nothing_already_given(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "asks_nothing_already_given";
    if !reading.header.goals.facts.keys().any(|fact| reading.disclosed(fact).is_some()) {
        return Finding::not_applicable(id);
    }
    let again = reading.operator.iter().filter(|turn| !turn.does(CHECKING)).flat_map(|turn| {
        turn.facts
            .iter()
            .filter(move |seen| seen.mode == Mode::Asked && reading.disclosed(&seen.fact).is_some_and(|(seq, ..)| seq < turn.seq))
            .map(move |seen| match turn.breach_by_fact(seen, reading.floor) {
                // The words that made it a check may be the ones that were lost.
                Breach::Clear(evidence) if turn.is_unclear(reading.floor) => Breach::Doubtful(evidence),
                decided => decided,
            })
    });
    from_breaches(id, again)
}

/// The need was put in the operator's own words before the solution. Arises in every answered call.
pub(super) fn recaps_before_solution(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let until = reading.landmarks.sure_solution.as_ref().map(|solution| solution.to);
    let mut turns = reading.operator.iter().filter(|turn| until.is_none_or(|until| turn.seq <= until));
    let found = turns.find_map(|turn| turn.doing(&["recap", "paraphrase"]));
    said_once(reading, "recaps_before_solution", found, before_solution(reading))
}
