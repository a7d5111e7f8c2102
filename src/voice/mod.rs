//! What a voice did in a call, as amounts of sound: how high, how wide, how loud, how fast, with which pauses; and how that differs
//! from the same person's earlier calls. For private coaching only.
//!
//! Every amount is physical and has a unit. None is good or bad, and none stands for a feeling: the law forbids to infer one from a
//! trainee's voice (EU AI Act, art. 5(1)(f)), and the smile is judged by human ear.
//!
//! Pure: samples and words go in, amounts come out. Nothing is kept, so nobody but whoever asks sees them.
//!
//! Absent: feelings, thresholds, advice, files. The parts that judge or document a call (`scoring`, `report`, `dossier`, `record`)
//! know nothing of this one; `tests/it/voice.rs` keeps that.

mod baseline;
mod call;
mod flow;
mod level;
mod loudness;
mod percentile;
mod pitch;
mod syllables;
mod turn;

pub use baseline::{CALLS_AT_MOST, CALLS_WANTED, Usual, is_earlier, is_named, usual};
pub use call::{Call, Measure};
pub use flow::{Flow, PAUSE_MS};
pub use pitch::Pitch;
pub use syllables::syllables;
pub use turn::Turn;

/// Samples a second, mono, of everything measured here: that of the clips beside a record.
pub const RATE: usize = 16_000;
