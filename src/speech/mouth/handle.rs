//! The mouth as the shell sees it: orders in, events out, nothing that blocks.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::loudspeaker::{OpenLoudspeaker, open_loudspeaker};
use super::speaking::Speaking;
use crate::event::Permille;
use crate::ids::Seq;

/// How the mouth is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MouthConfig {
    /// Volume of everything, 0 to 1000.
    pub volume: Permille,
    /// Line noise under the customer's voice, in decibels below it, if any.
    pub noise_db: Option<u8>,
    /// Whether to look for a loudspeaker at all; without, the mouth is silent from the start and says nothing about it.
    pub audible: bool,
}

impl Default for MouthConfig {
    fn default() -> Self {
        Self { volume: Permille(800), noise_db: None, audible: true }
    }
}

/// A sound that goes on until it is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// The telephone rings.
    Ring,
    /// Music on hold.
    HoldMusic,
    /// The open line's noise.
    Line,
}

/// What the mouth tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MouthEvent {
    /// A line began to sound (or its caption to show).
    Began(Seq),
    /// A line ended.
    Ended {
        /// Which one.
        reply: Seq,
        /// Whether it was cut before its end.
        cut: bool,
    },
    /// There is no loudspeaker, or it went away; this is why. Lines go on silently.
    DeviceLost(String),
    /// There is a loudspeaker: at the start, or again.
    DeviceBack,
    /// A line's file cannot be played; this is why. It goes on as a caption.
    Unplayable {
        /// Which line.
        reply: Seq,
        /// What is wrong.
        why: String,
    },
}

#[derive(Debug)]
pub(super) enum Command {
    Line { reply: Seq, file: Option<PathBuf>, fallback_ms: u64 },
    Samples { reply: Seq, mono: Vec<f32>, rate: u32 },
    Preload(Vec<PathBuf>),
    Cut,
    Sound(Option<Background>),
    Hangup,
    Volume(Permille),
    Noise(Option<u8>),
}

/// The loudspeaker, or its stand-in. Dropping it falls silent.
#[derive(Debug)]
pub struct Mouth {
    commands: Sender<Command>,
    events: Mutex<Receiver<MouthEvent>>,
    shown: Arc<Shown>,
}

/// What anybody may look at while a line sounds.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) speaking: AtomicBool,
    pub(super) position_ms: AtomicU64,
    pub(super) length_ms: AtomicU64,
}

impl Mouth {
    /// Opens the default loudspeaker in the background.
    pub fn start(config: MouthConfig) -> Self {
        Self::with(config, Box::new(open_loudspeaker))
    }

    /// The same with another loudspeaker.
    pub fn with(config: MouthConfig, open: OpenLoudspeaker) -> Self {
        let (commands, orders) = channel();
        let (tell, events) = channel();
        let shown = Arc::new(Shown::default());
        let show = Arc::clone(&shown);
        // If no thread can be had, its channels close: the shell sees a mouth that never speaks, and captions remain.
        let _ = std::thread::Builder::new()
            .name("pronto-mouth".to_owned())
            .spawn(move || Speaking::new(config, open, tell, show).run(&orders));
        Self { commands, events: Mutex::new(events), shown }
    }

    /// Plays a line from its file, after the lines still waiting. If the file cannot be played, the line is silent for as long
    /// as a caption needs.
    pub fn play_line(&self, file: &Path, reply: Seq) {
        self.order(Command::Line { reply, file: Some(file.to_owned()), fallback_ms: 2_000 });
    }

    /// A line without sound: its caption shows for so long.
    pub fn show_line(&self, millis: u64, reply: Seq) {
        self.order(Command::Line { reply, file: None, fallback_ms: millis });
    }

    /// Plays a line from mono samples.
    pub fn play_samples(&self, mono: Vec<f32>, rate: u32, reply: Seq) {
        self.order(Command::Samples { reply, mono, rate });
    }

    /// Decodes files before they are needed, so that they begin at once.
    pub fn preload(&self, files: Vec<PathBuf>) {
        self.order(Command::Preload(files));
    }

    /// Cuts the line that sounds and forgets those that wait.
    pub fn cut(&self) {
        self.order(Command::Cut);
    }

    /// Changes the background.
    pub fn sound(&self, background: Option<Background>) {
        self.order(Command::Sound(background));
    }

    /// The other side hung up: cuts everything and plays the tone of a dead line.
    pub fn end_tone(&self) {
        self.order(Command::Hangup);
    }

    /// Sets the volume of everything.
    pub fn set_volume(&self, volume: Permille) {
        self.order(Command::Volume(volume));
    }

    /// Sets the noise of the line, in decibels below speech; none is a perfect line.
    pub fn set_noise(&self, noise_db: Option<u8>) {
        self.order(Command::Noise(noise_db));
    }

    /// The next event, if there is one.
    pub fn try_recv(&self) -> Option<MouthEvent> {
        self.events.lock().ok()?.try_recv().ok()
    }

    /// The next event, waiting for it at most so long.
    pub fn recv_timeout(&self, patience: Duration) -> Option<MouthEvent> {
        self.events.lock().ok()?.recv_timeout(patience).ok()
    }

    /// Whether a line sounds now.
    pub fn speaking(&self) -> bool {
        self.shown.speaking.load(Ordering::Relaxed)
    }

    /// Where the line that sounds is, and how long it is, in milliseconds; for captions that follow the voice.
    pub fn position_ms(&self) -> Option<(u64, u64)> {
        let shown = &self.shown;
        let position = || (shown.position_ms.load(Ordering::Relaxed), shown.length_ms.load(Ordering::Relaxed));
        self.speaking().then(position)
    }

    fn order(&self, command: Command) {
        // A failure means that the thread is gone; there is nobody left to obey.
        let _ = self.commands.send(command);
    }
}
