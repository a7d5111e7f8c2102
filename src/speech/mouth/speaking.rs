//! The thread that speaks: one line after the other, each told when it begins and ends, on a loudspeaker or on the clock alone.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use rodio::{Player, Source};

use super::handle::{Background, Command, MouthConfig, MouthEvent, Shown};
use super::loudspeaker::{Line, OpenLoudspeaker, Voice};
use crate::ids::Seq;
use crate::speech::SpeechError;
use crate::speech::clip::decode_at_own_rate;
use crate::speech::sound::{SOUND_RATE, downmix, end_tone, hold_music, line_noise, render_line, ring};

/// How often a line's end and the device are looked at.
const TICK: Duration = Duration::from_millis(10);
/// How long to wait before a missing loudspeaker is tried again; twice as long after each that did not last.
const RETRY: Duration = Duration::from_secs(2);
/// The longest wait.
const LONGEST_RETRY: Duration = Duration::from_secs(60);
/// A loudspeaker that goes away sooner than this did not last: told each time, it would fill the record.
const LASTING: Duration = Duration::from_secs(20);
/// Decoded lines kept; a call has fewer.
const KEPT: usize = 256;

/// The speaking thread.
pub(super) struct Speaking {
    config: MouthConfig,
    tell: Sender<MouthEvent>,
    shown: Arc<Shown>,
    open: OpenLoudspeaker,
    device: Option<Voice>,
    told_lost: bool,
    opened: Instant,
    retry: Duration,
    try_again: Instant,
    background: Option<Background>,
    waiting: VecDeque<(Seq, Line)>,
    now: Option<Now>,
    ready: BTreeMap<PathBuf, Line>,
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
    pub(super) fn new(config: MouthConfig, open: OpenLoudspeaker, tell: Sender<MouthEvent>, shown: Arc<Shown>) -> Self {
        Self {
            config,
            tell,
            shown,
            open,
            device: None,
            told_lost: false,
            opened: Instant::now(),
            retry: RETRY,
            try_again: Instant::now(),
            background: None,
            waiting: VecDeque::new(),
            now: None,
            ready: BTreeMap::new(),
        }
    }

    /// Until the mouth is dropped.
    pub(super) fn run(mut self, orders: &Receiver<Command>) {
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
        if let Some(why) = self.device.as_mut().and_then(Voice::lost) {
            self.device = None;
            self.retry = if self.opened.elapsed() < LASTING { (self.retry * 2).min(LONGEST_RETRY) } else { RETRY };
            self.lose(why.to_owned());
            // The rest of the line that sounded is counted by the clock.
            if let Some(now) = &mut self.now {
                now.audible = false;
            }
        }
        if self.device.is_some() || Instant::now() < self.try_again {
            return;
        }
        match (self.open)() {
            Ok(speaker) => {
                self.device = Some(Voice::on(speaker));
                self.opened = Instant::now();
                self.told_lost = false;
                self.apply_volume();
                self.play_background();
                let _ = self.tell.send(MouthEvent::DeviceBack);
            }
            Err(error) => self.lose(error.to_string()),
        }
    }

    fn lose(&mut self, why: String) {
        self.try_again = Instant::now() + self.retry;
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
            let player = Player::connect_new(device.mixer());
            player.set_volume(volume);
            player.append(source.repeat_infinite());
            Some(player)
        });
    }

    /// A sound over everything, once.
    fn play_once(&self, mono: Vec<f32>) {
        let (Some(device), Some(source)) = (&self.device, Line { mono: mono.into(), rate: SOUND_RATE }.source()) else { return };
        let player = Player::connect_new(device.mixer());
        player.set_volume(self.volume());
        player.append(source);
        player.detach();
    }
}

fn silence(millis: u64) -> Vec<f32> {
    vec![0.0; (millis * u64::from(SOUND_RATE) / 1_000) as usize]
}
