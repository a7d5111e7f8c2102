//! Plans: conversations written down, line by line, with what must come of them. Authors' tests, bots' traces, and the script of
//! a recorded trainee are all plans.
//!
//! Absent: files, audio and real time: a plan runs on a clock of its own.

mod parse;
mod run;
mod write;

pub use parse::{Expectation, Level, Measure, Plan, PlanLine, Step, desk_action, parse_plan};
pub use run::{Contact, Pace, PlanFault, Play, caption_ms, run_plan, run_plan_with, run_step, settle};
