//! A line spoken by a person instead of the engine: cut to its words, brought to the usual loudness, and never rendered over.

use std::path::Path;

use super::engine::RATE as CLIP_RATE;
use super::render::RenderError;
use super::say::encode;
use super::shape;
use crate::scenario::{Clip, ManifestEntry, Origin};
use crate::speech::RATE;
use crate::store::{read_manifest, write_manifest, write_whole};

/// A recording of 16 kHz mono as a clip: the silence around the words is cut, the loudness is that of all other lines.
pub fn recorded(samples: &[f32]) -> Vec<f32> {
    // Bringing it to the clips' rate is shifting its pitch by the ratio of the rates.
    let cents = 1200.0 * (RATE as f32 / CLIP_RATE as f32).log2();
    shape::finished(&shape::shifted(samples, cents, 0.0), 0.0)
}

/// Keeps a recording of 16 kHz mono as the clip, and says so in the manifest. Gives its length in milliseconds.
///
/// # Errors
/// [`RenderError`] if a file or the manifest cannot be written, or the encoder fails.
pub fn keep_recording(root: &Path, clip: &Clip, samples: &[f32]) -> Result<u32, RenderError> {
    let samples = recorded(samples);
    let bytes = encode(&samples, 0).map_err(|source| RenderError::Say { path: clip.path.clone(), source })?;
    write_whole(&root.join(&clip.path), &bytes)?;
    let ms = u32::try_from(samples.len() as u64 * 1000 / u64::from(CLIP_RATE)).unwrap_or(u32::MAX);
    let mut manifest = read_manifest(root)?;
    manifest.clips.insert(clip.path.clone(), ManifestEntry { text: clip.text_hash(), voice: Origin::Recorded, ms });
    write_manifest(root, &manifest)?;
    Ok(ms)
}
