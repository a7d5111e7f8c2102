//! What a telephone does to a voice, and the sounds a telephone makes. All synthesised here, so all free of rights.

use std::f32::consts::TAU;

/// Lower edge of the telephone band in Hz (ITU-T G.712, -3 dB).
pub const TELEPHONE_LOW_HZ: f32 = 300.0;
/// Upper edge of the telephone band in Hz.
pub const TELEPHONE_HIGH_HZ: f32 = 3_400.0;
/// Samples a second of the sounds made here.
pub(crate) const SOUND_RATE: u32 = 24_000;
/// Qualities of the two halves of a fourth-order Butterworth filter.
const BUTTERWORTH: [f32; 2] = [0.54, 1.31];

/// A second-order filter (R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients").
struct Biquad {
    b: [f32; 3],
    a: [f32; 2],
    past_in: [f32; 2],
    past_out: [f32; 2],
}

impl Biquad {
    fn new(rate: u32, hz: f32, quality: f32, high_pass: bool) -> Self {
        // A corner above half the rate cannot be: the filter then passes everything it can.
        let angle = TAU * (hz / rate as f32).min(0.49);
        let (sin, cos) = angle.sin_cos();
        let alpha = sin / (2.0 * quality);
        let a0 = 1.0 + alpha;
        let (outer, middle) = if high_pass { ((1.0 + cos) / 2.0, -(1.0 + cos)) } else { ((1.0 - cos) / 2.0, 1.0 - cos) };
        let b = [outer / a0, middle / a0, outer / a0];
        Self { b, a: [-2.0 * cos / a0, (1.0 - alpha) / a0], past_in: [0.0; 2], past_out: [0.0; 2] }
    }

    fn pass(&mut self, x: f32) -> f32 {
        let [x1, x2] = self.past_in;
        let [y1, y2] = self.past_out;
        let y = self.b[0] * x + self.b[1] * x1 + self.b[2] * x2 - self.a[0] * y1 - self.a[1] * y2;
        (self.past_in, self.past_out) = ([x, x1], [y, y1]);
        y
    }
}

/// A mono line of speech as it comes out of a telephone: between 300 and 3,400 Hz (-3 dB at both), never above full scale.
pub fn render_line(mono: &[f32], rate: u32) -> Vec<f32> {
    let filter = |high_pass: bool, hz: f32| BUTTERWORTH.map(|quality| Biquad::new(rate, hz, quality, high_pass));
    let mut filters: Vec<Biquad> = filter(true, TELEPHONE_LOW_HZ).into_iter().chain(filter(false, TELEPHONE_HIGH_HZ)).collect();
    let pass = |sample: &f32| filters.iter_mut().fold(*sample, |sample, filter| filter.pass(sample)).clamp(-1.0, 1.0);
    mono.iter().map(pass).collect()
}

/// Interleaved samples mixed down to one channel.
pub(crate) fn downmix(interleaved: &[f32], channels: u16) -> Vec<f32> {
    let channels = usize::from(channels.max(1));
    interleaved.chunks(channels).map(|frame| frame.iter().sum::<f32>() / frame.len() as f32).collect()
}

/// A steady tone with soft edges. `level` is its peak, 0.0 to 1.0.
pub fn tone(hz: f32, millis: u64, level: f32, rate: u32) -> Vec<f32> {
    let length = (millis * u64::from(rate) / 1_000) as usize;
    let edge = (rate as usize / 100).max(1);
    let sample = |index: usize| {
        let fade = (index.min(length - index) as f32 / edge as f32).min(1.0);
        level * fade * (TAU * hz * index as f32 / rate as f32).sin()
    };
    (0..length).map(sample).collect()
}

fn silence(millis: u64) -> Vec<f32> {
    vec![0.0; (millis * u64::from(SOUND_RATE) / 1_000) as usize]
}

/// The desk telephone rings: a soft two-tone warble in the Italian cadence, one second on, four off. One period, to be
/// repeated.
pub fn ring() -> Vec<f32> {
    let mut sound = Vec::new();
    for beat in 0..20 {
        let hz = if beat % 2 == 0 { 784.0 } else { 988.0 };
        let fundamental = tone(hz, 50, 0.18, SOUND_RATE);
        let overtone = tone(2.0 * hz, 50, 0.05, SOUND_RATE);
        sound.extend(fundamental.iter().zip(overtone).map(|(low, high)| low + high));
    }
    sound.extend(silence(4_000));
    sound
}

/// The line is dead: 425 Hz, 200 ms on and off (the Italian busy tone is slower, half a second), three times.
pub(crate) fn end_tone() -> Vec<f32> {
    (0..3).flat_map(|_| tone(425.0, 200, 0.15, SOUND_RATE).into_iter().chain(silence(200))).collect()
}

/// Music on hold: sixteen seconds of plucked chords (C, A minor, F, G), to be repeated.
pub fn hold_music() -> Vec<f32> {
    const CHORDS: [[f32; 4]; 4] = [
        [261.63, 329.63, 392.00, 523.25],
        [220.00, 329.63, 440.00, 523.25],
        [174.61, 349.23, 440.00, 523.25],
        [196.00, 293.66, 392.00, 493.88],
    ];
    /// Which note of the chord each half second plucks.
    const PATTERN: [usize; 8] = [0, 2, 1, 3, 2, 1, 3, 1];
    let half = SOUND_RATE as usize / 2;
    let mut music = vec![0.0; CHORDS.len() * PATTERN.len() * half];
    let length = music.len();
    for (bar, chord) in CHORDS.iter().enumerate() {
        for (beat, note) in PATTERN.iter().enumerate() {
            let start = (bar * PATTERN.len() + beat) * half;
            for (index, sample) in pluck(chord[*note]).into_iter().enumerate() {
                // The last notes ring on into the beginning, so the loop has no seam.
                music[(start + index) % length] += sample;
            }
        }
    }
    music
}

/// One plucked note of two seconds.
fn pluck(hz: f32) -> Vec<f32> {
    let rate = SOUND_RATE as f32;
    let sample = |index: usize| {
        let time = index as f32 / rate;
        let body = (TAU * hz * time).sin() + 0.4 * (TAU * 2.0 * hz * time).sin() + 0.15 * (TAU * 3.0 * hz * time).sin();
        0.08 * body * (-2.5 * time).exp() * (time * 200.0).min(1.0)
    };
    (0..2 * SOUND_RATE as usize).map(sample).collect()
}

/// Line noise within the telephone band, four seconds to be repeated. `below_speech_db` as in scenarios: 40 a clean line, 15 a
/// bad one; speech is taken to be at -20 dB of full scale.
pub(crate) fn line_noise(below_speech_db: u8) -> Vec<f32> {
    let level = 10.0_f32.powf(-(20.0 + f32::from(below_speech_db)) / 20.0);
    // A small congruential generator (Numerical Recipes): noise needs no better dice, and is the same every time.
    let mut state = 0x2545_f491_u32;
    let white: Vec<f32> = (0..4 * SOUND_RATE)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        })
        .collect();
    let band = render_line(&white, SOUND_RATE);
    let measured = super::vad::level(&band).max(1e-6);
    band.into_iter().map(|sample| sample * level / measured).collect()
}
