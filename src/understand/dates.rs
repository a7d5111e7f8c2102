//! Dates in an utterance: written, said with the month's name, or as bare numbers.

use super::numerals::{month, ordinal};
use super::tokens::Tokens;
use super::values::{Found, OTHER_UNITS, Value, is_euro, simple, whole};
use crate::ids::Language;

/// A date that begins at a token, and where to look on: at the same place if its numbers may be something else too.
pub(super) fn date(at: usize, tokens: &Tokens, language: Language) -> Option<(Found, usize)> {
    let text = tokens.text(at);
    if tokens.list.get(at)?.digits
        && let Some(value) = written_date(text)
    {
        return Some((Found { from: at, to: at + 1, value }, at + 1));
    }
    if language == Language::En
        && let Some(month) = month(text, language)
    {
        let the = usize::from(tokens.text(at + 1) == "the");
        let (day, to) = day(at + 1 + the, tokens, language)?;
        return Some(dated(at, day, month, to, tokens, language));
    }
    let (first, after) = day(at, tokens, language)?;
    let linked = usize::from(matches!(tokens.text(after), "di" | "of"));
    if let Some(month) = month(tokens.text(after + linked), language) {
        return Some(dated(at, first, month, after + linked + 1, tokens, language));
    }
    // "tre dieci settantacinque": a date only if somebody waits for one; the numbers stay numbers.
    let second = simple(after, tokens, language).filter(|n| (1..=12).contains(&n.value))?;
    if tokens.list[after - 1].ends_clause && language == Language::En {
        return None;
    }
    let (year, to) = match year(second.to, tokens, language) {
        Some((year, to)) => (Some(year), to),
        None => (None, second.to),
    };
    let value = Value::Date { day: first, month: second.value as u32, year, explicit: false };
    Some((Found { from: at, to, value }, 0)).filter(|_| year.is_some() || first <= 31)
}

fn dated(from: usize, day: u32, month: u32, after: usize, tokens: &Tokens, language: Language) -> (Found, usize) {
    let linked = usize::from(matches!(tokens.text(after), "del" | "dell" | "in" | "of"));
    let (year, to) = match year(after + linked, tokens, language) {
        Some((year, to)) => (Some(year), to),
        None => (None, after),
    };
    (Found { from, to, value: Value::Date { day, month, year, explicit: true } }, to)
}

/// A day of the month, and where it ends.
fn day(at: usize, tokens: &Tokens, language: Language) -> Option<(u32, usize)> {
    let text = tokens.text(at);
    if let Some(day) = ordinal(text, language) {
        return Some((day, at + 1));
    }
    let n = simple(at, tokens, language).filter(|n| (1..=31).contains(&n.value))?;
    let next = tokens.text(n.to);
    if language == Language::En {
        if n.digits && matches!(next, "st" | "nd" | "rd" | "th") {
            return Some((n.value as u32, n.to + 1));
        }
        if !n.digits
            && matches!(n.value, 20 | 30)
            && let Some(unit) = ordinal(next, language).filter(|unit| *unit < 10)
        {
            return Some((n.value as u32 + unit, n.to + 1));
        }
    }
    Some((n.value as u32, n.to))
}

/// A year, and where it ends.
fn year(at: usize, tokens: &Tokens, language: Language) -> Option<(u32, usize)> {
    let n = whole(at, tokens, language)?;
    if (1_900..2_100).contains(&n.value) {
        return Some((n.value as u32, n.to));
    }
    if matches!(n.value, 19 | 20)
        && !n.digits
        && let Some(rest) = whole(n.to, tokens, language).filter(|rest| (10..100).contains(&rest.value))
    {
        return Some(((n.value * 100 + rest.value) as u32, rest.to));
    }
    // Two digits are a year only where nothing else is counted with them.
    let counts = OTHER_UNITS.contains(&tokens.text(n.to)) || is_euro(tokens.text(n.to));
    ((10..100).contains(&n.value) && !counts).then_some((n.value as u32, n.to))
}

/// `03/10/1975`, `3/10`, `3.10.1975`.
fn written_date(text: &str) -> Option<Value> {
    let separator = if text.contains('/') { '/' } else { '.' };
    let parts: Vec<&str> = text.split(separator).collect();
    if !(2..=3).contains(&parts.len()) || (separator == '.' && parts.len() < 3) {
        return None;
    }
    let day: u32 = parts[0].parse().ok().filter(|d| (1..=31).contains(d))?;
    let month: u32 = parts[1].parse().ok().filter(|m| (1..=12).contains(m))?;
    let year: Option<u32> = match parts.get(2) {
        Some(year) if year.len() == 2 || year.len() == 4 => Some(year.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    Some(Value::Date { day, month, year, explicit: true })
}
