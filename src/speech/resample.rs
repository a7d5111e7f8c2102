//! Any rate and number of channels to 16 kHz mono.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};

use super::RATE;

/// Frames taken in at a time: about 20 ms at 48 kHz.
const CHUNK: usize = 1_024;

/// Brings a stream of interleaved samples to 16 kHz mono, piece by piece.
pub struct Resampler {
    channels: usize,
    /// Frame in the making: sum and number of its samples.
    mixing: (f32, usize),
    mono: Vec<f32>,
    /// Absent when the stream has the right rate already.
    fft: Option<Fft<f32>>,
    /// Output frames still to be thrown away: the filter's delay.
    delay: usize,
    ratio: f64,
    frames_in: u64,
    frames_out: u64,
}

impl std::fmt::Debug for Resampler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resampler").field("channels", &self.channels).field("ratio", &self.ratio).finish_non_exhaustive()
    }
}

impl Resampler {
    /// For a stream of `rate` samples a second and channel.
    ///
    /// # Errors
    /// A rate or number of channels that cannot be (0, or a rate without a usable ratio), as a lowercase fragment.
    pub fn new(rate: u32, channels: u16) -> Result<Self, String> {
        if rate == 0 || channels == 0 {
            return Err(format!("{rate} Hz with {channels} channels is no sound"));
        }
        let fft = if rate == RATE {
            None
        } else {
            let fft = Fft::new(rate as usize, RATE as usize, CHUNK, 1, FixedSync::Input);
            Some(fft.map_err(|error| error.to_string())?)
        };
        let delay = fft.as_ref().map_or(0, |fft| fft.output_delay());
        let ratio = f64::from(RATE) / f64::from(rate);
        let channels = usize::from(channels);
        Ok(Self { channels, mixing: (0.0, 0), mono: Vec::new(), fft, delay, ratio, frames_in: 0, frames_out: 0 })
    }

    /// Takes in interleaved samples, gives what is ready.
    pub fn push(&mut self, interleaved: &[f32]) -> Vec<f32> {
        for sample in interleaved {
            self.mixing.0 += if sample.is_finite() { *sample } else { 0.0 };
            self.mixing.1 += 1;
            if self.mixing.1 == self.channels {
                self.mono.push(self.mixing.0 / self.channels as f32);
                self.mixing = (0.0, 0);
                self.frames_in += 1;
            }
        }
        let Some(fft) = &mut self.fft else {
            self.frames_out += self.mono.len() as u64;
            return std::mem::take(&mut self.mono);
        };
        let mut out = Vec::new();
        let mut done = 0;
        while self.mono.len() - done >= CHUNK {
            if let Ok(buffer) = InterleavedSlice::new(&self.mono[done..done + CHUNK], 1, CHUNK)
                && let Ok(resampled) = fft.process(&buffer, None)
            {
                out.extend(resampled.take_data());
            }
            done += CHUNK;
        }
        self.mono.drain(..done);
        let skip = self.delay.min(out.len());
        self.delay -= skip;
        out.drain(..skip);
        self.frames_out += out.len() as u64;
        out
    }

    /// The end of the stream: gives what the filter still holds, so that as much comes out as went in.
    pub fn finish(&mut self) -> Vec<f32> {
        let wanted = (self.frames_in as f64 * self.ratio).round() as u64;
        let mut out = Vec::new();
        // One chunk of silence may not be enough to push out the filter's delay; ten always are.
        for _ in 0..10 {
            if self.frames_out >= wanted || self.fft.is_none() {
                break;
            }
            out.extend(self.push_silence());
        }
        let surplus = self.frames_out.saturating_sub(wanted) as usize;
        out.truncate(out.len().saturating_sub(surplus));
        out
    }

    fn push_silence(&mut self) -> Vec<f32> {
        let frames = self.frames_in;
        let silence = vec![0.0; CHUNK * self.channels];
        let out = self.push(&silence);
        self.frames_in = frames;
        out
    }
}

/// A whole clip to 16 kHz mono.
///
/// # Errors
/// As [`Resampler::new`].
pub(crate) fn resample(interleaved: &[f32], rate: u32, channels: u16) -> Result<Vec<f32>, String> {
    let mut resampler = Resampler::new(rate, channels)?;
    let mut out = resampler.push(interleaved);
    out.extend(resampler.finish());
    Ok(out)
}
