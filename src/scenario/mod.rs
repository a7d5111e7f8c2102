//! Scenarios: who calls, why, what they hide, how they react. Model, parsing with located faults, and casting
//! (putting one cast's names and numbers in place).
//!
//! Absent: running one (that is `call`) and files (that is `store`).

mod audio;
mod check;
mod check_forms;
mod check_speech;
mod check_when;
mod clips;
mod forms;
mod goals;
mod model;
mod parse;
mod reached;
mod script;
mod upgrade;
mod when;

pub use crate::event::cents;
pub use audio::{clip_path, has_slots};
pub use check::{Source, check};
pub use clips::{Clip, ClipState, Manifest, ManifestEntry, Origin, clips};
pub use goals::{FormGoalSpec, GoalsSpec};
pub use model::*;
pub use parse::{FORMAT, parse_company, parse_persona, parse_scenario, parse_written};
pub use reached::reached;
pub use script::{Script, hex};
pub use upgrade::{Upgrade, upgraded};
pub use when::{Past, When};
