//! The ticket: what kind, which area, what happened, what was done, what comes next.

use accesskit::Role;
use bevy::prelude::*;

use crate::event::TicketField;
use crate::game::action::Action;
use crate::game::contact::Contact;
use crate::game::text::fill;
use crate::game::theme::{FieldSpec, Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{Drafts, El, Field};

pub(super) fn ticket(ui: &Ui, contact: &Contact, drafts: &Drafts) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let value = |field| desk.ticket.get(&field).map_or("", String::as_str);
    if let Some(number) = &desk.filed {
        return filed(ui, contact, number);
    }
    let kinds = [t.kind_complaint, t.kind_information, t.kind_request];
    let chips = kinds.into_iter().map(|kind| {
        ui.chip(value(TicketField::Kind) == kind, kind, Action::Choose(TicketField::Kind, kind.to_owned())).key(kind)
    });
    let area = value(TicketField::Area);
    let area_name = desk.areas.iter().find(|(key, _)| key == area).map(|(_, name)| name.get(ui.look.language));
    let areas = ui.drop_down(
        t.area,
        area_name,
        contact.desk.drop_down == Some(TicketField::Area),
        Action::DropDown(TicketField::Area),
        desk.areas.iter().map(|(key, name)| {
            (name.get(ui.look.language).to_owned(), key == area, Action::Choose(TicketField::Area, key.clone()))
        }),
    );
    let text = |field, name, hint| ui.field(drafts, FieldSpec { field, name, hint, lines: 2, submit: None, bare: false });
    let complete = !value(TicketField::Kind).is_empty() && !area.is_empty();
    let mut all = El::column()
        .gap(14.0)
        .child(
            El::column()
                .full()
                .gap(6.0)
                .child(ui.overline(t.kind))
                .child(El::row().wrap().gap(8.0).role(Role::RadioGroup).label(t.kind).children(chips)),
        )
        .child(areas)
        .child(text(Field::TicketCause, t.cause, t.cause_hint))
        .child(text(Field::TicketAction, t.action, t.action_hint))
        .child(text(Field::TicketNext, t.next_step, t.next_step_hint))
        .child(El::row().child(
            ui.button_if(complete, Weight::Main, Some(Icon::Ticket), t.file_ticket, None, Action::FileTicket).key("file ticket"),
        ));
    if !complete {
        all = all.child(ui.small(t.ticket_needs));
    }
    all
}

fn filed(ui: &Ui, contact: &Contact, number: &str) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let names = [
        (TicketField::Kind, t.kind),
        (TicketField::Area, t.area),
        (TicketField::Cause, t.cause),
        (TicketField::Action, t.action),
        (TicketField::NextStep, t.next_step),
    ];
    let rows = names.into_iter().filter_map(|(field, name)| {
        let value = desk.ticket.get(&field).filter(|value| !value.is_empty())?;
        let area = desk.areas.iter().find(|(key, _)| field == TicketField::Area && key == value);
        Some(ui.datum(name, area.map_or(value.as_str(), |(_, name)| name.get(ui.look.language))))
    });
    El::column()
        .gap(12.0)
        .child(
            El::column()
                .full()
                .pad(14.0)
                .gap(4.0)
                .round(10.0)
                .fill(ui.palette.soft(Tone::Good))
                .live()
                .child(ui.state(Tone::Good, Icon::CheckCircle, t.ticket_filed))
                .child(ui.words(fill(t.ticket_number, &[("n", number)]), Size::Title, 700, ui.palette.ink)),
        )
        .children(rows)
}
