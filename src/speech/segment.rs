//! Cuts a stream of sound into turns. Pure: samples go in, events come out, all times are counted in samples.

use std::collections::VecDeque;

use super::vad::{FRAME, FRAME_MS, Vad};
use super::{millis, samples};

/// When a turn begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Speech for so long begins a turn (ms). Shorter sounds are clicks.
    pub onset_ms: u64,
    /// Sound kept from before the turn's beginning (ms), so that its first consonant is not lost.
    pub pre_roll_ms: u64,
    /// A pause of so long may be the end: recognition starts, and is called off if the speaker goes on (ms).
    pub pause_ms: u64,
    /// A pause of so long is the end of the turn (ms).
    pub end_ms: u64,
    /// A turn of so long is cut at its best pause, and goes on as another (ms).
    pub longest_ms: u64,
    /// A turn with less speech than this is dropped (ms): a cough, a keystroke.
    pub shortest_ms: u64,
    /// The detector's score from which a frame is speech, in thousandths.
    pub threshold: u16,
}

impl Default for Timing {
    /// People answer each other in about 200 ms and pause inside a turn for up to a second; 700 ms ends a turn without
    /// cutting off those who think (measured with `earshot`, see `docs` of the project; tunable).
    fn default() -> Self {
        Self { onset_ms: 96, pre_roll_ms: 300, pause_ms: 240, end_ms: 700, longest_ms: 25_000, shortest_ms: 160, threshold: 500 }
    }
}

/// What happened in the stream. Positions are samples from the stream's beginning.
#[derive(Debug, Clone, PartialEq)]
pub enum SegmentEvent {
    /// Somebody began to speak.
    Began {
        /// First sample of the speech.
        at: u64,
    },
    /// The speaker pauses: perhaps the end. What has been said so far, for early recognition.
    Paused(Segment),
    /// The speaker goes on after a `Paused`.
    Resumed,
    /// The turn is over, or was cut because it grew too long.
    Ended(Segment),
    /// What began was too short for speech.
    Dropped {
        /// Where it ended.
        at: u64,
    },
}

/// A stretch of speech.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// First sample of speech.
    pub from: u64,
    /// One past the last sample of speech.
    pub to: u64,
    /// Where `samples` begin: before `from` by the pre-roll, as far as there is one.
    pub start: u64,
    /// The sound, with pre-roll and a little of the pause after it.
    pub samples: Vec<f32>,
    /// Whether it was cut because it grew too long: the turn goes on.
    pub cut: bool,
}

/// Sound kept after the last word, for the recogniser (ms). The pause before `Paused` is longer, so a segment is the same
/// whether recognised early or at the end of the turn.
const TAIL_MS: u64 = 200;

/// Cuts a stream into turns.
#[derive(Debug)]
pub struct Segmenter<V> {
    vad: V,
    timing: Timing,
    /// Samples that do not fill a frame yet.
    pending: Vec<f32>,
    /// Position of the first sample after all frames judged so far.
    position: u64,
    /// The last frames before a turn.
    before: VecDeque<f32>,
    /// Consecutive frames of speech before a turn has begun.
    rising: u64,
    turn: Option<Turn>,
}

/// A turn being spoken.
#[derive(Debug)]
struct Turn {
    start: u64,
    from: u64,
    /// One past the last sample of speech so far.
    to: u64,
    /// Milliseconds of frames judged speech.
    speech_ms: u64,
    /// Length of the pause now running, in ms.
    pause_ms: u64,
    paused: bool,
    samples: Vec<f32>,
    /// The longest pause so far as (length in ms, its middle): where to cut a turn that grows too long.
    best_pause: Option<(u64, u64)>,
}

impl<V: Vad> Segmenter<V> {
    /// A segmenter at the beginning of a stream.
    pub fn new(vad: V, timing: Timing) -> Self {
        let (pending, before) = (Vec::new(), VecDeque::new());
        Self { vad, timing, pending, position: 0, before, rising: 0, turn: None }
    }

    /// Takes in more of the stream.
    pub fn push(&mut self, samples: &[f32]) -> Vec<SegmentEvent> {
        self.pending.extend_from_slice(samples);
        let mut events = Vec::new();
        let whole = self.pending.len() / FRAME * FRAME;
        let frames: Vec<f32> = self.pending.drain(..whole).collect();
        for frame in frames.chunks_exact(FRAME) {
            self.frame(frame, &mut events);
        }
        events
    }

    /// The stream is over: ends a turn still open.
    pub fn finish(&mut self) -> Vec<SegmentEvent> {
        let mut events = Vec::new();
        if !self.pending.is_empty() {
            let mut last = std::mem::take(&mut self.pending);
            last.resize(FRAME, 0.0);
            self.frame(&last, &mut events);
        }
        if let Some(turn) = self.turn.take() {
            events.push(close(turn, &self.timing));
        }
        self.before.clear();
        self.rising = 0;
        events
    }

