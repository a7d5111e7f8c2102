//! Shifts (turni): a queue of contacts over one or more days. A [`Run`] says what comes next, who waits how long, and what became
//! of the day before; it is told times and outcomes and knows neither clocks nor calls.
//!
//! Absent: files (that is `store`), the contacts themselves (that is `session`), judgement.

mod check;
mod model;
mod parse;
mod run;
mod summary;

pub use check::{Known, check};
pub use model::{Contact, Day, Shift};
pub use parse::parse_shift;
pub use run::{Done, Next, Run, handled_s};
pub use summary::{IN_TIME_S, Summary, summary};
