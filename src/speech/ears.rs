//! The live ears: one thread listens to the microphone and finds turns, another turns them into words. Recognition starts at
//! the first pause that may be the end of a turn and is called off if the speaker goes on, so that the words are there
//! when the turn is over.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::hear::{DropReason, Heard, Hearing, Setting, recognise};
use super::microphone::{Capture, Captured, open_microphone};
use super::segment::{Segment, SegmentEvent, Segmenter, Timing};
use super::vad::level;
use super::{Clip, RATE, Resampler, SpeechError, Transcriber, VoiceDetector, Whisper, WhisperConfig, model};
use crate::event::Permille;
use crate::ids::Language;
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
enum Command {
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
        let whisper = config.whisper.clone();
        Self::with(config, Box::new(open_microphone), Box::new(move || load(&whisper)))
    }

    /// The same with another source of sound or another recogniser.
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

fn load(config: &WhisperConfig) -> Result<(Box<dyn Transcriber>, EarEvent), SpeechError> {
    let whisper = Whisper::load(config)?;
    let name = config.model.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256 = model::sha256_of(&config.model)?;
    Ok((Box::new(whisper), EarEvent::ModelReady { name, sha256 }))
}

/// When a sample of the stream was spoken: one sample whose instant is known, and 16,000 a second from there.
#[derive(Debug, Clone, Copy)]
struct Clock {
    origin: Instant,
    anchor: (u64, Instant),
}

impl Clock {
    fn at(&self, sample: u64) -> CallTime {
        let since = |from: Instant, to: Instant| to.saturating_duration_since(from).as_millis() as i64;
        let anchor = since(self.origin, self.anchor.1) - since(self.anchor.1, self.origin);
        let distance = (sample as i64 - self.anchor.0 as i64) * 1_000 / i64::from(RATE);
        CallTime((anchor + distance).max(0) as u64)
    }
}

/// Work for the recogniser.
struct Job {
    segment: Segment,
    clock: Clock,
    setting: Setting,
    /// Early work waits for `Order::Settle` and may be called off.
    early: bool,
    called_off: Arc<AtomicBool>,
}

enum Order {
    Hear(Box<Job>),
    /// The turn is over as the last early work heard it.
    Settle,
}

fn recognise_jobs(load: LoadTranscriber, orders: &Receiver<Order>, tell: &Sender<EarEvent>) {
    let _ = tell.send(EarEvent::ModelLoading);
    let mut transcriber = match load() {
        Ok((transcriber, ready)) => {
            let _ = tell.send(ready);
            Some(transcriber)
        }
        Err(error) => {
            let _ = tell.send(EarEvent::ModelFailed(error.to_string()));
            None
        }
    };
    let mut early: Option<EarEvent> = None;
    while let Ok(order) = orders.recv() {
        match order {
            Order::Hear(job) => {
                let event = match &mut transcriber {
                    Some(transcriber) => hear(&job, transcriber.as_mut()),
                    None => Some(nothing_heard(&job)),
                };
                if job.early {
                    early = event;
                } else if let Some(event) = event {
                    let _ = tell.send(event);
                }
            }
            Order::Settle => {
                if let Some(event) = early.take() {
                    let _ = tell.send(event);
                }
            }
        }
    }
}

/// What a job gives; nothing if it was called off.
fn hear(job: &Job, transcriber: &mut dyn Transcriber) -> Option<EarEvent> {
    if job.called_off.load(Ordering::Relaxed) {
        return None;
    }
    match recognise(&job.segment, |sample| job.clock.at(sample), &job.setting, transcriber, &job.called_off) {
        Ok(Hearing::Words(heard)) => Some(EarEvent::Heard(Box::new(heard))),
        Ok(Hearing::Nothing { span, why, clip }) => Some(EarEvent::Dropped { span, why, clip }),
        Err(_) => None,
    }
}

fn nothing_heard(job: &Job) -> EarEvent {
    let span = Span::new(job.clock.at(job.segment.from), job.clock.at(job.segment.to));
    EarEvent::Dropped { span, why: DropReason::NoRecogniser, clip: None }
}

/// How long to wait before a missing microphone is tried again.
const RETRY: Duration = Duration::from_secs(2);
/// A microphone that gives nothing for so long is gone.
const DEAF: Duration = Duration::from_secs(2);
/// How far the stream may lag behind the clock before sound must have been lost, and times are taken anew.
const DRIFT: Duration = Duration::from_millis(300);
/// How often commands are looked at while no sound comes.
const TICK: Duration = Duration::from_millis(20);

/// The listening thread.
struct Listening {
    jobs: Sender<Order>,
    tell: Sender<EarEvent>,
    level: Arc<AtomicU16>,
    timing: Timing,
    setting: Setting,
    clock: Clock,
    muted: bool,
    segmenter: Segmenter<VoiceDetector>,
    /// Where early recognition of the open turn thinks it ends, and the flag that calls it off.
    early: Option<(u64, Arc<AtomicBool>)>,
    /// Where the open turn began.
    began: CallTime,
    /// Whether the clock needs an anchor from the next block.
    unanchored: bool,
    /// Whether the shell has been told that there is no microphone.
    told_lost: bool,
}

impl Listening {
    fn new(config: EarsConfig, jobs: Sender<Order>, tell: Sender<EarEvent>, level: Arc<AtomicU16>) -> Self {
        let setting = Setting { language: config.language, prompt: config.prompt };
        let clock = Clock { origin: config.origin, anchor: (0, config.origin) };
        let segmenter = Segmenter::new(VoiceDetector::default(), config.timing);
        Self {
            jobs,
            tell,
            level,
            timing: config.timing,
            setting,
            clock,
            muted: !config.listening,
            segmenter,
            early: None,
            began: CallTime(0),
            unanchored: true,
            told_lost: false,
        }
    }

