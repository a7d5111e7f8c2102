//! What a language is understood by: lexicons with sector packs, and what was learned of it. Each file is read and parsed once a run.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::{FileError, Library, LibraryError, read_bytes, read_text};
use crate::ids::Language;
use crate::scenario::hex;
use crate::understand::{Encoder, Learned, Lexicon, check_sets, parse_lexicon};

impl Library {
    /// The lexicon of a language with sector packs, and the hash of their texts (hex SHA-256).
    ///
    /// # Errors
    /// [`LibraryError`] if a file is missing or faulty.
    pub fn lexicons(&self, language: Language, packs: &[String]) -> Result<(Arc<Vec<Lexicon>>, String), LibraryError> {
        // Every scenario asks for the same two or three; reading one takes some tenths of a second.
        static READ: Mutex<Vec<(String, Arc<Vec<Lexicon>>)>> = Mutex::new(Vec::new());
        let code = language.code();
        let names = std::iter::once(format!("{code}.ron")).chain(packs.iter().map(|pack| format!("{pack}.{code}.ron")));
        let mut hash = Sha256::new();
        let files: Vec<PathBuf> =
            names.map(|name| self.scenarios().join("lexicon").join(name.replace(['/', '\\'], "_"))).collect();
        for file in &files {
            hash.update(read_text(file)?.as_bytes());
        }
        let hash = hex(&hash.finalize());
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, lexicons)) = read.iter().find(|(known, _)| *known == hash) {
            return Ok((Arc::clone(lexicons), hash));
        }
        let lexicons: Vec<Lexicon> = files.iter().map(|file| self.lexicon(file)).collect::<Result<_, _>>()?;
        let files: Vec<String> = files.iter().map(|file| self.named(file)).collect();
        let faults = check_sets(&files, &lexicons);
        if !faults.is_empty() {
            return Err(LibraryError::Faulty(faults));
        }
        let lexicons = Arc::new(lexicons);
        read.truncate(15);
        read.insert(0, (hash.clone(), Arc::clone(&lexicons)));
        Ok((lexicons, hash))
    }

    /// One lexicon file. The language's own is part of every set of packs and by far the longest.
    fn lexicon(&self, file: &Path) -> Result<Lexicon, LibraryError> {
        static READ: Mutex<Vec<(String, Lexicon)>> = Mutex::new(Vec::new());
        let hash = hex(&Sha256::digest(read_text(file)?.as_bytes()));
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, lexicon)) = read.iter().find(|(known, _)| *known == hash) {
            return Ok(lexicon.clone());
        }
        let lexicon = self.parsed(file, parse_lexicon)?;
        read.truncate(15);
        read.insert(0, (hash, lexicon.clone()));
        Ok(lexicon)
    }

    /// What was learned of a language from labelled sentences, and the hash of its files (hex SHA-256); none, if there are none, and
    /// acts are what cues say.
    ///
    /// # Errors
    /// [`LibraryError`] if there are files and they cannot be read.
    pub fn learned(&self, language: Language) -> Result<Option<(Arc<Learned>, String)>, LibraryError> {
        // A program asks for the same with every call.
        static READ: Mutex<Vec<(String, Arc<Learned>)>> = Mutex::new(Vec::new());
        let file = self.hearing_file(language);
        let Some(encoder) = self.encoder()?.filter(|_| file.is_file()) else { return Ok(None) };
        let text = read_text(&file)?;
        let hash = hex(&Sha256::digest(format!("{} {text}", encoder.hash())));
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, learned)) = read.iter().find(|(known, _)| *known == hash) {
            return Ok(Some((Arc::clone(learned), hash)));
        }
        let learned = Arc::new(Learned::parse(&self.named(&file), &text, &encoder).map_err(LibraryError::Learned)?);
        // One file a language and a few data folders: more are none of ours.
        read.truncate(7);
        read.insert(0, (hash.clone(), Arc::clone(&learned)));
        Ok(Some((learned, hash)))
    }

    /// The network that hears acts, of all languages; none, if there is no file.
    ///
    /// # Errors
    /// [`LibraryError`] if there is a file and it cannot be read.
    pub fn encoder(&self) -> Result<Option<Arc<Encoder>>, LibraryError> {
        static READ: Mutex<Vec<(Stamp, Arc<Encoder>)>> = Mutex::new(Vec::new());
        let file = self.scenarios().join("lexicon/encoder.safetensors");
        if !file.is_file() {
            return Ok(None);
        }
        let stamp = Stamp::of(&file)?;
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, encoder)) = read.iter().find(|(known, _)| *known == stamp) {
            return Ok(Some(Arc::clone(encoder)));
        }
        let bytes = read_bytes(&file)?;
        let encoder = Arc::new(Encoder::parse(&self.named(&file), &bytes).map_err(LibraryError::Learned)?);
        read.truncate(1);
        read.insert(0, (stamp, Arc::clone(&encoder)));
        Ok(Some(encoder))
    }

    /// The hearing file of a language.
    pub fn hearing_file(&self, language: Language) -> PathBuf {
        self.scenarios().join("lexicon").join(language.code()).with_extension("hearing")
    }
}

/// What tells whether a large file is still the one that was read.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    file: PathBuf,
    length: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    fn of(file: &Path) -> Result<Self, LibraryError> {
        let about = std::fs::metadata(file).map_err(|source| FileError { doing: "read", path: file.to_owned(), source })?;
        Ok(Self { file: file.to_owned(), length: about.len(), changed: about.modified().ok() })
    }
}
