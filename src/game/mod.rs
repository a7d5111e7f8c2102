//! The window. It shows events and turns input into facts; it decides nothing.
//!
//! A screen is a pure function from what is known to a tree of elements (`screens`), drawn in a look (`theme`), brought onto
//! the glass by `ui`. What a trainee does becomes an [`Action`](action::Action) whichever way they do it, and `decide` turns
//! it into facts for the [`Session`](crate::session::Session). `sets` declares the order of a frame.
//!
//! Absent: rules of a call, scoring while a call runs, and files (that is `store`).

mod action;
mod app;
mod contact;
mod decide;
mod devices;
mod ears;
mod keys;
mod paperwork;
mod preview;
mod review;
mod screens;
mod sets;
mod shelf;
mod shift;
mod speak;
mod text;
mod theme;
mod ui;
mod verdict;

use bevy::prelude::*;

pub use app::{GameOptions, NoWindow, run};

/// Everything but the window itself.
fn plugin(app: &mut App) {
    app.add_plugins((
        sets::plugin,
        ui::plugin,
        theme::plugin,
        screens::plugin,
        decide::plugin,
        keys::plugin,
        devices::plugin,
        ears::plugin,
        speak::plugin,
        review::plugin,
        preview::plugin,
    ));
}
