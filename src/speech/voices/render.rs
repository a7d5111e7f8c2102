//! Rendering what is missing: in parallel, whole files or none, and a manifest that is right whenever the work is broken off.

use std::path::Path;
use std::sync::Mutex;

use thiserror::Error;

use super::engine::{Engine, RATE};
use super::manner::manner;
use super::say::{SayError, encode, say};
use super::workers::workers;
use crate::scenario::{Clip, ManifestEntry, Origin};
use crate::store::{FileError, ManifestError, read_manifest, write_manifest, write_whole};

/// Clips between two writings of the manifest.
const SAVE_EVERY: usize = 20;

/// Why rendering stopped.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The manifest could not be read or written.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A line could not be spoken.
    #[error("cannot render {path}")]
    Say {
        /// The clip.
        path: String,
        /// Why not.
        source: SayError,
    },
}

/// Renders clips with as many threads, telling `done` of each. What was rendered before an error stays and is in the manifest.
///
/// # Errors
/// The first [`RenderError`] met.
pub fn render(
    root: &Path,
    engine: &Engine,
    clips: &[&Clip],
    threads: usize,
    done: impl Fn(&Clip) + Sync,
) -> Result<(), RenderError> {
    let manifest = Mutex::new((read_manifest(root)?, 0_usize));
    let rendered = workers(clips.len(), threads, |next| {
        while let Some(clip) = next().and_then(|number| clips.get(number)) {
            let entry = render_one(root, engine, clip)?;
            let mut held = manifest.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let (manifest, unsaved) = &mut *held;
            manifest.clips.insert(clip.path.clone(), entry);
            *unsaved += 1;
            if *unsaved == SAVE_EVERY {
                write_manifest(root, manifest)?;
                *unsaved = 0;
            }
            drop(held);
            done(clip);
        }
        Ok(())
    });
    write_manifest(root, &manifest.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).0)?;
    rendered
}

fn render_one(root: &Path, engine: &Engine, clip: &Clip) -> Result<ManifestEntry, RenderError> {
    let error = |source| RenderError::Say { path: clip.path.clone(), source };
    let samples = say(engine, &clip.text, clip.language, &clip.voice, manner(clip)).map_err(error)?;
    // The serial of the stream is taken from the text, so that the same clip is the same file wherever it is rendered.
    let text = clip.text_hash();
    let serial = i32::from_str_radix(&text[..7], 16).unwrap_or(0);
    write_whole(&root.join(&clip.path), &encode(&samples, serial).map_err(error)?)?;
    let ms = samples.len() as u64 * 1000 / u64::from(RATE);
    Ok(ManifestEntry { text, voice: Origin::Rendered(clip.voice_hash()), ms: u32::try_from(ms).unwrap_or(u32::MAX) })
}
