//! The facts of a scenario, as understanding looks for them.

use super::codes::normal;
use crate::ids::FactId;
use crate::scenario::{FactValue, Topic};

/// What a phrase of a topic says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// It asks for the fact.
    Asks,
    /// It takes the fact up.
    Mentions,
    /// A value near it is the fact's.
    Near,
    /// The unit of the fact's count.
    Unit,
    /// It states the fact right.
    Right,
    /// It states the fact wrong.
    Wrong,
}

/// A fact to look for.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) fact: FactId,
    pub(super) value: Option<Value>,
    pub(super) has_near: bool,
}

/// The value it has in this scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Cents(u64),
    Count(u64, String),
    Code(String),
    Date { day: u32, month: u32, year: Option<u32> },
    Phrase,
}

/// A topic and its phrases by what they say. A value that cannot be read is no value: checking a scenario reports it.
pub(super) fn read<'a>(fact: &FactId, topic: &'a Topic) -> (Wanted, Vec<(Part, &'a str)>) {
    let mut phrases: Vec<(Part, &str)> = Vec::new();
    let mut put = |part: Part, list: &'a [String]| phrases.extend(list.iter().map(|phrase| (part, phrase.as_str())));
    put(Part::Asks, &topic.asked_by);
    put(Part::Mentions, &topic.mentioned_by);
    put(Part::Near, &topic.told_near);
    let value = match &topic.value {
        None => None,
        Some(FactValue::Euro(text)) => cents(text).map(Value::Cents),
        Some(FactValue::Count(count, units)) => {
            put(Part::Unit, units);
            let unit = units.first().cloned().unwrap_or_default();
            count.trim().parse().ok().map(|count| Value::Count(count, unit))
        }
        Some(FactValue::Code(code)) => Some(normal(code)).filter(|code| !code.is_empty()).map(Value::Code),
        Some(FactValue::Date(date)) => read_date(date),
        Some(FactValue::Phrase(right, wrong)) => {
            put(Part::Right, right);
            put(Part::Wrong, wrong);
            Some(Value::Phrase)
        }
    };
    (Wanted { fact: fact.clone(), value, has_near: !topic.told_near.is_empty() }, phrases)
}

/// `29,90` in cents.
fn cents(text: &str) -> Option<u64> {
    let text = text.trim().trim_matches(|c: char| !c.is_ascii_digit());
    let (whole, decimals) = text.rsplit_once([',', '.']).filter(|(_, d)| d.len() <= 2).unwrap_or((text, "0"));
    let whole: u64 = whole.replace(['.', ' '], "").parse().ok()?;
    let part: u64 = decimals.parse().ok()?;
    whole.checked_mul(100)?.checked_add(if decimals.len() == 1 { part * 10 } else { part })
}

/// `GG/MM/AAAA` or `GG/MM`.
fn read_date(text: &str) -> Option<Value> {
    let mut parts = text.trim().split(['/', '.', '-']);
    let day = parts.next()?.trim().parse().ok().filter(|d| (1..=31).contains(d))?;
    let month = parts.next()?.trim().parse().ok().filter(|m| (1..=12).contains(m))?;
    let year = match parts.next() {
        Some(year) => Some(year.trim().parse().ok()?),
        None => None,
    };
    Some(Value::Date { day, month, year })
}

/// A value as findings write it.
pub(super) fn written(value: &Value, said: &super::values::Value) -> Option<String> {
    use super::values::Value as Said;
    Some(match (value, said) {
        (Value::Cents(_), Said::Amount { cents, .. }) => euro(*cents.first()?),
        (Value::Count(_, unit), Said::Number { value, .. }) => format!("{value} {unit}"),
        (Value::Code(_), Said::Code(codes)) => codes.iter().max_by_key(|code| code.len())?.clone(),
        (Value::Date { .. }, Said::Date { day, month, year, .. }) => match year {
            Some(year) => format!("{day:02}/{month:02}/{year:02}"),
            None => format!("{day:02}/{month:02}"),
        },
        _ => return None,
    })
}

/// The right value as findings write it.
pub(super) fn right(value: &Value) -> Option<String> {
    Some(match value {
        Value::Cents(cents) => euro(*cents),
        Value::Count(count, unit) => format!("{count} {unit}"),
        Value::Code(code) => code.clone(),
        Value::Date { day, month, year: Some(year) } => format!("{day:02}/{month:02}/{year}"),
        Value::Date { day, month, year: None } => format!("{day:02}/{month:02}"),
        Value::Phrase => return None,
    })
}

fn euro(cents: u64) -> String {
    format!("{},{:02} €", cents / 100, cents % 100)
}
