//! How loud speech is, by the measure of broadcasting.

use ebur128::{EbuR128, Mode};

use super::RATE;

/// Integrated loudness in LUFS (EBU R 128): weighted as the ear does, over what is less than 10 LU below the whole, so that
/// pauses do not count. `None` of silence and of sounds shorter than the 400 ms it needs: another scale for these could not be
/// compared.
pub(super) fn loudness(samples: &[f32]) -> Option<f64> {
    let mut meter = EbuR128::new(1, RATE as u32, Mode::I).ok()?;
    meter.add_frames_f32(samples).ok()?;
    meter.loudness_global().ok().filter(|loudness| loudness.is_finite())
}
