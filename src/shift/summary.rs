//! What came of a shift, in figures: how it went for those who called.

use super::Run;
use crate::event::Outcome;

/// A contact answered within so many seconds counts as answered in time: what AGCOM measures of call centres.
pub const IN_TIME_S: u32 = 20;

/// What came of a shift so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Contacts done.
    pub done: usize,
    /// Contacts there are.
    pub all: usize,
    /// Contacts resolved.
    pub resolved: usize,
    /// Contacts resolved in part or handed to an office.
    pub partly: usize,
    /// Contacts that were answered within [`IN_TIME_S`].
    pub in_time: usize,
    /// The mean wait in the queue, in seconds.
    pub mean_wait_s: u32,
    /// The longest wait in the queue, in seconds.
    pub longest_wait_s: u32,
    /// The mean time of conversation and work after it, in seconds (AHT).
    pub mean_handled_s: u32,
}

/// Sums a shift up.
pub fn summary(run: &Run) -> Summary {
    let done = run.done();
    let count = |fits: &dyn Fn(Outcome) -> bool| done.iter().filter(|one| fits(one.outcome())).count();
    let mean = |of: &dyn Fn(&super::Done) -> u32| {
        let sum: u64 = done.iter().map(|one| u64::from(of(one))).sum();
        u32::try_from(sum / (done.len().max(1) as u64)).unwrap_or(u32::MAX)
    };
    Summary {
        done: done.len(),
        all: run.shift().contacts(),
        resolved: count(&|outcome| outcome == Outcome::Resolved),
        partly: count(&|outcome| matches!(outcome, Outcome::PartlyResolved | Outcome::Transferred)),
        in_time: done.iter().filter(|one| one.waited_s <= IN_TIME_S).count(),
        mean_wait_s: mean(&|one| one.waited_s),
        longest_wait_s: done.iter().map(|one| one.waited_s).max().unwrap_or(0),
        mean_handled_s: mean(&|one| one.handled_s),
    }
}
