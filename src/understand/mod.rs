//! From words to acts and facts. Pure: the same lexicon, topics and words always give the same answer.
//!
//! Absent: any knowledge of steps, moods or scores. Understanding says what an utterance does; what follows from it is for
//! `customer` and `scoring`.

mod lexicon;
mod parse;
mod understander;

pub use lexicon::{ACTS, Cues, FORMAT, Lexicon};
pub use parse::parse_lexicon;
pub use understander::{Names, Understander};

use crate::event::{ActSeen, FactSeen};

/// What an utterance does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understanding {
    /// Acts in the order of their words.
    pub acts: Vec<ActSeen>,
    /// Facts in the order of their words.
    pub facts: Vec<FactSeen>,
}
