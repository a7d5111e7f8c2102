//! How loud each hundredth of a second is, and which of them sound.

use super::RATE;
use super::percentile::percentile;

/// One frame after the other begins so many samples later: 10 ms.
pub(super) const HOP: usize = RATE / 100;
/// Milliseconds of a hop.
pub(super) const HOP_MS: u64 = 10;
/// Samples a level is taken over, around the middle of its hop: 20 ms, a period or more of all but the lowest voices.
const WINDOW: usize = RATE / 50;
/// So far below the loudest hundredth (dB) begins silence, as de Jong & Wempe (2009) have it for syllables and pauses.
const SILENCE_DB: f64 = 25.0;
/// In a noisy room silence begins so far above the noise (dB); our proposal.
const ABOVE_NOISE_DB: f64 = 6.0;
/// However noisy: what is less than so far below the loudest (dB) sounds; our proposal.
const SOUND_DB: f64 = 12.0;
/// Of a voice, sound is looked through that is less than so far below the loudest (dB), as Boersma (1993) has it: sentences end low
/// and softly, and noise does not repeat itself.
const VOICE_DB: f64 = 30.0;
/// Quieter than this (dB of full scale) nothing sounds: the last bit of a clip of 16 bits is at about -96.
const NOTHING_DB: f64 = -80.0;

/// The level of each frame in dB of full scale, and from which level a frame sounds and may be voiced.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    frames: Vec<f64>,
    sound_from: f64,
    voice_from: f64,
}

impl Levels {
    /// The levels of a sound.
    pub(super) fn of(samples: &[f32]) -> Self {
        let level = |at: usize| {
            let middle = at * HOP + HOP / 2;
            let window = &samples[middle.saturating_sub(WINDOW / 2)..(middle + WINDOW / 2).min(samples.len())];
            let power = window.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / window.len().max(1) as f64;
            10.0 * power.max(1e-12).log10()
        };
        let frames: Vec<f64> = (0..samples.len() / HOP).map(level).collect();
        let mut sorted = frames.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share| percentile(&sorted, share).unwrap_or(f64::NEG_INFINITY);
        let loudest = at(0.99);
        // A clip begins and ends with a little of the room: its quietest twentieth is the noise.
        let noise = at(0.05);
        let sound = (noise + ABOVE_NOISE_DB).clamp(loudest - SILENCE_DB, loudest - SOUND_DB);
        Self { frames, sound_from: sound.max(NOTHING_DB), voice_from: (loudest - VOICE_DB).max(NOTHING_DB) }
    }

    /// How many frames there are.
    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether a frame sounds.
    pub(super) fn sounds(&self, frame: usize) -> bool {
        self.frames.get(frame).is_some_and(|level| *level > self.sound_from)
    }

    /// Whether a frame may be voiced.
    pub(super) fn may_be_voiced(&self, frame: usize) -> bool {
        self.frames.get(frame).is_some_and(|level| *level > self.voice_from)
    }
}
