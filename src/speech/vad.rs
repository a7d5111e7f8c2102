//! Whether somebody speaks, frame by frame.

use super::RATE;

/// Samples in a frame: 16 ms at 16 kHz.
pub const FRAME: usize = 256;

/// A frame below this level (root mean square, about -50 dB of full scale) is nobody's near voice, whatever the detector
/// says: line noise, a neighbour, our own customer leaking from the headset. Our proposal.
const FLOOR: f32 = 0.003;

/// Judges frames of speech.
pub trait Vad: Send {
    /// How likely it is that somebody speaks in this frame of [`FRAME`] samples at 16 kHz: 0.0 to 1.0.
    fn speech(&mut self, frame: &[f32]) -> f32;
}

/// The detector of the crate `earshot` behind a gate for faint sound.
pub struct VoiceDetector {
    detector: Box<earshot::Detector>,
    floor: f32,
}

impl Default for VoiceDetector {
    fn default() -> Self {
        Self { detector: Box::default(), floor: FLOOR }
    }
}

impl std::fmt::Debug for VoiceDetector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VoiceDetector").field("floor", &self.floor).finish_non_exhaustive()
    }
}

impl Vad for VoiceDetector {
    fn speech(&mut self, frame: &[f32]) -> f32 {
        // The detector must see every frame, faint ones too: it keeps state.
        let mut limited = [0.0; FRAME];
        for (limited, sample) in limited.iter_mut().zip(frame) {
            *limited = if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 };
        }
        let score = self.detector.predict_f32(&limited);
        if level(&limited) < self.floor { 0.0 } else { score }
    }
}

/// Root mean square of some samples: 0.0 silence, 0.7 a full-scale tone.
pub(crate) fn level(samples: &[f32]) -> f32 {
    if samples.is_empty() {
        return 0.0;
    }
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32).sqrt()
}

/// A frame's length in milliseconds.
pub(crate) const FRAME_MS: u64 = FRAME as u64 * 1_000 / RATE as u64;
