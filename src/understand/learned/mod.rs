//! What was learned from labelled sentences: how much each word, stem and neighbourhood of words speaks for or against an act.
//!
//! Cues are exact and few; people say things in more ways than anybody writes down. So every act is also heard by a linear model
//! (multi-label logistic regression over `features`), whose `weights` are a readable text file made by `pronto learn` from the
//! sentences under `tests/understand/sentences`, never from those that measure. What a cue found is one feature among the others.
//! Of an utterance, each act takes the stretch of words that speaks for it most (`hear`); that stretch is its evidence.
//!
//! Only whole numbers are used when hearing: the same words give the same acts on every machine.
//!
//! Absent: audio, prosody, anything about a voice. Only the words count.

mod concepts;
mod features;
mod fit;
mod hear;
mod rows;
mod train;
mod weights;

pub(super) use concepts::Concepts;
pub(super) use features::{Around, Sink, visit};
pub use train::{Learning, Lesson, Progress, learn};
pub use weights::Learned;
