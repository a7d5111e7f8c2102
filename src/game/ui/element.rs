//! One piece of a screen as a value: layout, paint, content, what it does, what a screen reader is told.

use accesskit::{Live, Role};
use bevy::prelude::*;

use super::Field;
use crate::game::action::Action;

/// A piece of a screen. Two equal trees look, read and behave the same.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct El {
    /// Its name among its siblings, and for focus: a keyed element is kept while others come and go around it.
    pub(crate) key: Option<String>,
    /// Its layout.
    pub(crate) node: Node,
    /// Its background.
    pub(crate) fill: Color,
    /// The colour of its border, where the layout has one.
    pub(crate) line: Color,
    /// What it holds beside its children.
    pub(crate) content: Content,
    /// What happens when it is pressed.
    pub(crate) control: Option<Control>,
    /// Whether it scrolls, and what it does when its content grows.
    pub(crate) scroll: Option<Scrolling>,
    /// What assistive technology is told.
    pub(crate) access: Access,
    /// Takes the focus when it appears.
    pub(crate) autofocus: bool,
    /// Drawn above everything that is not.
    pub(crate) above: bool,
    /// Keeps Tab within itself: a question that must be answered first.
    pub(crate) modal: bool,
    /// What is inside, in reading order.
    pub(crate) children: Vec<El>,
}

/// What an element holds beside its children.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    /// Nothing: a box.
    Nothing,
    /// Words in one paragraph. An element with words has no children.
    Words {
        /// The stretches of equal style.
        runs: Vec<Run>,
        /// Whether it may break into lines.
        wraps: bool,
        /// Centred rather than left-aligned.
        centred: bool,
    },
    /// A text field.
    Input {
        /// Which one.
        field: Field,
        /// Rises when the program, not the trainee, changes the text.
        revision: u32,
        /// The text at that revision.
        text: String,
        /// Text size in pixels.
        size: f32,
        /// Text colour.
        ink: Color,
        /// Caret and selection colours.
        caret: (Color, Color),
        /// Visible lines; more than one lets Enter break the line.
        lines: u8,
        /// What Enter does in a field of one line.
        submit: Option<Action>,
    },
    /// The scroll bar of the sibling before it.
    ScrollBar(Color),
}

/// Words of one style.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// The words.
    pub(crate) text: String,
    /// Letters or icons.
    pub(crate) family: &'static str,
    /// Size in pixels.
    pub(crate) size: f32,
    /// Weight, 200 to 800.
    pub(crate) weight: u16,
    /// Colour.
    pub(crate) ink: Color,
    /// Underlined in this colour: a word the recogniser was not sure of.
    pub(crate) underline: Option<Color>,
}

/// How something that can be pressed behaves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Control {
    /// What it does.
    pub(crate) action: Action,
    /// Whether it can be used now.
    pub(crate) enabled: bool,
    /// Background under the pointer.
    pub(crate) hover: Color,
    /// Background while pressed.
    pub(crate) press: Color,
}

/// How an area scrolls when its content grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scrolling {
    /// Stays where it is.
    Stay,
    /// Follows the end, unless the reader has scrolled away from it.
    Follow,
}

/// What assistive technology is told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Access {
    /// What it is.
    pub(crate) role: Role,
    /// Its name.
    pub(crate) label: Option<String>,
    /// Whether changes inside are read aloud.
    pub(crate) live: Option<Live>,
    /// Chosen among its siblings (tabs, choices).
    pub(crate) selected: Option<bool>,
    /// Ticked (checks).
    pub(crate) ticked: Option<bool>,
    /// A measure: value, least, greatest.
    pub(crate) measure: Option<(i32, i32, i32)>,
}

impl Default for El {
    fn default() -> Self {
        Self {
            key: None,
            node: Node::default(),
            fill: Color::NONE,
            line: Color::NONE,
            content: Content::Nothing,
            control: None,
            scroll: None,
            access: Access { role: Role::GenericContainer, label: None, live: None, selected: None, ticked: None, measure: None },
            autofocus: false,
            above: false,
            modal: false,
            children: Vec::new(),
        }
    }
}

impl El {
    /// Children side by side, centred across.
    pub(crate) fn row() -> Self {
        Self { node: Node { align_items: AlignItems::Center, ..default() }, ..default() }
    }

    /// Children one under the other.
    pub(crate) fn column() -> Self {
        Self { node: Node { flex_direction: FlexDirection::Column, ..default() }, ..default() }
    }

    /// Room that takes what is left.
    pub(crate) fn space() -> Self {
        Self::row().grow()
    }

    /// Words of one or more styles.
    pub(crate) fn words(runs: Vec<Run>) -> Self {
        let mut el = Self { content: Content::Words { runs, wraps: true, centred: false }, ..default() };
        el.access.role = Role::Label;
        el
    }

    /// Adds one child.
    pub(crate) fn child(mut self, child: El) -> Self {
        self.children.push(child);
        self
    }

    /// Adds children.
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = El>) -> Self {
        self.children.extend(children);
        self
    }

    /// Names it.
    pub(crate) fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Makes it a button.
    pub(crate) fn does(mut self, action: Action, hover: Color, press: Color) -> Self {
        self.control = Some(Control { action, enabled: true, hover, press });
        if self.access.role == Role::GenericContainer {
            self.access.role = Role::Button;
        }
        self
    }

    /// Whether its button can be used.
    pub(crate) fn enabled(mut self, enabled: bool) -> Self {
        if let Some(control) = &mut self.control {
            control.enabled = enabled;
        }
        self
    }

    /// What it is to assistive technology.
    pub(crate) fn role(mut self, role: Role) -> Self {
        self.access.role = role;
        self
    }

    /// Its name to assistive technology.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.access.label = Some(label.into());
        self
    }

    /// Changes inside are read aloud when the reader pauses.
    pub(crate) fn live(mut self) -> Self {
        self.access.live = Some(Live::Polite);
        self
    }

    /// Chosen among its siblings or not.
    pub(crate) fn selected(mut self, selected: bool) -> Self {
        self.access.selected = Some(selected);
        self
    }

    /// Ticked or not.
    pub(crate) fn ticked(mut self, ticked: bool) -> Self {
        self.access.ticked = Some(ticked);
        self
    }

    /// A measure: value, least, greatest.
    pub(crate) fn measure(mut self, value: i32, least: i32, greatest: i32) -> Self {
        self.access.measure = Some((value, least, greatest));
        self
    }

    /// Takes the focus when it appears.
    pub(crate) fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// The words in it and under it, as one line.
    pub(crate) fn text(&self) -> String {
        let mut parts = Vec::new();
        self.collect_text(&mut parts);
        parts.join(" ")
    }

    fn collect_text(&self, parts: &mut Vec<String>) {
        if let Content::Words { runs, .. } = &self.content {
            let letters: String =
                runs.iter().filter(|run| run.family != crate::game::theme::ICONS).map(|run| run.text.as_str()).collect();
            if !letters.trim().is_empty() {
                parts.push(letters);
            }
        }
        for child in &self.children {
            child.collect_text(parts);
        }
    }
}
