//! The order of a frame, declared once. A new system goes into one of these sets, never between them.

use bevy::prelude::*;

/// The four stages of a frame, in this order.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Stage {
    /// Microphone, keyboard, pointer, clock: what the world tells.
    Listen,
    /// Facts go into the call, screens change.
    Decide,
    /// What could not be written, what is to be read from disk.
    Record,
    /// Sound out, picture out.
    Present,
}

pub(super) fn plugin(app: &mut App) {
    app.configure_sets(Update, (Stage::Listen, Stage::Decide, Stage::Record, Stage::Present).chain());
}
