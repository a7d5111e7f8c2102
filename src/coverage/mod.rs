//! Coverage: which rows of the profile can be seen, by what, and in which scenarios they arise. A row counts as presented by a
//! scenario when, in a call of one of its plans, the question of an indicator that bears on it arises: what was played is the
//! evidence, not what an author says of it.
//!
//! Absent: playing the calls (the shell does, and says which questions arose); what a candidate has shown; judgement.

mod gaps;
mod matrix;

pub use gaps::{Gap, gaps};
pub use matrix::{Presented, RowCoverage, coverage};
