//! The screen of a contact: ringing, then telephone, conversation and desk side by side, to the end of wrap-up.

mod desk;
mod mood;
mod phone;
mod ringing;
mod talk;
mod wording;

use accesskit::Role;
use bevy::prelude::*;

use self::wording::Wording;
use super::clock;
use crate::call::Phase;
use crate::event::Channel;
use crate::game::action::Action;
use crate::game::contact::Contact;
use crate::game::devices::Devices;
use crate::game::preview::Preview;
use crate::game::text::fill;
use crate::game::theme::{Icon, Tone, Ui};
use crate::game::ui::{Drafts, El};

pub(super) fn call(ui: &Ui, world: &World) -> El {
    let Some(contact) = world.get_resource::<Contact>() else {
        return El::column().grow();
    };
    if matches!(contact.phase(), Phase::Waiting | Phase::Ringing) {
        return ringing::ringing(ui, contact);
    }
    let drafts = world.resource::<Drafts>();
    let devices = world.resource::<Devices>();
    let mut body = El::column().grow().full().role(Role::Main).label(ui.texts.call_screen).key("call");
    body = body.child(banners(ui, contact, devices, world.get_resource::<Preview>()));
    if ui.is_narrow() {
        return body.child(narrow(ui, contact, drafts, devices));
    }
    let scale = ui.scale().min(1.35);
    let left = El::column().width(264.0 * scale).stretch().child(phone::panel(ui, contact));
    let middle = El::column().grow().stretch().child(talk::conversation(ui, contact, drafts, devices));
    let wide = ui.room() > 1400.0;
    let right = El::column().width(if wide { 520.0 } else { 436.0 } * scale).stretch().child(desk::desk(ui, contact, drafts));
    body.child(El::row().grow().full().stretch().pad(12.0).gap(12.0).child(left).child(middle).child(right))
}

/// Large text or a small window: the telephone above, and below it conversation or desk.
fn narrow(ui: &Ui, contact: &Contact, drafts: &Drafts, devices: &Devices) -> El {
    let t = ui.texts;
    let desk_side = contact.desk.desk_side;
    let swap = ui.tabs(
        t.sides,
        [
            (Icon::Message, format!("{} (F6)", t.conversation), !desk_side, false, swap_to(desk_side, false)),
            (Icon::IdCard, format!("{} (F6)", t.desk), desk_side, false, swap_to(desk_side, true)),
        ],
    );
    let side = if desk_side { desk::desk(ui, contact, drafts) } else { talk::conversation(ui, contact, drafts, devices) };
    El::column()
        .grow()
        .full()
        .pad(10.0)
        .gap(8.0)
        .child(phone::strip(ui, contact))
        .child(swap)
        .child(El::column().grow().stretch().child(side))
}

fn swap_to(now: bool, wanted: bool) -> Action {
    if now == wanted { Action::FocusSay } else { Action::SwapSide }
}

/// What the trainee has to know now, above everything.
fn banners(ui: &Ui, contact: &Contact, devices: &Devices, preview: Option<&Preview>) -> El {
    let t = ui.texts;
    let mut all = El::column().full().gap(6.0).rigid().key("banners");
    let mut any = false;
    let mut add = |el: El| {
        let taken = std::mem::take(&mut all);
        all = taken.child(el);
        any = true;
    };
    if let Some(fault) = preview.and_then(|preview| preview.fault.as_deref()) {
        add(ui.banner(Tone::Bad, Icon::Warning, fill(t.preview_fault, &[("why", fault)])));
    }
    if let Some(trouble) = contact.session.trouble() {
        add(ui.banner(Tone::Bad, Icon::Save, fill(t.disk_trouble, &[("why", trouble)])));
    }
    if matches!(contact.phase(), Phase::Talking | Phase::OnHold) && !devices.can_hear() && !channel(contact).is_written() {
        add(ui.banner(Tone::Warn, Icon::Keyboard, t.type_instead));
    }
    if let Some((refused, _)) = contact.notice {
        add(ui.banner(Tone::Warn, Icon::Info, ui.texts.refused(refused)));
    }
    if any { all.pad_xy(12.0, 8.0) } else { all }
}

/// By which way the contact comes about.
fn channel(contact: &Contact) -> Channel {
    contact.session.script().scenario.channel
}

/// How the contact is spoken of.
fn wording(ui: &Ui, contact: &Contact) -> Wording {
    Wording::of(ui.texts, channel(contact))
}
