//! How a sitting stands in a file: a header and events, one value a line, each line chained to the one before as in a call's
//! record.

use serde::{Deserialize, Serialize};

use super::{Answer, Points};
use crate::ids::{Bilingual, ItemId, Language, ProbeId, RowId, Seq};
use crate::record::{Chain, Damage, chained_line, chained_lines};
use crate::rubric::Sourced;
use crate::time::CallTime;

/// The first line: what was asked of whom, and all that a result needs, so that it can be read without the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SittingHeader {
    /// Format version of records, major and minor.
    pub format: (u16, u16),
    /// Which set.
    pub probe: ProbeId,
    /// Its title.
    pub title: Bilingual,
    /// SHA-256 (hex) of the set as parsed.
    pub set_hash: String,
    /// Version of the program that wrote it.
    pub program: String,
    /// The language it was asked in.
    pub language: Language,
    /// What drew the items.
    pub seed: u64,
    /// Whether explanations were withheld until the end.
    pub exam: bool,
    /// Who was asked: a pseudonym, never a name.
    pub trainee: String,
    /// When it began: UTC, `2026-11-24T09:30:00Z`.
    pub started: String,
    /// The share (thousandths) from which it is passed, and who says so.
    pub pass_from: Sourced,
    /// The items drawn, in the order asked.
    pub drawn: Vec<Drawn>,
}

/// An item that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// Which item.
    pub item: ItemId,
    /// The rows it bears on.
    pub rows: Vec<RowId>,
}

/// One line after the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SittingEvent {
    /// Its place, from 0 without gaps.
    pub seq: Seq,
    /// When, in milliseconds since the sitting began. Never earlier than the event before it.
    pub at: CallTime,
    /// What happened.
    pub kind: Happening,
}

/// What happens in a sitting. The first two are facts; the last is what the set's marking made of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// An item was answered; until confirmed it may be answered again.
    Answered {
        /// Which item.
        item: ItemId,
        /// How.
        answer: Answer,
    },
    /// The answer to an item stands.
    Confirmed {
        /// Which item.
        item: ItemId,
    },
    /// The answer that stands was marked.
    Marked {
        /// Which item.
        item: ItemId,
        /// What it earned.
        points: Points,
    },
}

/// A sitting as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SittingRecord {
    /// What was asked.
    pub header: SittingHeader,
    /// What was answered.
    pub events: Vec<SittingEvent>,
    /// The hash of its last line: the record's identity.
    pub chain: Chain,
    /// Whether the file ended in the middle of a line, which was left out.
    pub torn: bool,
}

/// The first line, line break included, and the chain it begins.
pub fn encode_header(header: &SittingHeader) -> (String, Chain) {
    chained_line(&Chain::default(), header)
}

/// The line of an event, line break included, and the chain it leads to.
pub fn encode_event(chain: &Chain, event: &SittingEvent) -> (String, Chain) {
    chained_line(chain, event)
}

/// Reads a sitting back.
///
/// # Errors
/// The first [`Damage`], with its line.
pub fn decode(text: &str) -> Result<SittingRecord, Damage> {
    let (header, events, chain, torn) = chained_lines(text, |event: &SittingEvent| event.seq)?;
    Ok(SittingRecord { header, events, chain, torn })
}
