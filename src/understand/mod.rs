//! From words to acts and facts. Pure: the same lexicon, topics and words always give the same answer.
//!
//! An utterance becomes `tokens` (normalised), then a `lattice` of everything each token may stand for (itself, the word it is
//! a slip of, the sets it is in, the `values` it says), through which one `automaton` of all cues is walked. What it finds
//! becomes `acts` and `facts`, in the `sight` of questions, denials and requests around it. What was `learned` from labelled
//! sentences then says how sure each act is, the cues being one sign among many.
//!
//! Absent: any knowledge of steps, moods or scores. Understanding says what an utterance does; what follows from it is for
//! `customer` and `scoring`.

mod acts;
mod automaton;
mod check;
mod codes;
mod compile;
mod dates;
mod facts;
mod lattice;
mod learned;
mod lexicon;
mod numerals;
mod parse;
mod quality;
mod sight;
mod template;
mod tokens;
mod topics;
mod understander;
mod values;
mod vocabulary;

pub use check::check_sets;
pub use learned::{Encoder, Learned, Lesson, calibrate};
pub use lexicon::{ACTS, COSTLY, Cues, FORMAT, Lexicon};
pub use parse::parse_lexicon;
pub use quality::{Bin, Labelled, Mistake, Quality, Tally, measure, measure_utterances, parse_labelled};
pub use template::{unreadable, wordings};
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
