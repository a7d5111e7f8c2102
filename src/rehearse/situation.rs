//! One situation of a call, what a move makes of it, and when two situations are the same to the customer.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::moves::Move;
use super::when::distance;
use crate::call::Call;
use crate::customer::{Said, holds};
use crate::event::{Event, Outcome};
use crate::ids::{ActId, FactId, LineId, ReactionId};
use crate::plan::{Pace, Step, run_step};
use crate::scenario::{Reaction, Script, When};
use crate::time::CallTime;
use crate::understand::Understander;

/// A call at some point of its course. Nobody waits for anybody in it: silences are tried by bots.
#[derive(Debug, Clone)]
pub(super) struct Situation {
    pub(super) call: Call,
    now: CallTime,
}

impl Situation {
    /// The phone has just been picked up.
    pub(super) fn begin(script: &Arc<Script>, understander: &Arc<Understander>) -> Self {
        let mut call = Call::new(Arc::clone(script), Arc::clone(understander), 1);
        let channel = script.scenario.channel;
        // An offer to a call that has not begun is never refused.
        let _ = call.handle(CallTime(0), crate::event::Fact::Offered(channel));
        let now = run_step(&mut call, &Step::Answer(0), CallTime(0), &Pace::AT_ONCE).map_or(CallTime(0), |(_, now)| now);
        Self { call, now }
    }

    /// What a move makes of it, and what happened; `None` where it cannot be made.
    pub(super) fn after(&self, made: &Move) -> Option<(Self, Vec<Event>)> {
        let mut next = self.clone();
        let mut events = Vec::new();
        for step in &made.steps {
            let (came, now) = run_step(&mut next.call, step, next.now, &Pace::AT_ONCE).ok()?;
            next.now = now;
            events.extend(came);
        }
        Some((next, events))
    }

    pub(super) fn outcome(&self) -> Option<Outcome> {
        self.call.state().outcome
    }

    /// How many things are still to be done for the contact to be resolved; `None` if it cannot be any more.
    pub(super) fn distance(&self) -> Option<u32> {
        let state = self.call.state();
        let around = state.surroundings(self.call.script());
        let said = Said { acts: &[], facts: &[] };
        distance(&self.call.script().goals_spec.resolved, &|when| holds(when, said, &state.memory, &around))
    }

    /// How many things a condition lacks beside the words; `None` if it can never hold any more.
    pub(super) fn missing(&self, when: &When) -> Option<u32> {
        let state = self.call.state();
        let around = state.surroundings(self.call.script());
        let said = Said { acts: &[], facts: &[] };
        distance(when, &|when| of_words(when) || holds(when, said, &state.memory, &around))
    }
}

/// Whether a condition asks for what was just said, which a move can always say.
fn of_words(when: &When) -> bool {
    match when {
        When::Act(_) | When::Asks(_) | When::Tells(_) | When::TellsWrong(_) | When::Mentions(_) | When::AfterHold => true,
        When::Not(when) => of_words(when),
        When::All(whens) | When::Any(whens) => whens.iter().all(of_words),
        _ => false,
    }
}

/// What the conditions of a script look at: two calls that agree in it go on alike.
#[derive(Debug, Default)]
pub(super) struct Relevant {
    known: BTreeSet<FactId>,
    told: BTreeSet<FactId>,
    did: BTreeSet<ActId>,
    said: BTreeSet<LineId>,
    once: BTreeSet<ReactionId>,
    refunds: BTreeSet<u32>,
    moods: Vec<When>,
}

impl Relevant {
    pub(super) fn of(script: &Script) -> Self {
        let mut all = Self::default();
        for when in script.conditions() {
            when.leaves(&mut |leaf, _| match leaf {
                When::Known(fact) => drop(all.known.insert(fact.clone())),
                When::Told(fact) => drop(all.told.insert(fact.clone())),
                When::Did(act) => drop(all.did.insert(act.clone())),
                When::Said(line) => drop(all.said.insert(line.clone())),
                When::Refunded(cents) => drop(all.refunds.insert(*cents)),
                When::AngerFrom(_) | When::TrustFrom(_) | When::PatienceTo(_) => all.moods.push(leaf.clone()),
                _ => {}
            });
        }
        all.known.extend(script.goals_spec.verify_with.iter().cloned());
        let reactions = script.steps.iter().flat_map(|step| &step.expect).chain(&script.reactions);
        // A persona's remarks come last and lead nowhere: whether one has been made changes nothing.
        let leads = |reaction: &&Reaction| {
            let reveals = |line: &LineId| script.lines.get(line).is_some_and(|line| !line.reveals.is_empty());
            let own = !script.persona.reactions.iter().any(|remark| remark.id == reaction.id);
            own || reaction.goto.is_some() || reaction.close.is_some() || reaction.say.iter().any(reveals)
        };
        all.once = reactions.filter(|reaction| reaction.once).filter(leads).map(|reaction| reaction.id.clone()).collect();
        all
    }

    /// The same number for situations in which the customer goes on alike; moods count only where a condition asks for them.
    pub(super) fn key(&self, situation: &Situation) -> u64 {
        let state = situation.call.state();
        let memory = &state.memory;
        let around = state.surroundings(situation.call.script());
        let mut hash = DefaultHasher::new();
        memory.step.hash(&mut hash);
        memory.known.intersection(&self.known).for_each(|fact| fact.hash(&mut hash));
        0xfeed_u16.hash(&mut hash);
        memory.told.intersection(&self.told).for_each(|fact| fact.hash(&mut hash));
        0xfeed_u16.hash(&mut hash);
        self.did.iter().filter(|act| memory.did.contains_key(*act)).for_each(|act| act.hash(&mut hash));
        self.said.iter().filter(|line| memory.said.contains_key(*line)).for_each(|line| line.hash(&mut hash));
        0xfeed_u16.hash(&mut hash);
        memory.fired.intersection(&self.once).for_each(|id| id.hash(&mut hash));
        let said = Said { acts: &[], facts: &[] };
        self.moods.iter().map(|mood| holds(mood, said, memory, &around)).for_each(|holds| holds.hash(&mut hash));
        (around.verified, around.right_record, around.ticket_filed).hash(&mut hash);
        self.refunds.iter().filter(|cents| around.refunded_cents >= **cents).count().hash(&mut hash);
        (around.changed, around.sent, around.submitted, memory.heard.min(2)).hash(&mut hash);
        (state.phase as u8, state.outcome.map(|outcome| outcome as u8)).hash(&mut hash);
        hash.finish()
    }
}
