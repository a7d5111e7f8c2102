//! Calls from outside the simulator, written down by people: two speakers, line by line, become a record that can be judged like
//! any other. What a transcript cannot show (the desk, the telephone, timing, mood) is *not observed*.
//!
//! Absent: files (that is `store` and the command line), recognising speech, and any guess at who is speaking.

mod import;
mod parse;

pub use import::import;
pub use parse::{Line, Speaker, Transcript, parse_transcript};
