//! The virtual customer's mood: a face, a word, three measures. It is the simulation's own state, not a reading of anybody's
//! voice or face.

use accesskit::Role;

use crate::event::Mood;
use crate::game::theme::{Icon, Size, Tone, Ui};
use crate::game::ui::El;

/// Face, word and tone of a mood.
pub(crate) fn in_words(ui: &Ui, mood: Mood) -> (Icon, &'static str, Tone) {
    let t = ui.texts;
    match mood {
        Mood { anger: 75.., .. } => (Icon::Angry, t.mood_furious, Tone::Bad),
        Mood { anger: 50..=74, .. } => (Icon::Angry, t.mood_angry, Tone::Bad),
        Mood { patience: ..=20, .. } => (Icon::Annoyed, t.mood_impatient, Tone::Warn),
        Mood { anger: 30..=49, .. } => (Icon::Annoyed, t.mood_irritated, Tone::Warn),
        Mood { trust: ..=25, .. } => (Icon::Frown, t.mood_wary, Tone::Warn),
        Mood { trust: 65.., .. } => (Icon::Smile, t.mood_trusting, Tone::Good),
        _ => (Icon::Meh, t.mood_even, Tone::Plain),
    }
}

/// The card.
pub(super) fn card(ui: &Ui, mood: Mood) -> El {
    let t = ui.texts;
    let (face, word, tone) = in_words(ui, mood);
    let ink = ui.palette.strong(tone);
    let side = ui.px(Size::Huge) * 1.3;
    let head = El::row()
        .gap(10.0)
        .child(El::row().centre().width(side).height(side).round(side).fill(ui.palette.soft(tone)).child(ui.icon(
            face,
            Size::Title,
            ink,
        )))
        .child(
            El::column()
                .grow()
                .child(ui.small(t.mood_of_customer))
                .child(ui.words(word, Size::Large, 650, ui.palette.ink).live()),
        );
    let measure = |name: &str, value: i16, tone: Tone| {
        El::column()
            .full()
            .gap(3.0)
            .child(El::row().full().between().child(ui.small(name)).child(ui.small(value.to_string())))
            .child(ui.meter(name, i32::from(value), 100, tone))
    };
    ui.card()
        .gap(8.0)
        .pad(14.0)
        .role(Role::Group)
        .label(t.mood_of_customer)
        .child(head)
        .child(measure(t.mood_anger, mood.anger, Tone::Bad))
        .child(measure(t.mood_trust, mood.trust, Tone::Good))
        .child(measure(t.mood_patience, mood.patience, Tone::Accent))
}
