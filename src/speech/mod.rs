//! Ears and mouth: microphone, voice activity, recogniser, playback, model set-up. Local: nothing here talks to the network
//! except [`model::fetch`], which a person starts.
//!
//! # For the shell
//!
//! ```no_run
//! # use std::time::Instant;
//! # use pronto::{ids::{Language, Seq}, speech::*};
//! let ears = Ears::start(EarsConfig::new(Language::It, model::default_model(), Instant::now()));
//! let mouth = Mouth::start(MouthConfig::default());
//! ears.open_call(Instant::now(), Language::It, "Telefonia Sole, Anna Rinaldi, modem.");   // the phone begins to ring
//! mouth.sound(Some(Background::Ring));
//! mouth.sound(None);                                                                      // answered
//! mouth.play_line("audio/bolletta/saluto.ogg".as_ref(), Seq(3));
//! // every frame:
//! while let Some(event) = ears.try_recv() { /* EarEvent::Heard(heard) => Fact::Heard(heard.utterance), ... */ }
//! while let Some(event) = mouth.try_recv() { /* MouthEvent::Began(seq) => Fact::LineBegan(seq), ... */ }
//! ```
//!
//! [`Ears`] and [`Mouth`] are `Send + Sync`, never block and never fail to start: what is missing is told by events
//! (`ModelFailed`, `DeviceLost`), and the call goes on typed and captioned. A mouth without a loudspeaker still reports
//! when each line would have ended.
//!
//! | event of the ears | what the shell makes of it |
//! | --- | --- |
//! | `SpeechBegan { at }` | `Fact::SpeechBegan` |
//! | `Paused { at }` | nothing; the moment for a breath or an "mh" |
//! | `Heard(heard)` | `Fact::Heard(heard.utterance)`; store `heard.clip` |
//! | `Dropped { why, .. }` | `Fact::SpeechDropped`; before it `Fact::Device(Unintelligible)` if `why.was_speech()` |
//! | `DeviceLost`, `DeviceBack` | `Fact::Device(MicrophoneLost)`, `Fact::Device(MicrophoneBack)` |
//!
//! Without devices, the same detector and recogniser hear samples: [`hear_clip`], and [`clip::decode_file`] to get them
//! from a file.
//!
//! Absent: what words mean (`understand`), the rules of a call, and the rendering of voices (`voices`).

pub mod clip;
mod device;
mod ears;
mod error;
pub mod guard;
mod hear;
mod microphone;
pub mod model;
mod mouth;
mod resample;
pub mod segment;
mod sound;
mod transcriber;
mod vad;
#[cfg(feature = "voices")]
pub mod voices;
mod whisper;

pub use ears::{EarEvent, Ears, EarsConfig, LoadTranscriber, OpenCapture};
pub use error::SpeechError;
pub use hear::{Clip, DropReason, Heard, Hearing, Setting, hear_clip, recognise};
pub use microphone::{Capture, Captured, open_microphone};
pub use mouth::{Background, Loudspeaker, Mouth, MouthConfig, MouthEvent, OpenLoudspeaker};
pub use resample::Resampler;
#[cfg(feature = "voices")]
pub(crate) use resample::resample;
pub use sound::{TELEPHONE_HIGH_HZ, TELEPHONE_LOW_HZ, hold_music, render_line, ring, tone};
pub use transcriber::{HeardWord, Transcriber, Transcript};
pub use vad::{FRAME, Vad, VoiceDetector};
pub use whisper::{Whisper, WhisperConfig};

/// Samples a second of everything the ears hear, mono.
pub const RATE: u32 = 16_000;

/// Whole milliseconds that so many samples at [`RATE`] last.
pub fn millis(samples: usize) -> u64 {
    samples as u64 * 1_000 / u64::from(RATE)
}

/// How many samples at [`RATE`] last so many milliseconds.
pub fn samples(millis: u64) -> usize {
    (millis * u64::from(RATE) / 1_000) as usize
}
