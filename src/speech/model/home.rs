//! Where models live on this machine.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::catalogue::{BASE, CATALOGUE, Entry, entry};
use crate::speech::SpeechError;

/// The file beside the models that names the one to use, once somebody has chosen.
pub const KEY_WORD_DEFAULT: &str = "default";

/// The folder of the models: `PRONTO_MODELS` if set, else `pronto/models` in the user's data folder.
pub fn home() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("PRONTO_MODELS") {
        return folder;
    }
    let data = set("XDG_DATA_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".local").join("share")))
        .or_else(|| set("LOCALAPPDATA"))
        .unwrap_or_else(|| PathBuf::from("."));
    data.join("pronto").join("models")
}

/// Where a model of the catalogue lives, whether it is there or not.
pub fn path_of(entry: &Entry) -> PathBuf {
    home().join(entry.file)
}

/// The model to use unless a command says otherwise: the one chosen by `pronto setup --model`, else the base model.
/// The path is given whether or not the file is there.
pub fn default_model() -> PathBuf {
    let chosen = std::fs::read_to_string(home().join(KEY_WORD_DEFAULT)).ok();
    match chosen.as_deref().map(str::trim) {
        Some(file) if !file.is_empty() => home().join(file),
        _ => path_of(&BASE),
    }
}

/// The file meant by a name of the catalogue, a path, or nothing (the default model).
///
/// # Errors
/// [`SpeechError::NoModel`] if the file is not there; [`SpeechError::UnknownModel`] if it is neither name nor path.
pub fn resolve(name_or_path: Option<&str>) -> Result<PathBuf, SpeechError> {
    let path = match name_or_path {
        None => default_model(),
        Some(text) => match entry(text) {
            Some(entry) => path_of(entry),
            None if Path::new(text).is_file() => PathBuf::from(text),
            None if text.contains(std::path::MAIN_SEPARATOR) || text.ends_with(".bin") => {
                return Err(SpeechError::NoModel { path: PathBuf::from(text) });
            }
            None => return Err(SpeechError::UnknownModel { name: text.to_owned(), known: known() }),
        },
    };
    if path.is_file() { Ok(path) } else { Err(SpeechError::NoModel { path }) }
}

/// The names of the catalogue, for messages.
pub(super) fn known() -> String {
    CATALOGUE.iter().map(|entry| entry.name).collect::<Vec<_>>().join(", ")
}

/// SHA-256 of a file, in hex.
///
/// # Errors
/// [`SpeechError::Disk`] if it cannot be read.
pub fn sha256_of(path: &Path) -> Result<String, SpeechError> {
    let mut file = File::open(path).map_err(SpeechError::disk("read", path))?;
    let mut digest = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut block).map_err(SpeechError::disk("read", path))?;
        if read == 0 {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(&block[..read]);
    }
}

/// Bytes as lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
