//! The telephone: state, time, hold, transfer, mute, end.

use accesskit::Role;
use bevy::prelude::*;

use super::{channel, clock, mood, wording};
use crate::call::Phase;
use crate::event::Reach;
use crate::game::action::Action;
use crate::game::contact::{Contact, Question};
use crate::game::theme::{Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{El, Scrolling};
use crate::time::CallTime;

/// The column on the left.
pub(super) fn panel(ui: &Ui, contact: &Contact) -> El {
    let t = ui.texts;
    let script = contact.session.script();
    let phone = ui
        .card()
        .gap(10.0)
        .pad(14.0)
        .role(Role::Group)
        .label(t.telephone)
        .child(state(ui, contact))
        .child(
            El::row()
                .full()
                .between()
                .child(ui.words(clock(talk_time(contact)), Size::Huge, 350, ui.palette.ink).label(t.call_time))
                .child(ui.small(script.company.name.as_str())),
        )
        .children(buttons(ui, contact, true));
    let brief = ui.card().gap(6.0).pad(14.0).child(ui.overline(t.your_brief)).child(ui.words(
        script.scenario.brief.get(ui.look.language),
        Size::Small,
        400,
        ui.palette.muted,
    ));
    let inside = El::column()
        .full()
        .gap(12.0)
        .child(phone)
        .children(question(ui, contact))
        .children(offices(ui, contact))
        .child(customer(ui, contact))
        .child(mood::card(ui, contact.session.state().memory.mood))
        .child(brief);
    ui.scroll("left", Scrolling::Stay, inside)
}

/// The same above conversation or desk, where there is little room.
pub(super) fn strip(ui: &Ui, contact: &Contact) -> El {
    let (face, word, tone) = mood::in_words(ui, contact.session.state().memory.mood);
    let time = ui.words(clock(talk_time(contact)), Size::Title, 400, ui.palette.ink).label(ui.texts.call_time);
    let card = ui.card().pad(10.0).gap(8.0).rigid().role(Role::Group).label(ui.texts.telephone).child(
        El::row()
            .full()
            .wrap()
            .gap(10.0)
            .child(state(ui, contact))
            .child(time)
            .child(ui.badge(tone, Some(face), word))
            .child(El::space())
            .children(buttons(ui, contact, false)),
    );
    El::column().full().gap(8.0).rigid().child(card).children(question(ui, contact)).children(offices(ui, contact))
}

/// How long the conversation has lasted.
fn talk_time(contact: &Contact) -> CallTime {
    let end = contact.closed_at().unwrap_or(contact.now);
    CallTime(contact.answered_at().map_or(0, |from| end.since(from)))
}

fn state(ui: &Ui, contact: &Contact) -> El {
    let t = ui.texts;
    let words = wording(ui, contact);
    match contact.phase() {
        Phase::Talking if channel(contact).is_written() => ui.badge(Tone::Good, Some(words.icon), words.state),
        Phase::Talking => ui.badge(Tone::Good, Some(Icon::Phone), words.state),
        Phase::OnHold => {
            let since = contact.session.state().desk.held_since.map_or(0, |since| contact.now.since(since));
            ui.badge(Tone::Warn, Some(Icon::Pause), format!("{} {}", t.state_hold, clock(CallTime(since))))
        }
        Phase::WrapUp | Phase::Over => ui.badge(Tone::Plain, Some(Icon::PhoneOff), words.over),
        Phase::Waiting | Phase::Ringing => ui.badge(Tone::Accent, Some(words.icon), words.waits),
    }
}

fn buttons(ui: &Ui, contact: &Contact, grid: bool) -> Vec<El> {
    let t = ui.texts;
    let words = wording(ui, contact);
    let live = matches!(contact.phase(), Phase::Talking | Phase::OnHold);
    if !live {
        return vec![
            ui.button(Weight::Main, Some(Icon::Flag), to_debrief(ui, contact), Some("F8"), Action::Debrief).key("debrief"),
        ];
    }
    let held = contact.phase() == Phase::OnHold;
    let muted = contact.ear.muted;
    let (hold_icon, hold) = if held { (Icon::Play, t.resume) } else { (Icon::Pause, t.hold) };
    let hold_weight = if held { Weight::Main } else { Weight::Usual };
    let (mute_icon, mute) = if muted { (Icon::MicOff, t.unmute) } else { (Icon::Mic, t.mute) };
    let hold = ui.button(hold_weight, Some(hold_icon), hold, Some("F2"), Action::Hold).key("hold");
    let transfer =
        ui.button(Weight::Usual, Some(Icon::PhoneForwarded), t.transfer, Some("F3"), Action::ShowOffices).key("transfer");
    let mute =
        ui.button(if muted { Weight::Main } else { Weight::Usual }, Some(mute_icon), mute, Some("F5"), Action::Mute).key("mute");
    let end = |icon| ui.button(Weight::Final, Some(icon), words.end, Some("F4"), Action::End).key("end");
    // Who writes does not wait on the line, and nobody listens.
    let all = if channel(contact).is_written() {
        vec![transfer, end(Icon::Close)]
    } else {
        vec![hold, transfer, mute, end(Icon::PhoneOff)]
    };
    if !grid {
        return all;
    }
    vec![El::column().full().gap(8.0).stretch().children(all)]
}

/// What the end of the work after a contact is called: within a shift the next customer waits.
pub(super) fn to_debrief(ui: &Ui, contact: &Contact) -> &'static str {
    let in_shift = contact.session.header().arrival.place.is_some();
    if in_shift { ui.texts.close_contact } else { ui.texts.to_debrief }
}

