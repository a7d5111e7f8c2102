//! A line, word by word: each rule takes the words it knows, in order.

use super::amounts::money;
use super::codes::{code, long_number, spelled};
use super::words;
use crate::ids::Language;

/// The line as it is spoken: `"39,90 €"` becomes `"39 euro e 90"`, `"48 21 73"` becomes `"quattro otto, due uno, sette tre"`.
pub fn reading(text: &str, language: Language) -> String {
    let words: Vec<Word<'_>> = text.split_whitespace().map(Word::of).collect();
    let mut spoken: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let (said, used) = money(&words[at..], language)
            .or_else(|| code(&words[at..], language))
            .or_else(|| one(word, language).map(|said| (said, 1)))
            .unwrap_or_else(|| (word.core.to_owned(), 1));
        let last = words[(at + used.max(1) - 1).min(words.len() - 1)];
        spoken.push(format!("{}{said}{}", word.lead, last.trail));
        at += used.max(1);
    }
    spoken.join(" ")
}

/// A word between the marks around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) lead: &'a str,
    pub(super) core: &'a str,
    pub(super) trail: &'a str,
}

impl<'a> Word<'a> {
    fn of(text: &'a str) -> Self {
        let begin = text.find(|c: char| c.is_alphanumeric() || "€£%°".contains(c)).unwrap_or(text.len());
        let rest = &text[begin..];
        let end = rest
            .rfind(|c: char| c.is_alphanumeric() || "€£%°".contains(c))
            .map_or(0, |last| last + rest[last..].chars().next().map_or(0, char::len_utf8));
        let (mut core, mut trail) = rest.split_at(end);
        // An abbreviation keeps its dot: "n. 5" is a number, not the end of a sentence.
        if trail.starts_with('.') && words::abbreviation(core).is_some() {
            (core, trail) = rest.split_at(end + 1);
        }
        Self { lead: &text[..begin], core, trail }
    }
}

/// One word that is said otherwise than it is written.
fn one(word: &Word<'_>, language: Language) -> Option<String> {
    let core = word.core;
    date(core, language)
        .or_else(|| time(core, language))
        .or_else(|| percent(core, language))
        .or_else(|| ordinal(core, language))
        .or_else(|| long_number(core, language))
        .or_else(|| decimal(core, language))
        .or_else(|| match language {
            Language::It => words::italian(core),
            Language::En => words::english(core),
        })
        .or_else(|| spelled(core, language))
}

/// `12/03/2025` and `12/03`.
fn date(core: &str, language: Language) -> Option<String> {
    let mut parts = core.split('/');
    let (day, month): (u8, usize) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year = match parts.next() {
        Some(year) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => format!(" {year}"),
        Some(_) => return None,
        None => String::new(),
    };
    if !(1..=31).contains(&day) || parts.next().is_some() {
        return None;
    }
    let month = words::month(month, language)?;
    Some(match (language, day) {
        (Language::It, 1) => format!("primo {month}{year}"),
        (Language::It, _) => format!("{day} {month}{year}"),
        (Language::En, _) => format!("the {day}{} of {month}{year}", english_ending(day)),
    })
}

fn english_ending(day: u8) -> &'static str {
    match (day % 10, day / 10) {
        (1, tens) if tens != 1 => "st",
        (2, tens) if tens != 1 => "nd",
        (3, tens) if tens != 1 => "rd",
        _ => "th",
    }
}

/// `15:30`.
fn time(core: &str, language: Language) -> Option<String> {
    let (hours, minutes) = core.split_once(':')?;
    let (hours, minutes, two): (u8, u8, bool) = (hours.parse().ok()?, minutes.parse().ok()?, minutes.len() == 2);
    if hours > 23 || minutes > 59 || !two {
        return None;
    }
    Some(match (language, minutes) {
        (_, 0) => hours.to_string(),
        (Language::It, _) => format!("{hours} e {minutes}"),
        (Language::En, 1..10) => format!("{hours} oh {minutes}"),
        (Language::En, _) => format!("{hours} {minutes}"),
    })
}

fn percent(core: &str, language: Language) -> Option<String> {
    let number = core.strip_suffix('%')?;
    let number = decimal(number, language).unwrap_or_else(|| number.to_owned());
    Some(match language {
        Language::It => format!("{number} per cento"),
        Language::En => format!("{number} per cent"),
    })
}

/// `1°` and `3ª` of Italian, small ones only.
fn ordinal(core: &str, language: Language) -> Option<String> {
    if language != Language::It {
        return None;
    }
    let (number, ending) =
        core.strip_suffix(['°', 'º']).map(|n| (n, 'o')).or_else(|| core.strip_suffix('ª').map(|n| (n, 'a')))?;
    let stem = ["prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim"]
        .get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{stem}{ending}"))
}

/// `1.250` is one number; `1,5` is read with its comma.
fn decimal(core: &str, language: Language) -> Option<String> {
    let at = core.find([',', '.'])?;
    let (whole, rest) = (&core[..at], &core[at + 1..]);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(rest) {
        return None;
    }
    let thousands = if language == Language::It { '.' } else { ',' };
    if core[at..].starts_with(thousands) && rest.len() == 3 {
        return Some(format!("{whole}{rest}"));
    }
    Some(match language {
        Language::It => format!("{whole} virgola {rest}"),
        Language::En => format!("{whole} point {rest}"),
    })
}
