//! All wordings of all cues as one automaton over labels, and the search for them in an utterance's lattice.
//!
//! It is a trie walked from every token at once over everything that token may stand for, so exact and inexact matching
//! are one search: an exact word costs nothing, a slip, a gap or a missing little word costs something, and a path whose
//! cost grows too high is left.

use std::cmp::Reverse;

use super::lattice::Lattice;
use super::vocabulary::{Label, Vocabulary};

/// No match may cost more than this, however long the cue.
const MOST_COST: u16 = 110;
/// A word that stands inside a cue and does not belong to it.
const STRANGER: u16 = 45;
/// A filler inside a cue.
const FILLER: u16 = 2;
/// A little word of the cue that was not said.
const MISSING: u16 = 25;
/// How many fillers may stand inside a cue.
const MOST_FILLERS: u8 = 4;
/// From each token the search takes at most so many steps: no cue needs more, and no input can make it slow.
const MOST_STEPS: u32 = 3_000;

/// Cues lighter than this are too short to survive a stranger or a missing word.
const LIGHTEST_WITH_GAPS: u16 = 200;
/// A worse fit is none, in thousandths. Tuned, like all numbers here, on the sentences in `tests/understand`.
const LEAST_CONFIDENCE: u16 = 650;
/// A cue that goes on over the end of a sentence: recognisers put full stops where people breathe.
const STOP: u16 = 30;

/// A cue found in an utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// The first token.
    pub(super) from: u16,
    /// One past the last token.
    pub(super) to: u16,
    /// Which cue, by the number it was added under.
    pub(super) cue: u32,
    /// How well it fits, in thousandths.
    pub(super) confidence: u16,
    /// Whether every word is as written, fillers apart.
    pub(super) exact: bool,
    /// Whether nothing of the cue is left out and no stranger stands inside; slips are allowed.
    pub(super) whole: bool,
}

/// The automaton.
#[derive(Debug, Clone, Default)]
pub(super) struct Automaton {
    /// Edges of node `n` are `edges[starts[n]..starts[n + 1]]`, sorted by label.
    starts: Vec<u32>,
    edges: Vec<(Label, u32)>,
    /// Edges of node `n` whose word may be missing: `weak[weak_starts[n]..weak_starts[n + 1]]`.
    weak_starts: Vec<u32>,
    weak: Vec<u32>,
    /// Cues that end at node `n`: `ends[end_starts[n]..end_starts[n + 1]]`.
    end_starts: Vec<u32>,
    ends: Vec<End>,
    /// Edges of the root, by label; `NONE` for none.
    root: Vec<u32>,
    /// The weight of the heaviest wording that ends at node `n` or below: it bounds what a path there may still cost.
    heaviest: Vec<u16>,
}

const NONE: u32 = u32::MAX;

/// The end of a wording.
#[derive(Debug, Clone, Copy)]
struct End {
    cue: u32,
    /// The sum of its words' weights.
    weight: u16,
}

/// A point of the search.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    node: u32,
    at: u16,
    /// One past the last token consumed.
    to: u16,
    cost: u16,
    slips: u16,
    fillers: u8,
    strangers: u8,
    missing: u8,
}

impl State {
    /// The match that ends here, if it fits well enough.
    fn close(self, from: u16, end: End) -> Option<Match> {
        if end.weight < LIGHTEST_WITH_GAPS && self.strangers + self.missing > 0 {
            return None;
        }
        let lost = u32::from(self.cost) * 1_000 / u32::from(end.weight.max(1));
        let confidence = 1_000u16.saturating_sub(u16::try_from(lost).unwrap_or(1_000));
        let (exact, whole) = (self.slips == 0, self.strangers + self.missing == 0);
        (confidence >= LEAST_CONFIDENCE).then_some(Match { from, to: self.to, cue: end.cue, confidence, exact, whole })
    }
}

impl Automaton {
    /// Builds it from wordings, each with its cue.
    pub(super) fn build(mut wordings: Vec<(Vec<Label>, u32)>, vocabulary: &Vocabulary) -> Self {
        wordings.sort_unstable();
        wordings.dedup();
        // A trie from sorted sequences: each adds nodes below what it shares with the one before.
        let mut children: Vec<Vec<(Label, u32)>> = vec![Vec::new()];
        let mut ends: Vec<Vec<End>> = vec![Vec::new()];
        let mut path: Vec<u32> = vec![0];
        let mut before: &[Label] = &[];
        for (labels, cue) in &wordings {
            let shared = before.iter().zip(labels).take_while(|(a, b)| a == b).count();
            path.truncate(shared + 1);
            for &label in &labels[shared..] {
                let node = children.len() as u32;
                children.push(Vec::new());
                ends.push(Vec::new());
                let parent = path.last().copied().unwrap_or(0);
                children[parent as usize].push((label, node));
                path.push(node);
            }
            let weight = labels.iter().map(|label| vocabulary.weight(*label)).sum();
            ends[path.last().copied().unwrap_or(0) as usize].push(End { cue: *cue, weight });
            before = labels;
        }
        let mut built = Self { root: vec![NONE; vocabulary.len()], ..Self::default() };
        for (edges, ends) in children.iter().zip(&ends) {
            built.starts.push(built.edges.len() as u32);
            built.edges.extend(edges);
            built.weak_starts.push(built.weak.len() as u32);
            built.weak.extend(edges.iter().filter(|(label, _)| vocabulary.is_weak(*label)).map(|(_, node)| node));
            built.end_starts.push(built.ends.len() as u32);
            built.ends.extend(ends);
        }
        built.starts.push(built.edges.len() as u32);
        built.weak_starts.push(built.weak.len() as u32);
        built.end_starts.push(built.ends.len() as u32);
        for &(label, node) in &children[0] {
            built.root[label as usize] = node;
        }
        built.heaviest = vec![0; children.len()];
        // Children come after their parents, so all below a node is known when it is reached from the end.
        for node in (0..children.len()).rev() {
            let here = ends[node].iter().map(|end| end.weight).max().unwrap_or(0);
            let below = children[node].iter().map(|(_, child)| built.heaviest[*child as usize]).max().unwrap_or(0);
            built.heaviest[node] = here.max(below);
        }
        built
    }

