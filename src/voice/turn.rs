//! What can be measured in one spoken turn.

use super::flow::Flow;
use super::level::Levels;
use super::loudness::loudness;
use super::pitch::Pitch;
use super::syllables::syllables;
use crate::event::Word;
use crate::ids::Language;

/// The measures of one spoken turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// How high it was, if enough of it was voiced.
    pub pitch: Option<Pitch>,
    /// Integrated loudness in LUFS, if it was long enough to have one.
    pub loudness: Option<f64>,
    /// Speech and pauses.
    pub flow: Flow,
    /// Syllables of its words, if it has words and all of them are written in letters.
    pub syllables: Option<u64>,
}

impl Turn {
    /// Measures a turn: its samples (mono, [`super::RATE`]) and its words. `None` where nothing sounds.
    pub fn measure(samples: &[f32], words: &[Word], language: Language) -> Option<Self> {
        let levels = Levels::of(samples);
        let flow = Flow::of(&levels)?;
        let counted: Option<u64> = words.iter().map(|word| syllables(&word.text, language)).sum();
        Some(Self {
            pitch: Pitch::of(samples, &levels),
            loudness: loudness(samples),
            flow,
            syllables: counted.filter(|count| *count > 0),
        })
    }
}
