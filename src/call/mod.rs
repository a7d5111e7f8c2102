//! One contact as a state machine: [`Call::handle`] takes a fact and gives the events it leads to, the fact itself first.
//!
//! The only writer of state is `apply`; the only source of chance are the seeded dice; the only time is the caller's. So the
//! same facts at the same times give the same events: [`resimulate`] proves it for a record.
//!
//! Absent: clocks, files, audio, scoring.

mod became;
mod deadline;
mod dice;
mod handle;
mod header;
mod resimulate;
mod rules;
mod state;

pub use became::became;
pub use handle::Call;
pub use header::header_of;
pub use resimulate::{Difference, resimulate};
pub use state::{Phase, State};

pub use crate::desk::Refused;
