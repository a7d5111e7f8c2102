//! What came of a call.

use bevy::prelude::*;

use crate::game::action::Action;
use crate::game::theme::{Icon, Ui, Weight};
use crate::game::ui::El;

pub(super) fn plugin(_app: &mut App) {}

pub(super) fn debrief(ui: &Ui, _world: &World) -> El {
    let t = ui.texts;
    El::column()
        .grow()
        .full()
        .centre()
        .gap(12.0)
        .child(ui.title(t.debrief_title))
        .child(ui.nothing_yet(Icon::Flag, t.debrief_empty))
        .child(ui.button(Weight::Main, Some(Icon::Home), t.home, None, Action::Home).key("home").autofocus())
}
