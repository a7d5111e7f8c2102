//! Words, icons, buttons, cards, badges, banners, meters, scrolling areas.

use accesskit::Role;
use bevy::prelude::*;

use super::look::Size;
use super::{ICONS, Icon, LETTERS, Tone, Ui};
use crate::game::action::Action;
use crate::game::ui::{Content, El, Run, Scrolling};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The one thing to do here.
    Main,
    /// One of several.
    Usual,
    /// Hardly there: beside text.
    Quiet,
    /// Picks up.
    Go,
    /// Ends something.
    Final,
}

impl Ui {
    /// A run of letters.
    pub(crate) fn run(&self, text: impl Into<String>, size: Size, weight: u16, ink: Color) -> Run {
        Run { text: text.into(), family: LETTERS, size: self.px(size), weight, ink, underline: None }
    }

    /// Words in one style.
    pub(crate) fn words(&self, text: impl Into<String>, size: Size, weight: u16, ink: Color) -> El {
        El::words(vec![self.run(text, size, weight, ink)])
    }

    /// What one reads.
    pub(crate) fn body(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Body, 400, self.palette.ink)
    }

    /// What one reads and should not miss.
    pub(crate) fn strong(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Body, 650, self.palette.ink)
    }

    /// What stands beside.
    pub(crate) fn muted(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Body, 400, self.palette.muted)
    }

    /// What stands beside, smaller.
    pub(crate) fn small(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Small, 450, self.palette.muted)
    }

    /// The name of a card or a part.
    pub(crate) fn heading(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Large, 650, self.palette.ink).role(Role::Heading).named_by_text()
    }

    /// The name of a screen.
    pub(crate) fn title(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Title, 700, self.palette.ink).role(Role::Heading).named_by_text()
    }

    /// The name of a group: small and quiet.
    pub(crate) fn overline(&self, text: impl Into<String>) -> El {
        self.words(text, Size::Small, 650, self.palette.muted)
    }

    /// An icon. It says nothing to a screen reader: words beside it do.
    pub(crate) fn icon(&self, icon: Icon, size: Size, ink: Color) -> El {
        let pixels = self.px(size) * 1.15;
        let run = Run { text: icon.letter().to_string(), family: ICONS, size: pixels.round(), weight: 400, ink, underline: None };
        let mut el = El::words(vec![run]).rigid();
        el.access.role = Role::GenericContainer;
        if let Content::Words { wraps, .. } = &mut el.content {
            *wraps = false;
        }
        el
    }

    /// A surface with things on it.
    pub(crate) fn card(&self) -> El {
        El::column().fill(self.palette.surface).line(self.palette.line).round(12.0).pad(16.0).gap(10.0)
    }

    /// A button with icon, words and the key that does the same.
    pub(crate) fn button(&self, weight: Weight, icon: Option<Icon>, words: &str, key: Option<&str>, action: Action) -> El {
        let p = &self.palette;
        let (fill, hover, press, ink, line) = match weight {
            Weight::Main => (p.accent, p.accent_hover, p.accent_press, p.on_accent, p.accent),
            Weight::Usual => (p.surface, p.hover, p.press, p.ink, p.border),
            Weight::Quiet => (Color::NONE, p.hover, p.press, p.ink, Color::NONE),
            Weight::Go => (p.good, p.good, p.good, p.on_strong, p.good),
            Weight::Final => (p.bad, p.bad, p.bad, p.on_strong, p.bad),
        };
        let (hover, press) = match weight {
            Weight::Go | Weight::Final => (shade(fill, 0.08), shade(fill, 0.16)),
            _ => (hover, press),
        };
        let mut label = words.to_owned();
        if let Some(key) = key {
            label = format!("{words} ({key})");
        }
        El::row()
            .pad_xy(14.0, 8.0)
            .gap(8.0)
            .centre()
            .round(8.0)
            .fill(fill)
            .line(line)
            .min_height(self.px(Size::Body) * 2.3)
            .children(icon.map(|icon| self.icon(icon, Size::Body, ink)))
            .child(self.words(words, Size::Body, 600, ink).single_line())
            .children(key.map(|key| self.key_cap(key, ink)))
            .does(action, hover, press)
            .label(label)
    }

    /// A button that cannot be used now is drawn as such.
    pub(crate) fn button_if(
        &self,
        enabled: bool,
        weight: Weight,
        icon: Option<Icon>,
        words: &str,
        key: Option<&str>,
        action: Action,
    ) -> El {
        if enabled {
            return self.button(weight, icon, words, key, action);
        }
        let muted = self.palette.muted;
        let mut el = self.button(Weight::Usual, icon, words, key, action).enabled(false).fill(self.palette.sunken);
        el.line = self.palette.line;
        repaint(&mut el, muted);
        el
    }

    /// The name of a key, on a button.
    fn key_cap(&self, key: &str, ink: Color) -> El {
        El::row()
            .pad_xy(5.0, 1.0)
            .round(4.0)
            .line(ink.with_alpha(0.45))
            .child(self.words(key, Size::Small, 500, ink.with_alpha(0.9)).single_line())
            .rigid()
    }

    /// A button that is an icon; its name is for the screen reader.
    pub(crate) fn icon_button(&self, icon: Icon, name: &str, action: Action) -> El {
        let side = self.px(Size::Body) * 2.4;
        El::row()
            .centre()
            .width(side)
            .height(side)
            .round(8.0)
            .child(self.icon(icon, Size::Large, self.palette.ink))
            .does(action, self.palette.hover, self.palette.press)
            .label(name)
    }

    /// A small statement with an icon on a quiet ground of its tone.
    pub(crate) fn badge(&self, tone: Tone, icon: Option<Icon>, words: impl Into<String>) -> El {
        let ink = if tone == Tone::Accent { self.palette.on_accent_soft } else { self.palette.strong(tone) };
        El::row()
            .pad_xy(8.0, 3.0)
            .gap(5.0)
            .round(6.0)
            .fill(self.palette.soft(tone))
            .rigid()
            .children(icon.map(|icon| self.icon(icon, Size::Small, ink)))
            .child(self.words(words, Size::Small, 600, ink).single_line())
    }

    /// A choice among few.
    pub(crate) fn chip(&self, chosen: bool, words: &str, action: Action) -> El {
        let p = &self.palette;
        let (fill, ink, line) = if chosen { (p.accent_soft, p.on_accent_soft, p.accent) } else { (p.surface, p.ink, p.border) };
        let icon = if chosen { Icon::Dot } else { Icon::Circle };
        El::row()
            .pad_xy(10.0, 5.0)
            .gap(6.0)
            .round(8.0)
            .fill(fill)
            .line(line)
            .child(self.icon(icon, Size::Small, ink))
            .child(self.words(words, Size::Body, 500, ink).single_line())
            .does(action, p.hover, p.press)
            .role(Role::RadioButton)
            .ticked(chosen)
    }

    /// A line to tick.
    pub(crate) fn tick(&self, ticked: bool, words: &str, action: Action) -> El {
        let p = &self.palette;
        let (icon, ink) = if ticked { (Icon::SquareCheck, p.accent) } else { (Icon::Square, p.border) };
        El::row()
            .pad_xy(8.0, 5.0)
            .gap(8.0)
            .round(8.0)
            .child(self.icon(icon, Size::Large, ink))
            .child(self.body(words))
            .does(action, p.hover, p.press)
            .role(Role::CheckBox)
            .ticked(ticked)
    }

    /// Something the trainee has to know now.
    pub(crate) fn banner(&self, tone: Tone, icon: Icon, words: impl Into<String>) -> El {
        let ink = if tone == Tone::Accent { self.palette.on_accent_soft } else { self.palette.strong(tone) };
        let mut el = El::row()
            .pad_xy(12.0, 8.0)
            .gap(10.0)
            .round(8.0)
            .fill(self.palette.soft(tone))
            .rigid()
            .child(self.icon(icon, Size::Large, ink))
            .child(El::column().grow().child(self.words(words, Size::Body, 500, self.palette.ink)));
        el.access.role = Role::Alert;
        el.access.label = Some(el.text());
        el
    }

    /// A measure from 0 to `full` as a bar with its name.
    pub(crate) fn meter(&self, name: &str, value: i32, full: i32, tone: Tone) -> El {
        let share = (value as f32 / full.max(1) as f32).clamp(0.0, 1.0) * 100.0;
        let mut bar = El::row().round(4.0).fill(self.palette.strong(tone));
        bar.node.width = percent(share);
        bar.node.height = percent(100);
        let mut track = El::row().full().height(8.0).round(4.0).fill(self.palette.press).clip().child(bar);
        track.node.align_items = AlignItems::Stretch;
        track.role(Role::Meter).label(name).measure(value, 0, full)
    }

    /// An area that scrolls, with its bar.
    pub(crate) fn scroll(&self, key: &str, scrolling: Scrolling, inside: El) -> El {
        let mut area = El::column().grow().key(key).child(inside.rigid());
        area.node.overflow = Overflow::scroll_y();
        area.scroll = Some(scrolling);
        area.access.role = Role::ScrollView;
        let mut bar = El { content: Content::ScrollBar(self.palette.border.with_alpha(0.55)), ..default() };
        bar.node.width = px(8);
        bar.node.min_width = px(8);
        bar.node.flex_shrink = 0.0;
        let mut both = El::row().grow().stretch().gap(4.0);
        both.children = vec![area, bar];
        both
    }

    /// A line across.
    pub(crate) fn rule(&self) -> El {
        El::row().full().height(1.0).fill(self.palette.line)
    }

    /// What stands where there is nothing yet.
    pub(crate) fn nothing_yet(&self, icon: Icon, words: &str) -> El {
        El::column()
            .pad(24.0)
            .gap(8.0)
            .centre()
            .child(self.icon(icon, Size::Title, self.palette.border))
            .child(self.muted(words).centred())
    }
}

impl El {
    /// Keeps its words on one line.
    pub(crate) fn single_line(mut self) -> Self {
        if let Content::Words { wraps, .. } = &mut self.content {
            *wraps = false;
        }
        self
    }

    /// Centres its words.
    pub(crate) fn centred(mut self) -> Self {
        if let Content::Words { centred, .. } = &mut self.content {
            *centred = true;
        }
        self
    }

    /// Is named by its own words.
    pub(crate) fn named_by_text(mut self) -> Self {
        self.access.label = Some(self.text());
        self
    }
}

fn repaint(el: &mut El, ink: Color) {
    if let Content::Words { runs, .. } = &mut el.content {
        runs.iter_mut().for_each(|run| run.ink = ink);
    }
    el.children.iter_mut().for_each(|child| repaint(child, ink));
}

/// A colour a little darker.
fn shade(colour: Color, by: f32) -> Color {
    let c = colour.to_srgba();
    Color::srgb(c.red * (1.0 - by), c.green * (1.0 - by), c.blue * (1.0 - by))
}
