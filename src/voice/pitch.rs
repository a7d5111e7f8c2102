//! How high a voice is: the fundamental frequency (f0) of its voiced frames.
//!
//! A frame proposes every period at which it nearly repeats itself (the normalised square difference of McLeod & Wyvill, 2005);
//! the cheapest path through the turn chooses among them (Boersma, 1993), because single frames mistake an octave more often than
//! voices leap one. A second pass looks only where this voice lies (De Looze & Hirst, 2008).
//!
//! Our own lines instead of a crate: `pitch-detection` takes each frame's first peak by itself and errs twice as much; `pyin` is as
//! good and brings fifty crates. See `docs/measurements.md`.

use super::RATE;
use super::level::{HOP, Levels};
use super::percentile::percentile;

/// The lowest and the highest voice that is looked for (Hz).
const VOICES_HZ: (f64, f64) = (60.0, 600.0);
/// Samples a frame is compared over: 40 ms, two periods and more of all but the lowest voices.
const WINDOW: usize = RATE / 25;
/// A peak lower than this is no period. 1 is exact repetition.
const LEAST: f64 = 0.3;
/// What a frame without voice is worth beside peaks (Boersma: 0.45; 0.40 came nearest to Praat, see `docs/measurements.md`).
const UNVOICED: f64 = 0.4;
/// What an octave lower is worth less: two periods repeat as well as one (Boersma: 0.01).
const OCTAVE: f64 = 0.03;
/// What a leap of an octave costs (Boersma: 0.35).
const LEAP: f64 = 0.35;
/// What beginning and ceasing to voice cost (Boersma: 0.14).
const CHANGE: f64 = 0.14;
/// Voiced frames that a turn needs, half a second: fewer have no range worth the name. Our proposal.
const FRAMES_AT_LEAST: usize = 50;

/// How high a turn was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pitch {
    /// Middle f0 in Hz.
    pub median_hz: f64,
    /// From the 10th to the 90th percentile of f0, in semitones: what single frames get wrong lies outside.
    pub range_semitones: f64,
}

impl Pitch {
    /// The pitch of a sound; `None` where too little of it is voiced.
    pub(super) fn of(samples: &[f32], levels: &Levels) -> Option<Self> {
        let mut frames = proposed(samples, levels);
        let first = sorted(cheapest(&frames, VOICES_HZ.1));
        let floor = 0.75 * percentile(&first, 0.25)?;
        let ceiling = (1.5 * percentile(&first, 0.75)?).min(VOICES_HZ.1);
        frames.iter_mut().for_each(|frame| frame.retain(|candidate| (floor..=ceiling).contains(&candidate.hz)));
        let voiced = sorted(cheapest(&frames, ceiling));
        let at = |share| percentile(&voiced, share).filter(|_| voiced.len() >= FRAMES_AT_LEAST);
        Some(Self { median_hz: at(0.5)?, range_semitones: semitones(at(0.1)?, at(0.9)?) })
    }
}

/// How far one frequency lies above another.
fn semitones(from: f64, to: f64) -> f64 {
    12.0 * (to / from).log2()
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// A frequency that a frame may have, and how well the frame repeats at it.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    hz: f64,
    clarity: f64,
}

/// What each frame proposes; nothing where it is too quiet.
fn proposed(samples: &[f32], levels: &Levels) -> Vec<Vec<Candidate>> {
    let frames = samples.len().saturating_sub(WINDOW) / HOP;
    // A level stands for the middle of its hop, a window for its own middle.
    let level_of = |frame: usize| frame + (WINDOW - HOP) / 2 / HOP;
    let frame = |frame: usize| match levels.may_be_voiced(level_of(frame)) {
        true => candidates(&samples[frame * HOP..frame * HOP + WINDOW]),
        false => Vec::new(),
    };
    (0..frames).map(frame).collect()
}

/// The frequencies at which a frame repeats itself.
fn candidates(window: &[f32]) -> Vec<Candidate> {
    let mean = window.iter().sum::<f32>() / window.len() as f32;
    let window: Vec<f32> = window.iter().map(|sample| sample - mean).collect();
    // The power up to each sample.
    let power: Vec<f32> = std::iter::once(0.0)
        .chain(window.iter().scan(0.0, |power, sample| {
            *power += sample * sample;
            Some(*power)
        }))
        .collect();
    let all = power[window.len()];
    // How well the frame repeats itself after so many samples: 1 exactly, 0 not at all.
    let repetition = |lag: usize| {
        let both = power[window.len() - lag] + all - power[lag];
        f64::from(2.0 * product(&window[..window.len() - lag], &window[lag..]) / both.max(f32::MIN_POSITIVE))
    };
    let (shortest, longest) = ((RATE as f64 / VOICES_HZ.1) as usize, (RATE as f64 / VOICES_HZ.0).ceil() as usize);
    let alike: Vec<f64> = (shortest - 1..=longest + 1).map(repetition).collect();
    let peaks = alike.windows(3).enumerate().filter(|(_, near)| near[1] > near[0] && near[1] >= near[2] && near[1] > LEAST);
    peaks
        .map(|(index, near)| {
            // The top of the parabola through the three.
            let aside = (near[0] - near[2]) / (2.0 * (near[0] - 2.0 * near[1] + near[2]));
            Candidate { hz: RATE as f64 / ((shortest + index) as f64 + aside), clarity: near[1] }
        })
        .collect()
}

/// The sum of products, in eight sums side by side, as processors like it: nearly all the time of a measurement goes here.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// The frequencies of the cheapest path through all frames. A frame's first state is to have no voice.
fn cheapest(frames: &[Vec<Candidate>], highest: f64) -> Vec<f64> {
    let worth = |candidate: &Candidate| candidate.clarity + OCTAVE * (candidate.hz / highest).log2();
    let mut paths: Vec<Vec<(f64, usize)>> = Vec::with_capacity(frames.len());
    let mut before: &[Candidate] = &[];
    for frame in frames {
        let states = std::iter::once(None).chain(frame.iter().map(Some));
        let row = states.map(|state| {
            let own = -state.map_or(UNVOICED, worth);
            let earlier = paths.last().map(Vec::as_slice).unwrap_or(&[(0.0, 0)]);
            let (cost, from) = earlier.iter().enumerate().fold((f64::INFINITY, 0), |best, (index, (cost, _))| {
                let cost = cost + step(index.checked_sub(1).map(|index| &before[index]), state);
                if cost < best.0 { (cost, index) } else { best }
            });
            (cost + own, from)
        });
        let row: Vec<_> = row.collect();
        paths.push(row);
        before = frame;
    }
    let last = paths.last().map(Vec::as_slice).unwrap_or_default();
    let mut state = (0..last.len()).min_by(|a, b| last[*a].0.total_cmp(&last[*b].0)).unwrap_or(0);
    let mut chosen = Vec::new();
    for (frame, row) in frames.iter().zip(&paths).rev() {
        chosen.extend(state.checked_sub(1).map(|index| frame[index].hz));
        state = row[state].1;
    }
    chosen
}

/// What it costs to go from one frame's state to the next one's.
fn step(from: Option<&Candidate>, to: Option<&Candidate>) -> f64 {
    match (from, to) {
        (None, None) => 0.0,
        (Some(from), Some(to)) => LEAP * (to.hz / from.hz).log2().abs(),
        _ => CHANGE,
    }
}
