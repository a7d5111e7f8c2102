//! What each feature adds for each act, laid out so that adding it up is quick: it is what understanding spends most of its time on.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A feature that bears on more acts than this is a row with a number for each act, to be added in one sweep; one that bears on fewer
/// is a list.
const LONGEST_LIST: usize = 16;

/// Where a feature's weights lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first number of a row.
    Row(u32),
    /// First and one past the last of a list.
    List(u32, u32),
}

/// The weights of all features.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Rows {
    /// How many acts there are.
    width: usize,
    index: HashMap<u64, Place, BuildHasherDefault<Ready>>,
    /// Rows of `width` numbers.
    rows: Vec<i8>,
    /// An act and what the feature adds for it.
    lists: Vec<(u8, i8)>,
}

/// Features are hashed already.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Rows {
    /// For so many acts, at most 256, and about so many features.
    pub(super) fn new(width: usize, features: usize) -> Self {
        let index = HashMap::with_capacity_and_hasher(features, BuildHasherDefault::default());
        Self { width, index, ..Self::default() }
    }

    /// How many features have weights.
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// Adds a feature with its weights; acts beyond the width are left out.
    pub(super) fn add(&mut self, feature: u64, weights: &[(u8, i8)]) {
        let place = if weights.len() > LONGEST_LIST {
            let from = self.rows.len();
            self.rows.resize(from + self.width, 0);
            for (act, weight) in weights {
                if let Some(slot) = self.rows[from..].get_mut(usize::from(*act)) {
                    *slot = *weight;
                }
            }
            Place::Row(from as u32)
        } else {
            let from = self.lists.len() as u32;
            self.lists.extend(weights.iter().filter(|(act, _)| usize::from(*act) < self.width));
            Place::List(from, self.lists.len() as u32)
        };
        self.index.insert(feature, place);
    }

    /// Where a feature's weights lie, if it has any.
    pub(super) fn place(&self, feature: u64) -> Option<Place> {
        self.index.get(&feature).copied()
    }

    /// Adds a feature's weights to sums, one for each act.
    pub(super) fn add_to(&self, place: Place, sums: &mut [i32]) {
        match place {
            Place::Row(from) => {
                let row = &self.rows[from as usize..][..self.width];
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
            Place::List(from, to) => {
                for (act, weight) in &self.lists[from as usize..to as usize] {
                    sums[usize::from(*act)] += i32::from(*weight);
                }
            }
        }
    }

    /// A feature's weights other than nothing, act by act.
    pub(super) fn weights(&self, feature: u64) -> Vec<(u8, i8)> {
        let mut sums = vec![0; self.width];
        if let Some(place) = self.place(feature) {
            self.add_to(place, &mut sums);
        }
        // What was added to nothing is one weight, and so no more than a byte.
        (0_u8..=u8::MAX).zip(sums.into_iter().map(|sum| sum as i8)).filter(|(_, weight)| *weight != 0).collect()
    }
}
