//! A voice among other voices: what a recogniser hears of an operator in a full room.

use crate::speech::{RATE, render_line};

/// Lays other people's voices under speech, so that the speech is `above_db` decibels louder than all of them together, and sends the
/// whole through a telephone's band. All at 16 kHz mono. Every other voice is repeated as long as the speech lasts, beginning at its
/// `offset`. Without other voices only the band is narrowed.
pub fn in_babble(speech: &[f32], others: &[(&[f32], usize)], above_db: f32) -> Vec<f32> {
    let mut babble = vec![0.0_f32; speech.len()];
    for (voice, offset) in others.iter().filter(|(voice, _)| !voice.is_empty()) {
        for (index, sample) in babble.iter_mut().enumerate() {
            *sample += voice[(offset + index) % voice.len()];
        }
    }
    let (loud, under) = (level(speech), level(&babble));
    let gain = if under > 0.0 { loud / under * 10.0_f32.powf(-above_db / 20.0) } else { 0.0 };
    let mixed: Vec<f32> = speech.iter().zip(&babble).map(|(speech, babble)| speech + gain * babble).collect();
    // The mix may pass full scale; the level of speech means nothing to the recogniser, clipping would.
    let peak = mixed.iter().fold(1.0_f32, |peak, sample| peak.max(sample.abs()));
    let mixed: Vec<f32> = mixed.iter().map(|sample| sample / peak).collect();
    render_line(&mixed, RATE)
}

/// Root mean square.
fn level(samples: &[f32]) -> f32 {
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len().max(1) as f32).sqrt()
}
