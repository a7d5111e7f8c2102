//! What was learned from labelled sentences: how much an utterance, read as a whole, speaks for each act.
//!
//! Cues are exact and few; people say things in more ways than anybody writes down. So every act is also heard by an `encoder`, a small
//! neural network of both languages that cuts words into `pieces` and was taught with the sentences under `tests/understand/sentences`,
//! never with those that measure. What its scores mean was found on sentences that it was not taught with (`calibrate`), and stands in a
//! readable file a language (`hearing`).
//!
//! The same words give the same acts on every machine, to the last bit (`arithmetic`).
//!
//! Absent: audio, prosody, anything about a voice. Only the words count. And teaching: `tests/understand/teach`.

mod arithmetic;
mod calibrate;
mod encoder;
mod file;
mod hear;
mod hearing;
mod pieces;

pub use calibrate::{Lesson, calibrate};
pub use encoder::Encoder;
pub use hearing::Learned;
