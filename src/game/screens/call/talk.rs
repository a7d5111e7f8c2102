//! The conversation: what both sides said, what the microphone does, and the field to type in.

use accesskit::Role;
use bevy::prelude::*;

use super::phone::to_debrief;
use super::{channel, clock, wording};
use crate::call::Phase;
use crate::event::{Channel, Consequence, Event, Fact, Kind, Permille, Source, Utterance};
use crate::game::action::Action;
use crate::game::contact::Contact;
use crate::game::devices::Devices;
use crate::game::ears::Hearing;
use crate::game::theme::{FieldSpec, Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{Drafts, El, Field, Scrolling};
use crate::ids::Seq;
use crate::time::CallTime;

/// Words of less confidence are shown as uncertain.
const UNSURE_BELOW: Permille = Permille(600);

pub(super) fn conversation(ui: &Ui, contact: &Contact, drafts: &Drafts, devices: &Devices) -> El {
    let t = ui.texts;
    let words = wording(ui, contact);
    let from = contact.answered_at().unwrap_or_default();
    let live = matches!(contact.phase(), Phase::Talking | Phase::OnHold);
    let mut bubbles = El::column().full().pad(14.0).gap(10.0).role(Role::Log).label(t.conversation);
    let lines = captions(ui, contact.session.events(), from, channel(contact).is_written());
    if lines.is_empty() {
        bubbles = bubbles.child(ui.nothing_yet(Icon::Message, words.nothing_yet));
    }
    bubbles = bubbles.children(lines);
    if !contact.session.state().pending_lines.is_empty() && live {
        bubbles = bubbles.child(ui.small(words.customer_speaks).key("speaks"));
    }
    let mut card = ui.card().pad(0.0).gap(0.0).grow().stretch().clip();
    card = card.child(ui.scroll("captions", Scrolling::Follow, bubbles));
    if !live {
        return card.child(ui.rule()).child(wrap_up(ui, contact));
    }
    card.child(ui.rule()).child(composer(ui, contact, drafts, devices))
}

/// One bubble for everything that was said and heard, in order.
pub(crate) fn captions(ui: &Ui, events: &[Event], from: CallTime, written: bool) -> Vec<El> {
    let mut all = Vec::new();
    for event in events {
        match &event.kind {
            Kind::Fact(Fact::Heard(utterance)) => {
                all.push(operator(ui, utterance, from).key(format!("said {}", event.seq.0)));
            }
            // A voice is heard from its first word on; what is written is there when it is finished.
            Kind::Fact(Fact::LineBegan(reply)) if !written => {
                all.extend(line(ui, events, *reply, event.at, from));
            }
            Kind::Fact(Fact::LineEnded { reply, .. }) if written => {
                all.extend(line(ui, events, *reply, event.at, from));
            }
            Kind::Consequence(Consequence::DeskChanged(crate::event::DeskChange::Held(_))) => {
                all.push(aside(ui, Icon::Pause, ui.texts.was_held, event.at, from).key(format!("aside {}", event.seq.0)));
            }
            Kind::Consequence(Consequence::DeskChanged(crate::event::DeskChange::Resumed(_))) => {
                all.push(aside(ui, Icon::Play, ui.texts.was_resumed, event.at, from).key(format!("aside {}", event.seq.0)));
            }
            Kind::Consequence(Consequence::Closed(_)) => {
                all.push(aside(ui, Icon::PhoneOff, ui.texts.was_closed, event.at, from).key(format!("aside {}", event.seq.0)));
            }
            _ => {}
        }
    }
    all
}

/// What the customer said or wrote.
fn line(ui: &Ui, events: &[Event], reply: Seq, at: CallTime, from: CallTime) -> Option<El> {
    match &events.iter().find(|event| event.seq == reply)?.kind {
        Kind::Consequence(Consequence::Replied { text, .. }) => {
            Some(customer(ui, text, at, from).key(format!("line {}", reply.0)))
        }
        _ => None,
    }
}

fn bubble(ui: &Ui, who: &str, when: String, words: El, mine: bool) -> El {
    let p = &ui.palette;
    let (fill, line) = if mine { (p.accent_soft, p.accent_soft) } else { (p.sunken, p.line) };
    let mut inner = El::column()
        .pad_xy(12.0, 8.0)
        .gap(2.0)
        .round(12.0)
        .fill(fill)
        .line(line)
        .child(El::row().gap(8.0).child(ui.words(who, Size::Small, 650, p.muted)).child(ui.small(when)))
        .child(words);
    inner.node.max_width = percent(86);
    let mut row = El::row().full().role(Role::Paragraph).child(inner);
    row.node.justify_content = if mine { JustifyContent::FlexEnd } else { JustifyContent::FlexStart };
    row.live()
}

fn customer(ui: &Ui, text: &str, at: CallTime, from: CallTime) -> El {
    let when = clock(CallTime(at.since(from)));
    bubble(ui, ui.texts.customer, when, ui.body(text), false)
}

fn operator(ui: &Ui, utterance: &Utterance, from: CallTime) -> El {
    let when = clock(CallTime(utterance.span.from.since(from)));
    let p = &ui.palette;
    let mut runs = Vec::new();
    let mut unsure = 0;
    for word in &utterance.words {
        let mut run = ui.run(format!("{} ", word.text), Size::Body, 400, p.ink);
        if word.confidence < UNSURE_BELOW {
            run.underline = Some(p.warn);
            run.ink = p.muted;
            unsure += 1;
        }
        match runs.last_mut() {
            Some(last) if same_style(last, &run) => last.text.push_str(&run.text),
            _ => runs.push(run),
        }
    }
    let mut words = El::column().child(El::words(runs));
    if unsure > 0 {
        words = words.child(ui.small(ui.texts.unsure_words));
    }
    let who = match utterance.source {
        Source::Typed => format!("{} · {}", ui.texts.you, ui.texts.typed),
        Source::Spoken { .. } => ui.texts.you.to_owned(),
    };
    bubble(ui, &who, when, words, true)
}

fn same_style(a: &crate::game::ui::Run, b: &crate::game::ui::Run) -> bool {
    a.underline == b.underline && a.ink == b.ink
}

fn aside(ui: &Ui, icon: Icon, words: &str, at: CallTime, from: CallTime) -> El {
    El::row()
        .full()
        .centre()
        .gap(6.0)
        .child(ui.icon(icon, Size::Small, ui.palette.muted))
        .child(ui.small(format!("{words} · {}", clock(CallTime(at.since(from))))))
        .live()
}

/// Microphone, and the field to type in: every call can be played by keyboard alone.
fn composer(ui: &Ui, contact: &Contact, drafts: &Drafts, devices: &Devices) -> El {
    let t = ui.texts;
    let words = wording(ui, contact);
    let by = channel(contact);
    // A mail has lines of its own: there Enter begins a new one.
    let (lines, submit) = if by == Channel::Mail { (6, None) } else { (1, Some(Action::Say)) };
    let key = if by == Channel::Mail { "F7" } else { t.enter_key };
    let spec = FieldSpec { field: Field::Say, name: words.type_here, hint: words.type_hint, lines, submit, bare: true };
    let field = El::column().grow().child(ui.field(drafts, spec));
    let ready = !drafts.get(Field::Say).trim().is_empty();
    let send =
        ui.button_if(ready, Weight::Main, Some(Icon::Send), words.say, Some(key), Action::Say).key("send").label(words.say);
    El::column()
        .full()
        .pad(12.0)
        .gap(8.0)
        .rigid()
        .key("composer")
        .children((!by.is_written()).then(|| hearing(ui, contact, devices)))
        .child(El::row().full().gap(8.0).stretch().child(field).child(send))
}

/// What the microphone does, in a word and a level.
fn hearing(ui: &Ui, contact: &Contact, devices: &Devices) -> El {
    let t = ui.texts;
    let (tone, icon, words) = match (devices.can_hear(), contact.ear.muted, contact.ear.state) {
        (false, ..) => (Tone::Plain, Icon::Keyboard, t.ear_off),
        (_, true, _) => (Tone::Warn, Icon::MicOff, t.ear_muted),
        (_, _, Hearing::Quiet) => (Tone::Good, Icon::Mic, t.ear_listening),
        (_, _, Hearing::Speech) => (Tone::Accent, Icon::Ear, t.ear_hears),
        (_, _, Hearing::Transcribing) => (Tone::Accent, Icon::Hourglass, t.ear_transcribing),
    };
    let mut row = El::row().full().gap(10.0).child(ui.badge(tone, Some(icon), words));
    if devices.can_hear() && !contact.ear.muted {
        let level = i32::from(contact.ear.level.0);
        row = row.child(El::column().width(120.0).child(ui.meter(t.ear_level, level, 1000, Tone::Accent)));
    }
    row
}

fn wrap_up(ui: &Ui, contact: &Contact) -> El {
    let t = ui.texts;
    let filed = contact.session.state().desk.filed.is_some();
    El::column()
        .full()
        .pad(14.0)
        .gap(10.0)
        .rigid()
        .key("wrap-up")
        .child(ui.heading(wording(ui, contact).wrap_up))
        .child(ui.muted(if filed { t.wrap_up_filed } else { t.wrap_up_help }))
        .child(
            El::row().child(
                ui.button(Weight::Main, Some(Icon::Flag), to_debrief(ui, contact), Some("F8"), Action::Debrief)
                    .key("debrief below")
                    .autofocus(),
            ),
        )
}
