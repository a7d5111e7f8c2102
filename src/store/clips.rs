//! The manifest of rendered clips.

use std::path::{Path, PathBuf};

use super::{FileError, read_text, write_whole};
use crate::scenario::{Clip, ClipState, Manifest};

/// Where the manifest lies, under the data folder.
const MANIFEST: &str = "audio/manifest.ron";

/// Why the manifest could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file is not what it should be.
    #[error("{} is damaged ({source}); delete it, and all clips are rendered anew", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<ron::error::SpannedError>,
    },
    /// The manifest could not be put into words.
    #[error("cannot write the manifest of clips")]
    Text(#[from] ron::Error),
}

/// The manifest under a data folder; an empty one if there is none.
///
/// # Errors
/// [`ManifestError`] if it is there and cannot be read.
pub fn read_manifest(root: &Path) -> Result<Manifest, ManifestError> {
    let path = root.join(MANIFEST);
    if !path.is_file() {
        return Ok(Manifest::default());
    }
    ron::from_str(&read_text(&path)?).map_err(|source| ManifestError::Damaged { path, source: Box::new(source) })
}

/// Writes the manifest, one clip a line.
///
/// # Errors
/// [`ManifestError`] if the disk refuses.
pub fn write_manifest(root: &Path, manifest: &Manifest) -> Result<(), ManifestError> {
    let pretty = ron::ser::PrettyConfig::new().depth_limit(2).new_line("\n");
    let text = ron::ser::to_string_pretty(manifest, pretty)?;
    Ok(write_whole(&root.join(MANIFEST), format!("{text}\n").as_bytes())?)
}

/// Clips that cannot be played as they are, with the reason.
pub fn unfit_clips<'a>(root: &Path, manifest: &Manifest, clips: &'a [Clip]) -> Vec<(&'a Clip, ClipState)> {
    clips
        .iter()
        .map(|clip| (clip, manifest.state(clip, root.join(&clip.path).is_file())))
        .filter(|(_, state)| *state != ClipState::Fresh)
        .collect()
}

/// Removes clips, from the manifest and from the disk. A file that is not there is removed already.
///
/// # Errors
/// [`ManifestError`] if the disk refuses.
pub fn remove_clips(root: &Path, manifest: &mut Manifest, paths: &[String]) -> Result<(), ManifestError> {
    for name in paths {
        manifest.clips.remove(name);
        // The manifest is a file like any other: it must not lead out of the folder.
        let inside = name.starts_with("audio/") && !name.contains("..");
        let path = root.join(name);
        if inside && path.is_file() {
            std::fs::remove_file(&path).map_err(|source| FileError { doing: "remove", path, source })?;
        }
    }
    write_manifest(root, manifest)
}
