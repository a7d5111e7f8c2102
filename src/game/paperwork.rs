//! What the trainee does at the desk, as facts: records, ticket, refunds, documents, forms, notes.

use bevy::prelude::*;

use super::action::{Action, DeskTab};
use super::contact::{Contact, Question};
use super::ui::{Act, Drafts, Field};
use crate::event::{DeskAction, Fact, FormSpec, Input, TicketField};
use crate::ids::FormId;
use crate::scenario::cents;

/// The desk.
#[expect(clippy::collapsible_match, reason = "what an arm does must not hide in its guard")]
pub(super) fn desk(mut acts: MessageReader<Act>, mut contact: ResMut<Contact>, mut drafts: ResMut<Drafts>) {
    for Act(action) in acts.read() {
        let contact = &mut *contact;
        match action {
            Action::Tab(tab) => {
                match contact.desk.tab {
                    DeskTab::Ticket if *tab != DeskTab::Ticket => fill_ticket(contact, &drafts),
                    DeskTab::Forms if *tab != DeskTab::Forms => fill_forms(contact, &drafts),
                    _ => {}
                }
                contact.desk.tab = *tab;
                contact.desk.desk_side = true;
            }
            Action::Search => {
                let query = drafts.get(Field::Search).trim().to_owned();
                if !query.is_empty() && contact.tell(Fact::Desk(DeskAction::Search(query))) {
                    (contact.desk.searched, contact.desk.results) = (true, true);
                }
            }
            Action::Open(id) => {
                if contact.tell(Fact::Desk(DeskAction::Open(id.clone()))) {
                    contact.desk.results = false;
                    contact.desk.claims.clear();
                    contact.desk.editing = None;
                }
            }
            Action::BackToResults => contact.desk.results = true,
            Action::Claim(fact) => {
                if !contact.desk.claims.remove(fact) {
                    contact.desk.claims.insert(fact.clone());
                }
            }
            Action::Verify => {
                let claims = contact.desk.claims.iter().cloned().collect();
                contact.tell(Fact::Desk(DeskAction::Verify(claims)));
            }
            Action::Edit(field) => {
                let open = contact.desk.editing.as_ref() == Some(field);
                let value = contact
                    .session
                    .state()
                    .desk
                    .open_record()
                    .and_then(|record| record.data.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()));
                drafts.set(Field::NewValue, value.as_deref().unwrap_or_default());
                contact.desk.editing = (!open).then(|| field.clone());
            }
            Action::SaveDatum => {
                let value = drafts.get(Field::NewValue).trim().to_owned();
                if let Some(field) = contact.desk.editing.take()
                    && !value.is_empty()
                {
                    contact.tell(Fact::Desk(DeskAction::Change { field, value }));
                }
            }
            Action::DropDown(field) => {
                contact.desk.drop_down = if contact.desk.drop_down == Some(*field) { None } else { Some(*field) };
            }
            Action::Choose(field, value) => {
                contact.desk.drop_down = None;
                contact.tell(Fact::Desk(DeskAction::Ticket { field: *field, value: value.clone() }));
            }
            Action::FileTicket => {
                fill_ticket(contact, &drafts);
                contact.tell(Fact::Desk(DeskAction::FileTicket));
            }
            Action::Refund => contact.question = cents(drafts.get(Field::Refund)).filter(|c| *c > 0).map(Question::Refund),
            Action::ReallyRefund => {
                if let Some(Question::Refund(cents)) = contact.question.take()
                    && contact.tell(Fact::Desk(DeskAction::Refund(cents)))
                {
                    drafts.set(Field::Refund, "");
                }
            }
            Action::SendDocument(id) => {
                contact.tell(Fact::Desk(DeskAction::Send(id.clone())));
            }
            Action::OpenForm(id) => (contact.desk.form, contact.desk.form_drop_down) = (Some(id.clone()), None),
            Action::BackToForms => {
                fill_forms(contact, &drafts);
                (contact.desk.form, contact.desk.form_drop_down) = (None, None);
            }
            Action::FormDropDown(field) => {
                let open = contact.desk.form_drop_down.as_ref() == Some(field);
                contact.desk.form_drop_down = (!open).then(|| field.clone());
            }
            Action::FormChoose(field, value) => {
                contact.desk.form_drop_down = None;
                if let Some(form) = contact.desk.form.clone() {
                    contact.tell(Fact::Desk(DeskAction::Fill { form, field: field.clone(), value: value.clone() }));
                }
            }
            Action::SubmitForm => {
                if let Some(form) = contact.desk.form.clone() {
                    submit_form(contact, &mut drafts, form);
                }
            }
            Action::SaveNote => save_note(contact, &drafts),
            Action::Card(place) => {
                contact.desk.card = if contact.desk.card == Some(*place) { None } else { Some(*place) };
            }
            _ => {}
        }
    }
}