    /// Whether a turn is open.
    pub fn in_turn(&self) -> bool {
        self.turn.is_some()
    }

    /// Samples judged so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    fn frame(&mut self, frame: &[f32], events: &mut Vec<SegmentEvent>) {
        let speech = self.vad.speech(frame) * 1_000.0 >= f32::from(self.timing.threshold);
        self.position += FRAME as u64;
        match self.turn.take() {
            None => self.wait(frame, speech, events),
            Some(mut turn) => {
                turn.take_in(frame, speech, self.position, &self.timing, events);
                self.turn = self.go_on_or_end(turn, events);
            }
        }
    }

    /// Nobody speaks yet.
    fn wait(&mut self, frame: &[f32], speech: bool, events: &mut Vec<SegmentEvent>) {
        self.before.extend(frame);
        self.rising = if speech { self.rising + 1 } else { 0 };
        let keep = samples(self.timing.pre_roll_ms) + self.rising as usize * FRAME;
        while self.before.len() > keep {
            self.before.pop_front();
        }
        if self.rising * FRAME_MS < self.timing.onset_ms {
            return;
        }
        let from = self.position - self.rising * FRAME as u64;
        let sound: Vec<f32> = self.before.drain(..).collect();
        let start = self.position - sound.len() as u64;
        events.push(SegmentEvent::Began { at: from });
        self.turn = Some(Turn {
            start,
            from,
            to: self.position,
            speech_ms: self.rising * FRAME_MS,
            pause_ms: 0,
            paused: false,
            samples: sound,
            best_pause: None,
        });
        self.rising = 0;
    }

    /// Decides after each frame whether the turn is over, and what stays open.
    fn go_on_or_end(&mut self, turn: Turn, events: &mut Vec<SegmentEvent>) -> Option<Turn> {
        if turn.pause_ms >= self.timing.end_ms {
            // What follows the tail belongs to nobody; it may be the pre-roll of the next turn.
            let rest = turn.samples.len().saturating_sub(samples(self.timing.pre_roll_ms));
            self.before = turn.samples[rest..].iter().copied().collect();
            events.push(close(turn, &self.timing));
            return None;
        }
        if millis(turn.samples.len()) < self.timing.longest_ms {
            return Some(turn);
        }
        let (head, rest) = turn.cut(self.position);
        events.push(SegmentEvent::Ended(head));
        events.push(SegmentEvent::Began { at: rest.from });
        Some(rest)
    }
}

impl Turn {
    fn take_in(&mut self, frame: &[f32], speech: bool, position: u64, timing: &Timing, events: &mut Vec<SegmentEvent>) {
        self.samples.extend_from_slice(frame);
        if speech {
            if self.pause_ms >= 2 * FRAME_MS && self.best_pause.is_none_or(|(length, _)| self.pause_ms >= length) {
                let middle = (self.to + position - FRAME as u64) / 2;
                self.best_pause = Some((self.pause_ms, middle));
            }
            if self.paused {
                events.push(SegmentEvent::Resumed);
            }
            (self.speech_ms, self.pause_ms, self.paused, self.to) = (self.speech_ms + FRAME_MS, 0, false, position);
            return;
        }
        self.pause_ms += FRAME_MS;
        if !self.paused && self.pause_ms >= timing.pause_ms {
            self.paused = true;
            if self.speech_ms >= timing.shortest_ms {
                events.push(SegmentEvent::Paused(self.segment()));
            }
        }
    }

    /// What has been said so far, with the tail.
    fn segment(&self) -> Segment {
        let length = (self.to - self.start) as usize + samples(TAIL_MS);
        let sound = self.samples[..length.min(self.samples.len())].to_vec();
        Segment { from: self.from, to: self.to, start: self.start, samples: sound, cut: false }
    }

    /// Cuts a long turn at its longest pause in the second half, else right here; the rest is a turn of its own.
    fn cut(self, position: u64) -> (Segment, Turn) {
        let half = self.start + self.samples.len() as u64 / 2;
        let place = self.best_pause.map(|(_, middle)| middle).filter(|middle| *middle >= half).unwrap_or(position);
        let at = (place - self.start) as usize;
        let head = Segment { from: self.from, to: place, start: self.start, samples: self.samples[..at].to_vec(), cut: true };
        let samples = self.samples[at..].to_vec();
        let speech_ms = millis(samples.len());
        let rest = Turn { start: place, from: place, speech_ms, samples, best_pause: None, ..self };
        (head, Turn { to: rest.to.max(place), ..rest })
    }
}

fn close(turn: Turn, timing: &Timing) -> SegmentEvent {
    if turn.speech_ms < timing.shortest_ms { SegmentEvent::Dropped { at: turn.to } } else { SegmentEvent::Ended(turn.segment()) }
}
