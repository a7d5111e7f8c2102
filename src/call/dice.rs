//! Seeded chance, one stream per concern, so that a new draw for one never moves another. `ChaCha8Rng` because its output is
//! part of its contract, unlike the standard generator's.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

/// All dice of a call.
#[derive(Debug)]
pub(super) struct Dice {
    /// Which wording of a line.
    pub(super) wording: ChaCha8Rng,
    /// Numbers the desk makes up: ticket numbers.
    pub(super) desk: ChaCha8Rng,
}

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        let stream = |number| {
            let mut dice = ChaCha8Rng::seed_from_u64(seed);
            dice.set_stream(number);
            dice
        };
        Self { wording: stream(1), desk: stream(2) }
    }
}

impl Clone for Dice {
    /// The same throws are still to come.
    fn clone(&self) -> Self {
        let twin = |dice: &ChaCha8Rng| {
            let mut twin = ChaCha8Rng::from_seed(dice.get_seed());
            twin.set_stream(dice.get_stream());
            twin.set_word_pos(dice.get_word_pos());
            twin
        };
        Self { wording: twin(&self.wording), desk: twin(&self.desk) }
    }
}
