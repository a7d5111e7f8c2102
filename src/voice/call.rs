//! What a voice did over a whole call.

use std::collections::BTreeMap;

use super::percentile::weighted_median;
use super::turn::Turn;

/// Something measured of a voice; each has its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Median f0, in Hz.
    Height,
    /// f0 from the 10th to the 90th percentile, in semitones.
    Range,
    /// Integrated loudness, in LUFS.
    Loudness,
    /// Articulation rate: syllables a second of speech, pauses left out.
    Rate,
    /// Pauses within turns, in per cent of the turns' length.
    Silence,
    /// Mean length of these pauses, in milliseconds.
    Pause,
}

impl Measure {
    /// All, in the order they are told.
    pub const ALL: [Self; 6] = [Self::Height, Self::Range, Self::Loudness, Self::Rate, Self::Silence, Self::Pause];
}

/// The measures of one call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Call {
    /// Turns that were measured.
    pub turns: usize,
    /// Milliseconds of speech in them.
    pub speech_ms: u64,
    /// What could be measured.
    pub amounts: BTreeMap<Measure, f64>,
}

impl Call {
    /// The measures of a call from its turns: medians over the turns, each weighing as much as it holds speech, so that many short
    /// answers do not outweigh what was really said. Pauses are taken over all turns together: most turns have none, and the median
    /// of none is none.
    pub fn of(turns: &[Turn]) -> Self {
        let middle = |amount: fn(&Turn) -> Option<f64>| {
            weighted_median(turns.iter().filter_map(|turn| Some((amount(turn)?, turn.flow.speech_ms))).collect())
        };
        let speech_ms: u64 = turns.iter().map(|turn| turn.flow.speech_ms).sum();
        let silence_ms: u64 = turns.iter().map(|turn| turn.flow.silence_ms()).sum();
        let pauses = turns.iter().map(|turn| turn.flow.pauses_ms.len()).sum::<usize>();
        let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
        let amount = |measure| match measure {
            Measure::Height => middle(|turn| turn.pitch.map(|pitch| pitch.median_hz)),
            Measure::Range => middle(|turn| turn.pitch.map(|pitch| pitch.range_semitones)),
            Measure::Loudness => middle(|turn| turn.loudness),
            Measure::Rate => middle(|turn| Some(turn.syllables? as f64 * 1_000.0 / turn.flow.speech_ms as f64)),
            Measure::Silence => share(100 * silence_ms, speech_ms + silence_ms),
            Measure::Pause => share(silence_ms, pauses as u64),
        };
        let amounts = Measure::ALL.into_iter().filter_map(|measure| Some((measure, amount(measure)?))).collect();
        Self { turns: turns.len(), speech_ms, amounts }
    }
}
