//! What the customer remembers of the call.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{ActSeen, Consequence, FactSeen, Mode, Mood};
use crate::ids::{ActId, FactId, LineId, ReactionId, StepId};

use super::REACT_FROM;

/// The customer's memory. Changed only by [`Memory::apply`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// How the customer feels.
    pub mood: Mood,
    /// Where in the scenario the call is.
    pub step: StepId,
    /// Facts the customer has made known.
    pub known: BTreeSet<FactId>,
    /// Facts the operator has told right.
    pub told: BTreeSet<FactId>,
    /// How often the operator has done each act.
    pub did: BTreeMap<ActId, u16>,
    /// Variants of each line in the order they were said.
    pub said: BTreeMap<LineId, Vec<u16>>,
    /// Reactions that have fired.
    pub fired: BTreeSet<ReactionId>,
    /// Lines said since the operator last spoke.
    pub lines_now: Vec<LineId>,
    /// Lines said before the operator's last words, since the words before.
    pub lines_before: Vec<LineId>,
    /// Reactions that have fired since the operator last spoke.
    pub fired_now: BTreeSet<ReactionId>,
    /// Utterances of the operator understood so far (with or without success).
    pub heard: u16,
    /// Lines said since the operator last spoke.
    pub replies_since_heard: u16,
    /// Silences in a row that the customer has remarked on.
    pub silences: u16,
    /// Acts of the last utterance.
    pub last_acts: Vec<ActSeen>,
    /// Facts of the last utterance.
    pub last_facts: Vec<FactSeen>,
    /// Utterances since a hold was asked for; `None` if it was not.
    pub hold_asked: Option<u16>,
    /// Utterances since the call came back from hold; `None` if it never was.
    pub since_hold: Option<u16>,
}

impl Memory {
    /// The memory of a customer whose call begins at `step` in this mood.
    pub fn new(step: StepId, mood: Mood) -> Self {
        Self {
            mood,
            step,
            known: BTreeSet::new(),
            told: BTreeSet::new(),
            did: BTreeMap::new(),
            said: BTreeMap::new(),
            fired: BTreeSet::new(),
            lines_now: Vec::new(),
            lines_before: Vec::new(),
            fired_now: BTreeSet::new(),
            heard: 0,
            replies_since_heard: 0,
            silences: 0,
            last_acts: Vec::new(),
            last_facts: Vec::new(),
            hold_asked: None,
            since_hold: None,
        }
    }

    /// Takes a consequence in.
    pub fn apply(&mut self, consequence: &Consequence) {
        match consequence {
            Consequence::Understood { acts, facts, .. } => self.hear(acts, facts),
            Consequence::MoodShifted { to, because, .. } => {
                self.mood = *to;
                self.fire(because);
            }
            Consequence::StepReached(step) => self.step = step.clone(),
            Consequence::Replied { line, variant, because, .. } => {
                self.said.entry(line.clone()).or_default().push(*variant);
                self.lines_now.push(line.clone());
                self.replies_since_heard += 1;
                if *because == crate::event::Cause::Silence {
                    self.silences += 1;
                }
                self.fire(because);
            }
            Consequence::Disclosed { fact, .. } => {
                self.known.insert(fact.clone());
            }
            Consequence::DeskChanged(crate::event::DeskChange::Resumed(_)) => self.since_hold = Some(0),
            Consequence::DeskChanged(_) | Consequence::Closed(_) => {}
        }
    }

    fn hear(&mut self, acts: &[ActSeen], facts: &[FactSeen]) {
        self.since_hold = self.since_hold.map(|since| since.saturating_add(1));
        self.heard = self.heard.saturating_add(1);
        self.replies_since_heard = 0;
        self.fired_now.clear();
        self.lines_before = std::mem::take(&mut self.lines_now);
        self.silences = 0;
        self.last_acts = acts.iter().filter(|seen| seen.confidence >= REACT_FROM).cloned().collect();
        self.last_facts = facts.iter().filter(|seen| seen.confidence >= REACT_FROM).cloned().collect();
        for seen in &self.last_acts {
            let count = self.did.entry(seen.act.clone()).or_default();
            *count = count.saturating_add(1);
        }
        self.told.extend(self.last_facts.iter().filter(|seen| seen.mode == Mode::Told).map(|seen| seen.fact.clone()));
        self.hold_asked = if self.last_acts.iter().any(|seen| seen.act.as_str() == "hold_request") {
            Some(0)
        } else {
            // An announcement covers the hold that follows it and one sentence in between ("Un attimo, prego").
            self.hold_asked.filter(|since| *since < 2).map(|since| since + 1)
        };
    }

    fn fire(&mut self, because: &crate::event::Cause) {
        if let crate::event::Cause::Reaction(id) = because {
            self.fired.insert(id.clone());
            self.fired_now.insert(id.clone());
        }
    }
}
