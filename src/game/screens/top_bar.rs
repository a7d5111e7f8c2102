//! The bar above every screen: where one is, what the devices do, language, text size, theme.

use accesskit::Role;
use bevy::prelude::*;

use super::Screen;
use crate::game::action::Action;
use crate::game::devices::Devices;
use crate::game::shift::Working;
use crate::game::text::fill;
use crate::game::theme::{Icon, Size, Tone, Ui};
use crate::game::ui::El;
use crate::ids::Language;

pub(super) fn top_bar(ui: &Ui, world: &World) -> El {
    let t = ui.texts;
    let p = &ui.palette;
    let screen = *world.resource::<State<Screen>>().get();
    let name = El::row()
        .gap(9.0)
        .child(
            El::row()
                .centre()
                .width(ui.px(Size::Title) * 1.25)
                .height(ui.px(Size::Title) * 1.25)
                .round(8.0)
                .fill(p.accent)
                .child(ui.icon(Icon::Phone, Size::Body, p.on_accent)),
        )
        .child(ui.words("Pronto", Size::Large, 750, p.ink).single_line());
    let other = if ui.look.language == Language::It { Language::En } else { Language::It };
    let text = format!("{} {} %", t.text_size, ui.look.text);
    let mut bar = El::row()
        .full()
        .pad_xy(16.0, 7.0)
        .gap(10.0)
        .fill(p.surface)
        .line_below(p.line)
        .rigid()
        .role(Role::Banner)
        .key("top bar")
        .child(name)
        .child(El::space());
    if let Some(working) = world.get_resource::<Working>().filter(|_| screen == Screen::Call) {
        // The one being talked to waits no more.
        let waits = working.run.waiting(working.now_s()).saturating_sub(1);
        let tone = if waits > 2 { Tone::Warn } else { Tone::Plain };
        bar = bar.child(ui.badge(tone, Some(Icon::Hourglass), fill(t.queue, &[("n", &waits.to_string())])));
    }
    if !ui.is_narrow() || screen == Screen::Home {
        bar = bar.children(device_badges(ui, world.resource::<Devices>()));
    }
    bar.child(ui.button(ui_weight(), Some(Icon::Languages), other_name(other), None, Action::Speak(other)).label(format!(
        "{}: {}",
        t.language,
        other_name(other)
    )))
    .child(ui.icon_button(Icon::TextSize, &text, Action::TextSize))
    .child(ui.icon_button(
        if ui.look.dark { Icon::Sun } else { Icon::Moon },
        if ui.look.dark { t.theme_light } else { t.theme_dark },
        Action::SwapTheme,
    ))
}

fn ui_weight() -> crate::game::theme::Weight {
    crate::game::theme::Weight::Quiet
}

fn other_name(language: Language) -> &'static str {
    match language {
        Language::It => "Italiano",
        Language::En => "English",
    }
}

/// Microphone and recogniser in a word each.
fn device_badges(ui: &Ui, devices: &Devices) -> Vec<El> {
    let t = ui.texts;
    use crate::game::devices::{Microphone, Recogniser};
    let microphone = match devices.microphone {
        Microphone::Unknown => ui.badge(Tone::Plain, Some(Icon::Mic), t.mic_looking),
        Microphone::Ready => ui.badge(Tone::Good, Some(Icon::Mic), t.mic_ready),
        Microphone::Missing => ui.badge(Tone::Warn, Some(Icon::MicOff), t.mic_missing),
    };
    let recogniser = match &devices.recogniser {
        Recogniser::Loading => ui.badge(Tone::Plain, Some(Icon::Loader), t.model_loading),
        Recogniser::Ready(_) => ui.badge(Tone::Good, Some(Icon::Ear), t.model_ready),
        Recogniser::Missing(_) => ui.badge(Tone::Warn, Some(Icon::Keyboard), t.model_missing),
    };
    vec![microphone, recogniser]
}
