//! The device that plays, or a test's stand-in, and what plays on it.

use std::any::Any;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rodio::buffer::SamplesBuffer;
use rodio::mixer::Mixer;
use rodio::{ChannelCount, DeviceSinkBuilder, Player, Sample, SampleRate, Source};

use crate::speech::SpeechError;
use crate::speech::device::is_gone;

/// Something that plays what is mixed for it. Dropping it closes it.
#[expect(missing_debug_implementations, reason = "holds a device's handle")]
pub struct Loudspeaker {
    /// Takes what is to be played.
    pub mixer: Mixer,
    /// Set when the device says that it is gone.
    pub gone: Arc<AtomicBool>,
    /// Kept for as long as it is to play.
    pub keep: Box<dyn Any>,
}

/// How the mouth gets its loudspeaker, called on its own thread; again after one was lost.
pub type OpenLoudspeaker = Box<dyn FnMut() -> Result<Loudspeaker, SpeechError> + Send>;

/// Opens the system's default loudspeaker.
///
/// # Errors
/// [`SpeechError::Device`] if there is none or it cannot be opened.
pub(super) fn open_loudspeaker() -> Result<Loudspeaker, SpeechError> {
    let missing = |error: rodio::DeviceSinkError| SpeechError::Device { what: "loudspeaker", why: error.to_string() };
    let gone = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&gone);
    let builder = DeviceSinkBuilder::from_default_device().map_err(missing)?;
    let mut sink = builder
        .with_error_callback(move |error: rodio::CpalError| {
            if is_gone(error.kind()) {
                flag.store(true, Ordering::Relaxed);
            }
        })
        .open_stream()
        .map_err(missing)?;
    sink.log_on_drop(false);
    Ok(Loudspeaker { mixer: sink.mixer().clone(), gone, keep: Box::new(sink) })
}

/// Sound ready to be played.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) mono: Arc<[f32]>,
    pub(super) rate: u32,
}

impl Line {
    pub(super) fn millis(&self) -> u64 {
        self.mono.len() as u64 * 1_000 / u64::from(self.rate.max(1))
    }

    pub(super) fn source(&self) -> Option<SamplesBuffer> {
        let (channels, rate) = (NonZero::new(1)?, NonZero::new(self.rate)?);
        Some(SamplesBuffer::new(channels, rate, self.mono.to_vec()))
    }
}

/// A loudspeaker that takes no sound for so long is gone, whatever it says.
const STUCK: Duration = Duration::from_secs(2);

/// A loudspeaker with the customer's voice and the background on it.
pub(super) struct Voice {
    speaker: Loudspeaker,
    pub(super) voice: Player,
    pub(super) background: Option<Player>,
    taken: Arc<AtomicU64>,
    seen: (u64, Instant),
}

impl Voice {
    pub(super) fn on(speaker: Loudspeaker) -> Self {
        let taken = Arc::new(AtomicU64::new(0));
        speaker.mixer.add(Pulse(Arc::clone(&taken)));
        let voice = Player::connect_new(&speaker.mixer);
        Self { speaker, voice, background: None, taken, seen: (0, Instant::now()) }
    }

    pub(super) fn mixer(&self) -> &Mixer {
        &self.speaker.mixer
    }

    /// Why it can no longer be used, if so.
    pub(super) fn lost(&mut self) -> Option<&'static str> {
        let taken = self.taken.load(Ordering::Relaxed);
        if taken != self.seen.0 {
            self.seen = (taken, Instant::now());
        }
        if self.speaker.gone.load(Ordering::Relaxed) {
            Some("it went away")
        } else if self.seen.1.elapsed() > STUCK {
            Some("it takes no sound any more")
        } else {
            None
        }
    }
}

/// Silence that counts how much of it was played.
struct Pulse(Arc<AtomicU64>);

impl Iterator for Pulse {
    type Item = Sample;

    fn next(&mut self) -> Option<Sample> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Some(0.0)
    }
}

impl Source for Pulse {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> SampleRate {
        // Low, so that counting costs nothing.
        NonZero::<u32>::MIN.saturating_add(7_999)
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
