//! How Pronto looks: palette, letters, and the pieces screens are made of.

mod form;
mod icons;
mod look;
mod palette;
mod parts;

use bevy::prelude::*;

pub(crate) use form::FieldSpec;
pub(crate) use icons::Icon;
pub(crate) use look::{Look, Size, Ui};
pub(crate) use palette::{Palette, Tone};
pub(crate) use parts::Weight;

/// Family of the letters: made for readers with low vision, told apart at small sizes.
pub(crate) const LETTERS: &str = "Atkinson Hyperlegible Next";
/// Family of the icons.
pub(crate) const ICONS: &str = "lucide";

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Look>().add_systems(Startup, load_fonts);
}

/// Fonts are part of the program, so that no folder has to be found before a word can be read.
fn load_fonts(mut fonts: ResMut<Assets<Font>>, mut keep: Local<Vec<Handle<Font>>>) {
    keep.push(fonts.add(Font::from_bytes(include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Latin.ttf").to_vec())));
    keep.push(fonts.add(Font::from_bytes(include_bytes!("../../../assets/fonts/lucide-subset.ttf").to_vec())));
}
