//! The shape of a scenario: its steps from top to bottom, what each waits for, and where that leads. For authors.
//!
//! Absent: files, one call's course (that is the report's ribbon), and how likely a way is.

mod condition;
mod svg;

pub use condition::condition;
pub use svg::draw;

use crate::ids::{Language, LineId, StepId};
use crate::scenario::{Reaction, Scenario, reached};

/// A step as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name; `None` for what holds in every step.
    pub step: Option<StepId>,
    /// What the customer says on reaching it: the first wording of the first line, slots unfilled.
    pub says: Option<String>,
    /// What it waits for, in the order tried.
    pub ways: Vec<Way>,
    /// Whether nothing leads to it.
    pub lost: bool,
}

/// One thing a step waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The reaction's name.
    pub name: String,
    /// Its condition in words.
    pub when: String,
    /// The node it leads to, if it leads on.
    pub to: Option<usize>,
    /// Whether it ends the conversation.
    pub closes: bool,
}

/// The steps in the order of the file, and last, if there are any, the scenario's own reactions that hold everywhere. What the
/// persona adds to every scenario is left out.
pub fn shape(scenario: &Scenario, language: Language) -> Vec<Node> {
    let place = |id: &StepId| scenario.steps.iter().position(|step| step.id == *id);
    let way = |reaction: &Reaction| Way {
        name: reaction.id.0.clone(),
        when: condition(&reaction.when, language),
        to: reaction.goto.as_ref().and_then(place),
        closes: reaction.close.is_some(),
    };
    let first_words = |line: &LineId| scenario.lines.get(line).and_then(|line| line.say.first()).cloned();
    let reached = reached(&scenario.steps, &scenario.reactions);
    let mut nodes: Vec<Node> = scenario
        .steps
        .iter()
        .map(|step| Node {
            step: Some(step.id.clone()),
            says: step.enter.first().and_then(first_words),
            ways: step.expect.iter().map(way).collect(),
            lost: !reached.contains(&step.id),
        })
        .collect();
    let everywhere = scenario.reactions.iter().filter(|reaction| reaction.goto.is_some() || reaction.close.is_some());
    let everywhere: Vec<Way> = everywhere.map(way).collect();
    if !everywhere.is_empty() {
        nodes.push(Node { step: None, says: None, ways: everywhere, lost: false });
    }
    nodes
}
