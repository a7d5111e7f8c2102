//! Looking for things in a reading, fairly: what is missing where nothing was understood is unclear, not missing.

use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, Outcome, PartSeen, Why};
use crate::scoring::reading::{OperatorTurn, Reading};
use crate::time::Span;

/// A part named by the rubric, looked for in some turns; if it is not there, in the window where it could have been said.
pub(super) fn named<'t, 'a: 't>(
    reading: &Reading<'_>,
    part: &str,
    acts: &[&str],
    turns: impl IntoIterator<Item = &'t OperatorTurn<'a>>,
    window: Span,
) -> PartSeen {
    looked_for(reading, Item::named(part), turns.into_iter().find_map(|turn| turn.doing(acts)), window)
}

/// A part that was found, or not found within a window.
pub(super) fn looked_for(reading: &Reading<'_>, item: Item, found: Option<Evidence>, window: Span) -> PartSeen {
    match found {
        Some(evidence) => PartSeen::seen(item, evidence),
        None => match reading.unclear_within(window) {
            Some(spot) => PartSeen { item, mark: Mark::Unclear, evidence: vec![spot] },
            None => PartSeen { item, mark: Mark::Missing, evidence: Vec::new() },
        },
    }
}

/// A part that a deterministic source decides: no words, nothing to mishear.
pub(super) fn done(item: Item, found: Option<Evidence>) -> PartSeen {
    match found {
        Some(evidence) => PartSeen::seen(item, evidence),
        None => PartSeen { item, mark: Mark::Missing, evidence: Vec::new() },
    }
}

/// One thing that was to be said at some time within a window.
pub(super) fn said_once(reading: &Reading<'_>, id: &str, found: Option<Evidence>, window: Span) -> Finding {
    match found {
        Some(evidence) => Finding::new(id, Outcome::Met).with([evidence]),
        None => absent(reading, id, window),
    }
}

/// Something was not said within a window: not met, unless it may have been said where nothing was understood.
pub(super) fn absent(reading: &Reading<'_>, id: &str, window: Span) -> Finding {
    match reading.unclear_within(window) {
        Some(spot) => Finding::new(id, Outcome::NotObserved(Why::Unclear)).with([spot]),
        None => Finding::new(id, Outcome::NotMet),
    }
}

/// Something that must not happen: met if it never did, not met if it clearly did, not observed if it is doubtful.
pub(super) fn from_breaches(id: &str, breaches: impl IntoIterator<Item = Breach>) -> Finding {
    let (mut clear, mut doubtful) = (Vec::new(), Vec::new());
    for breach in breaches {
        match breach {
            Breach::Clear(evidence) => clear.push(evidence),
            Breach::Doubtful(evidence) => doubtful.push(evidence),
        }
    }
    match (clear.is_empty(), doubtful.is_empty()) {
        (true, true) => Finding::new(id, Outcome::Met),
        (true, false) => Finding::new(id, Outcome::NotObserved(Why::Unclear)).with(doubtful),
        (false, _) => Finding::new(id, Outcome::NotMet).with(clear),
    }
}

/// How many of `of` are enough, when `permille` thousandths are: rounded up.
pub(super) fn share(of: usize, permille: u64) -> u32 {
    u32::try_from((of as u64 * permille).div_ceil(1000)).unwrap_or(u32::MAX)
}