/// Everything that stands in the fields goes into the contact: before it is closed for good.
pub(super) fn keep_all(contact: &mut Contact, drafts: &Drafts) {
    fill_ticket(contact, drafts);
    fill_forms(contact, drafts);
    save_note(contact, drafts);
}

/// What was typed into the ticket is put in, unless it is there already or the ticket is filed.
fn fill_ticket(contact: &mut Contact, drafts: &Drafts) {
    for (field, draft) in [
        (TicketField::Cause, Field::TicketCause),
        (TicketField::Action, Field::TicketAction),
        (TicketField::NextStep, Field::TicketNext),
    ] {
        let text = drafts.get(draft).trim();
        let desk = &contact.session.state().desk;
        let there = desk.ticket.get(&field).map_or("", String::as_str);
        if desk.filed.is_none() && text != there {
            contact.tell(Fact::Desk(DeskAction::Ticket { field, value: text.to_owned() }));
        }
    }
}

/// What was typed into the forms is put in, unless it is there already. What a field cannot take stays where it was typed, with
/// the reason beside it.
fn fill_forms(contact: &mut Contact, drafts: &Drafts) {
    for (form, spec) in contact.session.state().desk.forms.clone().iter().enumerate() {
        for (place, field) in spec.fields.iter().enumerate() {
            if matches!(field.input, Input::Choice(_)) {
                continue;
            }
            let text = drafts.get(form_field(form, place));
            let there = contact.session.state().desk.drafted(&spec.id, &field.id);
            if let Some(value) = field.input.read(text)
                && value != there
            {
                contact.tell(Fact::Desk(DeskAction::Fill { form: spec.id.clone(), field: field.id.clone(), value }));
            }
        }
    }
}

fn submit_form(contact: &mut Contact, drafts: &mut Drafts, form: FormId) {
    fill_forms(contact, drafts);
    if !contact.tell(Fact::Desk(DeskAction::Submit(form.clone()))) {
        return;
    }
    let forms = contact.session.state().desk.forms.clone();
    if let Some((place, spec)) = forms.iter().enumerate().find(|(_, spec)| spec.id == form) {
        clear_form(drafts, place, spec);
    }
    (contact.desk.form, contact.desk.form_drop_down) = (None, None);
}

fn clear_form(drafts: &mut Drafts, form: usize, spec: &FormSpec) {
    for place in 0..spec.fields.len() {
        drafts.set(form_field(form, place), "");
    }
}

/// The text field of a form's field, by their places on the desk.
pub(super) fn form_field(form: usize, field: usize) -> Field {
    Field::Form(u8::try_from(form).unwrap_or(u8::MAX), u8::try_from(field).unwrap_or(u8::MAX))
}

fn save_note(contact: &mut Contact, drafts: &Drafts) {
    let text = drafts.get(Field::Note).trim();
    if text != contact.session.state().desk.note {
        contact.tell(Fact::Desk(DeskAction::Note(text.to_owned())));
    }
}
