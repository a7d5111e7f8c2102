//! The mouth: plays the customer's lines through a telephone's band, and the sounds around them. Without a loudspeaker it
//! is silent and still tells when each line would have ended, so that a call runs the same on captions alone.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink, Player, Source};

use super::SpeechError;
use super::clip::decode_at_own_rate;
use super::sound::{SOUND_RATE, downmix, end_tone, hold_music, line_noise, render_line, ring};
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
enum Command {
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
struct Shown {
    speaking: AtomicBool,
    position_ms: AtomicU64,
    length_ms: AtomicU64,
}

impl Mouth {
    /// Opens the default loudspeaker in the background.
    pub fn start(config: MouthConfig) -> Self {
        let (commands, orders) = channel();
        let (tell, events) = channel();
        let shown = Arc::new(Shown::default());
        let show = Arc::clone(&shown);
        // If no thread can be had, its channels close: the shell sees a mouth that never speaks, and captions remain.
        let _ = std::thread::Builder::new()
            .name("pronto-mouth".to_owned())
            .spawn(move || Speaking::new(config, tell, show).run(&orders));
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

/// Sound ready to be played.
#[derive(Clone)]
struct Line {
    mono: Arc<[f32]>,
    rate: u32,
}

impl Line {
    fn millis(&self) -> u64 {
        self.mono.len() as u64 * 1_000 / u64::from(self.rate.max(1))
    }

    fn source(&self) -> Option<SamplesBuffer> {
        let (channels, rate) = (NonZero::new(1)?, NonZero::new(self.rate)?);
        Some(SamplesBuffer::new(channels, rate, self.mono.to_vec()))
    }
}

/// How often a line's end and the device are looked at.
const TICK: Duration = Duration::from_millis(10);
/// How long to wait before a missing loudspeaker is tried again.
const RETRY: Duration = Duration::from_secs(2);
/// Decoded lines kept; a call has fewer.
const KEPT: usize = 256;

/// The speaking thread.
struct Speaking {
    config: MouthConfig,
    tell: Sender<MouthEvent>,
    shown: Arc<Shown>,
    device: Option<Device>,
    told_lost: bool,
    try_again: Instant,
    background: Option<Background>,
    waiting: VecDeque<(Seq, Line)>,
    now: Option<Now>,
    ready: BTreeMap<PathBuf, Line>,
}

/// The open loudspeaker with what plays on it.
struct Device {
    sink: MixerDeviceSink,
    failed: Arc<AtomicBool>,
    voice: Player,
    background: Option<Player>,
}

/// The line that sounds.
struct Now {
    reply: Seq,
    length_ms: u64,
    since: Instant,
    /// Whether a loudspeaker plays it; else the clock decides when it ends.
    audible: bool,
}

impl Speaking {
    fn new(config: MouthConfig, tell: Sender<MouthEvent>, shown: Arc<Shown>) -> Self {
        Self {
            config,
            tell,
            shown,
            device: None,
            told_lost: false,
            try_again: Instant::now(),
            background: None,
            waiting: VecDeque::new(),
            now: None,
            ready: BTreeMap::new(),
        }
    }

    /// Until the mouth is dropped.
    fn run(mut self, orders: &Receiver<Command>) {
        loop {
            self.mind_the_device();
            match orders.recv_timeout(TICK) {
                Ok(command) => self.obey(command),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.go_on();
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Line { reply, file, fallback_ms } => {
                let silent = Line { mono: silence(fallback_ms).into(), rate: SOUND_RATE };
                let line = match file.map(|file| self.line(&file)) {
                    None => silent,
                    Some(Ok(line)) => line,
                    Some(Err(error)) => {
                        let _ = self.tell.send(MouthEvent::Unplayable { reply, why: error.to_string() });
                        silent
                    }
                };
                self.waiting.push_back((reply, line));
            }
            Command::Samples { reply, mono, rate } => {
                let line = Line { mono: render_line(&mono, rate.max(1)).into(), rate: rate.max(1) };
                self.waiting.push_back((reply, line));
            }
            Command::Preload(files) => {
                for file in files {
                    // A file that cannot be decoded is told when its line is to sound.
                    let _ = self.line(&file);
                }
            }
            Command::Cut => self.cut(),
            Command::Sound(background) => {
                self.background = background;
                self.play_background();
            }
            Command::Hangup => {
                self.cut();
                self.background = None;
                self.play_background();
                self.play_once(end_tone());
            }
            Command::Volume(volume) => {
                self.config.volume = volume;
                self.apply_volume();
            }
            Command::Noise(noise_db) => {
                self.config.noise_db = noise_db;
                self.play_background();
            }
        }
    }

    /// A file's sound, through the telephone.
    fn line(&mut self, file: &Path) -> Result<Line, SpeechError> {
        if let Some(line) = self.ready.get(file) {
            return Ok(line.clone());
        }
        let sound = decode_at_own_rate(file)?;
        let mono = downmix(&sound.interleaved, sound.channels);
        let line = Line { mono: render_line(&mono, sound.rate).into(), rate: sound.rate };
        if self.ready.len() < KEPT {
            self.ready.insert(file.to_owned(), line.clone());
        }
        Ok(line)
    }

    /// Ends the line that has ended, begins the next.
    fn go_on(&mut self) {
        if let Some(now) = &self.now {
            let elapsed = now.since.elapsed().as_millis() as u64;
            self.shown.position_ms.store(elapsed.min(now.length_ms), Ordering::Relaxed);
            let ended = match &self.device {
                Some(device) if now.audible => device.voice.empty(),
                _ => elapsed >= now.length_ms,
            };
            if !ended {
                return;
            }
            self.end(false);
        }
        let Some((reply, line)) = self.waiting.pop_front() else { return };
        let audible = match (&self.device, line.source()) {
            (Some(device), Some(source)) => {
                device.voice.append(source);
                device.voice.play();
                true
            }
            _ => false,
        };
        let length_ms = line.millis();
        self.shown.length_ms.store(length_ms, Ordering::Relaxed);
        self.shown.position_ms.store(0, Ordering::Relaxed);
        self.shown.speaking.store(true, Ordering::Relaxed);
        self.now = Some(Now { reply, length_ms, since: Instant::now(), audible });
        let _ = self.tell.send(MouthEvent::Began(reply));
    }

    fn end(&mut self, cut: bool) {
        self.shown.speaking.store(false, Ordering::Relaxed);
        if let Some(now) = self.now.take() {
            let _ = self.tell.send(MouthEvent::Ended { reply: now.reply, cut });
        }
    }

    fn cut(&mut self) {
        self.waiting.clear();
        if let Some(device) = &self.device {
            device.voice.stop();
        }
        self.end(true);
    }

    /// Opens the loudspeaker if it is not open, and notices when it is gone.
    fn mind_the_device(&mut self) {
        if !self.config.audible {
            return;
        }
        if self.device.as_ref().is_some_and(|device| device.failed.load(Ordering::Relaxed)) {
            self.device = None;
            self.lose("it went away".to_owned());
            // The rest of the line that sounded is counted by the clock.
            if let Some(now) = &mut self.now {
                now.audible = false;
            }
        }
        if self.device.is_some() || Instant::now() < self.try_again {
            return;
        }
        match open() {
            Ok(device) => {
                self.device = Some(device);
                self.told_lost = false;
                self.apply_volume();
                self.play_background();
                let _ = self.tell.send(MouthEvent::DeviceBack);
            }
            Err(error) => self.lose(error.to_string()),
        }
    }

    fn lose(&mut self, why: String) {
        self.try_again = Instant::now() + RETRY;
        if !std::mem::replace(&mut self.told_lost, true) {
            let _ = self.tell.send(MouthEvent::DeviceLost(why));
        }
    }

    fn volume(&self) -> f32 {
        f32::from(self.config.volume.0.min(1_000)) / 1_000.0
    }

    fn apply_volume(&self) {
        if let Some(device) = &self.device {
            device.voice.set_volume(self.volume());
            if let Some(background) = &device.background {
                background.set_volume(self.volume());
            }
        }
    }

    fn play_background(&mut self) {
        let sound = match (self.background, self.config.noise_db) {
            (None, _) | (Some(Background::Line), None) => None,
            (Some(Background::Ring), _) => Some(ring()),
            (Some(Background::HoldMusic), _) => Some(hold_music()),
            (Some(Background::Line), Some(noise_db)) => Some(line_noise(noise_db)),
        };
        let volume = self.volume();
        let Some(device) = &mut self.device else { return };
        device.background = sound.and_then(|mono| {
            let source = Line { mono: mono.into(), rate: SOUND_RATE }.source()?;
            let player = Player::connect_new(device.sink.mixer());
            player.set_volume(volume);
            player.append(source.repeat_infinite());
            Some(player)
        });
    }

    /// A sound over everything, once.
    fn play_once(&self, mono: Vec<f32>) {
        let (Some(device), Some(source)) = (&self.device, Line { mono: mono.into(), rate: SOUND_RATE }.source()) else { return };
        let player = Player::connect_new(device.sink.mixer());
        player.set_volume(self.volume());
        player.append(source);
        player.detach();
    }
}

fn silence(millis: u64) -> Vec<f32> {
    vec![0.0; (millis * u64::from(SOUND_RATE) / 1_000) as usize]
}

fn open() -> Result<Device, SpeechError> {
    let missing = |error: rodio::DeviceSinkError| SpeechError::Device { what: "loudspeaker", why: error.to_string() };
    let failed = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&failed);
    let builder = DeviceSinkBuilder::from_default_device().map_err(missing)?;
    let mut sink = builder
        .with_error_callback(move |error: rodio::CpalError| {
            // Short gaps and rerouting heal by themselves; a device that is gone does not.
            if !matches!(error.kind(), rodio::CpalErrorKind::DeviceChanged | rodio::CpalErrorKind::Xrun) {
                flag.store(true, Ordering::Relaxed);
            }
        })
        .open_stream()
        .map_err(missing)?;
    sink.log_on_drop(false);
    let voice = Player::connect_new(sink.mixer());
    Ok(Device { sink, failed, voice, background: None })
}
