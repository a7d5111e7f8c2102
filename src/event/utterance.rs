//! What the trainee said in one breath, as the recogniser heard it or as it was typed.

use serde::{Deserialize, Serialize};

use crate::ids::Language;
use crate::time::Span;

/// Thousandths, 0 to 1000. Confidences are kept so that records hold no floats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permille(pub u16);

impl Permille {
    /// Complete confidence: typed words have it.
    pub const FULL: Self = Self(1000);

    /// A share between 0.0 and 1.0, rounded; anything outside is brought to the nearest end, and not-a-number to 0.
    pub fn from_share(share: f32) -> Self {
        Self((share.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }
}

/// One stretch of the trainee's speech between two pauses. A fact: it is never recomputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Utterance {
    /// The language the recogniser was set to, or the scenario's for typed words.
    pub language: Language,
    /// When it was spoken (for typed words: when typing began and when it was sent).
    pub span: Span,
    /// The whole text as the recogniser wrote it, with its punctuation.
    pub text: String,
    /// Its words in order. Never empty for an utterance that holds words; their texts carry their punctuation.
    pub words: Vec<Word>,
    /// How it reached us.
    pub source: Source,
}

/// One word of an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// As written, punctuation attached.
    pub text: String,
    /// When it was spoken, as well as the recogniser can tell (some tenths of a second off).
    pub span: Span,
    /// How sure the recogniser was.
    pub confidence: Permille,
}

/// How an utterance reached us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Spoken, with the SHA-256 (hex) of its clip beside the record, if audio is kept.
    Spoken {
        /// Content hash of the clip: `audio/<hash>.flac` beside the record.
        clip: Option<String>,
    },
    /// Typed on the keyboard.
    Typed,
}

impl Utterance {
    /// Words typed between two instants: each certain, all with the whole span.
    pub fn typed(language: Language, span: Span, text: &str) -> Self {
        let words =
            text.split_whitespace().map(|word| Word { text: word.to_owned(), span, confidence: Permille::FULL }).collect();
        Self { language, span, text: text.trim().to_owned(), words, source: Source::Typed }
    }
}
