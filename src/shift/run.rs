//! A shift being worked: what comes next, how long it has waited, what went before.

use std::collections::BTreeMap;

use super::{Contact, Shift};
use crate::event::{Arrival, Earlier, Event, Fact, Kind, Outcome, ShiftPlace};
use crate::ids::{CastId, ScenarioId};

/// A shift being worked. Times are seconds from the beginning of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    shift: Shift,
    /// Of which scenario each is a later contact.
    follows: BTreeMap<ScenarioId, ScenarioId>,
    /// Seed of its dice.
    seed: u64,
    day: usize,
    done: Vec<Done>,
}

/// A contact that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Where it stood.
    pub place: ShiftPlace,
    /// Which scenario.
    pub scenario: ScenarioId,
    /// Which cast.
    pub cast: CastId,
    /// How long it stood in the queue, in seconds.
    pub waited_s: u32,
    /// How long the conversation and the work after it took, in seconds.
    pub handled_s: u32,
    /// What became of it.
    pub earlier: Earlier,
}

/// The contact that comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Which scenario.
    pub scenario: ScenarioId,
    /// Which cast; the seed chooses, if none is set.
    pub cast: Option<CastId>,
    /// Seed of its dice.
    pub seed: u64,
    /// When it comes in, in seconds from the beginning of the day.
    pub at_s: u32,
}

impl Run {
    /// A shift that begins. `follows` says of which scenario each is a later contact.
    pub fn new(shift: Shift, follows: BTreeMap<ScenarioId, ScenarioId>, seed: u64) -> Self {
        Self { shift, follows, seed, day: 0, done: Vec::new() }
    }

    /// A shift that was broken off, with what had been done of it, in order. It goes on with the first contact that was not.
    pub fn resumed(shift: Shift, follows: BTreeMap<ScenarioId, ScenarioId>, seed: u64, done: Vec<Done>) -> Self {
        let mut run = Self { shift, follows, seed, day: 0, done };
        while run.next().is_none() && run.day + 1 < run.shift.days.len() {
            run.day += 1;
        }
        run
    }

    /// What is worked.
    pub fn shift(&self) -> &Shift {
        &self.shift
    }

    /// Seed of its dice.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Which day it is, from 0.
    pub fn day(&self) -> usize {
        self.day
    }

    /// What is done, in order.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    fn today(&self) -> &[Contact] {
        self.shift.days.get(self.day).map_or(&[], |day| &day.contacts)
    }

    fn done_today(&self) -> usize {
        self.done.iter().filter(|done| usize::from(done.place.day) == self.day).count()
    }

    /// The contact that comes next today; none once the day is done.
    pub fn next(&self) -> Option<Next> {
        let place = self.done_today();
        let contact = self.today().get(place)?;
        let earlier = self.earlier(&contact.scenario);
        Some(Next {
            scenario: contact.scenario.clone(),
            cast: earlier.map(|done| done.cast.clone()).or_else(|| contact.cast.clone()),
            seed: self.seed.wrapping_mul(31).wrapping_add((self.day * 100 + place) as u64 + 1) & 0xffff_ffff,
            at_s: contact.at_s,
        })
    }

    /// Whether the day is done and another begins.
    pub fn day_is_over(&self) -> bool {
        self.next().is_none() && self.day + 1 < self.shift.days.len()
    }

    /// Whether everything is done.
    pub fn is_over(&self) -> bool {
        self.next().is_none() && self.day + 1 >= self.shift.days.len()
    }

    /// The next day begins, if this one is done.
    pub fn begin_next_day(&mut self) {
        if self.day_is_over() {
            self.day += 1;
        }
    }

    /// How many contacts stand in the queue at this time.
    pub fn waiting(&self, now_s: u32) -> usize {
        self.today().iter().skip(self.done_today()).filter(|contact| contact.at_s <= now_s).count()
    }

    /// How the next contact comes about if it is offered at this time.
    pub fn arrival(&self, now_s: u32) -> Arrival {
        let place = self.done_today();
        let next = self.today().get(place);
        let at_s = next.map_or(now_s, |contact| contact.at_s);
        let earlier = next.and_then(|contact| self.earlier(&contact.scenario));
        Arrival {
            place: Some(self.place(place)),
            waited_s: now_s.saturating_sub(at_s),
            earlier: earlier.map(|done| self.told_today(done)),
        }
    }

    /// The next contact is done, which was offered after this wait and took this long.
    pub fn finish(&mut self, cast: CastId, waited_s: u32, handled_s: u32, earlier: Earlier) {
        let place = self.place(self.done_today());
        self.done.push(Done { place, scenario: earlier.scenario.clone(), cast, waited_s, handled_s, earlier });
    }

    fn place(&self, contact: usize) -> ShiftPlace {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        ShiftPlace { shift: self.shift.id.clone(), run: self.seed, day: small(self.day), contact: small(contact) }
    }

    /// What was written down on an earlier day stands under the name of that day.
    fn told_today(&self, done: &Done) -> Earlier {
        let day = self.shift.days.get(usize::from(done.place.day)).map_or("", |day| day.name.it.as_str());
        let entries = done.earlier.entries.iter().map(|entry| format!("{day}: {entry}")).collect();
        Earlier { entries, ..done.earlier.clone() }
    }

    /// The contact done that goes before this scenario.
    fn earlier(&self, scenario: &ScenarioId) -> Option<&Done> {
        let before = self.follows.get(scenario)?;
        self.done.iter().rev().find(|done| done.scenario == *before)
    }
}

impl Done {
    /// How it ended.
    pub fn outcome(&self) -> Outcome {
        self.earlier.outcome
    }
}

/// How long a contact took from its answer to the end of the work after it, in seconds; 0 if it was not answered.
pub fn handled_s(events: &[Event]) -> u32 {
    let answered = events.iter().find(|event| event.kind == Kind::Fact(Fact::Answered));
    let ms = answered.zip(events.last()).map_or(0, |(from, last)| last.at.since(from.at));
    u32::try_from(ms / 1000).unwrap_or(u32::MAX)
}
