//! What would have earned a question that was not met, proved: the words or actions are put into the record, and the question is
//! put again.
//!
//! Absent: the answer the virtual customer would have given. An edited record is judged as a record, not played; questions that
//! only the customer's own course answers (mood, outcome) have no cure here.

mod cure;
mod deed;
mod edit;
mod place;

pub use cure::is_curable;
pub use edit::{Edit, apply};

use crate::event::Event;
use crate::record::Header;
use crate::rubric::{IndicatorRule, Rubric};

use super::finding::{Finding, Mark, MeasureUnit, Outcome};
use super::indicator::{Terms, judge};
use super::reading::Reading;

/// Changes that together earn a question, and the record they make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// What was changed, in order; each edit is about the record that the ones before it made.
    pub edits: Vec<Edit>,
    /// The events as they would have been.
    pub events: Vec<Event>,
}

/// More rounds than any question has parts.
const ROUNDS: usize = 24;

/// Looks for changes that make a question met that was not, or only in part. `None` if it knows of none.
pub fn cure(header: &Header, events: &[Event], rule: &IndicatorRule, rubric: &Rubric) -> Option<Cure> {
    let terms = Terms { rule, rubric };
    let mut made = Cure { edits: Vec::new(), events: events.to_vec() };
    for _ in 0..ROUNDS {
        let reading = Reading::of(header, &made.events, rubric.floor());
        let finding = judge(&reading, terms)?;
        if finding.outcome == Outcome::Met {
            return Some(made);
        }
        let better = cure::edits(&reading, terms, &finding).into_iter().find_map(|edits| {
            let events = apply(header.language, &made.events, &edits);
            let reading = Reading::of(header, &events, rubric.floor());
            let after = judge(&reading, terms)?;
            (worth(&after) > worth(&finding)).then_some((edits, events))
        });
        let (edits, events) = better?;
        made.edits.extend(edits);
        made.events = events;
    }
    None
}

/// How far a question is on its way: met, then points, then parts seen, then what remains to be taken back.
fn worth(finding: &Finding) -> (bool, u32, usize, i64, i64) {
    let seen = |wanted: Mark| finding.parts.iter().filter(|part| part.mark == wanted).count();
    let fully = 2 * seen(Mark::SeenFully) + seen(Mark::Seen);
    // What must not be there: parts name it, or evidence shows it.
    let left = -(finding.evidence.len() as i64);
    let measured = finding.measured.map_or(0, |measured| match measured.unit {
        MeasureUnit::Phrases | MeasureUnit::Milliseconds | MeasureUnit::AngerPoints => -measured.amount.abs(),
        _ => measured.amount,
    });
    (finding.outcome == Outcome::Met, finding.outcome.points().unwrap_or(0), fully, left, measured)
}
