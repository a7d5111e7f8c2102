//! The debrief as one self-contained page: no network, works without scripts, prints.

/// A sound to put into the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// The encoded audio, as a browser plays it.
    pub bytes: Vec<u8>,
    /// Its media type: `audio/flac`, `audio/ogg`, `audio/wav`.
    pub mime: String,
}

pub fn html() {}
