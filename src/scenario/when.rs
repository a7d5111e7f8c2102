//! The conditions of reactions, answers and goals: `when:` in `scenario.ron` and `personas/*.ron`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{GoalsSpec, Reaction, Scenario, Step, Topic};
use crate::event::Outcome;
use crate::ids::{ActId, DocumentId, FactId, FieldId, FormId, LineId};

/// A condition on what was just said and on what has happened in the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// Always.
    Always,
    /// The utterance does one of these acts.
    Act(Vec<ActId>),
    /// The utterance asks for the fact.
    Asks(FactId),
    /// The utterance tells the fact right.
    Tells(FactId),
    /// The utterance tells the fact wrong.
    TellsWrong(FactId),
    /// The utterance takes the fact up in any way.
    Mentions(FactId),
    /// The customer has made the fact known in this call.
    Known(FactId),
    /// The operator has told the fact right in this call.
    Told(FactId),
    /// The operator has done this act at some time in this call.
    Did(ActId),
    /// The identity check was recorded and rests only on data the caller gave.
    Verified,
    /// The right customer's record is open.
    RightRecord,
    /// The ticket is filed.
    TicketFiled,
    /// At least this many cents have been refunded in all.
    Refunded(u32),
    /// A datum of the right record was changed to this value; slots allowed.
    Changed(String, String),
    /// The document was sent.
    Sent(DocumentId),
    /// A field of a form holds this value now, or did when the form was last submitted; slots allowed.
    Filled(FormId, FieldId, String),
    /// The form was submitted, for the right customer where it belongs to one.
    Submitted(FormId),
    /// Anger is at least this.
    AngerFrom(i16),
    /// Trust is at least this.
    TrustFrom(i16),
    /// Patience is at most this.
    PatienceTo(i16),
    /// The customer has said this line in this call.
    Said(LineId),
    /// The utterance was put after a hold.
    AfterHold,
    /// The customer stood in the queue for at least so many seconds.
    Waited(u32),
    /// The customer's earlier contact (see `follows`) was like this.
    Earlier(Past),
    /// All of them.
    All(Vec<When>),
    /// At least one of them.
    Any(Vec<When>),
    /// Not this.
    Not(Box<When>),
}

/// What a later contact may ask of the earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Past {
    /// It ended in one of these ways.
    Ended(Vec<Outcome>),
    /// The operator told this right then.
    Told(FactId),
    /// A ticket was filed.
    Ticket,
    /// The form was submitted.
    Submitted(FormId),
}

impl When {
    /// Shows every leaf of the condition, and whether it stands under a `Not`.
    pub fn leaves<'a>(&'a self, show: &mut dyn FnMut(&'a Self, bool)) {
        fn walk<'a>(when: &'a When, denied: bool, show: &mut dyn FnMut(&'a When, bool)) {
            match when {
                When::All(whens) | When::Any(whens) => whens.iter().for_each(|when| walk(when, denied, show)),
                When::Not(when) => walk(when, !denied, show),
                leaf => show(leaf, denied),
            }
        }
        walk(self, false, show);
    }
}

/// All conditions of a scenario or a script: of steps, of reactions, of facts, of the goals.
pub(super) fn conditions<'a>(
    steps: &'a [Step],
    reactions: &'a [Reaction],
    facts: &'a BTreeMap<FactId, Topic>,
    goals: &'a GoalsSpec,
) -> Vec<&'a When> {
    let expected = steps.iter().flat_map(|step| &step.expect);
    let answers = facts.values().filter_map(|topic| topic.answer_if.as_ref());
    let reacted = expected.chain(reactions).map(|reaction| &reaction.when);
    reacted.chain(answers).chain([&goals.resolved, &goals.partly]).collect()
}

impl Scenario {
    /// All its own conditions; the persona has others.
    pub fn conditions(&self) -> Vec<&When> {
        conditions(&self.steps, &self.reactions, &self.facts, &self.goals)
    }
}
