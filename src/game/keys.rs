//! Keys that act wherever the focus is. Those shown on buttons, and Alt with a digit for the parts of the desk.

use bevy::input::keyboard::{KeyCode, KeyboardFocusLost, KeyboardInput};
use bevy::input_focus::InputFocusVisible;
use bevy::prelude::*;

use super::action::{Action, DeskTab};
use super::contact::Contact;
use super::screens::Screen;
use super::sets::Stage;
use super::shift::Working;
use super::ui::{Act, FocusOn};
use crate::call::Phase;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (shortcuts, move_focus).chain().in_set(Stage::Listen));
}

#[expect(clippy::too_many_arguments, reason = "a system names what it touches")]
fn shortcuts(
    mut keys: MessageReader<KeyboardInput>,
    mut alt: Local<bool>,
    mut left: MessageReader<KeyboardFocusLost>,
    screen: Res<State<Screen>>,
    contact: Option<Res<Contact>>,
    working: Option<Res<Working>>,
    mut visible: ResMut<InputFocusVisible>,
    mut acts: MessageWriter<Act>,
) {
    // Read in the order of the keystrokes, not from what is held at the end of the frame: a slow frame may hold a whole chord.
    let day_over = working.is_some_and(|working| working.run.day_is_over());
    if left.read().count() > 0 {
        *alt = false;
    }
    for key in keys.read() {
        if matches!(key.key_code, KeyCode::AltLeft | KeyCode::AltRight) {
            *alt = key.state.is_pressed();
        }
        if !key.state.is_pressed() || key.repeat {
            continue;
        }
        let phase = contact.as_ref().map(|contact| contact.phase());
        if let Some(action) = meaning(key.key_code, *alt, *screen.get(), phase, day_over) {
            visible.0 = true;
            acts.write(Act(action));
        }
    }
}

/// What a key means on a screen.
fn meaning(key: KeyCode, alt: bool, screen: Screen, phase: Option<Phase>, day_over: bool) -> Option<Action> {
    let live = matches!(phase, Some(Phase::Talking | Phase::OnHold));
    let after = matches!(phase, Some(Phase::WrapUp | Phase::Over));
    let digits =
        [KeyCode::Digit1, KeyCode::Digit2, KeyCode::Digit3, KeyCode::Digit4, KeyCode::Digit5, KeyCode::Digit6, KeyCode::Digit7];
    match (screen, key) {
        (_, KeyCode::F9) => Some(Action::SwapTheme),
        (_, KeyCode::F11) => Some(Action::TextSize),
        (Screen::Call, KeyCode::F1) if phase == Some(Phase::Ringing) => Some(Action::Answer),
        (Screen::Call, KeyCode::F2) if live => Some(Action::Hold),
        (Screen::Call, KeyCode::F3) if live => Some(Action::ShowOffices),
        (Screen::Call, KeyCode::F4) if live && !alt => Some(Action::End),
        (Screen::Call, KeyCode::F5) if live => Some(Action::Mute),
        (Screen::Call, KeyCode::F6) if live || after => Some(Action::FocusSay),
        (Screen::Call, KeyCode::F7) if live => Some(Action::Say),
        (Screen::Call, KeyCode::F8) if after => Some(Action::Debrief),
        (Screen::Call, KeyCode::Escape) => Some(Action::Stay),
        (Screen::Debrief, KeyCode::Escape) => Some(Action::Home),
        (Screen::Shift, KeyCode::F1) => Some(if day_over { Action::NextDay } else { Action::NextContact }),
        (Screen::Shift, KeyCode::Escape) => Some(Action::LeaveShift),
        (Screen::Call, key) if alt && (live || after) => {
            digits.iter().position(|digit| *digit == key).map(|place| Action::Tab(DeskTab::ALL[place]))
        }
        _ => None,
    }
}

/// Where the focus goes on its own: to the field to type in when the phone is picked up, to the field of a tab when it is chosen.
fn move_focus(mut acts: MessageReader<Act>, mut focus: FocusOn, mut later: Local<Option<&'static str>>) {
    if let Some(key) = later.take() {
        focus.key(key);
    }
    for Act(action) in acts.read() {
        *later = match action {
            Action::Answer | Action::FocusSay | Action::Stay | Action::Say => Some("field Say"),
            Action::Tab(DeskTab::Customer) => Some("field Search"),
            Action::Tab(DeskTab::Refund) => Some("field Refund"),
            Action::Tab(DeskTab::Notes) => Some("field Note"),
            Action::Edit(_) => Some("field NewValue"),
            _ => continue,
        };
    }
}
