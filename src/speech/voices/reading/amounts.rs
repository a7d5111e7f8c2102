//! Amounts of money, as people say them.

use super::line::Word;
use crate::ids::Language;

/// An amount: `39,90 €`, `€ 39,90`, `39,90 euro`, `£12`.
pub(super) fn money(words: &[Word<'_>], language: Language) -> Option<(String, usize)> {
    let first = words.first()?;
    let inner = |index: usize| words.get(index).filter(|word| word.lead.is_empty());
    let (number, sign, used) = if let Some(sign) = sign(first.core) {
        let next = inner(1)?;
        (next.core, sign, 2)
    } else if let Some(number) = first.core.strip_prefix(['€', '£']) {
        (number, sign(&first.core[..first.core.len() - number.len()])?, 1)
    } else if let Some(number) = first.core.strip_suffix(['€', '£']) {
        (number, sign(&first.core[number.len()..])?, 1)
    } else {
        let next = inner(1).filter(|_| first.trail.is_empty())?;
        (first.core, sign(next.core).or_else(|| unit(next.core))?, 2)
    };
    let (whole, cents) = amount(number)?;
    Some((say_amount(whole, cents, sign, language), used))
}

#[derive(Clone, Copy)]
enum Currency {
    Euro,
    Pound,
}

fn sign(text: &str) -> Option<Currency> {
    match text {
        "€" => Some(Currency::Euro),
        "£" => Some(Currency::Pound),
        _ => None,
    }
}

fn unit(text: &str) -> Option<Currency> {
    match text.to_lowercase().as_str() {
        "euro" | "euros" => Some(Currency::Euro),
        "pounds" | "sterline" => Some(Currency::Pound),
        _ => None,
    }
}

/// `1.250,00`, `39,90`, `39.90`, `20`: whole part and cents.
fn amount(text: &str) -> Option<(u64, u64)> {
    let cents_at = text.rfind([',', '.']).filter(|at| text.len() - at == 3);
    let (whole, cents) = match cents_at {
        Some(at) => (&text[..at], text[at + 1..].parse().ok()?),
        None => (text, 0),
    };
    let whole: String = whole.chars().filter(|c| !".,".contains(*c)).collect();
    Some((whole.parse().ok()?, cents))
}

fn say_amount(whole: u64, cents: u64, currency: Currency, language: Language) -> String {
    match (language, currency) {
        (Language::It, currency) => {
            let unit = if matches!(currency, Currency::Euro) { "euro" } else { "sterline" };
            let count = if whole == 1 { "un".to_owned() } else { whole.to_string() };
            match (whole, cents) {
                (_, 0) => format!("{count} {unit}"),
                (0, 1) => "un centesimo".to_owned(),
                (0, cents) => format!("{cents} centesimi"),
                (_, 1) => format!("{count} {unit} e un centesimo"),
                (_, 2..10) => format!("{count} {unit} e {cents} centesimi"),
                _ => format!("{count} {unit} e {cents}"),
            }
        }
        (Language::En, currency) => {
            let (one, many, coin) = match currency {
                Currency::Euro => ("euro", "euros", "cents"),
                Currency::Pound => ("pound", "pounds", "pence"),
            };
            let unit = if whole == 1 { one } else { many };
            match (whole, cents) {
                (_, 0) => format!("{whole} {unit}"),
                (0, cents) => format!("{cents} {coin}"),
                (_, 1..10) => format!("{whole} {unit} and {cents} {coin}"),
                _ => format!("{whole} {unit} {cents}"),
            }
        }
    }
}
