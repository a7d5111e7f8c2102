//! Text fields, drop-downs, tabs, and rows of a record.

use accesskit::Role;
use bevy::prelude::*;

use super::look::Size;
use super::{Icon, Tone, Ui};
use crate::game::action::Action;
use crate::game::ui::{Content, Drafts, El, Field};

/// What a text field is for.
#[derive(Debug, Clone)]
pub(crate) struct FieldSpec<'a> {
    /// Which one.
    pub(crate) field: Field,
    /// Its name, above it unless `bare`.
    pub(crate) name: &'a str,
    /// What stands in it while it is empty.
    pub(crate) hint: &'a str,
    /// Lines shown.
    pub(crate) lines: u8,
    /// What Enter does.
    pub(crate) submit: Option<Action>,
    /// Without its name above: the surroundings say it.
    pub(crate) bare: bool,
}

impl Ui {
    /// A text field with its name.
    pub(crate) fn field(&self, drafts: &Drafts, spec: FieldSpec) -> El {
        let p = &self.palette;
        let key = format!("field {:?}", spec.field);
        let mut input = El {
            content: Content::Input {
                field: spec.field,
                revision: drafts.revision(spec.field),
                text: drafts.get(spec.field).to_owned(),
                size: self.px(Size::Body),
                ink: p.ink,
                caret: (p.accent, p.accent.with_alpha(0.25)),
                lines: spec.lines,
                submit: spec.submit,
            },
            ..default()
        }
        .key(key)
        .full()
        .pad_xy(11.0, 8.0)
        .round(8.0)
        .fill(p.surface)
        .line(p.border)
        .label(spec.name);
        input.node.overflow = Overflow::clip();
        let hint = drafts.get(spec.field).is_empty() && !spec.hint.is_empty();
        let mut boxed = El::column().full().child(input);
        if hint {
            let mut words = self.muted(spec.hint).single_line();
            words.access.role = Role::GenericContainer;
            boxed = boxed.child(El::row().over(px(12), px(8), px(9), Val::Auto).clip().child(words));
        }
        if spec.bare {
            return boxed;
        }
        El::column().full().gap(4.0).child(self.overline(spec.name)).child(boxed)
    }

    /// A drop-down: closed it shows what is chosen, open the choices below it.
    pub(crate) fn drop_down(
        &self,
        name: &str,
        chosen: Option<&str>,
        open: bool,
        toggle: Action,
        choices: impl IntoIterator<Item = (String, bool, Action)>,
    ) -> El {
        let p = &self.palette;
        let shown = match chosen {
            Some(words) => self.body(words).single_line(),
            None => self.muted(self.texts.choose).single_line(),
        };
        let button = El::row()
            .full()
            .pad_xy(11.0, 8.0)
            .round(8.0)
            .between()
            .fill(p.surface)
            .line(p.border)
            .child(shown)
            .child(self.icon(if open { Icon::Up } else { Icon::Down }, Size::Body, p.muted))
            .does(toggle, p.hover, p.press)
            .role(Role::ComboBox)
            .label(format!("{name}: {}", chosen.unwrap_or(self.texts.choose)));
        let mut el = El::column().full().gap(4.0).child(self.overline(name)).child(button);
        if open {
            let list = El::column().full().pad(4.0).round(8.0).fill(p.surface).line(p.border).role(Role::ListBox).label(name);
            let list = list.children(choices.into_iter().map(|(words, is_chosen, action)| {
                El::row()
                    .full()
                    .pad_xy(8.0, 6.0)
                    .gap(8.0)
                    .round(6.0)
                    .child(self.icon(if is_chosen { Icon::Check } else { Icon::Right }, Size::Small, p.muted))
                    .child(self.body(words.as_str()))
                    .does(action, p.hover, p.press)
                    .role(Role::ListBoxOption)
                    .selected(is_chosen)
            }));
            el = el.child(list);
        }
        el
    }

    /// Tabs in a row: icon, name, whether chosen, what chooses it.
    pub(crate) fn tabs(&self, name: &str, tabs: impl IntoIterator<Item = (Icon, String, bool, bool, Action)>) -> El {
        let p = &self.palette;
        let mut row = El::row().full().gap(2.0).wrap().line_below(p.line).role(Role::TabList).label(name).rigid();
        row = row.children(tabs.into_iter().map(|(icon, words, chosen, done, action)| {
            let ink = if chosen { p.accent } else { p.muted };
            let mut tab = El::row()
                .pad_xy(9.0, 8.0)
                .gap(6.0)
                .child(self.icon(if done { Icon::CheckCircle } else { icon }, Size::Body, if done { p.good } else { ink }))
                .child(self.words(words.as_str(), Size::Body, if chosen { 700 } else { 500 }, ink).single_line())
                .does(action, p.hover, p.press)
                .role(Role::Tab)
                .selected(chosen);
            tab.node.border = UiRect::bottom(px(3));
            tab.line = if chosen { p.accent } else { Color::NONE };
            tab.node.border_radius = BorderRadius::top(px(8));
            tab
        }));
        row
    }

    /// A datum with its name.
    pub(crate) fn datum(&self, name: &str, value: &str) -> El {
        El::row()
            .full()
            .gap(10.0)
            .start()
            .child(El::column().width((120.0 * self.scale()).min(180.0)).child(self.small(name)))
            .child(El::column().grow().child(self.body(value)))
    }

    /// A word with its tone, for states.
    pub(crate) fn state(&self, tone: Tone, icon: Icon, words: &str) -> El {
        let ink = self.palette.strong(tone);
        El::row().gap(6.0).child(self.icon(icon, Size::Body, ink)).child(self.words(words, Size::Body, 600, ink))
    }
}
