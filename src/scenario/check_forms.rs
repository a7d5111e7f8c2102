//! What is wrong with forms and with what an author wants of them.

use std::collections::BTreeSet;

use super::check::Check;
use super::script::fill;
use crate::event::{DeskStep, Escalation, FormSpec, Input, Milestone, Within};
use crate::ids::{FieldId, FormId, OfficeId, PartId};

/// What a form's texts can be asked to say.
const SAYS: &[&str] = &["answer", "deadline", "greeting", "reason", "remedy", "signature"];
/// What a note can be asked to say.
const NOTES: &[&str] = &["fact", "cause", "action", "next_step"];

impl Check<'_> {
    fn all_forms(&self) -> Vec<FormSpec> {
        self.company.forms.iter().chain(&self.scenario.forms).cloned().collect()
    }

    /// Texts of form goals that may hold slots, with their place.
    pub(super) fn form_texts(&self) -> Vec<(String, String)> {
        let goals = &self.scenario.goals;
        let mut all = Vec::new();
        for goal in &goals.forms {
            let path = format!("goals.forms[\"{}\"]", goal.form);
            let texts =
                goal.fields.values().chain(goal.contains.values()).flatten().chain(&goal.avoid).chain(goal.until.values());
            all.extend(texts.map(|text| (path.clone(), text.clone())));
        }
        all.extend(goals.note.values().flatten().map(|text| ("goals.note".to_owned(), text.clone())));
        all
    }

    pub(super) fn forms(&mut self) {
        let forms = self.all_forms();
        let mut seen = BTreeSet::new();
        for form in &forms {
            if !seen.insert(form.id.clone()) {
                let message = format!("two of the forms are called \"{}\"", form.id);
                self.fault("PR212", "forms".into(), &form.id.0, message, "Give each its own name.".into());
            }
            if form.fields.is_empty() {
                let path = format!("forms[\"{}\"].fields", form.id);
                self.fault("PR217", path, &form.id.0, format!("form \"{}\" has no fields", form.id), "Add at least one.".into());
            }
        }
        let goals = self.scenario.goals.clone();
        for goal in &goals.forms {
            let path = format!("goals.forms[\"{}\"]", goal.form);
            if !self.form(path.clone(), &goal.form) {
                continue;
            }
            for (field, values) in &goal.fields {
                let path = format!("{path}.fields[\"{field}\"]");
                values.iter().for_each(|value| self.form_value(path.clone(), &goal.form, field, value));
            }
            for (field, value) in &goal.until {
                let path = format!("{path}.until[\"{field}\"]");
                self.form_value(path.clone(), &goal.form, field, value);
                let is_date = |form: &FormSpec| form.field(field).is_none_or(|field| field.input == Input::Date);
                if forms.iter().filter(|form| form.id == goal.form).any(|form| !is_date(form)) {
                    let message = format!("\"{field}\" is no date");
                    self.fault("PR219", path, &field.0, message, "`until` limits date fields only.".into());
                }
            }
            let known: Vec<FieldId> =
                forms.iter().filter(|form| form.id == goal.form).flat_map(|form| &form.fields).map(|f| f.id.clone()).collect();
            for field in goal.blank.iter().filter(|field| !known.contains(field)) {
                let known: Vec<&str> = known.iter().map(FieldId::as_str).collect();
                self.unknown("PR218", "field", format!("{path}.blank"), field.as_str(), &known);
            }
            self.parts(format!("{path}.contains"), goal.contains.keys(), SAYS);
            goal.read_back.iter().for_each(|fact| self.fact(format!("{path}.read_back"), fact));
            if let Some(Milestone::Desk(step)) = &goal.before {
                self.desk_step(format!("{path}.before"), step);
            }
            if let Some(Within::AfterFact(fact, _)) = &goal.within {
                self.fact(format!("{path}.within"), fact);
            }
        }
        goals.desk_order.iter().for_each(|step| self.desk_step("goals.desk_order".into(), step));
        self.parts("goals.note".into(), goals.note.keys(), NOTES);
        if let Some(need) = &goals.need {
            let areas: Vec<String> = self.company.areas.iter().map(|(key, _)| key.clone()).collect();
            let known: Vec<&str> = areas.iter().map(String::as_str).collect();
            for area in need.area.iter().filter(|area| !known.contains(&area.as_str())) {
                self.unknown("PR221", "area", "goals.need.area".into(), area, &known);
            }
            need.ask.iter().for_each(|fact| self.fact("goals.need.ask".into(), fact));
        }
    }

    /// Whether a form is there; reported if not.
    pub(super) fn form(&mut self, path: String, form: &FormId) -> bool {
        let forms = self.all_forms();
        let known: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
        let there = known.contains(&form.as_str());
        if !there {
            self.unknown("PR217", "form", path, form.as_str(), &known);
        }
        there
    }

    /// A value somebody wants in a field: the form and the field must be there, and the field able to take it in every cast.
    pub(super) fn form_value(&mut self, path: String, form: &FormId, field: &FieldId, value: &str) {
        let forms = self.all_forms();
        let Some(spec) = forms.iter().find(|spec| spec.id == *form) else { return };
        let Some(field) = spec.field(field) else {
            let known: Vec<&str> = spec.fields.iter().map(|field| field.id.as_str()).collect();
            return self.unknown("PR218", "field", path, field.as_str(), &known);
        };
        let mut wrong: BTreeSet<String> = BTreeSet::new();
        for cast in &self.scenario.casts {
            let filled = fill(value, &cast.values);
            if filled.trim().is_empty() || field.input.read(&filled).is_none() {
                wrong.insert(filled);
            }
        }
        for filled in wrong {
            let message = format!("field \"{}\" of form \"{form}\" cannot hold \"{filled}\"", field.id);
            let remedy = match &field.input {
                Input::Choice(choices) => {
                    let keys: Vec<&str> = choices.iter().map(|(key, _)| key.as_str()).collect();
                    format!("Use one of its choices: {}.", keys.join(", "))
                }
                Input::Date => "Write a date: GG/MM/AAAA, or GG/MM.".to_owned(),
                Input::Amount => "Write an amount in euro: 29,90.".to_owned(),
                Input::Number => "Write a whole number.".to_owned(),
                Input::Code => "Write letters and digits.".to_owned(),
                Input::Text | Input::LongText => "Write a text.".to_owned(),
            };
            self.fault("PR219", path.clone(), value, message, remedy);
        }
    }

    fn parts<'p>(&mut self, path: String, parts: impl Iterator<Item = &'p PartId>, known: &[&str]) {
        for part in parts.filter(|part| !known.contains(&part.as_str())) {
            self.unknown("PR220", "part", path.clone(), part.as_str(), known);
        }
    }

    fn desk_step(&mut self, path: String, step: &DeskStep) {
        match step {
            DeskStep::Submit(form) => {
                self.form(path, form);
            }
            DeskStep::Send(document) => {
                let documents: Vec<String> = self.company.documents.iter().map(|(id, _)| id.0.clone()).collect();
                let known: Vec<&str> = documents.iter().map(String::as_str).collect();
                if !known.contains(&document.as_str()) {
                    self.unknown("PR209", "document", path, document.as_str(), &known);
                }
            }
            DeskStep::Transfer(office) => self.office(path, office),
            _ => {}
        }
    }

    /// The offices the duties name.
    pub(super) fn duties(&mut self) {
        let duties = &self.scenario.goals.duties;
        if let Some(Escalation::To(office)) = &duties.escalation {
            self.office("goals.duties.escalation".into(), office);
        }
        if let Some(office) = &duties.outside_remit {
            self.office("goals.duties.outside_remit".into(), office);
        }
    }

    fn office(&mut self, path: String, office: &OfficeId) {
        let offices: Vec<&str> = self.company.offices.iter().map(|(id, _)| id.as_str()).collect();
        if !offices.contains(&office.as_str()) {
            self.unknown("PR222", "office", path, office.as_str(), &offices);
        }
    }
}
