//! What assistive technology is told: every element is part of one tree in reading order, every control has a role, a name
//! and a state, and what a screen reader asks for is done.

use accesskit::{Action as Wish, ActionData, Node as AccessNode, Role, Toggled};
use bevy::a11y::{AccessibilityNode, ActionRequest};
use bevy::input_focus::{FocusCause, InputFocus, InputFocusVisible};
use bevy::prelude::*;
use bevy::text::{EditableText, TextEdit};
use bevy::ui_widgets::Activate;

use super::element::{Content, El};
use super::field::Drafts;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<ActionRequest>().add_systems(PreUpdate, grant_wishes);
}

/// The node of an element. Words inside a control are part of the control's name and not told twice.
pub(super) fn describe(el: &El, in_control: bool) -> AccessibilityNode {
    let access = &el.access;
    let role = if in_control && access.role == Role::Label { Role::GenericContainer } else { access.role };
    let mut node = AccessNode::new(role);
    if let Some(label) = &access.label {
        node.set_label(label.as_str());
    }
    if role == Role::Label {
        node.set_value(el.text());
    }
    if let Some(live) = access.live {
        node.set_live(live);
    }
    if let Some(selected) = access.selected {
        node.set_selected(selected);
    }
    if let Some(ticked) = access.ticked {
        node.set_toggled(if ticked { Toggled::True } else { Toggled::False });
    }
    if let Some((value, least, greatest)) = access.measure {
        node.set_numeric_value(f64::from(value));
        node.set_min_numeric_value(f64::from(least));
        node.set_max_numeric_value(f64::from(greatest));
    }
    if let Some(control) = &el.control {
        node.add_action(Wish::Click);
        node.add_action(Wish::Focus);
        if !control.enabled {
            node.set_disabled();
        }
    }
    if let Content::Input { text, lines, .. } = &el.content {
        node.set_role(if *lines > 1 { Role::MultilineTextInput } else { Role::TextInput });
        node.set_value(text.as_str());
        node.add_action(Wish::Focus);
        node.add_action(Wish::SetValue);
    }
    AccessibilityNode(node)
}

/// Does what a screen reader, a switch or a voice control asked for.
fn grant_wishes(
    mut wishes: MessageReader<ActionRequest>,
    mut focus: ResMut<InputFocus>,
    mut visible: ResMut<InputFocusVisible>,
    mut fields: Query<&mut EditableText>,
    nodes: Query<(), With<AccessibilityNode>>,
    mut commands: Commands,
) {
    for ActionRequest(wish) in wishes.read() {
        let Some(entity) = Entity::try_from_bits(wish.target_node.0).filter(|entity| nodes.contains(*entity)) else {
            continue;
        };
        match (wish.action, &wish.data) {
            (Wish::Click, _) => commands.trigger(Activate { entity }),
            (Wish::Focus, _) => {
                focus.set(entity, FocusCause::Navigated);
                visible.0 = true;
            }
            (Wish::SetValue, Some(ActionData::Value(value))) => {
                if let Ok(mut field) = fields.get_mut(entity) {
                    field.queue_edit(TextEdit::SelectAll);
                    field.queue_edit(TextEdit::Insert(value.as_ref().into()));
                }
            }
            _ => {}
        }
    }
}

/// Keeps what a screen reader reads of a field equal to what is in it.
pub(super) fn tell_value(node: &mut AccessibilityNode, drafts: &Drafts, field: super::Field) {
    node.set_value(drafts.get(field));
}
