//! Rendering customers' lines: text to spoken words, to sounds, to samples, to a clip of even loudness. Authors run it; players hear the files.
//!
//! Absent: which clips there are and where they lie (that is `scenario`), and playing them (that is the parent).

mod babble;
mod engine;
mod manner;
mod onnx;
mod readback;
mod reading;
mod record;
mod render;
mod say;
mod setup;
mod shape;
mod sounds;
mod workers;

pub use babble::in_babble;
pub use engine::{Engine, EngineError, FRAME, RATE, Said, Style};
pub use manner::manner;
pub use onnx::{ModelFault, for_rten};
pub use readback::misheard;
pub use reading::reading;
pub use record::{keep_recording, recorded};
pub use render::{RenderError, render};
pub use say::{Manner, SayError, encode, say};
pub use setup::{SetupError, fetch, voices_home};
pub use sounds::{SoundsError, sounds};
pub use workers::workers;
