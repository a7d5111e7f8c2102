//! Search, record, identity check.

use accesskit::Role;
use bevy::prelude::*;

use crate::game::action::Action;
use crate::game::contact::Contact;
use crate::game::text::fill;
use crate::game::theme::{FieldSpec, Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{Drafts, El, Field};
use crate::scenario::CustomerRecord;

pub(super) fn customer(ui: &Ui, contact: &Contact, drafts: &Drafts) -> El {
    let t = ui.texts;
    let desk = &contact.session.state().desk;
    let spec = FieldSpec {
        field: Field::Search,
        name: t.search,
        hint: t.search_hint,
        lines: 1,
        submit: Some(Action::Search),
        bare: true,
    };
    let search = El::row()
        .full()
        .gap(8.0)
        .stretch()
        .child(El::column().grow().child(ui.field(drafts, spec)))
        .child(ui.button(Weight::Main, Some(Icon::Search), t.search, None, Action::Search).key("search"));
    let mut all = El::column().gap(12.0).child(search);
    let open = desk.open_record().filter(|_| !contact.desk.results);
    if let Some(record) = open {
        if contact.desk.searched {
            all = all.child(El::row().child(ui.button(
                Weight::Quiet,
                Some(Icon::Back),
                &fill(t.back_to_results, &[("n", &desk.found.len().to_string())]),
                None,
                Action::BackToResults,
            )));
        }
        return all.child(opened(ui, contact, drafts, record)).child(check(ui, contact)).children(history(ui, record));
    }
    if !contact.desk.searched {
        return all.child(ui.nothing_yet(Icon::UserSearch, t.search_help));
    }
    if desk.found.is_empty() {
        return all.child(ui.nothing_yet(Icon::UserSearch, t.nobody_found));
    }
    let rows = desk.found.iter().filter_map(|id| desk.customers.get(id)).map(|record| found(ui, record));
    all.child(ui.overline(fill(t.found, &[("n", &desk.found.len().to_string())])))
        .child(El::column().full().gap(6.0).role(Role::List).label(t.found).children(rows))
}

fn found(ui: &Ui, record: &CustomerRecord) -> El {
    let p = &ui.palette;
    let about: Vec<&str> = record.data.iter().take(3).map(|(_, value)| value.as_str()).collect();
    El::row()
        .full()
        .pad_xy(12.0, 9.0)
        .gap(10.0)
        .round(8.0)
        .fill(p.surface)
        .line(p.border)
        .key(format!("found {}", record.id))
        .child(ui.icon(Icon::User, Size::Large, p.muted))
        .child(El::column().grow().child(ui.strong(record.name.as_str())).child(ui.small(about.join(" · "))))
        .child(ui.icon(Icon::Right, Size::Body, p.muted))
        .does(Action::Open(record.id.clone()), p.hover, p.press)
}

/// A field's name as files write it, for people: `codice_cliente` → `Codice cliente`.
fn field_name(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn opened(ui: &Ui, contact: &Contact, drafts: &Drafts, record: &CustomerRecord) -> El {
    let t = ui.texts;
    let mut rows = El::column().full().gap(2.0).role(Role::List).label(record.name.as_str());
    for (name, value) in &record.data {
        let shown = field_name(name);
        let editing = contact.desk.editing.as_ref() == Some(name);
        let edit = ui
            .icon_button(Icon::Pencil, &fill(t.change_datum, &[("name", &shown)]), Action::Edit(name.clone()))
            .key(format!("edit {name}"));
        rows = rows.child(
            El::row()
                .full()
                .role(Role::ListItem)
                .label(format!("{shown}: {value}"))
                .child(El::column().grow().child(ui.datum(&shown, value)))
                .child(edit),
        );
        if editing {
            let spec = FieldSpec {
                field: Field::NewValue,
                name: t.new_value,
                hint: "",
                lines: 1,
                submit: Some(Action::SaveDatum),
                bare: true,
            };
            rows = rows.child(
                El::row()
                    .full()
                    .gap(8.0)
                    .stretch()
                    .key(format!("editing {name}"))
                    .child(El::column().grow().child(ui.field(drafts, spec)))
                    .child(ui.button(Weight::Main, Some(Icon::Save), t.save, None, Action::SaveDatum)),
            );
        }
    }
    El::column()
        .full()
        .gap(8.0)
        .child(
            El::row()
                .gap(10.0)
                .child(ui.icon(Icon::IdCard, Size::Title, ui.palette.accent))
                .child(ui.heading(record.name.as_str())),
        )
        .child(rows)
}

/// Which data the caller gave, and the check as recorded.
fn check(ui: &Ui, contact: &Contact) -> El {
    let t = ui.texts;
    let script = contact.session.script();
    let desk = &contact.session.state().desk;
    let recorded = desk.verification.as_ref().filter(|check| check.customer == desk.open);
    let names = |id: &crate::ids::FactId| {
        script.goals.facts.get(id).map_or_else(|| field_name(id.as_str()), |(_, name)| name.get(ui.look.language).to_owned())
    };
    let ticks = script.goals.verify_with.iter().map(|fact| {
        ui.tick(contact.desk.claims.contains(fact), &names(fact), Action::Claim(fact.clone())).key(format!("claim {fact}"))
    });
    let mut card = El::column()
        .full()
        .pad(12.0)
        .gap(6.0)
        .round(10.0)
        .fill(ui.palette.sunken)
        .line(ui.palette.line)
        .role(Role::Group)
        .label(t.identity_check)
        .child(El::row().gap(8.0).child(ui.icon(Icon::Shield, Size::Large, ui.palette.muted)).child(ui.strong(t.identity_check)))
        .child(ui.small(t.identity_help))
        .children(ticks);
    card = card.child(El::row().child(ui.button_if(
        !contact.desk.claims.is_empty(),
        Weight::Usual,
        Some(Icon::ShieldCheck),
        t.record_check,
        None,
        Action::Verify,
    )));
    if recorded.is_some() {
        card = card.child(ui.state(Tone::Good, Icon::ShieldCheck, t.check_recorded).live());
    }
    card
}

fn history(ui: &Ui, record: &CustomerRecord) -> Option<El> {
    (!record.history.is_empty()).then(|| {
        let rows = record.history.iter().map(|line| {
            El::row()
                .full()
                .gap(8.0)
                .start()
                .role(Role::ListItem)
                .child(ui.icon(Icon::Right, Size::Small, ui.palette.border))
                .child(El::column().grow().child(ui.body(line.as_str())))
        });
        El::column()
            .full()
            .gap(6.0)
            .child(
                El::row()
                    .gap(8.0)
                    .child(ui.icon(Icon::History, Size::Large, ui.palette.muted))
                    .child(ui.strong(ui.texts.history)),
            )
            .child(El::column().full().gap(5.0).role(Role::List).label(ui.texts.history).children(rows))
    })
}
