//! Numbers, amounts of money, dates and codes in an utterance, however they were said.

use super::codes;
use super::dates::date;
use super::numerals::number;
use super::tokens::Tokens;
use crate::ids::Language;

/// Something with a value, and the tokens that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: Value,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A whole number.
    Number {
        /// What it is.
        value: u64,
        /// Whether the number before it makes it one end of a range: "da 3 a 5".
        range: bool,
    },
    /// Money. Several readings where the words do not decide: "5.00" may be five or five hundred.
    Amount {
        /// In cents, the likeliest first.
        cents: Vec<u64>,
        /// Whether the words say that it is money.
        explicit: bool,
    },
    /// A day.
    Date {
        /// 1 to 31.
        day: u32,
        /// 1 to 12.
        month: u32,
        /// Four digits, or two as said.
        year: Option<u32>,
        /// Whether the words say that it is a date ("3 ottobre", "3/10"), rather than two numbers.
        explicit: bool,
    },
    /// Letters and digits read out, upper case, in every way that makes sense.
    Code(Vec<String>),
}

/// All values of an utterance, by where they begin.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) list: Vec<Found>,
}

/// A number as one or several tokens say it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) to: usize,
    pub(super) digits: bool,
}

/// Units that follow a number which is no amount of cents: "29 euro e 5 giorni".
pub(super) const OTHER_UNITS: [&str; 30] = [
    "giorni",
    "giorno",
    "ore",
    "ora",
    "minuti",
    "mesi",
    "mese",
    "anni",
    "anno",
    "settimane",
    "settimana",
    "rate",
    "rata",
    "giga",
    "gb",
    "mega",
    "volte",
    "percento",
    "days",
    "day",
    "hours",
    "hour",
    "minutes",
    "months",
    "month",
    "years",
    "year",
    "weeks",
    "instalments",
    "percent",
];

impl Values {
    /// Whether a code was read out among these tokens.
    pub(super) fn has_code_in(&self, from: u16, to: u16) -> bool {
        let among = |found: &&Found| found.from < usize::from(to) && found.to > usize::from(from);
        self.list.iter().filter(among).any(|found| matches!(found.value, Value::Code(_)))
    }

    /// Finds them.
    pub(super) fn find(tokens: &Tokens, language: Language) -> Self {
        let mut values = Self::default();
        let mut at = 0;
        while at < tokens.list.len() {
            at = values.at(at, tokens, language).max(at + 1);
        }
        codes::find(tokens, language, &mut values.list);
        values.list.sort_by_key(|found| (found.from, found.to));
        values
    }

    /// Looks for a value that begins at a token. Gives where to look on.
    fn at(&mut self, at: usize, tokens: &Tokens, language: Language) -> usize {
        if let Some((found, next)) = date(at, tokens, language) {
            self.list.push(found);
            if next > at {
                return next;
            }
        }
        if let Some(found) = amount(at, tokens, language) {
            let next = found.to;
            let implicit = matches!(found.value, Value::Amount { explicit: false, .. });
            self.list.push(found);
            if implicit && let Some(n) = whole(at, tokens, language) {
                self.push_number(at, n, tokens);
                if next > n.to
                    && let Some(second) = whole(next - 1, tokens, language)
                    && second.to == next
                {
                    self.push_number(next - 1, second, tokens);
                }
            }
            return next;
        }
        0
    }

    fn push_number(&mut self, from: usize, n: Number, tokens: &Tokens) {
        let joins = |text: &str| matches!(text, "a" | "ai" | "o" | "e" | "to" | "or" | "and" | "massimo" | "alle");
        let before = self.list.iter().rev().find(|f| matches!(f.value, Value::Number { .. }) && f.to <= from);
        let range = before.is_some_and(|f| match from - f.to {
            0 => tokens.list[from].word == tokens.list[f.to - 1].word,
            1 => joins(tokens.text(f.to)),
            2 => joins(tokens.text(f.to)) || joins(tokens.text(f.to + 1)),
            _ => false,
        });
        self.list.push(Found { from, to: n.to, value: Value::Number { value: n.value, range } });
    }
}

