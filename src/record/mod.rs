//! Records: one contact as a header and its events, one value a line, each line chained to the one before by hash.
//!
//! Absent: files (that is `store`) and any rule of the simulation.

mod header;
mod log;

pub use header::{FORMAT_MAJOR, FORMAT_MINOR, Header, Model};
pub use log::{Chain, Damage, Record, chained_line, chained_lines, decode, encode, encode_event, encode_header};
