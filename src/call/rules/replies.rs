//! How lines become events.

use crate::call::dice::Dice;
use crate::call::handle::Sight;
use crate::customer::{choose_line, choose_variant, clamped};
use crate::event::{Cause, Consequence, How, MoodShift};
use crate::ids::{FactId, LineId};

/// The customer says a line, and with it makes its facts known. `asked` are the facts the operator had asked for.
pub(super) fn say(sight: &Sight<'_>, id: &LineId, because: Cause, asked: &[FactId], dice: &mut Dice) -> Vec<Consequence> {
    let Some(line) = sight.script.lines.get(id) else { return Vec::new() };
    let variant = choose_variant(id, line, &sight.state.memory, &mut dice.wording);
    let text = line.say.get(usize::from(variant)).cloned().unwrap_or_default();
    let replied =
        Consequence::Replied { line: id.clone(), variant, text, feeling: line.feeling.clone(), because, asks: line.asks.clone() };
    let disclosed = line.reveals.iter().filter(|fact| !sight.state.memory.known.contains(fact)).map(|fact| {
        let how = if asked.contains(fact) { How::Elicited } else { How::Volunteered };
        Consequence::Disclosed { fact: fact.clone(), how }
    });
    std::iter::once(replied).chain(disclosed).collect()
}

/// The customer says the line of a list that was said least often.
pub(super) fn say_one_of(sight: &Sight<'_>, lines: &[LineId], because: Cause, dice: &mut Dice) -> Vec<Consequence> {
    match choose_line(lines, &sight.state.memory) {
        Some(line) => say(sight, line, because, &[], dice),
        None => Vec::new(),
    }
}

/// The mood moves; nothing if it would not.
pub(super) fn shift(sight: &Sight<'_>, by: MoodShift, because: Cause) -> Vec<Consequence> {
    let from = sight.state.memory.mood;
    let to = clamped(from, by);
    if to == from && by == MoodShift::default() { Vec::new() } else { vec![Consequence::MoodShifted { by, to, because }] }
}
