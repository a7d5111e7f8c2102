//! What a recogniser does, and what it gives.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::SpeechError;
use crate::event::Permille;
use crate::ids::Language;

/// Turns speech into words.
pub trait Transcriber: Send {
    /// Transcribes one utterance: 16 kHz mono, -1.0 to 1.0, at most 28 s (a Whisper model hears 30 s at a time).
    ///
    /// `prompt` holds names, places and product words that may occur; never phrases that score.
    ///
    /// # Errors
    /// [`SpeechError::Recogniser`]; [`SpeechError::CalledOff`] if `called_off` became true meanwhile.
    fn transcribe(
        &mut self,
        samples: &[f32],
        language: Language,
        prompt: &str,
        called_off: &Arc<AtomicBool>,
    ) -> Result<Transcript, SpeechError>;
}

/// What a recogniser heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The whole text, with the recogniser's punctuation.
    pub text: String,
    /// Its words in order, punctuation attached.
    pub words: Vec<HeardWord>,
    /// How likely the recogniser thinks it that nobody spoke, as far as it says.
    pub no_speech: Permille,
}

impl Transcript {
    /// Nothing heard.
    pub fn empty() -> Self {
        Self { text: String::new(), words: Vec::new(), no_speech: Permille(0) }
    }
}

/// One word of a [`Transcript`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardWord {
    /// As written, punctuation attached.
    pub text: String,
    /// Milliseconds from the first sample to its beginning.
    pub from_ms: u64,
    /// Milliseconds from the first sample to its end.
    pub to_ms: u64,
    /// How sure the recogniser was: the probability of its least likely token, punctuation left out, because one wrong
    /// syllable makes another word.
    pub confidence: Permille,
}
