//! Records: one contact as a header and its events, in lines chained by hash.
//!
//! Absent: files (that is `store`) and any rule of the simulation.

mod header;

pub use header::{FORMAT_MAJOR, FORMAT_MINOR, Header, Model};
