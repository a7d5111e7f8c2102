//! What the trainee chose: theme, text size, language. And [`Ui`], the hand that draws with it.

use bevy::prelude::*;

use super::Palette;
use crate::game::text::Texts;
use crate::ids::Language;

/// What the trainee chose.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Dark instead of light.
    pub(crate) dark: bool,
    /// Text size in percent: 100 to 200 (WCAG 2.2, 1.4.4).
    pub(crate) text: u16,
    /// The language of the screens.
    pub(crate) language: Language,
    /// The window's size in logical pixels.
    pub(crate) window: (u16, u16),
}

impl Default for Look {
    fn default() -> Self {
        Self { dark: false, text: 100, language: Language::It, window: (1280, 720) }
    }
}

impl Look {
    /// The colours.
    pub(crate) fn palette(&self) -> Palette {
        if self.dark { Palette::dark() } else { Palette::light() }
    }

    /// The next text size.
    pub(crate) fn next_text(&self) -> u16 {
        if self.text >= 200 { 100 } else { self.text + 25 }
    }

    /// The hand that draws with these choices.
    pub(crate) fn ui(&self) -> Ui {
        Ui { palette: self.palette(), texts: Texts::of(self.language), look: *self }
    }
}

/// Text sizes by purpose, in pixels at 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Names of groups, key hints.
    Small,
    /// Everything one reads.
    Body,
    /// Names of cards.
    Large,
    /// Names of screens.
    Title,
    /// The clock of a call.
    Huge,
}

/// Draws the pieces of screens in the chosen look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ui {
    /// The colours.
    pub(crate) palette: Palette,
    /// The words.
    pub(crate) texts: &'static Texts,
    /// The choices.
    pub(crate) look: Look,
}

impl Ui {
    /// Pixels of a text size.
    pub(crate) fn px(&self, size: Size) -> f32 {
        let base = match size {
            Size::Small => 13.0,
            Size::Body => 15.0,
            Size::Large => 17.0,
            Size::Title => 24.0,
            Size::Huge => 34.0,
        };
        (base * self.scale()).round()
    }

    /// How many times larger than usual text is: 1.0 to 2.0.
    pub(crate) fn scale(&self) -> f32 {
        f32::from(self.look.text) / 100.0
    }

    /// The window's width in units of usual text: what there is room for.
    pub(crate) fn room(&self) -> f32 {
        f32::from(self.look.window.0) / self.scale()
    }

    /// Whether conversation and desk fit side by side.
    pub(crate) fn is_narrow(&self) -> bool {
        self.room() < 860.0
    }
}
