//! What the passing of time does.

use super::replies::{say_one_of, shift};
use crate::call::dice::Dice;
use crate::call::handle::Sight;
use crate::call::state::Phase;
use crate::event::{Cause, Consequence, Event, Fact, Kind, MoodShift, Outcome};

/// A silence the customer has to break costs this much (our proposal).
const SILENCE: MoodShift = MoodShift { anger: 2, trust: -3, patience: -6 };

/// Each stretch of hold that is too long costs this much (our proposal).
const HOLD: MoodShift = MoodShift { anger: 5, trust: -2, patience: -15 };

/// Silences in a row after which the customer hangs up (our proposal).
const SILENCES: u16 = 4;

/// Nobody answers: the caller gives up.
pub(super) fn ring_out(sight: &Sight<'_>, event: &Event, _: &mut Dice) -> Vec<Consequence> {
    if is_time(event) && sight.state.phase == Phase::Ringing {
        vec![Consequence::Closed(Outcome::NotAnswered)]
    } else {
        Vec::new()
    }
}

/// Nobody speaks: the customer does.
pub(super) fn speak_up(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    if !is_time(event) || sight.state.phase != Phase::Talking {
        return Vec::new();
    }
    if sight.state.memory.silences >= SILENCES {
        return vec![Consequence::Closed(Outcome::CustomerHungUp)];
    }
    let own = sight.script.steps.iter().find(|step| step.id == sight.state.memory.step).map(|step| step.silence.as_slice());
    let lines = own.filter(|lines| !lines.is_empty()).unwrap_or(&sight.script.persona.lines.silence);
    let mut all = say_one_of(sight, lines, Cause::Silence, dice);
    all.extend(shift(sight, SILENCE, Cause::Silence));
    all
}

/// The hold drags on.
pub(super) fn suffer_hold(sight: &Sight<'_>, event: &Event, _: &mut Dice) -> Vec<Consequence> {
    if is_time(event) && sight.state.phase == Phase::OnHold { shift(sight, HOLD, Cause::HoldTooLong) } else { Vec::new() }
}

fn is_time(event: &Event) -> bool {
    matches!(event.kind, Kind::Fact(Fact::TimeIs))
}
