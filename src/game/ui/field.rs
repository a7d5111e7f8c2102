//! Text fields. What is typed lives in [`Drafts`], so that a screen may be rebuilt at any moment without losing a letter.

use std::collections::BTreeMap;

use bevy::a11y::AccessibilityNode;
use bevy::prelude::*;
use bevy::text::{EditableText, TextCursorStyle, TextEdit, TextEditChange};

use super::access::tell_value;
use super::control::Submits;
use super::element::{Content, Run};
use super::mount::style;
use crate::game::theme::LETTERS;

/// Which text field.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    /// What the trainee says when typing.
    Say,
    /// What to search customers by.
    Search,
    /// A ticket's cause.
    TicketCause,
    /// A ticket's action.
    TicketAction,
    /// A ticket's next step.
    TicketNext,
    /// An amount to refund.
    Refund,
    /// The new value of a datum.
    NewValue,
    /// The free note.
    Note,
    /// A field of a form: which form of the desk, which of its fields.
    Form(u8, u8),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Draft {
    text: String,
    revision: u32,
}

/// What is in the text fields.
#[derive(Resource, Debug, Default)]
pub(crate) struct Drafts(BTreeMap<Field, Draft>);

impl Drafts {
    /// The text of a field.
    pub(crate) fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", |draft| draft.text.as_str())
    }

    /// How often the program has changed the field's text.
    pub(crate) fn revision(&self, field: Field) -> u32 {
        self.0.get(&field).map_or(0, |draft| draft.revision)
    }

    /// Changes a field's text from the program's side.
    pub(crate) fn set(&mut self, field: Field, text: &str) {
        let draft = self.0.entry(field).or_default();
        text.clone_into(&mut draft.text);
        draft.revision += 1;
    }

    /// Empties all fields.
    pub(crate) fn clear(&mut self) {
        for draft in self.0.values_mut() {
            draft.text.clear();
            draft.revision += 1;
        }
    }

    fn typed(&mut self, field: Field, text: String) {
        self.0.entry(field).or_default().text = text;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Drafts>().add_observer(keep_what_is_typed);
}

/// `Changed<EditableText>` fires every frame in Bevy 0.19 (its issue 25525): this event only when the text or caret moved.
fn keep_what_is_typed(
    edit: On<TextEditChange>,
    mut fields: Query<(&Field, &EditableText, Option<&mut AccessibilityNode>)>,
    mut drafts: ResMut<Drafts>,
) {
    if let Ok((field, text, node)) = fields.get_mut(edit.event_target()) {
        let text = text.value().to_string();
        if drafts.get(*field) != text {
            drafts.typed(*field, text);
        }
        if let Some(mut node) = node {
            tell_value(&mut node, &drafts, *field);
        }
    }
}

/// Components of a field that follow the element's value.
pub(super) fn dress(target: &mut EntityWorldMut, old: Option<&Content>, new: &Content) {
    let Content::Input { field, revision, text, size, ink, caret, lines, submit } = new else {
        return;
    };
    let run = Run { text: String::new(), family: LETTERS, size: *size, weight: 400, ink: *ink, underline: None };
    target.insert(style(&run));
    target.insert(TextCursorStyle {
        color: caret.0,
        selection_color: caret.1,
        unfocused_selection_color: Color::NONE,
        selected_text_color: None,
    });
    match submit {
        Some(action) => target.insert(Submits(action.clone())),
        None => target.remove::<Submits>(),
    };
    let many = *lines > 1;
    match old {
        None => {
            let mut editable = EditableText::new(text);
            editable.cursor_width = 0.1;
            editable.allow_newlines = many;
            editable.visible_lines = Some(f32::from(*lines));
            let layout = if many { TextLayout::linebreak(LineBreak::WordOrCharacter) } else { TextLayout::no_wrap() };
            target.insert((*field, editable, layout));
        }
        Some(Content::Input { revision: before, .. }) if before != revision => {
            if let Some(mut editable) = target.get_mut::<EditableText>() {
                editable.clear();
                editable.editor_mut().set_text(text);
                editable.queue_edit(TextEdit::TextEnd(false));
            }
        }
        Some(_) => {}
    }
}
