//! Forms: putting a cast's values into what an author wants of them, and what is wrong with that.

use std::collections::BTreeMap;

use super::FormGoalSpec;
use crate::event::{FormGoal, FormSpec};

/// A goal with its slots filled.
pub(super) fn fill_goal(goal: &FormGoalSpec, fill: &impl Fn(&str) -> String) -> FormGoalSpec {
    FormGoalSpec {
        fields: fill_texts(&goal.fields, fill),
        until: goal.until.iter().map(|(field, date)| (field.clone(), fill(date))).collect(),
        contains: fill_texts(&goal.contains, fill),
        avoid: goal.avoid.iter().map(|text| fill(text)).collect(),
        ..goal.clone()
    }
}

/// Lists of texts with their slots filled.
pub(super) fn fill_texts<K: Clone + Ord>(
    texts: &BTreeMap<K, Vec<String>>,
    fill: &impl Fn(&str) -> String,
) -> BTreeMap<K, Vec<String>> {
    texts.iter().map(|(key, texts)| (key.clone(), texts.iter().map(|text| fill(text)).collect())).collect()
}

/// The goal as scoring reads it; `None` for a form that is not there: `check` has reported it.
pub(super) fn for_scoring(goal: &FormGoalSpec, forms: &[FormSpec]) -> Option<FormGoal> {
    let spec = forms.iter().find(|form| form.id == goal.form)?.clone();
    Some(FormGoal {
        spec,
        fields: goal.fields.clone(),
        until: goal.until.clone(),
        contains: goal.contains.clone(),
        avoid: goal.avoid.clone(),
        blank: goal.blank.clone(),
        read_back: goal.read_back.clone(),
        before: goal.before.clone(),
        within: goal.within.clone(),
    })
}
