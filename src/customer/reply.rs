//! Which line, and which of its wordings: never the same twice in a row while there is another.

use rand::{Rng, RngExt};

use super::Memory;
use crate::ids::LineId;
use crate::scenario::Line;

/// Of several lines for one purpose, the one said least often so far; the first of them, if several.
pub fn choose_line<'a>(lines: &'a [LineId], memory: &Memory) -> Option<&'a LineId> {
    lines.iter().min_by_key(|line| memory.said.get(*line).map_or(0, Vec::len))
}

/// A wording of a line: by the dice among those said least often so far, so that none comes twice before all have come.
pub fn choose_variant(id: &LineId, line: &Line, memory: &Memory, dice: &mut impl Rng) -> u16 {
    let used = memory.said.get(id).map(Vec::as_slice).unwrap_or_default();
    let count = |variant: u16| used.iter().filter(|said| **said == variant).count();
    let all = 0..line.say.len().try_into().unwrap_or(u16::MAX);
    let least = all.clone().map(count).min().unwrap_or(0);
    let fresh: Vec<u16> = all.filter(|variant| count(*variant) == least).collect();
    match fresh.len() {
        0 => 0,
        n => fresh[dice.random_range(0..n)],
    }
}