    /// How many nodes it has.
    pub(super) fn nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Finds every cue in a lattice. `stack` is working space.
    pub(super) fn search(&self, lattice: &Lattice, stack: &mut Vec<State>, found: &mut Vec<Match>) {
        if self.nodes() <= 1 {
            return;
        }
        for from in 0..lattice.tokens() as u16 {
            if !lattice.repeats(from) {
                self.search_from(from, lattice, stack, found);
            }
        }
        // Many paths lead to one match: the best of them counts.
        found.sort_unstable_by_key(|m| (m.from, m.to, m.cue, Reverse(m.confidence), Reverse(m.exact)));
        found.dedup_by_key(|m| (m.from, m.to, m.cue));
    }

    fn search_from(&self, from: u16, lattice: &Lattice, stack: &mut Vec<State>, found: &mut Vec<Match>) {
        stack.clear();
        for arc in lattice.arcs(from) {
            let node = self.root.get(arc.label as usize).copied().unwrap_or(NONE);
            if node != NONE {
                let to = if arc.to == from { from } else { arc.to };
                stack.push(State { node, at: arc.to, to, cost: arc.cost, slips: arc.cost, fillers: 0, strangers: 0, missing: 0 });
            }
        }
        let mut steps = 0;
        while let Some(state) = stack.pop() {
            steps += 1;
            if steps > MOST_STEPS {
                return;
            }
            let node = state.node as usize;
            if state.to > from {
                for end in &self.ends[self.end_starts[node] as usize..self.end_starts[node + 1] as usize] {
                    found.extend(state.close(from, *end));
                }
            }
            let edges = &self.edges[self.starts[node] as usize..self.starts[node + 1] as usize];
            if edges.is_empty() {
                continue;
            }
            let stop = if state.to > from && lattice.begins_sentence(state.at) { STOP } else { 0 };
            for arc in lattice.arcs(state.at) {
                let extra = if arc.to > state.at { arc.cost + stop } else { 0 };
                let cost = state.cost + extra;
                if cost > MOST_COST {
                    continue;
                }
                if let Some(node) = child(edges, arc.label).filter(|node| self.can_fit(*node, cost)) {
                    let to = if arc.to > state.at { arc.to } else { state.to };
                    stack.push(State { node, at: arc.to, to, cost, slips: state.slips + extra, ..state });
                }
            }
            self.deviate(state, from, lattice, stack);
        }
    }

    /// Whether a path of this cost can still end, at a node or below, in a match that fits well enough.
    fn can_fit(&self, node: u32, cost: u16) -> bool {
        u32::from(cost) * 1_000 <= u32::from(self.heaviest[node as usize]) * u32::from(1_000 - LEAST_CONFIDENCE)
    }

    /// What was said beyond the cue, and what of it was left out.
    fn deviate(&self, state: State, from: u16, lattice: &Lattice, stack: &mut Vec<State>) {
        // No wording below this node is heavy enough to survive a stranger or a missing word.
        let gaps = self.heaviest[state.node as usize] >= LIGHTEST_WITH_GAPS;
        if state.to == from {
            return;
        }
        if (state.at as usize) < lattice.tokens() && !lattice.begins_sentence(state.at) {
            let at = state.at + 1;
            if lattice.repeats(state.at) {
                stack.push(State { at, ..state });
            } else if lattice.is_filler(state.at) && state.fillers < MOST_FILLERS {
                stack.push(State { at, cost: state.cost + FILLER, fillers: state.fillers + 1, ..state });
            } else if gaps
                && state.strangers == 0
                && state.cost + STRANGER <= MOST_COST
                && self.can_fit(state.node, state.cost + STRANGER)
                && !lattice.denies(state.at)
            {
                stack.push(State { at, cost: state.cost + STRANGER, slips: state.slips + STRANGER, strangers: 1, ..state });
            }
        }
        if gaps && state.missing == 0 && state.cost + MISSING <= MOST_COST {
            let node = state.node as usize;
            for &node in &self.weak[self.weak_starts[node] as usize..self.weak_starts[node + 1] as usize] {
                let cost = state.cost + MISSING;
                let heavy = self.heaviest[node as usize] >= LIGHTEST_WITH_GAPS && self.can_fit(node, cost);
                if !heavy {
                    continue;
                }
                stack.push(State { node, cost, slips: state.slips + MISSING, missing: 1, ..state });
            }
        }
    }
}

fn child(edges: &[(Label, u32)], label: Label) -> Option<u32> {
    if edges.len() <= 8 {
        return edges.iter().find(|(l, _)| *l == label).map(|(_, node)| *node);
    }
    edges.binary_search_by_key(&label, |(l, _)| *l).ok().and_then(|at| edges.get(at)).map(|(_, node)| *node)
}
