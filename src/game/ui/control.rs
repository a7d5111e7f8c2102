//! What can be pressed: colours under the pointer, the focus ring, keys that press for the pointer, and the one message that
//! says what was pressed.

use bevy::ecs::system::SystemParam;
use bevy::input::keyboard::{Key as KeyName, KeyboardInput};
use bevy::input_focus::tab_navigation::TabNavigationPlugin;
use bevy::input_focus::{FocusCause, FocusGained, FocusedInput, InputFocus, InputFocusVisible};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui::{InteractionDisabled, Pressed};
use bevy::ui_widgets::{Activate, ScrollIntoView};
use bevy::window::RequestRedraw;

use crate::game::action::Action;
use crate::game::theme::Look;

/// The trainee wants this done. Buttons and keys say so; screens decide what follows.
#[derive(Message, Debug, Clone, PartialEq)]
pub(crate) struct Act(pub(crate) Action);

/// What a button does.
#[derive(Component, Debug, Clone)]
pub(super) struct Does(pub(super) Action);

/// An element's name, for focus.
#[derive(Component, Debug, Clone, PartialEq, Eq)]
pub(super) struct Key(pub(super) String);

/// A control's backgrounds.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    pub(super) rest: Color,
    pub(super) hover: Color,
    pub(super) press: Color,
}

/// Marks the element whose focus ring is drawn.
#[derive(Component)]
struct Ringed;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(TabNavigationPlugin)
        .add_message::<Act>()
        .init_resource::<Coming>()
        .add_observer(say_what_was_pressed)
        .add_observer(mind_focus)
        .add_observer(enter_submits)
        .add_systems(PreUpdate, bring_into_view)
        .add_systems(PostUpdate, (paint, ring));
}

/// What Enter does in a field of one line.
#[derive(Component, Debug, Clone)]
pub(super) struct Submits(pub(super) Action);

fn say_what_was_pressed(pressed: On<Activate>, does: Query<&Does, Without<InteractionDisabled>>, mut acts: MessageWriter<Act>) {
    if let Ok(does) = does.get(pressed.entity) {
        acts.write(Act(does.0.clone()));
    }
}

fn enter_submits(key: On<FocusedInput<KeyboardInput>>, submits: Query<&Submits>, mut acts: MessageWriter<Act>) {
    if key.input.logical_key == KeyName::Enter
        && key.input.state.is_pressed()
        && !key.input.repeat
        && let Ok(submits) = submits.get(key.focused_entity)
    {
        acts.write(Act(submits.0.clone()));
    }
}

/// What is to be brought into view, and after how many frames: what was made in this very frame has no place yet, and
/// scrolling to it would lead anywhere.
#[derive(Resource, Debug, Default)]
pub(crate) struct Coming(Option<(Entity, u8)>);

/// Frames until what was just made has been measured and placed.
const SETTLING: u8 = 2;

/// Whatever gets the focus must be seen. The event is told to every ancestor too; none of them is what was meant.
fn mind_focus(focus: On<FocusGained>, mut coming: ResMut<Coming>) {
    coming.0 = Some((focus.original_event_target(), SETTLING));
}

fn bring_into_view(mut coming: ResMut<Coming>, mut redraw: MessageWriter<RequestRedraw>, mut commands: Commands) {
    let Some((entity, frames)) = coming.0 else { return };
    redraw.write(RequestRedraw);
    if frames > 0 {
        coming.0 = Some((entity, frames - 1));
    } else {
        coming.0 = None;
        commands.queue(move |world: &mut World| {
            // It may be gone by now.
            if world.get_entity(entity).is_ok() {
                world.trigger(ScrollIntoView { entity });
            }
        });
    }
}

#[expect(clippy::type_complexity, reason = "a query names what it reads")]
fn paint(mut controls: Query<(&Paint, &Hovered, Has<Pressed>, Has<InteractionDisabled>, &mut BackgroundColor)>) {
    for (paint, hovered, pressed, disabled, mut background) in &mut controls {
        let colour = match (disabled, pressed, hovered.get()) {
            (true, ..) => paint.rest,
            (_, true, _) => paint.press,
            (_, _, true) => paint.hover,
            _ => paint.rest,
        };
        background.set_if_neq(BackgroundColor(colour));
    }
}

/// The ring is drawn once the keyboard is used; text fields always have it, for the caret alone is easy to lose.
fn ring(
    focus: Res<InputFocus>,
    visible: Res<InputFocusVisible>,
    look: Res<Look>,
    fields: Query<(), With<bevy::text::EditableText>>,
    ringed: Query<Entity, With<Ringed>>,
    nodes: Query<(), With<Node>>,
    mut commands: Commands,
) {
    let target = focus.get().filter(|entity| nodes.contains(*entity) && (visible.0 || fields.contains(*entity)));
    for entity in &ringed {
        if Some(entity) != target {
            commands.entity(entity).remove::<(Ringed, Outline)>();
        }
    }
    if let Some(entity) = target
        && !ringed.contains(entity)
    {
        let outline = Outline { width: px(2), offset: px(2), color: look.palette().focus };
        commands.entity(entity).insert((Ringed, outline));
    }
}

/// Moves the focus to a named element.
#[derive(SystemParam)]
pub(crate) struct FocusOn<'w, 's> {
    keys: Query<'w, 's, (Entity, &'static Key)>,
    focus: ResMut<'w, InputFocus>,
    visible: ResMut<'w, InputFocusVisible>,
}

impl FocusOn<'_, '_> {
    /// Gives the focus to the element with this key, if it is there.
    pub(crate) fn key(&mut self, key: &str) {
        if let Some((entity, _)) = self.keys.iter().find(|(_, name)| name.0 == key) {
            self.focus.set(entity, FocusCause::Navigated);
            self.visible.0 = true;
        }
    }
}

/// Brings a named element into view once it is there: what was just opened is measured a frame later.
#[derive(SystemParam)]
pub(crate) struct Reveal<'w, 's> {
    keys: Query<'w, 's, (Entity, &'static Key)>,
    wanted: Local<'s, Option<String>>,
    coming: ResMut<'w, Coming>,
}

impl Reveal<'_, '_> {
    /// Brings the element with this key into view, now or as soon as it is there.
    pub(crate) fn later(&mut self, key: String) {
        *self.wanted = Some(key);
    }

    /// To be called every frame.
    pub(crate) fn due(&mut self) {
        let Some(key) = self.wanted.as_ref() else { return };
        if let Some((entity, _)) = self.keys.iter().find(|(_, name)| name.0 == *key) {
            self.coming.0 = Some((entity, SETTLING));
            *self.wanted = None;
        }
    }
}
