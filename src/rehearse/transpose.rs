//! A plan written for one cast, as the same trainee would act with another: names, numbers, amounts and dates exchanged, written
//! and spoken.

use super::moves::said_date;
use crate::event::DeskAction;
use crate::ids::{CustomerId, Language};
use crate::plan::{Plan, PlanLine, Step};
use crate::scenario::Cast;

/// The plan for another cast. Expectations are left out: they hold for the cast they were written for.
pub fn transpose(plan: &Plan, from: &Cast, to: &Cast, language: Language) -> Plan {
    let pairs = pairs(from, to, language);
    let put = |text: &str| exchange(text, &pairs);
    let step = |step: &Step| match step {
        Step::Say(text) => Step::Say(put(text)),
        Step::Do(action) => Step::Do(match action {
            DeskAction::Search(text) => DeskAction::Search(put(text)),
            DeskAction::Open(id) => DeskAction::Open(CustomerId(put(&id.0))),
            DeskAction::Ticket { field, value } => DeskAction::Ticket { field: *field, value: put(value) },
            DeskAction::Refund(cents) => {
                let written = format!("{},{:02}", cents / 100, cents % 100);
                DeskAction::Refund(crate::scenario::cents(&put(&written)).unwrap_or(*cents))
            }
            DeskAction::Change { field, value } => DeskAction::Change { field: field.clone(), value: put(value) },
            DeskAction::Note(text) => DeskAction::Note(put(text)),
            DeskAction::Fill { form, field, value } => {
                DeskAction::Fill { form: form.clone(), field: field.clone(), value: put(value) }
            }
            other => other.clone(),
        }),
        other => other.clone(),
    };
    let lines = plan.lines.iter().map(|line| PlanLine { line: line.line, step: step(&line.step), expect: Vec::new() });
    Plan { cast: Some(to.id.clone()), seed: plan.seed, lines: lines.collect() }
}

/// What to write instead of what, the longest first.
fn pairs(from: &Cast, to: &Cast, language: Language) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (key, before) in &from.values {
        let Some(after) = to.values.get(key).filter(|after| *after != before) else { continue };
        all.push((before.clone(), after.clone()));
        let forms = |value: &str| -> Vec<String> {
            [amounts(value), dates(value, language), codes(value)].into_iter().flatten().flatten().collect()
        };
        all.extend(forms(before).into_iter().zip(forms(after)));
    }
    all.retain(|(before, _)| before.chars().count() >= 2);
    all.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
    all.dedup_by(|a, b| a.0 == b.0);
    all
}

fn amounts(value: &str) -> Option<Vec<String>> {
    let (euro, cent) = value.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !digits(euro) || !digits(cent) {
        return None;
    }
    let italian = if cent == "00" { format!("{euro} euro") } else { format!("{euro} euro e {cent}") };
    let english = if cent == "00" { format!("{euro} euros") } else { format!("{euro} euros and {cent}") };
    let bare = if cent == "00" { format!("{euro} euros") } else { format!("{euro} euros {cent}") };
    Some(vec![italian, english, bare, format!("{euro}.{cent}"), format!("{euro} euro")])
}

fn dates(value: &str, language: Language) -> Option<Vec<String>> {
    let (_, month, day) = crate::event::date(value).filter(|_| value.contains('/'))?;
    let whole = said_date(value, language)?;
    let short = said_date(&format!("{day}/{month}"), language)?;
    let (number, name) = short.split_once(' ')?;
    let nth = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let forms = [format!("{number}{nth} of {name}"), format!("{number}{nth} {name}"), format!("{name} {number}")];
    let last = format!("{name} {number}{nth}");
    Some([whole, short.clone()].into_iter().chain(forms).chain([last]).collect())
}

/// Digit by digit, and in pairs.
fn codes(value: &str) -> Option<Vec<String>> {
    let digits =
        value.len() >= 4 && value.chars().all(|c| c.is_ascii_alphanumeric()) && value.chars().any(|c| c.is_ascii_digit());
    let each: Vec<String> = value.chars().map(String::from).collect();
    digits.then(|| vec![each.join(" "), each.join(", "), each.chunks(2).map(|two| two.concat()).collect::<Vec<_>>().join(" ")])
}

/// Every whole word or phrase exchanged once, left to right, the longest that fits.
fn exchange(text: &str, pairs: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut last = ' ';
    while let Some(first) = rest.chars().next() {
        let fits = |before: &str| {
            rest.get(..before.len()).is_some_and(|head| head.to_lowercase() == before.to_lowercase())
                && !rest[before.len()..].chars().next().is_some_and(char::is_alphanumeric)
        };
        let pair = (!last.is_alphanumeric()).then(|| pairs.iter().find(|(before, _)| fits(before))).flatten();
        match pair {
            Some((before, after)) => {
                out.push_str(after);
                rest = &rest[before.len()..];
                last = after.chars().last().unwrap_or(' ');
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                last = first;
            }
        }
    }
    out
}
