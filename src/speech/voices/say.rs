//! One line of text to one clip.

use std::num::{NonZeroU8, NonZeroU32};

use thiserror::Error;
use vorbis_rs::{VorbisBitrateManagementStrategy, VorbisEncoderBuilder, VorbisError};

use super::engine::{Engine, EngineError, RATE};
use super::reading::reading;
use super::shape;
use super::sounds::{SoundsError, sounds};
use crate::ids::Language;
use crate::scenario::Voice;

/// Sounds the engine takes at once.
const MOST_SOUNDS: usize = 505;

/// Vorbis quality: about 34 kbit/s, more than the telephone band leaves of it on playback.
const QUALITY: f32 = 0.0;

/// Why a line could not be spoken.
#[derive(Debug, Error)]
pub enum SayError {
    /// The words could not be turned into sounds.
    #[error(transparent)]
    Sounds(#[from] SoundsError),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Nothing in the text can be spoken.
    #[error("\"{0}\" holds nothing that can be spoken")]
    Nothing(String),
    /// The text is too long for one clip.
    #[error("\"{text}\" is {sounds} sounds long, and {MOST_SOUNDS} is the most; make two lines of it")]
    TooLong {
        /// The text.
        text: String,
        /// How long it is.
        sounds: usize,
    },
    /// The encoder failed.
    #[error("cannot encode the clip")]
    Encode(#[from] VorbisError),
}

/// How one line is to be spoken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Manner {
    /// Speed in percent of the voice's own.
    pub speed: u8,
    /// Level in decibels above the usual loudness.
    pub level_db: f32,
}

/// Speaks a line: samples at [`RATE`], even in loudness, with pauses at its marks.
///
/// # Errors
/// [`SayError`] if a step fails or the text cannot be spoken.
pub fn say(engine: &Engine, text: &str, language: Language, voice: &Voice, manner: Manner) -> Result<Vec<f32>, SayError> {
    let spoken = sounds(&reading(text, language), language)?;
    let known: Vec<(char, i32)> = spoken.chars().filter_map(|sound| Some((sound, engine.token(sound)?))).collect();
    let (sounds, tokens): (Vec<char>, Vec<i32>) = known.into_iter().unzip();
    if !sounds.iter().any(|sound| sound.is_alphabetic()) {
        return Err(SayError::Nothing(text.to_owned()));
    }
    if sounds.len() > MOST_SOUNDS {
        return Err(SayError::TooLong { text: text.to_owned(), sounds: sounds.len() });
    }
    let cents = f32::from(voice.pitch);
    let speed = f32::from(voice.speed) / 100.0 * f32::from(manner.speed) / 100.0;
    // Raising the pitch shortens the sound by the same factor, so the engine speaks slower by it.
    let stretch = 2.0_f32.powf(cents / 1200.0);
    let style = engine.blend(&voice.blend)?;
    let said = engine.say(&tokens, &style, speed / stretch, |frames| shape::lengthen(&sounds, frames))?;
    let paused = shape::with_pauses(&said, &sounds, stretch / speed);
    Ok(shape::finished(&shape::shifted(&paused, cents, f32::from(voice.tremor)), manner.level_db))
}

/// Encodes samples as one Ogg Vorbis stream. The same samples and serial give the same bytes.
///
/// # Errors
/// [`SayError::Encode`] if the encoder fails.
pub fn encode(samples: &[f32], serial: i32) -> Result<Vec<u8>, SayError> {
    let mut encoder = VorbisEncoderBuilder::new_with_serial(RATE_NON_ZERO, NonZeroU8::MIN, Vec::new(), serial)
        .bitrate_management_strategy(VorbisBitrateManagementStrategy::QualityVbr { target_quality: QUALITY })
        .build()?;
    for block in samples.chunks(RATE as usize) {
        encoder.encode_audio_block([block])?;
    }
    Ok(encoder.finish()?)
}

const RATE_NON_ZERO: NonZeroU32 = match NonZeroU32::new(RATE) {
    Some(rate) => rate,
    None => NonZeroU32::MIN,
};
