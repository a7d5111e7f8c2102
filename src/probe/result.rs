//! What a sitting comes to: a function of its record alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Happening, Points, SittingRecord};
use crate::ids::{Bilingual, ItemId, ProbeId, RowId};
use crate::rubric::Sourced;

/// The result of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProbeResult {
    /// Which set.
    pub probe: ProbeId,
    /// Its title.
    pub title: Bilingual,
    /// SHA-256 (hex) of the set as parsed.
    pub set_hash: String,
    /// Who was asked: a pseudonym.
    pub trainee: String,
    /// When it began, UTC.
    pub started: String,
    /// Whether explanations were withheld until the end.
    pub exam: bool,
    /// Whether every item drawn was answered and confirmed. Of a sitting broken off nothing is said but what was answered.
    pub complete: bool,
    /// Share of points over all items drawn, in thousandths; each item counts the same. Items not answered count nothing.
    pub share: u16,
    /// The share from which it is passed, and who says so.
    pub pass_from: Sourced,
    /// Whether it was passed; `None` for a sitting broken off.
    pub passed: Option<bool>,
    /// The same for each row, in the rows' order.
    pub rows: Vec<RowResult>,
    /// Item by item, in the order asked.
    pub items: Vec<ItemResult>,
}

/// What a sitting says of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowResult {
    /// Which row of the profile.
    pub row: RowId,
    /// How many items bore on it.
    pub items: u16,
    /// Share of their points, in thousandths.
    pub share: u16,
    /// Whether that reaches the threshold; `None` for a sitting broken off.
    pub passed: Option<bool>,
}

/// What one item earned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemResult {
    /// Which item.
    pub item: ItemId,
    /// What it earned; `None` if it was not answered and confirmed.
    pub points: Option<Points>,
}

/// The result of a sitting, from its record alone.
pub fn result(record: &SittingRecord) -> ProbeResult {
    let header = &record.header;
    let mut marks: BTreeMap<&ItemId, Points> = BTreeMap::new();
    for event in &record.events {
        if let Happening::Marked { item, points } = &event.kind {
            marks.insert(item, *points);
        }
    }
    let complete = header.drawn.iter().all(|drawn| marks.contains_key(&drawn.item));
    let mean = |row: Option<&RowId>| {
        let of_row = header.drawn.iter().filter(|drawn| row.is_none_or(|row| drawn.rows.contains(row)));
        let shares: Vec<u64> =
            of_row.map(|drawn| marks.get(&drawn.item).map_or(0, |points| u64::from(points.permille()))).collect();
        let count = u64::try_from(shares.len()).unwrap_or(u64::MAX);
        let share = shares.iter().sum::<u64>() / count.max(1);
        (u16::try_from(count).unwrap_or(u16::MAX), u16::try_from(share).unwrap_or(1000).min(1000))
    };
    let passed = |share: u16| complete.then(|| i64::from(share) >= header.pass_from.0);
    let rows: BTreeSet<&RowId> = header.drawn.iter().flat_map(|drawn| &drawn.rows).collect();
    let (_, share) = mean(None);
    ProbeResult {
        probe: header.probe.clone(),
        title: header.title.clone(),
        set_hash: header.set_hash.clone(),
        trainee: header.trainee.clone(),
        started: header.started.clone(),
        exam: header.exam,
        complete,
        share,
        pass_from: header.pass_from.clone(),
        passed: passed(share),
        rows: rows
            .into_iter()
            .map(|row| {
                let (items, share) = mean(Some(row));
                RowResult { row: row.clone(), items, share, passed: passed(share) }
            })
            .collect(),
        items: header
            .drawn
            .iter()
            .map(|drawn| ItemResult { item: drawn.item.clone(), points: marks.get(&drawn.item).copied() })
            .collect(),
    }
}
