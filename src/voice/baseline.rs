//! What is usual for one person: only with themselves is anybody compared.

use super::call::{Call, Measure};
use super::percentile::median;
use crate::record::Header;

/// Earlier calls that make something usual. Our proposal: of fewer, the middle one is chance.
pub const CALLS_WANTED: usize = 3;
/// No more than so many of the latest earlier calls are compared with: what is usual goes along with the person.
pub const CALLS_AT_MOST: usize = 10;

/// What records say instead of a pseudonym where nobody gave one: in the terminal, and in the window.
const NOBODY: &[&str] = &["", "anonimo", "trainee"];

/// Whether a record says whose it is.
pub fn is_named(header: &Header) -> bool {
    !NOBODY.contains(&header.trainee.as_str())
}

/// Whether a call can be compared with another one: an earlier one, of the same person, in the same language, since languages differ in
/// pitch and syllables. Records that do not say whose they are count as one person's.
pub fn is_earlier(other: &Header, this: &Header) -> bool {
    let same_person = other.trainee == this.trainee || !(is_named(other) || is_named(this));
    same_person && other.language == this.language && other.started < this.started
}

/// What a measure usually is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The middle one of the earlier calls.
    pub median: f64,
    /// The least of them.
    pub least: f64,
    /// The most of them.
    pub most: f64,
}

/// What a measure was in earlier calls; `None` if fewer than [`CALLS_WANTED`] have it.
pub fn usual(earlier: &[Call], measure: Measure) -> Option<Usual> {
    let amounts: Vec<f64> = earlier.iter().filter_map(|call| call.amounts.get(&measure).copied()).collect();
    if amounts.len() < CALLS_WANTED {
        return None;
    }
    let least = amounts.iter().copied().fold(f64::INFINITY, f64::min);
    let most = amounts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(Usual { median: median(amounts)?, least, most })
}
