//! The thread that listens: from the microphone's blocks to turns, each sent to the recogniser at its first pause.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

use super::handle::{Command, EarEvent, EarsConfig, OpenCapture};
use super::recogniser::{Clock, Job, Order};
use crate::event::Permille;
use crate::speech::hear::{DropReason, Setting};
use crate::speech::microphone::{Capture, Captured};
use crate::speech::segment::{Segment, SegmentEvent, Segmenter, Timing};
use crate::speech::vad::level;
use crate::speech::{RATE, Resampler, VoiceDetector};
use crate::time::{CallTime, Span};

/// How long to wait before a missing microphone is tried again.
const RETRY: Duration = Duration::from_secs(2);
/// A microphone that gives nothing for so long is gone.
const DEAF: Duration = Duration::from_secs(2);
/// How far the stream may lag behind the clock before sound must have been lost, and times are taken anew.
const DRIFT: Duration = Duration::from_millis(300);
/// How often commands are looked at while no sound comes.
const TICK: Duration = Duration::from_millis(20);

/// The listening thread.
pub(super) struct Listening {
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
    pub(super) fn new(config: EarsConfig, jobs: Sender<Order>, tell: Sender<EarEvent>, level: Arc<AtomicU16>) -> Self {
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
    pub(super) fn run(mut self, mut open: OpenCapture, orders: &Receiver<Command>) {
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
