//! The desk: everything the operator looks up, writes down and sets off.

mod customer;
mod forms;
mod papers;
mod ticket;

use accesskit::Role;

use crate::game::action::{Action, DeskTab};
use crate::game::contact::Contact;
use crate::game::theme::{Icon, Ui};
use crate::game::ui::{Drafts, El, Scrolling};

pub(super) fn desk(ui: &Ui, contact: &Contact, drafts: &Drafts) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let tab = contact.desk.tab;
    let tabs = DeskTab::ALL.into_iter().map(|each| {
        let (icon, name, done) = match each {
            DeskTab::Customer => (Icon::UserSearch, t.tab_customer, desk.verification.is_some()),
            DeskTab::Ticket => (Icon::Ticket, t.tab_ticket, desk.filed.is_some()),
            DeskTab::Refund => (Icon::Refund, t.tab_refund, !desk.refunds.is_empty()),
            DeskTab::Documents => (Icon::Document, t.tab_documents, !desk.sent.is_empty()),
            DeskTab::Forms => (Icon::Checklist, t.tab_forms, !desk.submitted.is_empty()),
            DeskTab::Notes => (Icon::Note, t.tab_notes, !desk.note.is_empty()),
            DeskTab::Guide => (Icon::Book, t.tab_guide, false),
        };
        (icon, name.to_owned(), each == tab, done, Action::Tab(each))
    });
    let inside = match tab {
        DeskTab::Customer => customer::customer(ui, contact, drafts),
        DeskTab::Ticket => ticket::ticket(ui, contact, drafts),
        DeskTab::Refund => papers::refund(ui, contact, drafts),
        DeskTab::Documents => papers::documents(ui, contact),
        DeskTab::Forms => forms::forms(ui, contact, drafts),
        DeskTab::Notes => papers::notes(ui, contact, drafts),
        DeskTab::Guide => papers::guide(ui, contact),
    };
    ui.card()
        .pad(0.0)
        .gap(0.0)
        .grow()
        .stretch()
        .clip()
        .role(Role::Group)
        .label(t.desk)
        .child(El::column().full().rigid().pad_xy(8.0, 0.0).child(ui.tabs(t.desk, tabs)))
        .child(ui.scroll(&format!("desk {tab:?}"), Scrolling::Stay, inside.full().pad(14.0).role(Role::TabPanel)))
}
