//! Colours by purpose. Text on its ground has a contrast of at least 4.5 to 1, control borders at least 3 to 1
//! (WCAG 2.2, 1.4.3 and 1.4.11); a test measures it.

use bevy::prelude::*;

/// Colours by purpose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Palette {
    /// Behind everything.
    pub(crate) ground: Color,
    /// Cards and bars.
    pub(crate) surface: Color,
    /// Quiet areas on a surface.
    pub(crate) sunken: Color,
    /// A surface under the pointer.
    pub(crate) hover: Color,
    /// A surface while pressed.
    pub(crate) press: Color,
    /// Lines between things.
    pub(crate) line: Color,
    /// Borders of things one can use.
    pub(crate) border: Color,
    /// Text.
    pub(crate) ink: Color,
    /// Text of less weight.
    pub(crate) muted: Color,
    /// The one accent.
    pub(crate) accent: Color,
    /// The accent under the pointer.
    pub(crate) accent_hover: Color,
    /// The accent while pressed.
    pub(crate) accent_press: Color,
    /// Text on the accent.
    pub(crate) on_accent: Color,
    /// A breath of the accent.
    pub(crate) accent_soft: Color,
    /// Text on that.
    pub(crate) on_accent_soft: Color,
    /// The focus ring.
    pub(crate) focus: Color,
    /// Good: text and strong fill.
    pub(crate) good: Color,
    /// A breath of good.
    pub(crate) good_soft: Color,
    /// Caution.
    pub(crate) warn: Color,
    /// A breath of caution.
    pub(crate) warn_soft: Color,
    /// Bad, or final.
    pub(crate) bad: Color,
    /// A breath of bad.
    pub(crate) bad_soft: Color,
    /// Text on good, bad and caution as strong fills.
    pub(crate) on_strong: Color,
}

/// What a colour says. Never alone: a word or an icon says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing in particular.
    Plain,
    /// The accent.
    Accent,
    /// Good.
    Good,
    /// Caution.
    Warn,
    /// Bad.
    Bad,
}

fn hex(rgb: u32) -> Color {
    Color::srgb_u8((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

impl Palette {
    /// By day.
    pub(crate) fn light() -> Self {
        Self {
            ground: hex(0xF3F5F7),
            surface: hex(0xFFFFFF),
            sunken: hex(0xF0F3F6),
            hover: hex(0xE8EDF2),
            press: hex(0xDCE3EA),
            line: hex(0xDDE3EA),
            border: hex(0x7D8A98),
            ink: hex(0x16212C),
            muted: hex(0x53616F),
            accent: hex(0x0B6870),
            accent_hover: hex(0x0A5A61),
            accent_press: hex(0x084A50),
            on_accent: hex(0xFFFFFF),
            accent_soft: hex(0xDFF0F1),
            on_accent_soft: hex(0x0A4A50),
            focus: hex(0x1456B8),
            good: hex(0x1F7A43),
            good_soft: hex(0xE0F2E7),
            warn: hex(0x8A5A00),
            warn_soft: hex(0xFCF0D6),
            bad: hex(0xB42B22),
            bad_soft: hex(0xFCE5E3),
            on_strong: hex(0xFFFFFF),
        }
    }

    /// By night.
    pub(crate) fn dark() -> Self {
        Self {
            ground: hex(0x10161C),
            surface: hex(0x18212A),
            sunken: hex(0x121A21),
            hover: hex(0x22303B),
            press: hex(0x2B3B48),
            line: hex(0x2A3743),
            border: hex(0x7A8C9C),
            ink: hex(0xE9EEF3),
            muted: hex(0xA7B5C2),
            accent: hex(0x56C4CB),
            accent_hover: hex(0x74D2D8),
            accent_press: hex(0x3FAEB6),
            on_accent: hex(0x04262A),
            accent_soft: hex(0x163A40),
            on_accent_soft: hex(0xC5ECEF),
            focus: hex(0x8AB8FF),
            good: hex(0x6CCB8E),
            good_soft: hex(0x173527),
            warn: hex(0xE6B450),
            warn_soft: hex(0x3A2F16),
            bad: hex(0xFF8A80),
            bad_soft: hex(0x43201F),
            on_strong: hex(0x10161C),
        }
    }

    /// Text or icon colour of a tone on a surface.
    pub(crate) fn strong(&self, tone: Tone) -> Color {
        match tone {
            Tone::Plain => self.muted,
            Tone::Accent => self.accent,
            Tone::Good => self.good,
            Tone::Warn => self.warn,
            Tone::Bad => self.bad,
        }
    }

    /// The quiet ground of a tone.
    pub(crate) fn soft(&self, tone: Tone) -> Color {
        match tone {
            Tone::Plain => self.sunken,
            Tone::Accent => self.accent_soft,
            Tone::Good => self.good_soft,
            Tone::Warn => self.warn_soft,
            Tone::Bad => self.bad_soft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance contrast (WCAG 2.2).
    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (a.to_linear(), b.to_linear());
        let light = |c: LinearRgba| 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
        let (hi, lo) = (light(a).max(light(b)), light(a).min(light(b)));
        (hi + 0.05) / (lo + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_its_ground() {
        for palette in [Palette::light(), Palette::dark()] {
            for ground in [palette.ground, palette.surface, palette.sunken] {
                assert!(contrast(palette.ink, ground) >= 7.0);
                assert!(contrast(palette.muted, ground) >= 4.5);
                assert!(contrast(palette.accent, ground) >= 4.5);
                assert!(contrast(palette.border, ground) >= 3.0);
                assert!(contrast(palette.focus, ground) >= 3.0);
            }
            assert!(contrast(palette.muted, palette.hover) >= 4.5);
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
            assert!(contrast(palette.on_accent_soft, palette.accent_soft) >= 4.5);
            for tone in [Tone::Plain, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad] {
                assert!(contrast(palette.strong(tone), palette.soft(tone)) >= 4.5, "{tone:?}");
                assert!(contrast(palette.strong(tone), palette.surface) >= 4.5, "{tone:?}");
                assert!(contrast(palette.on_strong, palette.strong(tone)) >= 4.5, "{tone:?}");
            }
        }
    }
}
