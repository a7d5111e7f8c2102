//! Ending a call that cannot go on: two warnings first.

use crate::event::{Fact, Kind, Outcome as Ending};
use crate::scoring::finding::{Evidence, Finding, MeasureUnit, Outcome};
use crate::scoring::reading::{Reading, act_names, at_desk};

use super::Terms;
use super::looking::absent;

/// An operator who hung up without taking leave had warned the customer first. Arises where the operator did. Hanging up without
/// the warnings proposes CE4.
pub(super) fn warns_before_hanging_up(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "warns_before_hanging_up";
    let hung_up = reading.events.iter().find(|event| event.kind == Kind::Fact(Fact::HungUp));
    let closed = |event: &&crate::event::Event| {
        reading.ending.is_none_or(|(seq, _, ending)| {
            seq > event.seq && matches!(ending, Ending::Unresolved | Ending::PartlyResolved | Ending::CustomerHungUp)
        })
    };
    let Some(hung_up) = hung_up.filter(closed) else { return Finding::not_applicable(id) };
    let leaving = |acts: &[&str]| reading.operator.iter().any(|turn| turn.does(acts));
    if leaving(act_names::CLOSING) || leaving(&["defer", "offer_callback", "follow_up"]) {
        return Finding::not_applicable(id);
    }
    let warnings: Vec<Evidence> = reading.operator.iter().filter_map(|turn| turn.doing(&["warn"])).collect();
    let wanted = u32::try_from(terms.rule.amount("warnings_at_least")).unwrap_or(u32::MAX);
    let got = warnings.len() as u32;
    let end = at_desk(hung_up.seq, hung_up.at);
    let finding = match Outcome::of_count(got, wanted, wanted) {
        Outcome::Met => Finding::new(id, Outcome::Met),
        short => match absent(reading, id, reading.conversation()) {
            missed if missed.outcome == Outcome::NotMet => {
                Finding::new(id, short).with(warnings.clone()).proposing("CE4", vec![end.clone()])
            }
            unclear => unclear,
        },
    };
    finding.measuring(i64::from(got), MeasureUnit::Phrases).with(warnings).with([end])
}
