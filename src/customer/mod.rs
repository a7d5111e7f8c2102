//! How the virtual customer reacts: what they remember, when a condition holds, how their mood moves, which line they choose.
//!
//! Absent: when any of this is asked (that is `call`), the desk itself (conditions see a [`Surroundings`]), and time.

mod condition;
mod memory;
mod mood;
mod reply;

pub use condition::{Said, Surroundings, holds};
pub use memory::Memory;
pub use mood::{clamped, move_for};
pub use reply::{choose_line, choose_variant};

/// Understanding below this confidence does not move the customer (500 permille, our proposal): better to ask again than to
/// answer something that was not said.
pub const REACT_FROM: crate::event::Permille = crate::event::Permille(500);
