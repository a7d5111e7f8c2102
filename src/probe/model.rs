//! The shape of `scenarios/probes/*.ron`, field by field what authors write.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Decimal, Said};
use crate::ids::{Bilingual, ItemId, Language, ProbeId, RowId};
use crate::rubric::Sourced;

/// A set of items on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProbeSet {
    /// Version of the file format; 1.
    pub format: u16,
    /// Its name: the file's, without extension.
    pub id: ProbeId,
    /// Shown in lists.
    pub title: Bilingual,
    /// The rows of the profile it bears on.
    pub rows: Vec<RowId>,
    /// The languages it can be asked in; every text stands in each. Italian only, if absent.
    #[serde(default = "italian")]
    pub languages: Vec<Language>,
    /// Share of points (thousandths) from which a sitting is passed, and who says so.
    pub pass_from: Sourced,
    /// How many items a sitting asks.
    pub draw: u16,
    /// The items a sitting is drawn from.
    pub items: Vec<Item>,
}

fn italian() -> Vec<Language> {
    vec![Language::It]
}

impl ProbeSet {
    /// SHA-256 (hex) of the set as parsed: comments and layout do not change it, any word does.
    pub fn hash(&self) -> String {
        // Plain owned data always serialises; were it ever not to, an empty text has a hash too and equals no set's.
        let text = ron::to_string(self).unwrap_or_default();
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The item of that name, if the set has it.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The rows an item bears on: its own, else all of the set's.
    pub fn rows_of<'a>(&'a self, item: &'a Item) -> &'a [RowId] {
        if item.rows.is_empty() { &self.rows } else { &item.rows }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name in the set, stable: records refer to it.
    pub id: ItemId,
    /// The rows it bears on, where they are not all of the set's.
    #[serde(default)]
    pub rows: Vec<RowId>,
    /// What is asked.
    pub text: Said,
    /// How it is answered.
    pub kind: Kind,
    /// Told after the answer, right or wrong.
    pub why: Said,
    /// The law or publication behind it: always, where the answer is one of law or a number.
    #[serde(default)]
    pub source: Option<String>,
}

/// How an item is answered. Where the right answers stand on the screen is the seed's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// One answer is right.
    Choice {
        /// The right one.
        right: Said,
        /// The others.
        wrong: Vec<Wrong>,
    },
    /// One answer or several are right.
    Several {
        /// The right ones.
        right: Vec<Said>,
        /// The others.
        wrong: Vec<Wrong>,
    },
    /// Steps to be put in order.
    Order {
        /// The steps in their right order.
        steps: Vec<Said>,
    },
    /// Snippets to be put in their class.
    Classify {
        /// The classes, each with the snippets that belong to it.
        groups: Vec<Group>,
    },
    /// A number to be given.
    Number {
        /// The right one, at most two decimals.
        value: Decimal,
        /// How far from it is still right; 0, if absent.
        #[serde(default)]
        tolerance: Decimal,
        /// What is counted: `euro`, `minuti`.
        unit: Said,
    },
}

/// A wrong answer and why it is wrong: `("text", "why")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong(pub Said, pub Said);

/// A class and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What the class is called.
    pub class: Said,
    /// What belongs to it.
    pub snippets: Vec<Snippet>,
}

/// Something to be put in a class, and why it belongs there: `("text", "why")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet(pub Said, pub Said);

impl Kind {
    /// What can be chosen, placed or classed, in the file's order (right answers first); answers refer to it by number from 0.
    /// Empty for a number.
    pub fn options(&self) -> Vec<&Said> {
        match self {
            Self::Choice { right, wrong } => std::iter::once(right).chain(wrong.iter().map(|wrong| &wrong.0)).collect(),
            Self::Several { right, wrong } => right.iter().chain(wrong.iter().map(|wrong| &wrong.0)).collect(),
            Self::Order { steps } => steps.iter().collect(),
            Self::Classify { groups } => groups.iter().flat_map(|group| &group.snippets).map(|snippet| &snippet.0).collect(),
            Self::Number { .. } => Vec::new(),
        }
    }

    /// The classes in the file's order; empty where nothing is classed.
    pub fn classes(&self) -> Vec<&Said> {
        match self {
            Self::Classify { groups } => groups.iter().map(|group| &group.class).collect(),
            _ => Vec::new(),
        }
    }

    /// For each snippet in the file's order, the number of its class; empty where nothing is classed.
    pub fn right_classes(&self) -> Vec<u16> {
        match self {
            Self::Classify { groups } => {
                (0..).zip(groups).flat_map(|(class, group)| group.snippets.iter().map(move |_| class)).collect()
            }
            _ => Vec::new(),
        }
    }
}