/// The whole number that begins at a token, with the tokens that go on with it: "mille duecento", "one hundred and five".
pub(super) fn whole(at: usize, tokens: &Tokens, language: Language) -> Option<Number> {
    let mut n = simple(at, tokens, language)?;
    if n.digits {
        if language == Language::It && tokens.text(n.to) == "mila" {
            return Some(Number { value: n.value * 1_000, to: n.to + 1, ..n });
        }
        return Some(n);
    }
    loop {
        let word = tokens.text(n.to);
        let here = |t: usize| t < tokens.list.len() && !tokens.list[t - 1].ends_clause;
        if !here(n.to) {
            return Some(n);
        }
        match (language, word) {
            (Language::It, "cento") if (2..10).contains(&n.value) => n = Number { value: n.value * 100, to: n.to + 1, ..n },
            (Language::It, "mila") if n.value < 1_000 => n = Number { value: n.value * 1_000, to: n.to + 1, ..n },
            (Language::En, "hundred") if n.value < 100 => n = Number { value: n.value * 100, to: n.to + 1, ..n },
            (Language::En, "thousand") if n.value < 1_000 => n = Number { value: n.value * 1_000, to: n.to + 1, ..n },
            _ => {
                let joined = usize::from(language == Language::En && word == "and" && n.value % 100 == 0 && n.value > 0);
                if joined == 1 && !here(n.to + 1) {
                    return Some(n);
                }
                let Some(next) = simple(n.to + joined, tokens, language).filter(|next| !next.digits) else { return Some(n) };
                let fits = if n.value == 0 || next.value == 0 {
                    false
                } else if n.value % 1_000 == 0 {
                    next.value < 1_000
                } else if n.value % 100 == 0 {
                    next.value < 100
                } else {
                    n.value % 10 == 0 && n.value % 100 >= 20 && next.value < 10
                };
                if !fits {
                    return Some(n);
                }
                n = Number { value: n.value + next.value, to: next.to, ..n };
            }
        }
    }
}

/// The whole number that one token says.
pub(super) fn simple(at: usize, tokens: &Tokens, language: Language) -> Option<Number> {
    let token = tokens.list.get(at)?;
    let text = tokens.text(at);
    if token.digits {
        let value = whole_digits(text)?;
        return Some(Number { value, to: at + 1, digits: true });
    }
    let value = match (language, text) {
        (Language::En, "a") if tokens.text(at + 1) == "hundred" => 1,
        _ => u64::from(number(text, language)?),
    };
    Some(Number { value, to: at + 1, digits: false })
}

