//! Proof that a record says what our rules say: its facts, fed again, must lead to its consequences.

use std::sync::Arc;

use super::Call;
use crate::desk::Refused;
use crate::event::{Event, Kind};
use crate::ids::Seq;
use crate::scenario::Script;
use crate::understand::Understander;

/// The first place where a record and its resimulation part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// Another event stands at this place.
    #[error("event {} differs:\n  recorded:    {recorded:?}\n  resimulated: {resimulated:?}", at.0)]
    Event {
        /// Which place.
        at: Seq,
        /// What the record holds, if anything.
        recorded: Option<Box<Event>>,
        /// What the rules give, if anything.
        resimulated: Option<Box<Event>>,
    },
    /// The rules refuse a recorded fact.
    #[error("event {} is refused: {why}", at.0)]
    Refused {
        /// Which fact.
        at: Seq,
        /// Why.
        why: Refused,
    },
}

/// Feeds the facts among `recorded` to a fresh call and compares all events.
///
/// # Errors
/// The first [`Difference`].
pub fn resimulate(
    script: Arc<Script>,
    understander: Arc<Understander>,
    seed: u64,
    recorded: &[Event],
) -> Result<(), Box<Difference>> {
    let mut call = Call::new(script, understander, seed);
    let mut rest = recorded.iter().peekable();
    while let Some(next) = rest.peek() {
        let Kind::Fact(fact) = &next.kind else {
            let recorded = Some(Box::new((*next).clone()));
            return Err(Box::new(Difference::Event { at: next.seq, recorded, resimulated: None }));
        };
        let events = call.handle(next.at, fact.clone()).map_err(|why| Box::new(Difference::Refused { at: next.seq, why }))?;
        for event in events {
            match rest.next() {
                Some(same) if *same == event => {}
                // A record cut short (a crash) may end among the consequences of its last fact.
                None => return Ok(()),
                other => {
                    let recorded = other.cloned().map(Box::new);
                    let at = event.seq;
                    return Err(Box::new(Difference::Event { at, recorded, resimulated: Some(Box::new(event)) }));
                }
            }
        }
    }
    Ok(())
}
