//! Words that say nearly the same in a call: what is learned of one of them is learned of all.

use std::collections::HashMap;

use super::features::{Part, part};
use crate::understand::Lexicon;

/// The concepts of a word, the closest first: the one that lists the whole word, then those that list its longest beginnings.
#[derive(Debug, Clone, Default)]
pub(in crate::understand) struct Concepts {
    words: HashMap<Box<str>, Vec<Concept>>,
    beginnings: HashMap<Box<str>, Vec<Concept>>,
    longest: usize,
}

/// A concept's name, as a part of features.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Concept {
    name: Box<str>,
    hash: u64,
}

/// Beginnings of fewer letters are none.
const SHORTEST: usize = 2;

impl Concepts {
    /// The concepts of some lexicons together.
    pub(in crate::understand) fn new(lexicons: &[Lexicon]) -> Self {
        let mut concepts = Self::default();
        for (name, words) in lexicons.iter().flat_map(|lexicon| &lexicon.concepts) {
            // Upper case: no word of an utterance can be taken for a concept.
            let name = name.to_uppercase();
            let concept = Concept { hash: part(&name).hash, name: name.into() };
            for word in words.split_whitespace() {
                let (list, word) = match word.strip_suffix('*') {
                    Some(beginning) => (&mut concepts.beginnings, beginning),
                    None => (&mut concepts.words, word),
                };
                let known = list.entry(word.into()).or_default();
                if !known.contains(&concept) {
                    known.push(concept.clone());
                }
            }
        }
        concepts.longest = concepts.beginnings.keys().map(|beginning| beginning.len()).max().unwrap_or(0);
        concepts
    }

    /// Shows every concept of a word, the closest first.
    pub(super) fn of<'a>(&'a self, word: &str, mut show: impl FnMut(Part<'a>)) {
        let mut give = |found: Option<&'a Vec<Concept>>| {
            found.into_iter().flatten().for_each(|concept| show(Part { text: &concept.name, hash: concept.hash }));
        };
        give(self.words.get(word));
        for length in (SHORTEST..=self.longest.min(word.len())).rev() {
            if let Some(beginning) = word.get(..length) {
                give(self.beginnings.get(beginning));
            }
        }
    }
}
