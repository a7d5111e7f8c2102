//! The screens, as states. Each is a pure function from what is known to elements.

mod call;
mod debrief;
mod home;
mod shift;
mod top_bar;

use bevy::prelude::*;

use super::sets::Stage;
use super::theme::Look;
use super::ui::{El, show};
use crate::time::CallTime;

/// Which screen is shown.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Screen {
    /// The list of scenarios.
    #[default]
    Home,
    /// Between the contacts of a shift.
    Shift,
    /// A contact from ringing to wrap-up.
    Call,
    /// What came of it.
    Debrief,
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>().add_systems(Update, present.in_set(Stage::Present));
}

/// Puts the current screen on the glass.
fn present(world: &mut World) {
    let tree = screen(world);
    show(world, tree);
}

fn screen(world: &World) -> El {
    let ui = world.resource::<Look>().ui();
    let body = match world.resource::<State<Screen>>().get() {
        Screen::Home => home::home(&ui, world),
        Screen::Shift => shift::shift(&ui, world),
        Screen::Call => call::call(&ui, world),
        Screen::Debrief => debrief::debrief(&ui, world),
    };
    let mut root = El::column().fill(ui.palette.ground).child(top_bar::top_bar(&ui, world)).child(body);
    root.node.width = percent(100);
    root.node.height = percent(100);
    root
}

/// Minutes and seconds: `2:07`.
fn clock(time: CallTime) -> String {
    format!("{}:{:02}", time.0 / 60_000, time.0 / 1_000 % 60)
}
