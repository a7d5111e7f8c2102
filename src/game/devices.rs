//! What is known of the microphone, the recogniser and the loudspeaker.

use bevy::prelude::*;

/// The state of the devices.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Devices {
    /// The microphone.
    pub(crate) microphone: Microphone,
    /// The speech recogniser.
    pub(crate) recogniser: Recogniser,
    /// Whether customers can be heard.
    pub(crate) speaker: Speaker,
}

/// The microphone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Microphone {
    /// Not looked for yet.
    #[default]
    Unknown,
    /// It can be used.
    Ready,
    /// There is none, or it vanished.
    Missing,
}

/// The speech recogniser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Recogniser {
    /// Its model is being read.
    #[default]
    Loading,
    /// It can be used; the model's name.
    Ready(String),
    /// There is no model, or it could not be read: why and what to do.
    Missing(String),
}

/// Sound output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Not tried yet.
    #[default]
    Unknown,
    /// Customers can be heard.
    Ready,
    /// No sound: captions only.
    Missing,
}

impl Devices {
    /// Whether a call can be spoken.
    pub(crate) fn can_hear(&self) -> bool {
        self.microphone == Microphone::Ready && matches!(self.recogniser, Recogniser::Ready(_))
    }
}
