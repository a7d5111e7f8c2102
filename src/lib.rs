//! Pronto: a training simulator for call handling. Speak to virtual customers, be judged with evidence.
//!
//! The core is pure: facts go in, events come out, the list of events is the truth. The shell (`store`, `cli`, `speech`,
//! `game`) does everything that touches the world. `ARCHITECTURE.md` draws it.

// Base: everything may use these.
pub mod diagnostic;
pub mod ids;
pub mod time;

// Core: no IO, no clock, no entropy, no engine.
pub mod call;
pub mod coverage;
pub mod customer;
pub mod desk;
pub mod dossier;
pub mod event;
pub mod graph;
pub mod plan;
pub mod probe;
pub mod record;
pub mod rehearse;
pub mod report;
pub mod rubric;
pub mod scenario;
pub mod scoring;
pub mod shift;
pub mod transcript;
pub mod understand;
#[cfg(feature = "speech")]
pub mod voice;

// Shell: knows files, devices, windows, time.
pub mod cli;
#[cfg(feature = "game")]
pub mod game;
pub mod session;
#[cfg(feature = "speech")]
pub mod speech;
pub mod store;
