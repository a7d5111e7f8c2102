//! Speech and pauses within a turn, told by the sound alone: a recogniser's times are some tenths of a second off, as much as a
//! pause lasts.

use super::level::{HOP_MS, Levels};

/// From so long on silence is a pause (ms): Goldman-Eisler's bound, below which lie the closures of plosives.
pub const PAUSE_MS: u64 = 250;
/// What sounds between two pauses for less than this (ms) is a click, as de Jong & Wempe (2009) have it.
const CLICK_MS: u64 = 100;

/// What a turn is made of. It begins with its first sound and ends with its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Milliseconds without the pauses.
    pub speech_ms: u64,
    /// Length of each pause in milliseconds. A silence of 700 ms ends a turn, so none is much longer.
    pub pauses_ms: Vec<u64>,
}

impl Flow {
    /// The flow of a sound; `None` where nothing sounds.
    pub(super) fn of(levels: &Levels) -> Option<Self> {
        let mut pieces: Vec<(u64, u64)> = Vec::new();
        for frame in (0..levels.len()).filter(|frame| levels.sounds(*frame)) {
            let at = frame as u64 * HOP_MS;
            match pieces.last_mut() {
                Some(piece) if at - piece.1 < PAUSE_MS => piece.1 = at + HOP_MS,
                _ => pieces.push((at, at + HOP_MS)),
            }
        }
        pieces.retain(|(from, to)| to - from >= CLICK_MS);
        let speech_ms = pieces.iter().map(|(from, to)| to - from).sum();
        let pauses_ms = pieces.windows(2).map(|pair| pair[1].0 - pair[0].1).collect();
        (!pieces.is_empty()).then_some(Self { speech_ms, pauses_ms })
    }

    /// Milliseconds of all pauses together.
    pub fn silence_ms(&self) -> u64 {
        self.pauses_ms.iter().sum()
    }
}