    /// Until the ears are dropped.
    fn run(mut self, mut open: OpenCapture, orders: &Receiver<Command>) {
        loop {
            match open() {
                Ok(capture) => {
                    self.told_lost = false;
                    let _ = self.tell.send(EarEvent::DeviceBack(capture.name.clone()));
                    match self.listen(capture, orders) {
                        Some(why) => self.lose(why),
                        None => return,
                    }
                }
                Err(error) => self.lose(error.to_string()),
            }
            let again = Instant::now() + RETRY;
            while Instant::now() < again {
                if !self.obey(orders) {
                    return;
                }
                std::thread::sleep(TICK);
            }
        }
    }

    fn lose(&mut self, why: String) {
        self.end_open_turn();
        self.level.store(0, Ordering::Relaxed);
        if !std::mem::replace(&mut self.told_lost, true) {
            let _ = self.tell.send(EarEvent::DeviceLost(why));
        }
    }

    /// Listens to one device: why it was lost, or nothing if the ears were dropped.
    fn listen(&mut self, capture: Capture, orders: &Receiver<Command>) -> Option<String> {
        let mut resampler = match Resampler::new(capture.rate, capture.channels) {
            Ok(resampler) => resampler,
            Err(why) => return Some(why),
        };
        self.begin_stream();
        let mut last = Instant::now();
        loop {
            if !self.obey(orders) {
                return None;
            }
            match capture.sound.recv_timeout(TICK) {
                Ok(Captured::Sound(sound)) => {
                    last = Instant::now();
                    let sound = resampler.push(&sound);
                    self.take_in(&sound);
                }
                Ok(Captured::Lost(why)) => return Some(why),
                Err(RecvTimeoutError::Timeout) if last.elapsed() > DEAF => return Some("it gives no sound any more".to_owned()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Some("it was closed".to_owned()),
            }
        }
    }

    /// Does what the shell asked; false if the shell is gone.
    fn obey(&mut self, orders: &Receiver<Command>) -> bool {
        loop {
            match orders.try_recv() {
                Ok(Command::OpenCall { origin, setting }) => {
                    self.end_open_turn();
                    self.clock.origin = origin;
                    self.setting = setting;
                }
                Ok(Command::Mute(muted)) => {
                    if muted && !self.muted {
                        self.end_open_turn();
                    }
                    self.muted = muted;
                }
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => return false,
            }
        }
    }

    fn begin_stream(&mut self) {
        self.segmenter = Segmenter::new(VoiceDetector::default(), self.timing);
        self.unanchored = true;
    }

    fn end_open_turn(&mut self) {
        let events = self.segmenter.finish();
        self.handle(events);
        self.begin_stream();
    }

    /// 16 kHz mono from the microphone.
    fn take_in(&mut self, sound: &[f32]) {
        if sound.is_empty() {
            return;
        }
        self.level.store(Permille::from_share(level(sound)).0, Ordering::Relaxed);
        if self.muted {
            self.unanchored = true;
            return;
        }
        let now = Instant::now();
        let position = self.segmenter.position();
        let end = position + sound.len() as u64;
        let expected =
            self.clock.anchor.1 + Duration::from_millis(end.saturating_sub(self.clock.anchor.0) * 1_000 / u64::from(RATE));
        if self.unanchored || now.saturating_duration_since(expected) > DRIFT {
            let length = Duration::from_millis(sound.len() as u64 * 1_000 / u64::from(RATE));
            self.clock.anchor = (position, now.checked_sub(length).unwrap_or(now));
            self.unanchored = false;
        }
        let events = self.segmenter.push(sound);
        self.handle(events);
    }

    fn handle(&mut self, events: Vec<SegmentEvent>) {
        for event in events {
            match event {
                SegmentEvent::Began { at } => {
                    self.began = self.clock.at(at);
                    let _ = self.tell.send(EarEvent::SpeechBegan { at: self.began });
                }
                SegmentEvent::Paused(segment) => {
                    let _ = self.tell.send(EarEvent::Paused { at: self.clock.at(segment.to) });
                    let flag = Arc::new(AtomicBool::new(false));
                    self.early = Some((segment.to, Arc::clone(&flag)));
                    self.order(segment, true, flag);
                }
                SegmentEvent::Resumed => self.call_off(),
                SegmentEvent::Ended(segment) => match self.early.take() {
                    Some((to, _)) if to == segment.to && !segment.cut => {
                        let _ = self.jobs.send(Order::Settle);
                    }
                    other => {
                        self.early = other;
                        self.call_off();
                        self.order(segment, false, Arc::new(AtomicBool::new(false)));
                    }
                },
                SegmentEvent::Dropped { at } => {
                    self.call_off();
                    let span = Span::new(self.began, self.clock.at(at));
                    let _ = self.tell.send(EarEvent::Dropped { span, why: DropReason::TooShort, clip: None });
                }
            }
        }
    }

    fn call_off(&mut self) {
        if let Some((_, flag)) = self.early.take() {
            flag.store(true, Ordering::Relaxed);
        }
    }

    fn order(&self, segment: Segment, early: bool, called_off: Arc<AtomicBool>) {
        let job = Job { segment, clock: self.clock, setting: self.setting.clone(), early, called_off };
        let _ = self.jobs.send(Order::Hear(Box::new(job)));
    }
}
