//! From the engine's samples to a clip: pauses, pitch, trimming, even loudness.

use super::engine::{FRAME, RATE, Said};

/// Loudness of speech in a clip: root mean square of the parts that are not silent, in decibels of full scale. Our proposal: loud
/// enough beside a hold tone, with room for a raised voice above it.
const LOUDNESS_DB: f32 = -20.0;

/// Samples may not pass this: -1 decibel of full scale, so that the encoder's errors do not clip.
const CEILING: f32 = 0.89;

/// Silence kept before and after the words, in milliseconds: enough not to bite off a consonant, short enough not to feel slow.
const LEAD_MS: usize = 40;
const TAIL_MS: usize = 140;

/// How long a listener waits at a mark inside a line, in milliseconds at normal speed. Our proposal, by ear of the written language:
/// a comma is a breath, dots are a hesitation.
pub(super) fn pause_ms(mark: char) -> Option<usize> {
    match mark {
        ',' => Some(110),
        ';' | ':' => Some(240),
        '—' => Some(260),
        '!' => Some(300),
        '.' => Some(340),
        '?' => Some(360),
        '…' => Some(560),
        _ => None,
    }
}

/// Lengthens what comes before a mark, as speakers do: marks last three frames at least, the sound before them one frame more.
pub(super) fn lengthen(sounds: &[char], frames: &mut [usize]) {
    for (index, sound) in sounds.iter().enumerate() {
        // The engine puts a silent mark before the first sound; what follows the last mark needs no pause.
        let at = index + 1;
        if pause_ms(*sound).is_none() || index + 1 == sounds.len() || at >= frames.len() {
            continue;
        }
        let strong = *sound != ',';
        frames[at] = frames[at].max(if strong { 5 } else { 3 });
        if index > 0 && strong {
            frames[at - 1] += 1;
        }
    }
}

/// Puts pauses of the due length at marks inside the line: the voice fades out on the mark, silence is added up to the length.
/// `pace` stretches them: 1.2 for a slow speaker.
pub(super) fn with_pauses(said: &Said, sounds: &[char], pace: f32) -> Vec<f32> {
    let mut out: Vec<f32> = Vec::with_capacity(said.samples.len());
    let mut end = 0;
    let mut begin = 0;
    for (at, frames) in said.frames.iter().enumerate() {
        end += frames * FRAME;
        let Some(wanted) = at.checked_sub(1).and_then(|index| sounds.get(index)).and_then(|sound| pause_ms(*sound)) else {
            continue;
        };
        if at == sounds.len() {
            continue;
        }
        let end = end.min(said.samples.len());
        let there = frames * FRAME;
        let wanted = (wanted as f32 * pace) as usize * RATE as usize / 1000;
        let from = out.len();
        out.extend_from_slice(&said.samples[begin..end]);
        let fade = there.min(out.len() - from);
        fade_out(&mut out, fade);
        out.resize(out.len() + wanted.saturating_sub(there), 0.0);
        begin = end;
    }
    let from = out.len();
    out.extend_from_slice(&said.samples[begin..]);
    if from > 0 {
        fade_in(&mut out[from..], ms(12));
    }
    without_click(&mut out, said.frames.first().copied().unwrap_or(0));
    out
}

/// The engine may begin with a click, long before the first sound (a silent mark of about ten frames comes first). It would be taken
/// for the loudest moment of the line.
fn without_click(samples: &mut [f32], silent_frames: usize) {
    let length = (silent_frames / 2 * FRAME).min(samples.len());
    samples[..length].fill(0.0);
}

