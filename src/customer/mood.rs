//! How the mood moves. A small explicit model in whole numbers; every move names its cause. Our own proposal: the sizes are
//! the personas' data, not psychology.

use crate::event::{Mood, MoodShift};

/// The mood after a move, each part kept between 0 and 100.
pub fn clamped(mood: Mood, by: MoodShift) -> Mood {
    let kept = |value: i16, by: i16| value.saturating_add(by).clamp(0, 100);
    Mood { anger: kept(mood.anger, by.anger), trust: kept(mood.trust, by.trust), patience: kept(mood.patience, by.patience) }
}

/// A persona's move for an act done for the `times`-th time (from 1). What soothes is worth half as much each time, so that
/// a formula repeated wears off; what offends does not wear off.
pub fn move_for(shift: MoodShift, times: u16) -> MoodShift {
    let halvings = times.saturating_sub(1).min(15);
    let worn = |value: i16, soothes: bool| if soothes { value / (1 << halvings) } else { value };
    MoodShift {
        anger: worn(shift.anger, shift.anger < 0),
        trust: worn(shift.trust, shift.trust > 0),
        patience: worn(shift.patience, shift.patience > 0),
    }
}
