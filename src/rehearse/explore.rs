//! Every situation a call can come to, as far as the bound allows: from each it must be possible to resolve the contact, and to
//! end it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;

use super::moves::{Move, Moves};
use super::possible::can_be_resolved;
use super::situation::{Relevant, Situation};
use crate::event::{Cause, Consequence, Event, Kind, Mode, Outcome};
use crate::ids::{FactId, LineId, ReactionId, StepId};
use crate::plan::{Plan, Step};
use crate::scenario::{Script, When};
use crate::understand::Understander;

/// What was found in one cast.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explored {
    /// How many situations were come to that differ for the customer.
    pub situations: usize,
    /// Whether that is every one there is: then what was not found does not exist.
    pub exhausted: bool,
    /// Whether a way was found to resolve the contact.
    pub resolved: bool,
    /// Conversations after which the contact can neither be resolved nor ends of itself.
    pub dead_ends: Vec<Plan>,
    /// How many situations the bound left undecided.
    pub undecided: usize,
    /// Conversations after which the customer does not let go, however often one takes leave.
    pub clinging: Vec<Plan>,
    /// Reactions that fired.
    pub fired: BTreeSet<ReactionId>,
    /// Steps reached.
    pub steps: BTreeSet<StepId>,
    /// Lines said.
    pub lines: BTreeSet<LineId>,
}

/// No way to resolve a contact is looked for longer than this, in situations looked at.
const SEARCH: usize = 60;

/// A reaction is tried for in no more situations than this.
const AIM: usize = 16;

/// Somebody who takes leave so often has to be let go.
const LEAVES: usize = 5;

/// No more examples than this of one kind.
const EXAMPLES: usize = 3;

struct Node {
    situation: Situation,
    from: Option<(usize, usize)>,
    before: Vec<usize>,
    next: Option<Vec<Option<usize>>>,
    good: bool,
}

impl Explored {
    /// Takes in what was found in the same cast after another past.
    pub fn also(&mut self, other: Self) {
        self.situations += other.situations;
        self.undecided += other.undecided;
        self.exhausted &= other.exhausted;
        self.resolved &= other.resolved;
        self.dead_ends.extend(other.dead_ends);
        self.clinging.extend(other.clinging);
        self.fired.extend(other.fired);
        self.steps.extend(other.steps);
        self.lines.extend(other.lines);
    }

    /// Keeps what came up in some events.
    pub fn note(&mut self, events: &[Event]) {
        for event in events {
            match &event.kind {
                Kind::Consequence(Consequence::Replied { line, because, .. }) => {
                    self.lines.insert(line.clone());
                    self.caused(because);
                }
                Kind::Consequence(Consequence::MoodShifted { because, .. }) => self.caused(because),
                Kind::Consequence(Consequence::StepReached(step)) => drop(self.steps.insert(step.clone())),
                _ => {}
            }
        }
    }

    fn caused(&mut self, because: &Cause) {
        if let Cause::Reaction(id) = because {
            self.fired.insert(id.clone());
        }
    }
}

/// What a search for a way came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Search {
    Found,
    /// There is none: everything one can come to was looked at.
    None,
    /// The bound was reached before.
    GivenUp,
}

/// What is tried for.
enum Aim {
    Reaction(ReactionId),
    Line(LineId),
}

struct Explorer<'a> {
    script: &'a Script,
    moves: &'a [Move],
    deaf: &'a [(FactId, Mode)],
    relevant: Relevant,
    nodes: Vec<Node>,
    index: BTreeMap<u64, usize>,
    /// Situations looked at from every side in searches.
    expanded: usize,
    found: Explored,
}

/// Looks at no more than `bound` situations from every side.
pub fn explore(script: &Arc<Script>, understander: &Arc<Understander>, moves: &Moves, bound: usize) -> Explored {
    let mut explorer = Explorer {
        script,
        moves: &moves.all,
        deaf: &moves.deaf,
        relevant: Relevant::of(script),
        nodes: Vec::new(),
        index: BTreeMap::new(),
        expanded: 0,
        found: Explored::default(),
    };
    let root = explorer.insert(Situation::begin(script, understander), None);
    explorer.found.resolved = explorer.resolve(root, 20 * SEARCH) == Search::Found;
    explorer.spread(bound);
    explorer.aim();
    explorer.judge(bound);
    let mut found = explorer.found;
    found.situations = explorer.nodes.len();
    found.exhausted = explorer.nodes.iter().all(|node| node.next.is_some() || node.situation.outcome().is_some());
    found
}