/// Shifts pitch and formants by `cents` (and the duration with them: the engine is asked to speak slower or faster beforehand).
/// Windowed-sinc interpolation, 16 neighbours to each side. `tremor` is the depth in cents of a slow unsteadiness, as of an old voice.
pub(super) fn shifted(samples: &[f32], cents: f32, tremor: f32) -> Vec<f32> {
    const REACH: isize = 16;
    if cents == 0.0 && tremor == 0.0 {
        return samples.to_vec();
    }
    let mut out = Vec::with_capacity(samples.len());
    let mut at = 0.0_f64;
    while at < samples.len() as f64 {
        let time = out.len() as f64 / f64::from(RATE);
        // Two rates that do not divide each other, so that it never sounds like a vibrato.
        let sway = ((time * 5.3 * std::f64::consts::TAU).sin() * 0.7 + (time * 3.1 * std::f64::consts::TAU).sin() * 0.3)
            * f64::from(tremor);
        let step = 2.0_f64.powf((f64::from(cents) + sway) / 1200.0);
        let cut = (1.0 / step).min(1.0);
        let centre = at.floor() as isize;
        let mut sum = 0.0;
        for index in centre - REACH + 1..=centre + REACH {
            let Some(sample) = usize::try_from(index).ok().and_then(|index| samples.get(index)) else { continue };
            let x = at - index as f64;
            let window = 0.5 + 0.5 * (x / REACH as f64 * std::f64::consts::PI).cos();
            sum += f64::from(*sample) * cut * sinc(x * cut) * window;
        }
        out.push(sum as f32);
        at += step;
    }
    out
}

fn sinc(x: f64) -> f64 {
    let x = x * std::f64::consts::PI;
    if x.abs() < 1e-9 { 1.0 } else { x.sin() / x }
}

/// Cuts the silence around the words, brings them to the usual loudness plus `level_db`, and rounds off peaks above the ceiling.
pub(super) fn finished(samples: &[f32], level_db: f32) -> Vec<f32> {
    let window = ms(10);
    let levels: Vec<f32> = samples.chunks(window).map(root_mean_square).collect();
    let loudest = levels.iter().copied().fold(0.0, f32::max);
    if loudest <= 0.0 {
        return vec![0.0; ms(LEAD_MS + TAIL_MS)];
    }
    // 40 decibels below the loudest moment is breath and hiss.
    let sounding = |level: &&f32| **level > loudest * 0.01;
    let first = levels.iter().position(|level| sounding(&level)).unwrap_or(0) * window;
    let last = (levels.iter().rposition(|level| sounding(&level)).unwrap_or(0) + 1) * window;
    let from = first.saturating_sub(ms(LEAD_MS));
    let to = (last + ms(TAIL_MS)).min(samples.len());
    // Speech proper lies within 26 decibels of the loudest moment; pauses must not make a hesitant line louder.
    let speech: Vec<f32> = levels.iter().copied().filter(|level| *level > loudest * 0.05).collect();
    let level = (speech.iter().map(|level| level * level).sum::<f32>() / speech.len() as f32).sqrt();
    let gain = 10.0_f32.powf((LOUDNESS_DB + level_db) / 20.0) / level;
    let mut out: Vec<f32> = samples[from..to].iter().map(|sample| rounded_off(sample * gain)).collect();
    fade_in(&mut out, ms(10));
    fade_out(&mut out, ms(40));
    out.resize(out.len() + (last + ms(TAIL_MS) - to), 0.0);
    out
}

/// Linear up to two thirds of the ceiling, then ever flatter towards it.
fn rounded_off(sample: f32) -> f32 {
    let knee = CEILING * 2.0 / 3.0;
    let over = sample.abs() - knee;
    if over <= 0.0 { sample } else { (knee + (CEILING - knee) * (over / (CEILING - knee)).tanh()).copysign(sample) }
}

fn root_mean_square(samples: &[f32]) -> f32 {
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len().max(1) as f32).sqrt()
}

fn fade_in(samples: &mut [f32], length: usize) {
    let length = length.min(samples.len());
    for (index, sample) in samples[..length].iter_mut().enumerate() {
        *sample *= index as f32 / length as f32;
    }
}

fn fade_out(samples: &mut [f32], length: usize) {
    let length = length.min(samples.len());
    let from = samples.len() - length;
    for (index, sample) in samples[from..].iter_mut().enumerate() {
        *sample *= 1.0 - (index + 1) as f32 / length as f32;
    }
}

fn ms(milliseconds: usize) -> usize {
    milliseconds * RATE as usize / 1000
}
