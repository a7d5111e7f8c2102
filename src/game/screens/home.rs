//! The first screen: which shift to work, which contact to take.

use accesskit::Role;
use bevy::prelude::*;

use crate::event::{Channel, ContactKind, Outcome};
use crate::game::action::{Action, Filter};
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
    let calls = contacts(ui, shelf);
    inside = if ui.is_narrow() || shelf.shifts.is_empty() {
        inside.children((!shelf.shifts.is_empty()).then(|| shifts(ui, shelf))).child(calls)
    } else {
        let left = shifts(ui, shelf).width(340.0 * ui.scale()).rigid();
        inside.child(El::row().full().start().gap(24.0).child(left).child(El::column().grow().child(calls)))
    };
    El::column()
        .grow()
        .stretch()
        .full()
        .child(ui.scroll("home", Scrolling::Stay, inside))
        .child(El::row().full().rigid().pad_xy(28.0, 9.0).child(ui.small(t.keys_home)))
}

/// The shifts: those begun, then all there are.
fn shifts(ui: &Ui, shelf: &Shelf) -> El {
    let t = ui.texts;
    let language = ui.look.language;
    let begun = shelf.begun.iter().enumerate().map(|(place, begun)| {
        let run = &begun.run;
        let title = run.shift().title.get(language);
        let (done, all) = (run.done().len().to_string(), run.shift().contacts().to_string());
        let mut card = ui.card().pad(14.0).gap(8.0).full().role(Role::ListItem).label(title).key(format!("begun {place}"));
        card.line = ui.palette.accent;
        card.child(ui.strong(title)).child(ui.small(fill(t.shift_begun, &[("n", &done), ("all", &all)]))).child(
            El::row().child(
                ui.button(Weight::Main, Some(Icon::Play), t.continue_shift, None, Action::ContinueShift(place))
                    .label(format!("{}: {title}", t.continue_shift)),
            ),
        )
    });
    let all = shelf.shifts.iter().map(|shift| {
        let title = shift.title.get(language);
        let days = shift.days.len();
        let days = if days == 1 { t.one_day.to_owned() } else { fill(t.many_days, &[("n", &days.to_string())]) };
        let size = format!("{} · {days}", fill(t.shift_size, &[("n", &shift.contacts().to_string())]));
        ui.card()
            .pad(14.0)
            .gap(8.0)
            .full()
            .role(Role::ListItem)
            .label(title)
            .key(format!("shift {}", shift.id))
            .child(El::row().full().between().gap(8.0).child(ui.strong(title)).child(ui.badge(
                Tone::Plain,
                Some(Icon::Clock),
                size,
            )))
            .child(ui.small(shift.about.get(language)))
            .child(
                El::row().child(
                    ui.button(Weight::Usual, Some(Icon::Play), t.start_shift, None, Action::StartShift(shift.id.clone()))
                        .label(format!("{}: {title}", t.start_shift)),
                ),
            )
    });
    El::column()
        .full()
        .gap(10.0)
        .child(ui.heading(t.shifts))
        .child(ui.small(t.shifts_help))
        .child(El::column().full().gap(10.0).role(Role::List).label(t.shifts).children(begun).children(all))
}

/// All contacts, a row each; the open one shows what it is about.
fn contacts(ui: &Ui, shelf: &Shelf) -> El {
    let t = ui.texts;
    let chips = Filter::ALL.into_iter().map(|filter| {
        let name = match filter {
            Filter::All => t.filter_all,
            Filter::Complaints => t.filter_complaints,
            Filter::English => t.filter_english,
            Filter::Written => t.filter_written,
            Filter::New => t.filter_new,
        };
        ui.chip(shelf.filter == filter, name, Action::Only(filter)).key(format!("filter {filter:?}"))
    });
    let rows: Vec<El> = shelf.shown().enumerate().map(|(place, card)| contact_row(ui, shelf, card, place == 0)).collect();
    let mut list = El::column().full().gap(8.0).role(Role::List).label(t.scenarios);
    if rows.is_empty() {
        let words = if shelf.cards.is_empty() { t.no_scenarios } else { t.no_such_scenarios };
        list = list.child(ui.nothing_yet(Icon::Phone, words));
    }
    El::column()
        .full()
        .gap(10.0)
        .child(ui.heading(t.scenarios))
        .child(El::row().full().wrap().gap(6.0).role(Role::RadioGroup).label(t.filter).children(chips))
        .child(list.children(rows))
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
        all.push(ui.banner(Tone::Bad, Icon::Warning, fill(t.faulty, &[("id", id), ("why", why)])));
    }
    all
}

fn contact_row(ui: &Ui, shelf: &Shelf, card: &Card, first: bool) -> El {
    let t = ui.texts;
    let p = &ui.palette;
    let language = ui.look.language;
    let open = shelf.open.as_ref() == Some(&card.id);
    let title = card.title.get(language);
    let mut badges = El::row().gap(6.0).wrap();
    if card.kind == ContactKind::Complaint {
        badges = badges.child(ui.badge(Tone::Warn, Some(Icon::Warning), t.kind_complaint));
    }
    if card.language == Language::En {
        badges = badges.child(ui.badge(Tone::Accent, Some(Icon::Languages), t.in_english));
    }
    badges = badges.children(card.last.map(|last| {
        let (tone, icon, words) = outcome_words(ui, last);
        ui.badge(tone, Some(icon), words)
    }));
    let head = El::row()
        .full()
        .pad_xy(14.0, 10.0)
        .gap(12.0)
        .round(10.0)
        .child(ui.icon(channel_icon(card.channel), Size::Large, p.accent))
        .child(El::column().grow().gap(1.0).child(ui.strong(title)).child(ui.small(card.company.as_str())))
        .child(badges)
        .child(ui.icon(if open { Icon::Up } else { Icon::Down }, Size::Body, p.muted))
        .does(Action::Show(card.id.clone()), p.hover, p.press)
        .role(Role::DisclosureTriangle)
        .label(format!("{title}, {}", card.company))
        .key("head");
    let head = if first { head.autofocus() } else { head };
    let mut row = El::column()
        .full()
        .round(10.0)
        .fill(p.surface)
        .line(p.line)
        .key(format!("card {}", card.id))
        .role(Role::ListItem)
        .child(head);
    if open {
        let verb = match card.channel {
            Channel::InboundCall => t.take_call,
            Channel::OutboundCall => t.make_call,
            Channel::Chat => t.open_chat,
            Channel::Mail => t.open_mail,
        };
        let icon = if card.channel.is_written() { Icon::Message } else { Icon::Headphones };
        let start = ui
            .button(Weight::Main, Some(icon), verb, None, Action::Start(card.id.clone()))
            .label(format!("{verb}: {title}"))
            .key(format!("start {}", card.id))
            .autofocus();
        let times = (card.taken > 0).then(|| ui.small(taken(ui, card.taken)));
        row = row.child(
            El::column()
                .full()
                .pad_xy(16.0, 12.0)
                .gap(12.0)
                .child(ui.body(card.brief.get(language)))
                .child(El::row().full().gap(12.0).child(start).children(times)),
        );
    }
    row
}

/// The picture of a way to be in contact.
pub(super) fn channel_icon(channel: Channel) -> Icon {
    match channel {
        Channel::InboundCall => Icon::PhoneIncoming,
        Channel::OutboundCall => Icon::PhoneForwarded,
        Channel::Chat | Channel::Mail => Icon::Message,
    }
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
