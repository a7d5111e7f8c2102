//! What a language is understood by: lexicons with sector packs, and what was learned of it. Each file is read and parsed once a run.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{Library, LibraryError, read_text};
use crate::ids::Language;
use crate::scenario::hex;
use crate::understand::{Learned, Lexicon, check_sets, parse_lexicon};

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

    /// What was learned of a language from labelled sentences, and the hash of the file (hex SHA-256); none, if there is no file,
    /// and acts are what cues say.
    ///
    /// # Errors
    /// [`LibraryError`] if there is a file and it cannot be read.
    pub fn learned(&self, language: Language) -> Result<Option<(Arc<Learned>, String)>, LibraryError> {
        // A program asks for the same file with every call; reading it takes some hundredths of a second.
        static READ: Mutex<Vec<(String, Arc<Learned>)>> = Mutex::new(Vec::new());
        let file = self.weights_file(language);
        if !file.is_file() {
            return Ok(None);
        }
        let text = read_text(&file)?;
        let hash = hex(&Sha256::digest(text.as_bytes()));
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, learned)) = read.iter().find(|(known, _)| *known == hash) {
            return Ok(Some((Arc::clone(learned), hash)));
        }
        let learned = Arc::new(Learned::parse(&self.named(&file), &text).map_err(LibraryError::Weights)?);
        // One file a language and a few data folders: more are none of ours.
        read.truncate(7);
        read.insert(0, (hash.clone(), Arc::clone(&learned)));
        Ok(Some((learned, hash)))
    }

    /// The weights file of a language.
    pub fn weights_file(&self, language: Language) -> PathBuf {
        self.scenarios().join("lexicon").join(language.code()).with_extension("weights")
    }
}
