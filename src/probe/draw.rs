//! Which items a sitting asks, and in what order everything stands.

use std::collections::BTreeSet;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::{Kind, ProbeSet};
use crate::ids::ItemId;

/// One item as it is put: its place in the set, and the order its options are shown in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which item.
    pub item: ItemId,
    /// Its place among the set's items, from 0.
    pub index: usize,
    /// The options in the order they are shown, each by its number in the file's order; empty for a number.
    pub options: Vec<u16>,
    /// The classes in the order they are shown, likewise; empty where nothing is classed.
    pub classes: Vec<u16>,
}

/// Draws a sitting: the same set and seed, the same questions in the same order. Each row of the set is asked about at least
/// once as long as the number to be drawn allows.
pub fn draw(set: &ProbeSet, seed: u64) -> Vec<Question> {
    // One stream for all of a sitting; ChaCha8 because its output is part of its contract.
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    dice.set_stream(1);
    let order = shuffled(set.items.len(), &mut dice);
    let wanted = usize::from(set.draw).min(set.items.len());
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    for row in &set.rows {
        let asked = chosen.iter().any(|index| set.rows_of(&set.items[*index]).contains(row));
        if !asked && chosen.len() < wanted {
            chosen.extend(order.iter().find(|index| set.rows_of(&set.items[**index]).contains(row)));
        }
    }
    for index in &order {
        if chosen.len() >= wanted {
            break;
        }
        chosen.insert(*index);
    }
    // All items get their dice, asked or not, so that an item looks the same whatever is drawn beside it.
    let mut questions: Vec<Option<Question>> = (0..)
        .zip(&set.items)
        .map(|(index, item)| {
            let options = shown(&item.kind, &mut dice);
            let classes = numbers(shuffled(item.kind.classes().len(), &mut dice));
            chosen.contains(&index).then(|| Question { item: item.id.clone(), index, options, classes })
        })
        .collect();
    order.into_iter().filter_map(|index| questions.get_mut(index).and_then(Option::take)).collect()
}

fn shown(kind: &Kind, dice: &mut ChaCha8Rng) -> Vec<u16> {
    let mut options = shuffled(kind.options().len(), dice);
    // Steps shown in their right order would ask for nothing.
    if matches!(kind, Kind::Order { .. }) && options.is_sorted() {
        let by = 1.min(options.len());
        options.rotate_left(by);
    }
    numbers(options)
}

fn numbers(places: Vec<usize>) -> Vec<u16> {
    places.into_iter().filter_map(|place| u16::try_from(place).ok()).collect()
}

/// The numbers below `count` in an order the dice choose (Fisher and Yates; written out, since a library's may change).
fn shuffled(count: usize, dice: &mut ChaCha8Rng) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        let range = u64::try_from(last).unwrap_or(0) + 1;
        // The remainder favours nobody by more than one in 2^48 for sets of any size people write.
        let other = usize::try_from(dice.next_u64() % range).unwrap_or(0);
        all.swap(last, other);
    }
    all
}
