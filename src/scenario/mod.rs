//! Scenarios: who calls, why, what they hide, how they react. Model, parsing with located faults, and casting
//! (putting one cast's names and numbers in place).
//!
//! Absent: running one (that is `call`) and files (that is `store`).

mod audio;
mod model;
mod script;

pub use audio::{clip_path, has_slots};
pub use model::*;
pub use script::{Script, cents, hex};
