//! What persons decided about a record, kept beside it: critical errors confirmed or refused, questions answered that no program can
//! answer, answers of the program set right. Nothing is taken back: who changes their mind decides again, and the last word counts.
//!
//! Absent: who may decide. A name is written down, not proved.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::finding::{Finding, Outcome};
use crate::ids::{CriticalId, IndicatorId};

/// The version of the file's format.
pub const ASSESSMENT_FORMAT: u16 = 1;

/// All decisions about one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// [`ASSESSMENT_FORMAT`].
    pub format: u16,
    /// The hash that ends the record's chain: decisions about one record say nothing of another.
    pub record: String,
    /// In the order they were made.
    pub decisions: Vec<Decision>,
}

/// One decision of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub about: About,
    /// Who decided: a name or a pseudonym.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// On what ground.
    pub why: String,
}

/// What can be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// The evidence of a proposed critical error was looked at, and it is one.
    Confirmed(CriticalId),
    /// The evidence was looked at, and it is none.
    Refused(CriticalId),
    /// The question of an indicator was answered: yes or no.
    Answered(IndicatorId, Answer),
}

/// A person's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes.
    Met,
    /// No.
    NotMet,
}

/// A decision that took effect in a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The decision.
    pub decision: Decision,
    /// What the program had answered, where a question was answered.
    pub was: Option<Outcome>,
}

impl Assessment {
    /// Of a record on which nobody has decided anything.
    pub fn of(record: &str) -> Self {
        Self { format: ASSESSMENT_FORMAT, record: record.to_owned(), decisions: Vec::new() }
    }

    /// SHA-256 (hex) of the decisions; `None` while there are none.
    pub fn fingerprint(&self) -> Option<String> {
        let text = ron::to_string(&self.decisions).ok().filter(|_| !self.decisions.is_empty())?;
        Some(Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The last decision on each thing, in the order of the first one on it.
    fn last_words(&self) -> Vec<&Decision> {
        let mut last: Vec<&Decision> = Vec::new();
        for decision in &self.decisions {
            match last.iter_mut().find(|earlier| earlier.about.subject() == decision.about.subject()) {
                Some(earlier) => *earlier = decision,
                None => last.push(decision),
            }
        }
        last
    }

    /// Puts the decisions into effect on findings. A question that does not arise cannot be answered, and an error nobody proposed
    /// cannot be confirmed: such decisions have no effect.
    pub(super) fn decide(&self, findings: &mut [Finding]) -> Vec<Decided> {
        let mut decided = Vec::new();
        for decision in self.last_words() {
            match &decision.about {
                About::Answered(indicator, answer) => {
                    let finding = findings.iter_mut().find(|finding| finding.indicator == *indicator);
                    let Some(finding) = finding.filter(|finding| finding.outcome.applies()) else { continue };
                    decided.push(Decided { decision: decision.clone(), was: Some(finding.outcome) });
                    finding.outcome = (*answer).into();
                }
                About::Confirmed(error) | About::Refused(error) => {
                    if findings.iter().any(|finding| finding.critical.as_ref().is_some_and(|one| one.error == *error)) {
                        decided.push(Decided { decision: decision.clone(), was: None });
                    }
                }
            }
        }
        decided
    }
}

impl From<Answer> for Outcome {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Met => Self::Met,
            Answer::NotMet => Self::NotMet,
        }
    }
}

impl About {
    /// What it is about, whatever was decided.
    fn subject(&self) -> (bool, &str) {
        match self {
            Self::Confirmed(error) | Self::Refused(error) => (true, error.as_str()),
            Self::Answered(indicator, _) => (false, indicator.as_str()),
        }
    }
}
