//! Listening that can be heard: what the customer said comes back in the operator's words as often as questions are put.

use crate::event::ContactKind;
use crate::scoring::finding::{Evidence, Finding, MeasureUnit, Outcome};
use crate::scoring::reading::{OperatorTurn, Reading};

use super::Terms;
use super::looking::absent;

/// Acts that give back what the customer said or feels.
const REFLECTING: &[&str] = &["paraphrase", "reflect_feeling", "recap", "interpret"];
/// Acts that ask.
const ASKING: &[&str] = &["open_question", "closed_question", "ask_name", "ask_identity"];

/// Reflections reach a share of the questions. Arises in complaints in which anything was asked.
pub(super) fn reflects_as_well_as_asks(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "reflects_as_well_as_asks";
    if reading.header.goals.kind != ContactKind::Complaint {
        return Finding::not_applicable(id);
    }
    // A turn reflects or asks once, however many acts it is seen to do: "and when was that, and where?" is one question.
    let asks = |turn: &&OperatorTurn<'_>| turn.clearly(ASKING, reading.floor).next().is_some();
    let questions = reading.operator.iter().filter(asks).count() as u64;
    if questions == 0 {
        return Finding::not_applicable(id);
    }
    let reflections: Vec<Evidence> = reading.operator.iter().filter_map(|turn| turn.doing(REFLECTING)).collect();
    let permille = reflections.len() as u64 * 1000 / questions;
    let finding = match permille >= terms.rule.amount("reflections_permille") {
        true => Finding::new(id, Outcome::Met),
        false => match absent(reading, id, reading.conversation()) {
            missed if missed.outcome == Outcome::NotMet && !reflections.is_empty() => {
                let wanted = (questions * terms.rule.amount("reflections_permille")).div_ceil(1000);
                Finding::new(id, Outcome::Partly { got: reflections.len() as u32, of: wanted as u32 })
            }
            other => other,
        },
    };
    finding.measuring(permille as i64, MeasureUnit::Permille).with(reflections)
}
