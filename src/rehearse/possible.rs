//! Whether something can still come to hold, at best: everything that can be said is said, everything that can be done is done, and
//! nothing stands in anything's way but what has happened for good. What is impossible even so is impossible; that is a proof.

use std::collections::BTreeSet;

use super::situation::Situation;
use crate::customer::{Said, holds};
use crate::event::Mode;
use crate::ids::{FactId, LineId, StepId};
use crate::scenario::{Reaction, Script, When};

/// What can be, at best.
struct AtBest<'a> {
    script: &'a Script,
    known: BTreeSet<FactId>,
    said: BTreeSet<LineId>,
    steps: BTreeSet<StepId>,
    /// What nobody can do with a fact: no sentence does it.
    deaf: &'a [(FactId, Mode)],
}

/// Whether the contact can still be resolved, at best.
pub(super) fn can_be_resolved(situation: &Situation, deaf: &[(FactId, Mode)]) -> bool {
    let script = situation.call.script();
    let memory = &situation.call.state().memory;
    let mut best = AtBest {
        script,
        known: memory.known.clone(),
        said: memory.said.keys().cloned().collect(),
        steps: BTreeSet::from([memory.step.clone()]),
        deaf,
    };
    let around = situation.call.state().surroundings(script);
    let nothing = Said { acts: &[], facts: &[] };
    // What is true for good; moods and open records may change.
    let for_good = |when: &When| match when {
        When::Known(_) | When::Told(_) | When::Did(_) | When::Said(_) | When::TicketFiled | When::Refunded(_) => {
            holds(when, nothing, memory, &around)
        }
        When::Sent(_) | When::Submitted(_) | When::Waited(_) | When::Earlier(_) => holds(when, nothing, memory, &around),
        _ => false,
    };
    loop {
        let before = (best.known.len(), best.said.len(), best.steps.len());
        for (id, topic) in &script.topics {
            let asked = !deaf.contains(&(id.clone(), Mode::Asked)) && !topic.asked_by.is_empty();
            if let Some(line) = topic.answer.as_ref().filter(|_| asked)
                && topic.answer_if.as_ref().is_none_or(|when| best.possible(when, &for_good))
            {
                best.known.insert(id.clone());
                best.say(line);
            }
        }
        let here = script.steps.iter().filter(|step| best.steps.contains(&step.id)).flat_map(|step| &step.expect);
        let all: Vec<&Reaction> = here.chain(&script.reactions).collect();
        for reaction in all {
            let spent = reaction.once && memory.fired.contains(&reaction.id);
            if !spent && best.possible(&reaction.when, &for_good) {
                reaction.say.iter().for_each(|line| best.say(line));
                if let Some(step) = &reaction.goto {
                    best.steps.insert(step.clone());
                    let enter = script.steps.iter().filter(|there| there.id == *step).flat_map(|there| &there.enter);
                    enter.for_each(|line| best.say(line));
                }
            }
        }
        if before == (best.known.len(), best.said.len(), best.steps.len()) {
            return best.possible(&script.goals_spec.resolved, &for_good);
        }
    }
}

impl AtBest<'_> {
    fn say(&mut self, line: &LineId) {
        if self.said.insert(line.clone()) {
            self.known.extend(self.script.lines.get(line).into_iter().flat_map(|line| line.reveals.iter().cloned()));
        }
    }

    fn possible(&self, when: &When, for_good: &dyn Fn(&When) -> bool) -> bool {
        let sayable = |fact: &FactId, mode| !self.deaf.contains(&(fact.clone(), mode));
        match when {
            When::All(whens) => whens.iter().all(|when| self.possible(when, for_good)),
            When::Any(whens) => whens.iter().any(|when| self.possible(when, for_good)),
            When::Not(when) => !certain(when, for_good),
            When::Known(fact) => self.known.contains(fact),
            When::Said(line) => self.said.contains(line),
            When::Waited(_) | When::Earlier(_) => for_good(when),
            When::Told(fact) => for_good(when) || sayable(fact, Mode::Told),
            When::Tells(fact) => sayable(fact, Mode::Told),
            When::Asks(fact) => sayable(fact, Mode::Asked),
            When::Verified => {
                let goals = &self.script.goals_spec;
                let given = goals.verify_with.iter().filter(|fact| self.known.contains(*fact)).count();
                given >= usize::from(goals.verify_at_least)
            }
            _ => true,
        }
    }
}

fn certain(when: &When, for_good: &dyn Fn(&When) -> bool) -> bool {
    match when {
        When::All(whens) => whens.iter().all(|when| certain(when, for_good)),
        When::Any(whens) => whens.iter().any(|when| certain(when, for_good)),
        When::Not(_) => false,
        leaf => for_good(leaf),
    }
}
