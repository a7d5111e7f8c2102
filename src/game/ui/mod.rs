//! How a screen gets onto the glass. A screen is a pure function from what is known to a tree of [`El`]s; `mount` compares
//! the tree with what is there and changes only what differs, so text fields keep their caret and focus stays put.
//!
//! Absent: colours and words (those are `theme` and `text`) and any rule of a call.

mod access;
mod control;
mod element;
mod field;
mod layout;
mod mount;
mod scroll;

use bevy::prelude::*;

pub(crate) use control::{Act, FocusOn, Reveal};
pub(crate) use element::{Content, El, Run, Scrolling};
pub(crate) use field::{Drafts, Field};
pub(crate) use mount::show;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((access::plugin, control::plugin, field::plugin, mount::plugin, scroll::plugin));
}
