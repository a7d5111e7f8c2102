//! From words to acts and facts. Pure: the same lexicon, topics and words always give the same answer.
//!
//! Absent: any knowledge of steps, moods or scores. Understanding says what an utterance does; what follows from it is for
//! `customer` and `scoring`.

use crate::event::{ActSeen, FactSeen};

/// What an utterance does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understanding {
    /// Acts in the order of their words.
    pub acts: Vec<ActSeen>,
    /// Facts in the order of their words.
    pub facts: Vec<FactSeen>,
}

/// STUB for the core to compile against until the understanding lands.
#[derive(Debug, Clone)]
pub struct Understander;
impl Understander {
    /// x
    pub fn understand(&self, _: &crate::event::Utterance) -> Understanding {
        Understanding::default()
    }
}
