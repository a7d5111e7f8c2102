//! What comes out of the loudspeaker. Until a device is found, nothing does, and captions carry the call.

use std::path::Path;

use bevy::prelude::*;

/// The loudspeaker.
#[derive(Resource, Default)]
pub(crate) struct Sound;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sound>();
}

impl Sound {
    /// Plays a line; `false` if it cannot be heard.
    pub(super) fn play_line(&mut self, clip: &Path) -> bool {
        let _ = clip;
        false
    }

    /// Whether the line has been played to its end.
    pub(super) fn line_is_over(&mut self) -> bool {
        true
    }

    /// Cuts the line.
    pub(super) fn stop_line(&mut self) {}
}
