//! The live ears: one thread listens to the microphone and finds turns, another turns them into words. Recognition starts at
//! the first pause that may be the end of a turn and is called off if the speaker goes on, so that the words are there
//! when the turn is over.
//!
//! Absent: what words mean (`understand`), and whether they come at the right moment (`call`).

mod handle;
mod listening;
mod recogniser;

pub use handle::{EarEvent, Ears, EarsConfig, LoadTranscriber, OpenCapture};