/// Digits as a whole number: plain, or with thousands separated. No other separators.
fn whole_digits(text: &str) -> Option<u64> {
    if text.len() > 12 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let grouped = parts.len() >= 2 && !parts[0].is_empty() && parts[0].len() <= 3 && parts[1..].iter().all(|p| p.len() == 3);
    (grouped && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')).then(|| parts.concat().parse().ok())?
}

/// Digits with decimals as cents, with other readings behind: `29,90`, `1.250,00`, `5.00`.
fn decimal_digits(text: &str) -> Option<Vec<u64>> {
    let at = text.rfind(['.', ','])?;
    let (head, decimals) = (&text[..at], &text[at + 1..]);
    if !(1..=2).contains(&decimals.len()) || head.contains([':', '/']) || head.len() > 9 {
        return None;
    }
    let whole: u64 = if head.contains(['.', ',']) { whole_digits(head)? } else { head.parse().ok()? };
    let cents: u64 = decimals.parse().ok()?;
    let cents = if decimals.len() == 1 { cents * 10 } else { cents };
    let first = whole * 100 + cents;
    // A recogniser writes "5.00" for five hundred.
    Some(if decimals == "00" { vec![first, first * 100] } else { vec![first] })
}

pub(super) fn is_euro(text: &str) -> bool {
    matches!(text, "euro" | "eur" | "euros" | "pounds" | "pound")
}

fn amount(at: usize, tokens: &Tokens, language: Language) -> Option<Found> {
    let text = tokens.text(at);
    // "€ 29,90" and "euro 29,90".
    let led = is_euro(text) && at + 1 < tokens.list.len() && tokens.list[at + 1].digits;
    let start = if led { at + 1 } else { at };
    let token = tokens.list.get(start)?;
    if token.digits
        && let Some(cents) = decimal_digits(tokens.text(start))
    {
        let trailed = is_euro(tokens.text(start + 1));
        let to = start + 1 + usize::from(trailed);
        // "5.00" alone may be anything; "29,90" is money.
        let explicit = led || trailed || cents.len() == 1;
        return Some(Found { from: at, to, value: Value::Amount { cents, explicit } });
    }
    let n = whole(start, tokens, language)?;
    if n.value > 10_000_000 {
        return None;
    }
    let next = tokens.text(n.to);
    if is_cents(next) {
        return Some(found(at, n.to + 1, vec![n.value], true));
    }
    if is_euro(next) {
        let after = n.to + 1;
        let and = usize::from(matches!(tokens.text(after), "e" | "and"));
        if !tokens.list[after - 1].ends_clause
            && let Some((cents, to)) = small_change(after + and, tokens, language)
        {
            return Some(found(at, to, cents.iter().map(|c| n.value * 100 + c).collect(), true));
        }
        return Some(found(at, after, vec![n.value * 100], true));
    }
    if led {
        return Some(found(at, n.to, vec![n.value * 100], true));
    }
    if matches!(next, "virgola" | "point")
        && let Some(decimals) = whole(n.to + 1, tokens, language).filter(|d| d.value < 100)
    {
        // "ventinove virgola nove" is 29,9; "virgola zero cinque" is said digit by digit.
        let zero = decimals.value == 0 && !decimals.digits;
        let second = zero.then(|| whole(decimals.to, tokens, language)).flatten().filter(|d| d.value < 10);
        let (cents, to) = match second {
            Some(second) => (second.value, second.to),
            None if decimals.value < 10 => (decimals.value * 10, decimals.to),
            None => (decimals.value, decimals.to),
        };
        let trailed = is_euro(tokens.text(to));
        return Some(found(at, to + usize::from(trailed), vec![n.value * 100 + cents], true));
    }
    // "ventinove e novanta", "29 90": money, if it is anything.
    let and = usize::from(matches!(next, "e" | "and"));
    if n.to < tokens.list.len()
        && !tokens.list[n.to - 1].ends_clause
        && let Some(change) = whole(n.to + and, tokens, language)
        && (10..100).contains(&change.value)
        && change.digits == n.digits
        && !OTHER_UNITS.contains(&tokens.text(change.to))
    {
        return Some(found(at, change.to, vec![n.value * 100 + change.value], false));
    }
    Some(found(at, n.to, vec![n.value * 100], false))
}

/// Whether an amount is more than whole euros: "ventinove e novanta" is money even if nobody says so, "ventinove" may be anything.
pub(super) fn has_change(cents: &[u64]) -> bool {
    cents.iter().all(|cents| cents % 100 != 0)
}

fn is_cents(text: &str) -> bool {
    matches!(text, "centesimi" | "centesimo" | "cents" | "cent" | "pence")
}

fn found(from: usize, to: usize, cents: Vec<u64>, explicit: bool) -> Found {
    Found { from, to, value: Value::Amount { cents, explicit } }
}

/// The cents after "euro": readings and where they end.
fn small_change(at: usize, tokens: &Tokens, language: Language) -> Option<(Vec<u64>, usize)> {
    let n = whole(at, tokens, language).filter(|n| n.value < 100)?;
    let next = tokens.text(n.to);
    if is_cents(next) {
        return Some((vec![n.value], n.to + 1));
    }
    if OTHER_UNITS.contains(&next) || is_euro(next) {
        return None;
    }
    // "ventinove euro e nove": nine cents or ninety.
    Some((if n.value < 10 { vec![n.value, n.value * 10] } else { vec![n.value] }, n.to))
}
