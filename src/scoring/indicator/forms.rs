//! Forms of the desk, kind by kind: handed on from the right record, with what belongs in them and nothing else. What stands in a
//! form is no matter of hearing: these questions are decided by the desk's own log.
//!
//! Absent: whether a form came in time, came before something else, or was read back to the customer (`desk_work`).

use std::collections::BTreeMap;

use crate::event::{DeskChange, FormGoal, FormKind, Input, date};
use crate::ids::{FieldId, Seq};
use crate::scoring::finding::{Evidence, Finding, Item, Mark, PartSeen};
use crate::scoring::reading::{Reading, at_desk, normalised};

use super::Terms;
use super::desk::{alike, all_of};
use super::looking::done;

/// Which kinds of form a question is about; `None` for a question about something else.
pub(in crate::scoring) fn kinds(indicator: &str) -> Option<&'static [FormKind]> {
    Some(match indicator {
        "handles_the_order" => &[FormKind::Order],
        "decides_by_the_rules" => &[FormKind::PolicyDecision],
        "reports_the_defect" => &[FormKind::Defect],
        "helps_with_the_form" => &[FormKind::CustomerForm],
        "hands_the_case_over" => &[FormKind::HandOver],
        "files_in_the_right_class" => &[FormKind::Archive],
        "writes_the_mail" => &[FormKind::Mail],
        "writes_for_the_channel" => &[FormKind::Chat],
        "sets_the_call_back" => &[FormKind::CallBack],
        "follows_the_case_up" => &[FormKind::CaseUpdate],
        "codes_the_interview" => &[FormKind::Survey],
        _ => return None,
    })
}

/// The forms of one kind that the goals name were handed on, with the right content. Arises where the goals name any.
pub(super) fn fills_its_forms(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = terms.rule.id.as_str();
    let wanted = kinds(id).unwrap_or_default();
    let similar = terms.rule.amount("similar_permille");
    let goals = reading.header.goals.forms.iter().filter(|goal| wanted.contains(&goal.spec.kind));
    all_of(reading, id, goals.flat_map(|goal| parts(reading, goal, similar)).collect())
}

/// What counts is the form as it was last handed on; where the goals want it several times (a case looked after, chased, told), of
/// all that were handed on the one that fits each best.
fn parts(reading: &Reading<'_>, goal: &FormGoal, similar: u64) -> Vec<PartSeen> {
    let same = reading.header.goals.forms.iter().filter(|other| other.spec.id == goal.spec.id).count();
    let all = submitted(reading, goal);
    let counted = if same > 1 { &all[..] } else { &all[all.len().saturating_sub(1)..] };
    let seen = |parts: &Vec<PartSeen>| parts.iter().filter(|part| part.mark == Mark::Seen).count();
    let tried = counted.iter().map(|sent| parts_of(reading, goal, Some(sent.clone()), similar));
    tried.max_by_key(seen).unwrap_or_else(|| parts_of(reading, goal, None, similar))
}

fn parts_of(reading: &Reading<'_>, goal: &FormGoal, sent: Option<Evidence>, similar: u64) -> Vec<PartSeen> {
    let form = &goal.spec.id;
    let filled = filled(reading, goal, sent.as_ref());
    let value = |field: &FieldId| filled.get(field).map_or("", |(_, value)| value.as_str());
    let at = |field: &FieldId| filled.get(field).map(|(evidence, _)| evidence.clone());
    let field = |field: &FieldId, evidence| done(Item::FormField(form.clone(), field.clone()), evidence);

    let mut parts = vec![done(Item::Form(form.clone()), sent.clone())];
    for (id, right) in &goal.fields {
        parts.push(field(id, at(id).filter(|_| right.iter().any(|right| fits(goal, id, value(id), right, similar)))));
    }
    for (id, latest) in &goal.until {
        parts.push(field(id, at(id).filter(|_| no_later(value(id), latest))));
    }
    for id in &goal.blank {
        parts.push(field(id, sent.clone().filter(|_| value(id).is_empty())));
    }
    let written = goal.spec.fields.iter().map(|spec| value(&spec.id)).collect::<Vec<_>>().join(" ");
    for (part, texts) in &goal.contains {
        let there = texts.iter().any(|text| alike(&written, text, similar));
        parts.push(done(Item::Named(part.clone()), sent.clone().filter(|_| there)));
    }
    if !goal.avoid.is_empty() {
        let bare = |text: &str| normalised(text).replace(' ', "");
        let told = goal.avoid.iter().map(|text| bare(text)).any(|text| !text.is_empty() && bare(&written).contains(&text));
        parts.push(done(Item::named("nothing_private"), sent.clone().filter(|_| !told)));
    }
    parts
}

/// Every time a form was handed on from the right record.
pub(super) fn submitted(reading: &Reading<'_>, goal: &FormGoal) -> Vec<Evidence> {
    let sent = reading.desk.iter().filter_map(|(seq, at, change)| match change {
        DeskChange::FormSubmitted { form, customer } if *form == goal.spec.id => {
            let right = !goal.spec.needs_record || customer.as_ref() == Some(&reading.header.goals.customer);
            right.then(|| at_desk(*seq, *at))
        }
        _ => None,
    });
    sent.collect()
}

/// What stood in the form when it was handed on: a form that was submitted is blank again.
fn filled(reading: &Reading<'_>, goal: &FormGoal, sent: Option<&Evidence>) -> BTreeMap<FieldId, (Evidence, String)> {
    let until = sent.map_or(Seq(u32::MAX), |sent| sent.from);
    let mut draft = BTreeMap::new();
    for (seq, at, change) in reading.desk.iter().filter(|(seq, ..)| *seq < until) {
        match change {
            DeskChange::FormFilled { form, field, value } if *form == goal.spec.id => {
                draft.insert(field.clone(), (at_desk(*seq, *at), value.clone()));
            }
            DeskChange::FormSubmitted { form, .. } if *form == goal.spec.id => draft.clear(),
            _ => {}
        }
    }
    draft
}

/// Texts loosely, everything else exactly, as the field keeps it.
fn fits(goal: &FormGoal, field: &FieldId, value: &str, right: &str, similar: u64) -> bool {
    match goal.spec.field(field).map(|spec| &spec.input) {
        Some(Input::Text | Input::LongText) | None => alike(value, right, similar),
        Some(input) => !value.is_empty() && input.read(right).as_deref() == Some(value),
    }
}

/// Whether a date is no later than another; a year is compared only where both have one.
fn no_later(value: &str, latest: &str) -> bool {
    match (date(value), date(latest)) {
        (Some((Some(year), month, day)), Some((Some(last_year), last_month, last_day))) => {
            (year, month, day) <= (last_year, last_month, last_day)
        }
        (Some((_, month, day)), Some((_, last_month, last_day))) => (month, day) <= (last_month, last_day),
        _ => false,
    }
}