/// Really end the call?
fn question(ui: &Ui, contact: &Contact) -> Option<El> {
    let t = ui.texts;
    let words = wording(ui, contact);
    (contact.question == Some(Question::End)).then(|| {
        let mut card = ui
            .card()
            .pad(14.0)
            .role(Role::AlertDialog)
            .label(words.really_end)
            .key("really end")
            .child(ui.strong(words.really_end))
            .child(
                El::row()
                    .gap(8.0)
                    .wrap()
                    .child(
                        ui.button(Weight::Final, None, words.yes_end, Some("F4"), Action::ReallyEnd).key("yes end").autofocus(),
                    )
                    .child(ui.button(Weight::Usual, None, t.no_stay, Some("Esc"), Action::Stay)),
            );
        card.line = ui.palette.bad;
        card
    })
}

/// Where the call can be handed to, with or without a word to the colleague.
fn offices(ui: &Ui, contact: &Contact) -> Option<El> {
    let t = ui.texts;
    let live = matches!(contact.phase(), Phase::Talking | Phase::OnHold);
    (contact.desk.offices && live).then(|| {
        let desk = &contact.session.state().desk;
        let rows = desk.offices.iter().enumerate().map(|(place, (id, name))| {
            let name = name.get(ui.look.language);
            let warm = ui
                .button(Weight::Usual, Some(Icon::Message), t.transfer_warm, None, Action::Transfer(id.clone(), Reach::Warm))
                .label(format!("{name}: {}", t.transfer_warm));
            let warm = if place == 0 { warm.key("first office").autofocus() } else { warm };
            let cold = ui
                .button(Weight::Quiet, Some(Icon::Right), t.transfer_cold, None, Action::Transfer(id.clone(), Reach::Cold))
                .label(format!("{name}: {}", t.transfer_cold));
            El::column().full().gap(4.0).child(ui.strong(name)).child(El::row().wrap().gap(6.0).child(warm).child(cold))
        });
        ui.card()
            .pad(14.0)
            .role(Role::Group)
            .label(t.transfer_to)
            .key("offices")
            .child(ui.overline(t.transfer_to))
            .children(rows)
            .child(ui.button(Weight::Quiet, Some(Icon::Close), t.no_stay, Some("Esc"), Action::Stay))
    })
}

/// Who the desk says the caller is, once a record is open.
fn customer(ui: &Ui, contact: &Contact) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let caller = if channel(contact).is_written() { t.writer } else { t.caller };
    let card = ui.card().pad(14.0).gap(6.0).role(Role::Group).label(caller);
    let verified = desk.verification.is_some();
    match desk.open_record() {
        Some(record) => {
            let (tone, icon, words) = if verified {
                (Tone::Good, Icon::ShieldCheck, t.check_recorded)
            } else {
                (Tone::Warn, Icon::Shield, t.check_not_recorded)
            };
            card.child(ui.small(t.open_record))
                .child(ui.words(record.name.as_str(), Size::Large, 650, ui.palette.ink))
                .child(ui.state(tone, icon, words))
        }
        None => card
            .child(ui.small(caller))
            .child(ui.words(t.caller_unknown, Size::Large, 600, ui.palette.ink))
            .child(ui.small(t.no_record_open)),
    }
}
