//! The first screen: which call to take.

use accesskit::Role;
use bevy::prelude::*;

use crate::event::{Channel, ContactKind, Outcome};
use crate::game::action::Action;
use crate::game::decide::StartTrouble;
use crate::game::devices::{Devices, Microphone, Recogniser};
use crate::game::shelf::{Card, Shelf};
use crate::game::text::fill;
use crate::game::theme::{Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{El, Scrolling};
use crate::ids::Language;

pub(super) fn home(ui: &Ui, world: &World) -> El {
    let shelf = world.resource::<Shelf>();
    let t = ui.texts;
    let mut inside = El::column().full().pad_xy(28.0, 24.0).gap(18.0).role(Role::Main).label(t.home_title);
    inside = inside.child(El::column().gap(2.0).child(ui.title(t.home_title)).child(ui.muted(t.home_subtitle)));
    if let Some(why) = &world.resource::<StartTrouble>().0 {
        inside = inside.child(ui.banner(Tone::Bad, Icon::Warning, fill(t.start_trouble, &[("why", why)])));
    }
    inside = inside.children(notices(ui, world.resource::<Devices>(), shelf));
    let cards = shelf.cards.iter().enumerate().map(|(place, card)| scenario_card(ui, card, place == 0));
    inside = inside.child(El::row().full().stretch().wrap().gap(16.0).children(cards).role(Role::List).label(t.scenarios));
    if shelf.cards.is_empty() {
        inside = inside.child(ui.nothing_yet(Icon::Phone, t.no_scenarios));
    }
    El::column()
        .grow()
        .stretch()
        .full()
        .child(ui.scroll("home", Scrolling::Stay, inside))
        .child(El::row().full().rigid().pad_xy(28.0, 9.0).child(ui.small(t.keys_home)))
}

fn notices(ui: &Ui, devices: &Devices, shelf: &Shelf) -> Vec<El> {
    let t = ui.texts;
    let mut all = Vec::new();
    if devices.microphone == Microphone::Missing {
        all.push(ui.banner(Tone::Warn, Icon::MicOff, t.mic_missing_help));
    }
    if let Recogniser::Missing(why) = &devices.recogniser {
        all.push(ui.banner(Tone::Warn, Icon::Keyboard, fill(t.model_missing_help, &[("why", why)])));
    }
    for call in &shelf.interrupted {
        let words = fill(
            t.interrupted,
            &[("title", call.title.get(ui.look.language)), ("when", call.started.get(..16).unwrap_or(&call.started))],
        )
        .replace('T', " ");
        let review = ui.button(Weight::Usual, Some(Icon::History), t.review, None, Action::Review(call.folder.clone()));
        all.push(ui.banner(Tone::Accent, Icon::History, words).child(review));
    }
    for (id, why) in &shelf.faulty {
        all.push(ui.banner(Tone::Bad, Icon::Warning, fill(t.faulty, &[("id", id.as_str()), ("why", why)])));
    }
    all
}

fn scenario_card(ui: &Ui, card: &Card, first: bool) -> El {
    let t = ui.texts;
    let language = ui.look.language;
    let (kind_icon, kind) = match card.kind {
        ContactKind::Complaint => (Icon::Warning, t.kind_complaint),
        ContactKind::Information => (Icon::Info, t.kind_information),
        ContactKind::Request => (Icon::Ticket, t.kind_request),
    };
    let spoken = match card.language {
        Language::It => t.in_italian,
        Language::En => t.in_english,
    };
    let badges = El::row()
        .gap(6.0)
        .wrap()
        .child(ui.badge(Tone::Accent, Some(kind_icon), kind))
        .child(ui.badge(Tone::Plain, Some(Icon::Languages), spoken))
        .children(card.last.map(|last| {
            let (tone, icon, words) = outcome_words(ui, last);
            ui.badge(tone, Some(icon), format!("{} · {words}", taken(ui, card.taken)))
        }));
    let (how, verb) = match card.channel {
        Channel::InboundCall => (Icon::Headphones, t.take_call),
        Channel::OutboundCall => (Icon::Headphones, t.make_call),
        Channel::Chat => (Icon::Message, t.open_chat),
        Channel::Mail => (Icon::Message, t.open_mail),
    };
    let mut start = ui.button(Weight::Main, Some(how), verb, None, Action::Start(card.id.clone()));
    start.access.label = Some(format!("{verb}: {}", card.title.get(language)));
    start = start.key(format!("start {}", card.id));
    if first {
        start = start.autofocus();
    }
    let mut el = ui
        .card()
        .pad(20.0)
        .gap(12.0)
        .key(format!("card {}", card.id))
        .role(Role::ListItem)
        .label(card.title.get(language))
        .child(El::row().gap(8.0).child(ui.icon(Icon::Building, Size::Body, ui.palette.muted)).child(ui.words(
            card.company.as_str(),
            Size::Small,
            600,
            ui.palette.muted,
        )))
        .child(ui.words(card.title.get(language), Size::Title, 700, ui.palette.ink).role(Role::Heading).named_by_text())
        .child(badges)
        .child(El::column().full().child(ui.body(card.brief.get(language))))
        .child(El::column().grow())
        .child(El::row().full().child(start));
    el.node.flex_grow = 1.0;
    el.node.flex_basis = px(380.0 * ui.scale().min(1.3));
    el.node.max_width = px(620.0 * ui.scale());
    el.node.min_width = px(300);
    el
}

fn taken(ui: &Ui, times: u32) -> String {
    if times == 1 { ui.texts.taken_once.to_owned() } else { fill(ui.texts.taken, &[("n", &times.to_string())]) }
}

/// How a call ended: tone, icon, words.
pub(super) fn outcome_words(ui: &Ui, outcome: Outcome) -> (Tone, Icon, &'static str) {
    let t = ui.texts;
    match outcome {
        Outcome::Resolved => (Tone::Good, Icon::CheckCircle, t.outcome_resolved),
        Outcome::PartlyResolved => (Tone::Warn, Icon::MinusCircle, t.outcome_partly),
        Outcome::Unresolved => (Tone::Bad, Icon::CrossCircle, t.outcome_unresolved),
        Outcome::Transferred => (Tone::Accent, Icon::PhoneForwarded, t.outcome_transferred),
        Outcome::CustomerHungUp => (Tone::Bad, Icon::PhoneOff, t.outcome_hung_up),
        Outcome::NotAnswered => (Tone::Bad, Icon::PhoneOff, t.outcome_not_answered),
    }
}
