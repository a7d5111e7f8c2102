//! Forms: what the desk lets an operator fill in and hand on, as a company's or a scenario's file describes it. A defect report,
//! a mail, an order, a hand-over note are all forms; only their fields differ.

use serde::{Deserialize, Serialize};

use crate::ids::{Bilingual, FieldId, FormId};

/// One form of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSpec {
    /// Its name in files and records.
    pub id: FormId,
    /// What it is for, as scoring sees it.
    pub kind: FormKind,
    /// Its name on screens.
    pub name: Bilingual,
    /// What it asks, in the order shown.
    pub fields: Vec<FieldSpec>,
    /// Whether it belongs to a customer, so that a record must be open to submit it.
    #[serde(default = "yes")]
    pub needs_record: bool,
}

fn yes() -> bool {
    true
}

/// What a form is for. Indicators look for kinds, so that every company may name its forms as it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FormKind {
    /// A defect of a product or system, reported to those who mend it.
    Defect,
    /// The answers of a telephone interview.
    Survey,
    /// An order: received, changed, cancelled, asked after.
    Order,
    /// A decision by the company's rules: voucher, refund, return, exchange.
    PolicyDecision,
    /// A case handed to somebody who may decide more.
    HandOver,
    /// A mail to the customer.
    Mail,
    /// A message in a chat or messenger.
    Chat,
    /// A document filed with its class and how long it is kept.
    Archive,
    /// A call promised for later.
    CallBack,
    /// A step in following a case up: looked after, chased, told to the customer, closed.
    CaseUpdate,
    /// A form of the customer's own, filled in with the operator's help.
    CustomerForm,
    /// A sheet put through an office machine: fax, scan, print.
    OfficeMachine,
    /// The report at the end of a shift or a case.
    Report,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// Its name in files and records.
    pub id: FieldId,
    /// Its name on screens.
    pub name: Bilingual,
    /// What can be entered.
    pub input: Input,
    /// Whether the form can be submitted without it.
    #[serde(default)]
    pub required: bool,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Input {
    /// A few words.
    Text,
    /// Whole sentences.
    LongText,
    /// One of these: key and name.
    Choice(Vec<(String, Bilingual)>),
    /// A date: `GG/MM/AAAA`, or `GG/MM`.
    Date,
    /// An amount in euro: `29,90`.
    Amount,
    /// Letters and digits: a customer code, a serial number, an IBAN.
    Code,
    /// A whole number from 0.
    Number,
}

impl FormSpec {
    /// The field of that name.
    pub fn field(&self, id: &FieldId) -> Option<&FieldSpec> {
        self.fields.iter().find(|field| field.id == *id)
    }
}

impl Input {
    /// What was entered, as it is kept: trimmed texts, choices by key, dates `GG/MM/AAAA` (or `GG/MM`), amounts `29,90`, codes in
    /// capitals without spaces, numbers without leading zeros. An empty text empties any field. `None` if the field cannot take it.
    pub fn read(&self, entered: &str) -> Option<String> {
        let text = entered.trim();
        if text.is_empty() {
            return Some(String::new());
        }
        match self {
            Self::Text | Self::LongText => Some(text.to_owned()),
            Self::Choice(choices) => {
                let named = |name: &str| name.to_lowercase() == text.to_lowercase();
                let found = choices.iter().find(|(key, name)| named(key) || named(&name.it) || named(&name.en));
                found.map(|(key, _)| key.clone())
            }
            Self::Date => date(text).map(written),
            Self::Amount => cents(text).map(|cents| format!("{},{:02}", cents / 100, cents % 100)),
            Self::Code => {
                let code: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
                code.chars().all(|c| c.is_alphanumeric() || "-/._".contains(c)).then_some(code)
            }
            Self::Number => text.parse::<u32>().ok().map(|number| number.to_string()),
        }
    }
}

/// A day of a calendar; the year where it was said.
pub type Day = (Option<u16>, u8, u8);

/// A date as people write it: `3/11/2026`, `03-11`, `3.11.26` (this century). Year, month, day; `None` if it is none.
pub fn date(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
    let (day, month, year) = match parts[..] {
        [day, month] => (day, month, None),
        [day, month, year] => (day, month, Some(year)),
        _ => return None,
    };
    let (day, month) = (day.parse::<u8>().ok()?, month.parse::<u8>().ok()?);
    let year = match year {
        None => None,
        Some(year) if year.len() == 2 => Some(2000 + year.parse::<u16>().ok()?),
        Some(year) if year.len() == 4 => Some(year.parse::<u16>().ok()?),
        Some(_) => return None,
    };
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}

fn written((year, month, day): Day) -> String {
    match year {
        Some(year) => format!("{day:02}/{month:02}/{year:04}"),
        None => format!("{day:02}/{month:02}"),
    }
}

/// Cents of an amount as authors and operators write it: `29,90`, `29.9`, `30`, `€ 30`, `1.029,90`. `None` if it is none.
pub fn cents(text: &str) -> Option<u32> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let text = text.trim_end_matches("euro");
    let (whole, fraction) = match text.rfind([',', '.']) {
        Some(at) if text.len() - at <= 3 => (&text[..at], &text[at + 1..]),
        _ => (text, ""),
    };
    let whole: String = whole.chars().filter(|c| *c != '.' && *c != ',').collect();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(fraction) {
        return None;
    }
    let fraction = format!("{fraction:0<2}").parse::<u32>().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(fraction)
}
