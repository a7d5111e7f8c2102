//! One sitting: facts in, events out, as in a call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Answer, Drawn, Happening, Misfit, Points, ProbeSet, Question, SittingEvent, SittingHeader, SittingRecord, draw};
use crate::ids::{ItemId, Seq};
use crate::time::CallTime;

/// A sitting as it goes on.
#[derive(Debug, Clone)]
pub struct Sitting {
    set: Arc<ProbeSet>,
    questions: Vec<Question>,
    answers: BTreeMap<ItemId, Answer>,
    marks: BTreeMap<ItemId, Points>,
    next: Seq,
    last: CallTime,
}

/// Why a sitting does not take something in. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The item is not among those drawn.
    #[error("item \"{0}\" is not asked in this sitting")]
    NotAsked(ItemId),
    /// The answer does not fit the item.
    #[error("the answer to item \"{0}\" does not fit: {1}")]
    NotFitting(ItemId, Misfit),
    /// The item's answer stands.
    #[error("the answer to item \"{0}\" was confirmed and stands")]
    Confirmed(ItemId),
    /// Nothing was answered that could be confirmed.
    #[error("item \"{0}\" has no answer yet")]
    NotAnswered(ItemId),
}

impl Sitting {
    /// Draws a sitting from a set.
    pub fn new(set: Arc<ProbeSet>, seed: u64) -> Self {
        let questions = draw(&set, seed);
        Self { set, questions, answers: BTreeMap::new(), marks: BTreeMap::new(), next: Seq(0), last: CallTime::default() }
    }

    /// The set it was drawn from.
    pub fn set(&self) -> &ProbeSet {
        &self.set
    }

    /// What is asked, in order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The items drawn with the rows they bear on, for the record's header.
    pub fn drawn(&self) -> Vec<Drawn> {
        let items = self.questions.iter().filter_map(|question| self.set.items.get(question.index));
        items.map(|item| Drawn { item: item.id.clone(), rows: self.set.rows_of(item).to_vec() }).collect()
    }

    /// The latest answer to an item, confirmed or not.
    pub fn answer(&self, item: &ItemId) -> Option<&Answer> {
        self.answers.get(item)
    }

    /// What an item earned, once its answer was confirmed.
    pub fn points(&self, item: &ItemId) -> Option<Points> {
        self.marks.get(item).copied()
    }

    /// Whether every item was answered and confirmed.
    pub fn is_complete(&self) -> bool {
        self.questions.iter().all(|question| self.marks.contains_key(&question.item))
    }

    /// Answers an item; the answer may be changed until it is confirmed. `at` earlier than the event before counts as that.
    ///
    /// # Errors
    /// [`Refused`], with nothing changed.
    pub fn answered(&mut self, at: CallTime, item: &ItemId, answer: Answer) -> Result<Vec<SittingEvent>, Refused> {
        self.judged(item, &answer)?;
        self.answers.insert(item.clone(), answer.clone());
        Ok(vec![self.event(at, Happening::Answered { item: item.clone(), answer })])
    }

    /// Lets the answer to an item stand, and marks it.
    ///
    /// # Errors
    /// [`Refused`], with nothing changed.
    pub fn confirmed(&mut self, at: CallTime, item: &ItemId) -> Result<Vec<SittingEvent>, Refused> {
        let Some(answer) = self.answers.get(item) else { return Err(Refused::NotAnswered(item.clone())) };
        let points = self.judged(item, answer)?;
        self.marks.insert(item.clone(), points);
        let confirmed = self.event(at, Happening::Confirmed { item: item.clone() });
        Ok(vec![confirmed, self.event(at, Happening::Marked { item: item.clone(), points })])
    }

    fn judged(&self, item: &ItemId, answer: &Answer) -> Result<Points, Refused> {
        let asked = self.questions.iter().find(|question| question.item == *item);
        let Some(found) = asked.and_then(|question| self.set.items.get(question.index)) else {
            return Err(Refused::NotAsked(item.clone()));
        };
        if self.marks.contains_key(item) {
            return Err(Refused::Confirmed(item.clone()));
        }
        found.kind.points(answer).map_err(|misfit| Refused::NotFitting(item.clone(), misfit))
    }

    fn event(&mut self, at: CallTime, kind: Happening) -> SittingEvent {
        self.last = self.last.max(at);
        let event = SittingEvent { seq: self.next, at: self.last, kind };
        self.next = Seq(self.next.0.saturating_add(1));
        event
    }
}

/// Where a record is not what the set's rules make of its answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// Another set, or another version of it.
    #[error("the set \"{0}\" has changed since this sitting was recorded, so it cannot be proven: use the set of that time")]
    OtherSet(String),
    /// The header names other things than the set and seed give.
    #[error("the record's first line says of {0} what the set and the seed do not give")]
    Header(&'static str),
    /// An event is not what the answers lead to.
    #[error("event {}: the record holds {recorded}, the rules give {given}", .seq.0)]
    Event {
        /// Which event.
        seq: Seq,
        /// What the record holds.
        recorded: String,
        /// What the rules give.
        given: String,
    },
}

/// Proves a record: draws again, answers again, and compares.
///
/// # Errors
/// The first [`Difference`].
pub fn prove(record: &SittingRecord, set: &Arc<ProbeSet>) -> Result<(), Difference> {
    let header: &SittingHeader = &record.header;
    if header.set_hash != set.hash() {
        return Err(Difference::OtherSet(header.probe.0.clone()));
    }
    let mut sitting = Sitting::new(Arc::clone(set), header.seed);
    let same = [
        ("the items drawn", sitting.drawn() == header.drawn),
        ("the threshold", set.pass_from == header.pass_from),
        ("the set", set.id == header.probe),
    ];
    if let Some((what, _)) = same.iter().find(|(_, same)| !same) {
        return Err(Difference::Header(what));
    }
    let mut given: Vec<SittingEvent> = Vec::new();
    for event in &record.events {
        let differs = |given: String| Difference::Event { seq: event.seq, recorded: format!("{:?}", event.kind), given };
        let told = match &event.kind {
            Happening::Answered { item, answer } => sitting.answered(event.at, item, answer.clone()),
            Happening::Confirmed { item } => sitting.confirmed(event.at, item),
            Happening::Marked { .. } => Ok(Vec::new()),
        };
        given.extend(told.map_err(|refused| differs(refused.to_string()))?);
        let place = usize::try_from(event.seq.0).unwrap_or(usize::MAX);
        if given.get(place) != Some(event) {
            return Err(differs(given.get(place).map_or_else(|| "nothing".to_owned(), |event| format!("{:?}", event.kind))));
        }
    }
    // A mark can be missing only where the program was stopped between the two lines of one confirmation.
    let missing: BTreeSet<u32> = given.iter().skip(record.events.len()).map(|event| event.seq.0).collect();
    match missing.first() {
        Some(seq) if missing.len() > 1 => {
            Err(Difference::Event { seq: Seq(*seq), recorded: "nothing".to_owned(), given: "more events".to_owned() })
        }
        _ => Ok(()),
    }
}
