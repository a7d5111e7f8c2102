//! Forms at the desk: what can be entered, and when one can be handed on.

use super::{Desk, Refused};
use crate::event::{DeskChange, FieldSpec, FormSpec, Input};
use crate::ids::{FieldId, FormId};

/// Fills a field.
///
/// # Errors
/// [`Refused`] for an unknown form or field, and for what the field cannot take.
pub(super) fn fill(desk: &Desk, form: &FormId, field: &FieldId, entered: &str) -> Result<DeskChange, Refused> {
    let spec = desk.form(form).ok_or(Refused::UnknownForm)?.field(field).ok_or(Refused::UnknownFormField)?;
    let value = spec.input.read(entered).ok_or(match spec.input {
        Input::Choice(_) => Refused::NoSuchChoice,
        Input::Date => Refused::NoDate,
        Input::Amount => Refused::NoMoney,
        Input::Number => Refused::NoNumber,
        Input::Code | Input::Text | Input::LongText => Refused::NoCode,
    })?;
    Ok(DeskChange::FormFilled { form: form.clone(), field: field.clone(), value })
}

/// Hands a form on.
///
/// # Errors
/// [`Refused`] for an unknown form, one that lacks a required field ([`missing`] names them), or one that belongs to a customer
/// while no record is open.
pub(super) fn submit(desk: &Desk, form: &FormId) -> Result<DeskChange, Refused> {
    let spec = desk.form(form).ok_or(Refused::UnknownForm)?;
    if spec.needs_record && desk.open.is_none() {
        return Err(Refused::NoRecordOpen);
    }
    if missing(desk, spec).next().is_some() || desk.drafts.get(form).is_none_or(|draft| draft.values().all(String::is_empty)) {
        return Err(Refused::FormIncomplete);
    }
    Ok(DeskChange::FormSubmitted { form: form.clone(), customer: desk.open.clone() })
}

/// Required fields of a form that are still empty.
pub fn missing<'a>(desk: &'a Desk, spec: &'a FormSpec) -> impl Iterator<Item = &'a FieldSpec> {
    spec.fields.iter().filter(|field| field.required && desk.drafted(&spec.id, &field.id).is_empty())
}