impl Explorer<'_> {
    fn insert(&mut self, situation: Situation, from: Option<(usize, usize)>) -> usize {
        let key = self.relevant.key(&situation);
        if let Some(known) = self.index.get(&key).copied() {
            if let (Some((before, _)), Some(node)) = (from, self.nodes.get_mut(known)) {
                node.before.push(before);
            }
            return known;
        }
        self.found.steps.insert(situation.call.state().memory.step.clone());
        let node = self.nodes.len();
        let good = situation.outcome() == Some(Outcome::Resolved);
        self.nodes.push(Node {
            situation,
            from,
            before: from.iter().map(|(before, _)| *before).collect(),
            next: None,
            good: false,
        });
        self.index.insert(key, node);
        if good {
            self.mark(node);
        }
        node
    }

    /// From here the contact can be resolved, and so it can from wherever one can come here.
    fn mark(&mut self, node: usize) {
        let mut queue = vec![node];
        while let Some(here) = queue.pop() {
            let Some(node) = self.nodes.get_mut(here) else { continue };
            if !std::mem::replace(&mut node.good, true) {
                queue.extend(node.before.iter().copied());
            }
        }
    }

    fn expand(&mut self, here: usize) -> Vec<Option<usize>> {
        if let Some(next) = self.nodes.get(here).and_then(|node| node.next.clone()) {
            return next;
        }
        let mut next = Vec::with_capacity(self.moves.len());
        for (number, made) in self.moves.iter().enumerate() {
            let came = self.nodes.get(here).and_then(|node| node.situation.after(made));
            next.push(came.map(|(situation, events)| {
                self.found.note(&events);
                let there = self.insert(situation, Some((here, number)));
                if self.nodes.get(there).is_some_and(|node| node.good) {
                    self.mark(here);
                }
                there
            }));
        }
        if let Some(node) = self.nodes.get_mut(here) {
            node.next = Some(next.clone());
        }
        next
    }

    fn good(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|node| node.good)
    }

    fn over(&self, node: usize) -> bool {
        self.nodes.get(node).is_none_or(|node| node.situation.outcome().is_some())
    }

    /// Looks for a way to resolve the contact from here, nearest situations first, in no more than `bound` situations not looked
    /// at before.
    fn resolve(&mut self, from: usize, bound: usize) -> Search {
        let mut heap = BinaryHeap::from([Reverse((0_u32, 0_usize, from))]);
        let mut seen = BTreeSet::from([from]);
        let mut fresh = 0;
        while fresh < bound {
            if self.good(from) {
                return Search::Found;
            }
            let Some(Reverse((_, depth, here))) = heap.pop() else { return Search::None };
            if self.nodes.get(here).is_some_and(|node| node.next.is_none()) {
                fresh += 1;
                self.expanded += 1;
            }
            for there in self.expand(here).into_iter().flatten() {
                if self.over(there) || !seen.insert(there) {
                    continue;
                }
                let far = self.nodes.get(there).and_then(|node| node.situation.distance());
                if let Some(far) = far {
                    heap.push(Reverse((far, depth + 1, there)));
                }
            }
        }
        if self.good(from) { Search::Found } else { Search::GivenUp }
    }

    /// How a situation was come to.
    fn way_to(&self, node: usize) -> Plan {
        let mut made = Vec::new();
        let mut at = node;
        while let Some((before, number)) = self.nodes.get(at).and_then(|node| node.from) {
            made.push(number);
            at = before;
        }
        let steps = made.iter().rev().filter_map(|number| self.moves.get(*number)).flat_map(|made| made.steps.iter().cloned());
        Plan::of_steps(Some(self.script.cast.id.clone()), Some(1), std::iter::once(Step::Answer(3_000)).chain(steps))
    }

    fn has(&self, aim: &Aim) -> bool {
        match aim {
            Aim::Reaction(id) => self.found.fired.contains(id),
            Aim::Line(id) => self.found.lines.contains(id),
        }
    }

    /// Tries for each reaction that has not happened yet, and for each answer to a question put again: from the situations nearest to
    /// its condition on.
    fn aim(&mut self) {
        let steps = self.script.steps.iter().flat_map(|step| step.expect.iter().map(move |reaction| (Some(&step.id), reaction)));
        let reactions = steps.chain(self.script.reactions.iter().map(|reaction| (None, reaction)));
        let again =
            self.script.topics.iter().filter_map(|(id, topic)| Some((When::Known(id.clone()), topic.answer_again.clone()?)));
        let aims = reactions.map(|(step, reaction)| (step, reaction.when.clone(), Aim::Reaction(reaction.id.clone())));
        let aims: Vec<(Option<&StepId>, When, Aim)> =
            aims.chain(again.map(|(when, line)| (None, when, Aim::Line(line)))).collect();
        for (step, when, aim) in aims {
            // Into another step only what leads there leads.
            let everywhere = self.script.reactions.iter().map(|reaction| (None, reaction));
            let steps =
                self.script.steps.iter().flat_map(|from| from.expect.iter().map(move |reaction| (Some(&from.id), reaction)));
            let doors = steps.chain(everywhere).filter(|(_, reaction)| step.is_some() && reaction.goto.as_ref() == step);
            let doors: Vec<(Option<&StepId>, &When)> = doors.map(|(from, reaction)| (from, &reaction.when)).collect();
            let far = |situation: &Situation| {
                let now = &situation.call.state().memory.step;
                let rest = situation.missing(&when)?;
                if step.is_none_or(|step| now == step) {
                    return Some(rest);
                }
                let through = |(from, when): &(Option<&StepId>, &When)| {
                    let away = u32::from(from.is_some_and(|from| from != now));
                    Some(situation.missing(when)? + 1 + 2 * away)
                };
                Some(rest + doors.iter().filter_map(through).min().unwrap_or(6))
            };
            // Of situations equally near, some of every step: what is tried in one only may be taken by another reaction there.
            let mut heap: BinaryHeap<Reverse<(u32, usize, usize)>> = BinaryHeap::new();
            let mut in_step: BTreeMap<(&StepId, u32), usize> = BTreeMap::new();
            if !self.has(&aim) {
                let open = self.nodes.iter().enumerate().filter(|(_, node)| node.situation.outcome().is_none());
                heap.extend(open.filter_map(|(at, node)| {
                    let far = far(&node.situation)?;
                    let rank = in_step.entry((&node.situation.call.state().memory.step, far)).or_default();
                    *rank += 1;
                    Some(Reverse((far, *rank, at)))
                }));
            }
            let mut seen = BTreeSet::new();
            for _ in 0..AIM {
                let Some(Reverse((_, rank, here))) = heap.pop() else { break };
                if self.has(&aim) || !seen.insert(here) {
                    continue;
                }
                for there in self.expand(here).into_iter().flatten() {
                    let far = self
                        .nodes
                        .get(there)
                        .filter(|node| node.situation.outcome().is_none())
                        .and_then(|node| far(&node.situation));
                    heap.extend(far.map(|far| Reverse((far, rank, there))));
                }
            }
        }
    }

    /// Goes everywhere, in the order in which situations were found, as far as the bound allows.
    fn spread(&mut self, bound: usize) {
        let mut next = 0;
        let mut expanded = 0;
        while next < self.nodes.len() && expanded < bound {
            if !self.over(next) && self.nodes.get(next).is_some_and(|node| node.next.is_none()) {
                self.expand(next);
                expanded += 1;
            }
            next += 1;
        }
    }

    /// From every situation the contact can be resolved, or has been spoilt by what the goals forbid; and it can be ended.
    fn judge(&mut self, bound: usize) {
        let mut left = bound;
        let all = self.nodes.len();
        for node in 0..all {
            let spoilt = self.nodes.get(node).is_none_or(|node| node.situation.distance().is_none());
            if self.over(node) || spoilt || self.good(node) {
                continue;
            }
            if self.nodes.get(node).is_some_and(|node| !can_be_resolved(&node.situation, self.deaf)) {
                self.dead_end(node);
                continue;
            }
            if left == 0 {
                self.found.undecided += 1;
                continue;
            }
            let before = self.expanded;
            match self.resolve(node, SEARCH) {
                Search::Found => {}
                Search::None => self.dead_end(node),
                Search::GivenUp => self.found.undecided += 1,
            }
            left = left.saturating_sub(self.expanded - before);
        }
        for node in 0..all {
            if self.nodes.get(node).is_some_and(|node| node.next.is_some())
                && self.clings(node)
                && self.found.clinging.len() < EXAMPLES
            {
                let way = self.way_to(node);
                self.found.clinging.push(way);
            }
        }
    }

    fn dead_end(&mut self, node: usize) {
        if self.found.dead_ends.len() < EXAMPLES {
            let way = self.way_to(node);
            self.found.dead_ends.push(way);
        }
    }

    fn clings(&self, node: usize) -> bool {
        let (Some(node), Some(leave)) = (self.nodes.get(node), self.moves.first()) else { return false };
        let mut situation = node.situation.clone();
        for _ in 0..LEAVES {
            match situation.after(leave) {
                Some((next, _)) if next.outcome().is_none() => situation = next,
                _ => return false,
            }
        }
        true
    }
}
