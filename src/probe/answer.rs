//! What can be answered, whether it fits, and what it earns.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Kind;

/// An answer to one item. Options, steps and snippets are numbered from 0 in the order of the set's file (see
/// [`Kind::options`]), not as they stood on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// "I do not know": earns nothing, and is no mistake to explain.
    Unknown,
    /// The options chosen.
    Chosen(BTreeSet<u16>),
    /// All steps, in the order they were put.
    Ordered(Vec<u16>),
    /// For each snippet in the file's order, the class it was put in.
    Classed(Vec<u16>),
    /// A number.
    Number(Decimal),
}

/// What an answer earned, of what it could earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// Earned; never more than `of`.
    pub got: u16,
    /// Could be earned; never 0.
    pub of: u16,
}

impl Points {
    /// Whether everything was earned.
    pub fn is_full(self) -> bool {
        self.got >= self.of
    }

    /// The share earned, in thousandths, rounded down.
    pub fn permille(self) -> u16 {
        let share = u32::from(self.got.min(self.of)) * 1000 / u32::from(self.of.max(1));
        u16::try_from(share).unwrap_or(1000)
    }
}

/// Why an answer does not fit its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// Another kind of answer is asked for.
    #[error("this item is answered in another way")]
    Kind,
    /// Nothing, or more than one option where one is right.
    #[error("one answer is to be chosen")]
    Count,
    /// An option, step or class that is not there.
    #[error("there is no option of that number")]
    Unlisted,
    /// Not every step once, or not every snippet classed.
    #[error("each is to be used once")]
    Incomplete,
}

impl Kind {
    /// What an answer earns.
    ///
    /// One right answer: all or nothing. Several: one for each right one chosen, less one for each wrong one. Order: one for each
    /// step at its place. Classes: one for each snippet in its class. Number: all or nothing.
    ///
    /// # Errors
    /// [`Misfit`] if it is no answer to this kind of item.
    pub fn points(&self, answer: &Answer) -> Result<Points, Misfit> {
        let of = self.worth();
        let got = match (self, answer) {
            (_, Answer::Unknown) => 0,
            (Self::Choice { .. }, Answer::Chosen(chosen)) => {
                self.listed(chosen.iter())?;
                if chosen.len() != 1 {
                    return Err(Misfit::Count);
                }
                u16::from(chosen.contains(&0))
            }
            (Self::Several { right, .. }, Answer::Chosen(chosen)) => {
                self.listed(chosen.iter())?;
                if chosen.is_empty() {
                    return Err(Misfit::Count);
                }
                let hits = chosen.iter().filter(|one| usize::from(**one) < right.len()).count();
                short(hits).saturating_sub(short(chosen.len() - hits))
            }
            (Self::Order { steps }, Answer::Ordered(order)) => {
                self.listed(order.iter())?;
                if order.len() != steps.len() || order.iter().collect::<BTreeSet<_>>().len() != steps.len() {
                    return Err(Misfit::Incomplete);
                }
                short((0..).zip(order).filter(|(place, step)| place == *step).count())
            }
            (Self::Classify { groups }, Answer::Classed(classes)) => {
                let right = self.right_classes();
                if classes.len() != right.len() {
                    return Err(Misfit::Incomplete);
                }
                if classes.iter().any(|class| usize::from(*class) >= groups.len()) {
                    return Err(Misfit::Unlisted);
                }
                short(right.iter().zip(classes).filter(|(right, given)| right == given).count())
            }
            (Self::Number { value, tolerance, .. }, Answer::Number(given)) => {
                u16::from(i128::from(value.0).abs_diff(i128::from(given.0)) <= u128::from(tolerance.0.unsigned_abs()))
            }
            _ => return Err(Misfit::Kind),
        };
        Ok(Points { got: got.min(of), of })
    }

    /// What the item can earn; at least 1.
    pub fn worth(&self) -> u16 {
        match self {
            Self::Choice { .. } | Self::Number { .. } => 1,
            Self::Several { right, .. } => short(right.len()).max(1),
            Self::Order { .. } | Self::Classify { .. } => short(self.options().len()).max(1),
        }
    }

    fn listed<'a>(&self, mut numbers: impl Iterator<Item = &'a u16>) -> Result<(), Misfit> {
        let count = self.options().len();
        if numbers.all(|number| usize::from(*number) < count) { Ok(()) } else { Err(Misfit::Unlisted) }
    }
}

fn short(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// A number with at most two decimals, kept in hundredths. Read with a comma or a point before the decimals; a point before three
/// digits parts thousands, as Italians write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Decimal(pub i64);

impl FromStr for Decimal {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        let (negative, text) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
        let (whole, decimals) = match text.split_once(',') {
            Some((whole, decimals)) => (whole.replace('.', ""), decimals),
            None => match text.rsplit_once('.') {
                Some((whole, last)) if last.len() != 3 => (whole.replace('.', ""), last),
                _ => (text.replace('.', ""), ""),
            },
        };
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 17 || decimals.len() > 2 || !plain(&whole) || !plain(decimals) {
            return Err(NotANumber);
        }
        let hundredths: i128 = format!("{whole}{decimals:0<2}").parse().map_err(|_| NotANumber)?;
        i64::try_from(if negative { -hundredths } else { hundredths }).map(Self).map_err(|_| NotANumber)
    }
}

/// A text is no number with at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number with at most two decimals")]
pub struct NotANumber;

/// As Italians write it: `12,50`, `30`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if rest == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole},{rest:02}") }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| de::Error::custom(format!("\"{text}\" is no number with at most two decimals")))
    }
}
