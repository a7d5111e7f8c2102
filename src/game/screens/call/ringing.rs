//! The phone rings; somebody has written; somebody is to be called.

use accesskit::Role;
use bevy::prelude::*;

use super::{clock, wording};
use crate::event::Channel;
use crate::game::action::Action;
use crate::game::contact::Contact;
use crate::game::theme::{Icon, Size, Ui, Weight};
use crate::game::ui::{El, Scrolling};

pub(super) fn ringing(ui: &Ui, contact: &Contact) -> El {
    let p = &ui.palette;
    let words = wording(ui, contact);
    let script = contact.session.script();
    let brief = script.scenario.brief.get(ui.look.language);
    let rings = script.scenario.channel == Channel::InboundCall;
    let mut card = ui
        .card()
        .pad(28.0)
        .gap(14.0)
        .full()
        .max_width(640.0 * ui.scale().min(1.5))
        .child(El::row().centre().full().child(picture(ui, words.icon, rings.then_some(contact.now.0))))
        .child(ui.words(words.waits, Size::Title, 700, p.ink).centred().role(Role::Heading).named_by_text().live())
        .child(ui.words(script.company.name.as_str(), Size::Large, 500, p.muted).centred())
        .children(rings.then(|| ui.words(clock(contact.now), Size::Huge, 300, p.ink).centred()))
        .child(ui.rule())
        .child(ui.overline(words.before))
        .child(ui.body(brief));
    card.node.align_items = AlignItems::Stretch;
    let mut inside = El::column().full().centre().pad(16.0).child(card);
    inside.node.min_height = percent(100);
    // The button stays in sight however long the brief and however large the text.
    let below = El::row().full().centre().rigid().pad(12.0).fill(p.surface).line_above(p.line).child(
        ui.button(Weight::Go, Some(words.icon), words.begin, Some("F1"), Action::Answer)
            .key("answer")
            .autofocus()
            .pad_xy(28.0, 12.0),
    );
    El::column()
        .grow()
        .full()
        .role(Role::Main)
        .label(words.waits)
        .key("ringing")
        .child(ui.scroll("ringing brief", Scrolling::Stay, inside))
        .child(below)
}

/// The picture of what waits; a telephone that rings sends rings out. They are decoration: the words below say that it rings.
fn picture(ui: &Ui, icon: Icon, ringing: Option<u64>) -> El {
    let p = &ui.palette;
    let disc =
        El::row().centre().width(64.0).height(64.0).round(32.0).fill(p.good).child(ui.icon(icon, Size::Title, p.on_strong));
    let Some(millis) = ringing else { return disc };
    let side = 132.0;
    // A European phone rings for one second and is silent for four; the picture pulses with the sound (1 s in 5).
    let in_cycle = millis % 5_000;
    let mut el = El::row().centre().width(side).height(side);
    for ring in 0..3_u64 {
        let age = in_cycle.saturating_sub(ring * 220);
        if in_cycle < ring * 220 || age > 1_400 {
            continue;
        }
        let share = age as f32 / 1_400.0;
        let size = 64.0 + share * (side - 64.0);
        let at = (side - size) / 2.0;
        let mut circle = El::row().over(px(at), Val::Auto, px(at), Val::Auto).width(size).height(size).round(size);
        circle = circle.line(p.good.with_alpha((1.0 - share) * 0.8));
        circle.node.border = UiRect::all(px(2));
        el = el.child(circle);
    }
    el.child(disc)
}
