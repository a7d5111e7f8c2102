//! Scenarios: who calls, why, what they hide, how they react. Model, parsing with located faults, and casting
//! (putting one cast's names and numbers in place).
//!
//! Absent: running one (that is `call`) and files (that is `store`).

mod audio;
mod check;
mod clips;
mod model;
mod parse;
mod script;

pub use audio::{clip_path, has_slots};
pub use check::{Source, check};
pub use clips::{Clip, ClipState, Manifest, ManifestEntry, Origin, clips};
pub use model::*;
pub use parse::{FORMAT, parse_company, parse_persona, parse_scenario};
pub use script::{Script, cents, hex};
