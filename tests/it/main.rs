//! All integration tests: one binary, one module per subject.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up should stop")]

mod authoring;
mod call;
mod content;
mod coverage;
mod dossier;
mod faults;
mod forms;
mod fuzz;
#[cfg(feature = "game")]
mod game;
mod guide;
mod plans;
mod probes;
mod records;
mod rehearse;
mod report;
pub(crate) mod scoring;
mod shifts;
#[cfg(feature = "speech")]
mod speech;
mod tidy;
mod transcripts;
mod understand;
#[cfg(feature = "speech")]
mod voice;
mod voices;
