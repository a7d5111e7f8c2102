//! Refunds, documents, the free note, the company's knowledge.

use accesskit::Role;
use bevy::prelude::*;

use crate::game::action::Action;
use crate::game::contact::{Contact, Question};
use crate::game::text::{euro, fill};
use crate::game::theme::{FieldSpec, Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{Drafts, El, Field};
use crate::scenario::cents;

pub(super) fn refund(ui: &Ui, contact: &Contact, drafts: &Drafts) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let language = ui.look.language;
    let limit = fill(t.refund_limit, &[("amount", &euro(desk.authority_cents, language))]);
    let mut all = El::column().gap(12.0).child(ui.banner(Tone::Plain, Icon::Scale, limit));
    let Some(record) = desk.open_record() else {
        return all.child(ui.nothing_yet(Icon::IdCard, t.open_a_record_first));
    };
    all = all.child(ui.datum(t.refund_to, &record.name));
    let spec = FieldSpec {
        field: Field::Refund,
        name: t.amount,
        hint: t.amount_hint,
        lines: 1,
        submit: Some(Action::Refund),
        bare: false,
    };
    let amount = cents(drafts.get(Field::Refund)).filter(|cents| *cents > 0);
    let mut row = El::row().full().gap(8.0).child(El::column().grow().child(ui.field(drafts, spec)));
    row.node.align_items = AlignItems::FlexEnd;
    all = all.child(
        row.child(ui.button_if(amount.is_some(), Weight::Main, Some(Icon::Refund), t.refund, None, Action::Refund).key("refund")),
    );
    if let Some(Question::Refund(cents)) = contact.question {
        let question = fill(t.really_refund, &[("amount", &euro(cents, language)), ("name", &record.name)]);
        let over = desk.refunds.iter().map(|(_, cents)| *cents).fold(cents, u32::saturating_add) > desk.authority_cents;
        let mut card = El::column()
            .full()
            .pad(12.0)
            .gap(8.0)
            .round(10.0)
            .fill(ui.palette.soft(Tone::Warn))
            .line(ui.palette.warn)
            .role(Role::AlertDialog)
            .label(question.as_str())
            .key("really refund")
            .child(ui.strong(question.as_str()));
        if over {
            card = card.child(ui.state(Tone::Warn, Icon::Warning, t.over_limit));
        }
        all = all.child(
            card.child(
                El::row()
                    .gap(8.0)
                    .child(ui.button(Weight::Main, None, t.yes_refund, None, Action::ReallyRefund).key("yes refund").autofocus())
                    .child(ui.button(Weight::Usual, None, t.no_stay, Some("Esc"), Action::Stay)),
            ),
        );
    }
    let done = desk.refunds.iter().map(|(who, cents)| {
        let name = desk.customers.get(who).map_or(who.as_str(), |record| record.name.as_str());
        ui.state(Tone::Good, Icon::CheckCircle, &fill(t.refunded, &[("amount", &euro(*cents, language)), ("name", name)])).live()
    });
    all.children(done)
}

pub(super) fn documents(ui: &Ui, contact: &Contact) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let mut all = El::column().gap(10.0);
    let Some(record) = desk.open_record() else {
        return all.child(ui.nothing_yet(Icon::IdCard, t.open_a_record_first));
    };
    all = all.child(ui.datum(t.send_to, &record.name));
    all.children(desk.documents.iter().map(|(id, name)| {
        let sent = desk.sent.iter().any(|(_, other)| other == id);
        let name = name.get(ui.look.language);
        let end = if sent {
            ui.badge(Tone::Good, Some(Icon::Check), t.sent).live()
        } else {
            ui.button(Weight::Usual, Some(Icon::Send), t.send, None, Action::SendDocument(id.clone()))
                .label(format!("{}: {name}", t.send))
        };
        El::row()
            .full()
            .pad_xy(12.0, 8.0)
            .gap(10.0)
            .round(8.0)
            .line(ui.palette.line)
            .key(format!("document {id}"))
            .child(ui.icon(Icon::Document, Size::Large, ui.palette.muted))
            .child(El::column().grow().child(ui.body(name)))
            .child(end)
    }))
}

pub(super) fn notes(ui: &Ui, contact: &Contact, drafts: &Drafts) -> El {
    let t = ui.texts;
    let saved = &contact.session.state().desk.note;
    let text = drafts.get(Field::Note).trim();
    let spec = FieldSpec { field: Field::Note, name: t.note, hint: t.note_hint, lines: 8, submit: None, bare: false };
    let mut row = El::row()
        .gap(10.0)
        .child(ui.button_if(text != saved, Weight::Main, Some(Icon::Save), t.save, None, Action::SaveNote).key("save note"));
    if !saved.is_empty() && text == saved {
        row = row.child(ui.state(Tone::Good, Icon::Check, t.saved).live());
    }
    El::column().gap(10.0).child(ui.field(drafts, spec)).child(row)
}

pub(super) fn guide(ui: &Ui, contact: &Contact) -> El {
    let p = &ui.palette;
    let company = &contact.session.script().company;
    let language = ui.look.language;
    let cards = company.knowledge.iter().enumerate().map(|(place, (title, text))| {
        let open = contact.desk.card == Some(place);
        let head = El::row()
            .full()
            .pad_xy(12.0, 9.0)
            .gap(8.0)
            .round(8.0)
            .child(ui.icon(Icon::Book, Size::Body, p.accent))
            .child(El::column().grow().child(ui.strong(title.get(language))))
            .child(ui.icon(if open { Icon::Up } else { Icon::Down }, Size::Body, p.muted))
            .does(Action::Card(place), p.hover, p.press)
            .role(Role::DisclosureTriangle)
            .key("head");
        let mut card = El::column().full().round(8.0).line(p.line).key(format!("guide {place}")).child(head);
        if open {
            card = card.child(El::column().full().pad_xy(14.0, 10.0).child(ui.body(text.get(language))));
        }
        card
    });
    El::column().gap(8.0).child(ui.small(company.about.get(language))).children(cards)
}
