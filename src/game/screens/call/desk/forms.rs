//! Forms: the list of them, and one filled in field by field.

use accesskit::Role;
use bevy::prelude::*;

use crate::desk::Desk;
use crate::event::{FieldSpec as FormField, FormKind, FormSpec, Input};
use crate::game::action::Action;
use crate::game::contact::Contact;
use crate::game::paperwork::form_field;
use crate::game::text::fill;
use crate::game::theme::{FieldSpec, Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{Drafts, El};

pub(super) fn forms(ui: &Ui, contact: &Contact, drafts: &Drafts) -> El {
    let desk = &contact.session.state().desk;
    let open = contact.desk.form.as_ref().and_then(|id| desk.forms.iter().enumerate().find(|(_, spec)| spec.id == *id));
    match open {
        Some((place, spec)) => form(ui, contact, drafts, place, spec),
        None => list(ui, desk),
    }
}

fn list(ui: &Ui, desk: &Desk) -> El {
    let t = ui.texts;
    let p = &ui.palette;
    if desk.forms.is_empty() {
        return El::column().child(ui.nothing_yet(Icon::Document, t.no_forms));
    }
    let rows = desk.forms.iter().enumerate().map(|(place, spec)| {
        let name = spec.name.get(ui.look.language);
        let times = desk.submitted.iter().filter(|done| done.form == spec.id).count();
        let begun = desk.drafts.get(&spec.id).is_some_and(|draft| draft.values().any(|value| !value.is_empty()));
        let state = if begun {
            Some(ui.badge(Tone::Warn, Some(Icon::Note), t.form_begun))
        } else if times > 0 {
            let words = if times == 1 { t.form_submitted.to_owned() } else { format!("{} · {times}", t.form_submitted) };
            Some(ui.badge(Tone::Good, Some(Icon::Check), words))
        } else {
            None
        };
        let row = El::row()
            .full()
            .pad_xy(12.0, 9.0)
            .gap(10.0)
            .round(8.0)
            .line(p.line)
            .child(ui.icon(icon(spec.kind), Size::Large, p.accent))
            .child(El::column().grow().child(ui.body(name)))
            .children(state)
            .child(ui.icon(Icon::Right, Size::Body, p.muted))
            .does(Action::OpenForm(spec.id.clone()), p.hover, p.press)
            .role(Role::Button)
            .label(name)
            .key(format!("form {}", spec.id));
        if place == 0 { row.autofocus() } else { row }
    });
    El::column().gap(8.0).child(ui.small(t.forms_help)).children(rows)
}

fn icon(kind: FormKind) -> Icon {
    match kind {
        FormKind::Defect => Icon::Warning,
        FormKind::Mail | FormKind::Chat => Icon::Message,
        FormKind::Order | FormKind::CustomerForm => Icon::IdCard,
        FormKind::PolicyDecision => Icon::Scale,
        FormKind::HandOver => Icon::PhoneForwarded,
        FormKind::CallBack | FormKind::CaseUpdate => Icon::History,
        FormKind::Survey | FormKind::Archive | FormKind::OfficeMachine | FormKind::Report => Icon::Document,
    }
}

fn form(ui: &Ui, contact: &Contact, drafts: &Drafts, place: usize, spec: &FormSpec) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let head = El::row()
        .full()
        .gap(8.0)
        .child(ui.icon_button(Icon::Back, t.back_to_forms, Action::BackToForms).key("back to forms").autofocus())
        .child(El::column().grow().child(ui.heading(spec.name.get(ui.look.language))));
    let mut all = El::column().gap(12.0).key(format!("open form {}", spec.id)).child(head);
    if spec.needs_record {
        all = all.child(match desk.open_record() {
            Some(record) => ui.datum(t.form_for, &record.name),
            None => ui.banner(Tone::Warn, Icon::IdCard, t.open_a_record_first),
        });
    }
    let fields = spec.fields.iter().enumerate().map(|(at, field)| one_field(ui, contact, drafts, spec, (place, at), field));
    all = all.children(fields);
    let entered = |at: usize, field: &FormField| match field.input {
        Input::Choice(_) => desk.drafted(&spec.id, &field.id).to_owned(),
        _ => drafts.get(form_field(place, at)).trim().to_owned(),
    };
    let lacking: Vec<&str> = (spec.fields.iter().enumerate())
        .filter(|(at, field)| field.required && entered(*at, field).is_empty())
        .map(|(_, field)| field.name.get(ui.look.language))
        .collect();
    let wrong = spec.fields.iter().enumerate().any(|(at, field)| field.input.read(&entered(at, field)).is_none());
    let ready = lacking.is_empty() && !wrong && (desk.open.is_some() || !spec.needs_record);
    let verb = if matches!(spec.kind, FormKind::Mail | FormKind::Chat) { t.send } else { t.submit_form };
    all = all.child(
        El::row().child(ui.button_if(ready, Weight::Main, Some(Icon::Send), verb, None, Action::SubmitForm).key("submit form")),
    );
    if !lacking.is_empty() {
        all = all.child(ui.small(fill(t.form_lacks, &[("fields", &lacking.join(", "))])));
    }
    all
}

fn one_field(ui: &Ui, contact: &Contact, drafts: &Drafts, spec: &FormSpec, (form, at): (usize, usize), field: &FormField) -> El {
    let t = ui.texts;
    let language = ui.look.language;
    let name = field.name.get(language);
    let name = if field.required { format!("{name} *") } else { name.to_owned() };
    if let Input::Choice(choices) = &field.input {
        let chosen = contact.session.state().desk.drafted(&spec.id, &field.id);
        let chosen_name = choices.iter().find(|(key, _)| key == chosen).map(|(_, name)| name.get(language));
        let open = contact.desk.form_drop_down.as_ref() == Some(&field.id);
        let offered = choices
            .iter()
            .map(|(key, name)| (name.get(language).to_owned(), key == chosen, Action::FormChoose(field.id.clone(), key.clone())));
        return ui
            .drop_down(&name, chosen_name, open, Action::FormDropDown(field.id.clone()), offered)
            .key(format!("choice {}", field.id));
    }
    let (hint, lines) = match (&field.input, spec.kind) {
        (Input::LongText, FormKind::Mail) => ("", 9),
        (Input::LongText, _) => ("", 3),
        (Input::Date, _) => (t.hint_date, 1),
        (Input::Amount, _) => (t.amount_hint, 1),
        _ => ("", 1),
    };
    let place = form_field(form, at);
    let text = ui.field(drafts, FieldSpec { field: place, name: &name, hint, lines, submit: None, bare: false });
    if field.input.read(drafts.get(place)).is_some() {
        return text;
    }
    let why = match field.input {
        Input::Date => t.refused_no_date,
        Input::Amount => t.refused_no_money,
        Input::Number => t.refused_no_number,
        _ => t.refused_no_code,
    };
    El::column().full().gap(4.0).child(text).child(ui.state(Tone::Warn, Icon::Warning, why).live())
}
