//! What the desk and the telephone do.

use rand::RngExt;

use super::replies::{say_one_of, shift};
use crate::call::dice::Dice;
use crate::call::handle::Sight;
use crate::desk;
use crate::event::{Cause, Consequence, DeskChange, Event, Fact, Kind, MoodShift, Outcome, PhoneAction};

/// A hold without a word, or longer than the persona bears, costs this much (our proposal).
const BAD_HOLD: MoodShift = MoodShift { anger: 8, trust: -5, patience: -8 };

/// A desk action changes the desk.
pub(super) fn use_desk(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    let Kind::Fact(Fact::Desk(action)) = &event.kind else { return Vec::new() };
    let number = || format!("{:06}", dice.desk.random_range(100_000..1_000_000));
    match desk::act(&sight.state.desk, action, &sight.state.memory.known, number) {
        Ok(change) => vec![Consequence::DeskChanged(change)],
        // The door has refused what cannot be.
        Err(_) => Vec::new(),
    }
}

/// Holding, resuming, transferring, hanging up.
pub(super) fn use_phone(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    match &event.kind {
        Kind::Fact(Fact::Phone(PhoneAction::Hold)) => {
            let mut all = vec![Consequence::DeskChanged(DeskChange::Held(event.at))];
            if !sight.state.hold_announced {
                all.extend(shift(sight, BAD_HOLD, Cause::HoldUnannounced));
            }
            all
        }
        Kind::Fact(Fact::Phone(PhoneAction::Resume)) => {
            let held = sight.state.desk.held_since.map_or(0, |since| event.at.since(since));
            let mut all = vec![Consequence::DeskChanged(DeskChange::Resumed(held))];
            if !sight.state.hold_announced || held > sight.script.persona.hold_ms {
                let because = if sight.state.hold_announced { Cause::HoldTooLong } else { Cause::HoldUnannounced };
                all.extend(say_one_of(sight, &sight.script.persona.lines.after_bad_hold, because, dice));
            }
            all
        }
        Kind::Fact(Fact::Phone(PhoneAction::Transfer { to, .. })) => {
            vec![Consequence::DeskChanged(DeskChange::Transferred(to.clone())), Consequence::Closed(Outcome::Transferred)]
        }
        _ => Vec::new(),
    }
}
