//! The ears as the shell sees them: orders in, events out, nothing that blocks.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::listening::Listening;
use super::recogniser::{load, recognise_jobs};
use crate::event::Permille;
use crate::ids::Language;
use crate::speech::hear::{DropReason, Heard, Setting};
use crate::speech::microphone::{Capture, open_microphone};
use crate::speech::segment::Timing;
use crate::speech::{Clip, SpeechError, Transcriber, WhisperConfig};
use crate::time::{CallTime, Span};

/// How the ears are set up.
#[derive(Debug, Clone)]
pub struct EarsConfig {
    /// The recogniser's model, and its threads.
    pub whisper: WhisperConfig,
    /// The language of the first call.
    pub language: Language,
    /// Words that may occur in it.
    pub prompt: String,
    /// The instant that is 0 of the call's time.
    pub origin: Instant,
    /// When turns begin and end.
    pub timing: Timing,
    /// Whether to open the microphone at once; else the ears begin muted.
    pub listening: bool,
}

impl EarsConfig {
    /// The usual set-up: one thread, listening.
    pub fn new(language: Language, model: PathBuf, origin: Instant) -> Self {
        let whisper = WhisperConfig { model, threads: 1 };
        Self { whisper, language, prompt: String::new(), origin, timing: Timing::default(), listening: true }
    }
}

/// What the ears tell.
#[derive(Debug, Clone, PartialEq)]
pub enum EarEvent {
    /// The model is being loaded.
    ModelLoading,
    /// The model is there: its file name and SHA-256, for the record's header.
    ModelReady {
        /// File name.
        name: String,
        /// SHA-256 of the file, in hex.
        sha256: String,
    },
    /// There will be no recognition; this is why, and what to do.
    ModelFailed(String),
    /// There is no microphone, or it went away; this is why. The ears try again every two seconds.
    DeviceLost(String),
    /// A microphone is there: at the start, or again. This is its name.
    DeviceBack(String),
    /// Somebody began to speak.
    SpeechBegan {
        /// When.
        at: CallTime,
    },
    /// The speaker pauses; perhaps the turn is over.
    Paused {
        /// When the last sound was.
        at: CallTime,
    },
    /// Somebody said something.
    Heard(Box<Heard>),
    /// What began was no speech, or could not be understood.
    Dropped {
        /// The stretch of sound.
        span: Span,
        /// Why.
        why: DropReason,
        /// Its sound, if it was speech.
        clip: Option<Clip>,
    },
}

/// A microphone with a recogniser behind it. Dropping it closes the microphone.
#[derive(Debug)]
pub struct Ears {
    commands: Sender<Command>,
    events: Mutex<Receiver<EarEvent>>,
    level: Arc<AtomicU16>,
}

#[derive(Debug)]
pub(super) enum Command {
    OpenCall { origin: Instant, setting: Setting },
    Mute(bool),
}

/// How the ears get their sound: the microphone, or a stand-in.
pub type OpenCapture = Box<dyn FnMut() -> Result<Capture, SpeechError> + Send>;
/// How the ears get their recogniser, called on its own thread.
pub type LoadTranscriber = Box<dyn FnOnce() -> Result<(Box<dyn Transcriber>, EarEvent), SpeechError> + Send>;

impl Ears {
    /// Opens the default microphone and loads the model, both in the background.
    pub fn start(config: EarsConfig) -> Self {
        Self::hearing(config, Box::new(open_microphone))
    }

    /// The same with another source of sound.
    pub fn hearing(config: EarsConfig, open: OpenCapture) -> Self {
        let whisper = config.whisper.clone();
        Self::with(config, open, Box::new(move || load(&whisper)))
    }

    /// The same with another source of sound and another recogniser.
    pub fn with(config: EarsConfig, open: OpenCapture, load: LoadTranscriber) -> Self {
        let (commands, orders) = channel();
        let (tell, events) = channel();
        let (jobs, work) = channel();
        let level = Arc::new(AtomicU16::new(0));
        let shown = Arc::clone(&level);
        let heard = tell.clone();
        spawn("pronto-recogniser", move || recognise_jobs(load, &work, &heard));
        spawn("pronto-ears", move || Listening::new(config, jobs, tell, shown).run(open, &orders));
        Self { commands, events: Mutex::new(events), level }
    }

    /// A call begins: `origin` is 0 of its time (the phone began to ring); `prompt` holds names and product words.
    pub fn open_call(&self, origin: Instant, language: Language, prompt: &str) {
        let setting = Setting { language, prompt: prompt.to_owned() };
        // A failure means that the thread is gone, and the shell has been told.
        let _ = self.commands.send(Command::OpenCall { origin, setting });
    }

    /// Stops (or goes on) listening: between calls, or while the customer is on hold. What was being said is still heard.
    pub fn mute(&self, muted: bool) {
        let _ = self.commands.send(Command::Mute(muted));
    }

    /// The next event, if there is one.
    pub fn try_recv(&self) -> Option<EarEvent> {
        self.events.lock().ok()?.try_recv().ok()
    }

    /// The next event, waiting for it at most so long.
    pub fn recv_timeout(&self, patience: Duration) -> Option<EarEvent> {
        self.events.lock().ok()?.recv_timeout(patience).ok()
    }

    /// How loud the microphone is now, for a meter: 0 silence, 1000 full scale (root mean square of the last 50 ms or so).
    pub fn level(&self) -> Permille {
        Permille(self.level.load(Ordering::Relaxed))
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    // If no thread can be had, its channels close, and the shell sees ears that never hear: typed turns remain.
    let _ = std::thread::Builder::new().name(name.to_owned()).spawn(work);
}
