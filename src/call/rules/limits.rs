//! When somebody hangs up.

use super::conversation::by_goals;
use super::replies::say_one_of;
use crate::call::dice::Dice;
use crate::call::handle::Sight;
use crate::call::state::Phase;
use crate::event::{Cause, Consequence, Event, Fact, Kind, Outcome};

/// Anger at its limit, or no patience left: the customer hangs up.
pub(super) fn give_up(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    let moved = matches!(&event.kind, Kind::Consequence(Consequence::MoodShifted { .. }));
    let mood = sight.state.memory.mood;
    let enough = mood.anger >= sight.script.persona.anger_limit || mood.patience <= 0;
    if !moved || !enough || !matches!(sight.state.phase, Phase::Talking | Phase::OnHold) {
        return Vec::new();
    }
    let mut all = Vec::new();
    if sight.state.phase == Phase::Talking {
        all = say_one_of(sight, &sight.script.persona.lines.hang_up, Cause::Limit, dice);
    }
    all.push(Consequence::Closed(Outcome::CustomerHungUp));
    all
}

/// The trainee ends the call.
pub(super) fn hang_up(sight: &Sight<'_>, event: &Event, _: &mut Dice) -> Vec<Consequence> {
    if matches!(event.kind, Kind::Fact(Fact::HungUp)) { vec![Consequence::Closed(by_goals(sight))] } else { Vec::new() }
}
