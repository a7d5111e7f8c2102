//! From an utterance to its acts and facts.

use std::collections::BTreeMap;

use super::{Lexicon, Understanding};
use crate::event::Utterance;
use crate::ids::FactId;
use crate::scenario::Topic;

/// Names that understanding should know when it hears them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The caller's names, as said: `Brambilla`, `De Luca`. For `use_name`.
    pub caller: Vec<String>,
    /// The company's names, as said: `Linea Aurora`. For `state_company`.
    pub company: Vec<String>,
}

/// A lexicon with its packs and one scenario's facts, ready to understand.
#[derive(Debug, Clone)]
pub struct Understander {}

impl Understander {
    /// Compiles lexicons (of one language), facts (the cast's values already in place) and names.
    pub fn new(_lexicons: &[Lexicon], _topics: &BTreeMap<FactId, Topic>, _names: &Names) -> Self {
        Self {}
    }

    /// What an utterance does. Never fails: words it cannot make sense of do nothing.
    pub fn understand(&self, _utterance: &Utterance) -> Understanding {
        Understanding::default()
    }
}
