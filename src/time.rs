//! Time inside a contact: whole milliseconds, handed in by the shell. The core has no clock.

use serde::{Deserialize, Serialize};

/// Milliseconds since the contact was offered (the phone began to ring).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallTime(pub u64);

impl CallTime {
    /// This instant and `ms` milliseconds more.
    pub fn plus(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to here; 0 if `earlier` is later.
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// As people read it: `2:07.4`.
impl std::fmt::Display for CallTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{:02}.{}", self.0 / 60_000, self.0 / 1_000 % 60, self.0 / 100 % 10)
    }
}

/// A stretch of a contact, `from` included, `to` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Where it begins.
    pub from: CallTime,
    /// Where it ends; never before `from`.
    pub to: CallTime,
}

impl Span {
    /// A stretch between two instants, put in order if need be.
    pub fn new(a: CallTime, b: CallTime) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// Its length in milliseconds.
    pub fn millis(self) -> u64 {
        self.to.since(self.from)
    }

    /// Milliseconds that this and another stretch share.
    pub fn overlap(self, other: Self) -> u64 {
        self.to.min(other.to).since(self.from.max(other.from))
    }
}
