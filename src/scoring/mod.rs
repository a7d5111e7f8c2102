//! From a record to findings to a scorecard: *reading* (what can be seen in the record) → *findings* (one question each) →
//! *scorecard* (policy). Pure, and blind to the simulation: the same record and rubric give the same scorecard, byte for byte.
//!
//! A machine's mishearing costs nobody a point: words below the rubric's floor are evidence for nothing against the
//! trainee, and what may have been said where nothing was understood is *not observed*, never *not met*.
//!
//! Absent: emotion, pitch or loudness of the trainee (empathy is coded from words), any cap that nobody confirmed, floats.

pub mod counterfactual;
pub mod indicator;
pub mod reading;

mod assessment;
mod compare;
mod finding;
mod scorecard;

pub use assessment::{ASSESSMENT_FORMAT, About, Answer, Assessment, Decided, Decision};
pub use compare::{Difference, FindingDifference, UnitDifference, UnitJudged, compare};
pub use finding::{Breach, Evidence, Finding, Item, Mark, MeasureUnit, Measured, Outcome, PartSeen, Proposed, Speaker, Why};
pub use reading::Reading;
pub use scorecard::{
    Identity, Level, PendingCritical, RowScore, SCORING, Scorecard, Standing, UnitScore, assemble, assessed, findings, score,
};
