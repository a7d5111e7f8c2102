//! From a segment of sound to an utterance, or to the reason why there is none. Used by the live ears and for files alike.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::guard::{self, Rejected};
use super::segment::{Segment, SegmentEvent, Segmenter, Timing};
use super::{SpeechError, Transcriber, VoiceDetector, clip, millis};
use crate::event::{Source, Utterance, Word};
use crate::ids::Language;
use crate::time::{CallTime, Span};

/// What the recogniser is told about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The language spoken.
    pub language: Language,
    /// Names, places and product words that may occur; never phrases that score.
    pub prompt: String,
}

/// A stored piece of sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// SHA-256 of the FLAC file, in hex: its name beside the record.
    pub name: String,
    /// The FLAC file: 16 kHz mono, 16 bit.
    pub flac: Vec<u8>,
}

/// Words that somebody said.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The utterance, ready to be a fact. Its source names the clip.
    pub utterance: Utterance,
    /// Its sound.
    pub clip: Clip,
    /// How long recognition took (wall clock, ms).
    pub recognition_ms: u64,
    /// Whether the turn goes on: it was cut because it grew too long.
    pub cut: bool,
}

/// What became of a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum Hearing {
    /// Words.
    Words(Heard),
    /// Nothing that may be kept as words.
    Nothing {
        /// The stretch of sound.
        span: Span,
        /// Why not.
        why: DropReason,
        /// Its sound, for a person who wants to listen, if it was speech.
        clip: Option<Clip>,
    },
}

/// Why a sound became no utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DropReason {
    /// Too short for speech: a cough, a keystroke.
    TooShort,
    /// The recogniser's words are not to be trusted.
    Rejected(Rejected),
    /// The recogniser failed; this is what it said.
    Failed(String),
    /// There is no recogniser: no model, or not loaded yet.
    NoRecogniser,
}

impl DropReason {
    /// Whether somebody most likely spoke, so that the record should say that speech was not understood.
    pub fn was_speech(&self) -> bool {
        match self {
            Self::TooShort => false,
            Self::Rejected(why) => matches!(why, Rejected::Loop | Rejected::TooFast),
            Self::Failed(_) | Self::NoRecogniser => true,
        }
    }
}

/// Recognises one segment. `at` tells when a sample of the stream was spoken.
///
/// # Errors
/// [`SpeechError::CalledOff`] only; every other failure is told as [`Hearing::Nothing`], because a call goes on.
pub fn recognise(
    segment: &Segment,
    at: impl Fn(u64) -> CallTime,
    setting: &Setting,
    transcriber: &mut dyn Transcriber,
    called_off: &Arc<AtomicBool>,
) -> Result<Hearing, SpeechError> {
    let span = Span::new(at(segment.from), at(segment.to));
    let began = std::time::Instant::now();
    let transcript = match transcriber.transcribe(&segment.samples, setting.language, &setting.prompt, called_off) {
        Ok(transcript) => transcript,
        Err(SpeechError::CalledOff) => return Err(SpeechError::CalledOff),
        Err(error) => {
            let why = DropReason::Failed(error.to_string());
            return Ok(Hearing::Nothing { span, why, clip: encode(&segment.samples).ok() });
        }
    };
    let recognition_ms = began.elapsed().as_millis() as u64;
    if let Err(why) = guard::judge(&transcript, &segment.samples) {
        let why = DropReason::Rejected(why);
        let clip = if why.was_speech() { encode(&segment.samples).ok() } else { None };
        return Ok(Hearing::Nothing { span, why, clip });
    }
    let clip = match encode(&segment.samples) {
        Ok(clip) => clip,
        Err(error) => return Ok(Hearing::Nothing { span, why: DropReason::Failed(error.to_string()), clip: None }),
    };
    // A word lies inside its utterance, whatever the recogniser's clock says.
    let place = |ms: u64| at(segment.start + super::samples(ms) as u64).clamp(span.from, span.to);
    let words = transcript.words.into_iter().map(|word| {
        let span = Span::new(place(word.from_ms), place(word.to_ms));
        Word { text: word.text, span, confidence: word.confidence }
    });
    let utterance = Utterance {
        language: setting.language,
        span,
        text: transcript.text,
        words: words.collect(),
        source: Source::Spoken { clip: Some(clip.name.clone()) },
    };
    Ok(Hearing::Words(Heard { utterance, clip, recognition_ms, cut: segment.cut }))
}

fn encode(samples: &[f32]) -> Result<Clip, SpeechError> {
    let flac = clip::encode_flac(samples)?;
    Ok(Clip { name: clip::content_name(&flac), flac })
}

/// Hears a whole clip (16 kHz mono) as if it came through the microphone, its first sample spoken at `origin`: the same
/// detector, the same recogniser, as fast as the machine can.
pub fn hear_clip(samples: &[f32], origin: CallTime, setting: &Setting, transcriber: &mut dyn Transcriber) -> Vec<Hearing> {
    let mut segmenter = Segmenter::new(VoiceDetector::default(), Timing::default());
    let mut events = segmenter.push(samples);
    events.extend(segmenter.finish());
    let at = |sample: u64| origin.plus(millis(sample as usize));
    let never = Arc::new(AtomicBool::new(false));
    let mut began = origin;
    let mut heard = Vec::new();
    for event in events {
        match event {
            SegmentEvent::Began { at: sample } => began = at(sample),
            SegmentEvent::Ended(segment) => heard.extend(recognise(&segment, at, setting, transcriber, &never).ok()),
            SegmentEvent::Dropped { at: sample } => {
                let span = Span::new(began, at(sample));
                heard.push(Hearing::Nothing { span, why: DropReason::TooShort, clip: None });
            }
            SegmentEvent::Paused(_) | SegmentEvent::Resumed => {}
        }
    }
    heard
}
