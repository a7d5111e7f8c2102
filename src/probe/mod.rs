//! Knowledge probes: short quizzes for the rows of the profile that are knowledge and show in no call. A set of items is data
//! (`scenarios/probes/*.ron`); a seed draws a sitting from it; what was answered and how it was marked is a record like a
//! call's, so that a result can be read without the set and proven with it.
//!
//! Absent: asking anybody (that is `cli`), files (that is `store`), and any judgement of a call.

mod answer;
mod check;
mod draw;
mod model;
mod parse;
mod record;
mod result;
mod said;
mod sitting;

pub use answer::{Answer, Decimal, Misfit, Points};
pub use check::check;
pub use draw::{Question, draw};
pub use model::{Group, Item, Kind, ProbeSet, Snippet, Wrong};
pub use parse::{FORMAT, parse_set};
pub use record::{Drawn, Happening, SittingEvent, SittingHeader, SittingRecord, decode, encode_event, encode_header};
pub use result::{ItemResult, ProbeResult, RowResult, result};
pub use said::Said;
pub use sitting::{Difference, Refused, Sitting, prove};
