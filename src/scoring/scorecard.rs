//! Findings to scorecard: policy that is data, in whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::event::Outcome as Ending;
use crate::ids::{CriticalId, IndicatorId, RowId, UnitId};
use crate::record::Record;
use crate::rubric::{IndicatorRule, Rubric};

use super::assessment::{About, Assessment, Decided};
use super::finding::{Evidence, Finding, Outcome};
use super::indicator::{Terms, judge};
use super::reading::Reading;

/// Version of the rules of scoring: raised whenever the same record and rubric would give another scorecard.
pub const SCORING: u16 = 5;

/// One record judged by one rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// What was judged, by what.
    pub identity: Identity,
    /// How the contact ended, if the record says.
    pub ending: Option<Ending>,
    /// The answers, in the rubric's order.
    pub findings: Vec<Finding>,
    /// The units of competence.
    pub units: Vec<UnitScore>,
    /// The rows of the profile on which any indicator bears.
    pub rows: Vec<RowScore>,
    /// Critical errors proposed on which nobody has decided. None of them has any effect until a person has confirmed its evidence.
    pub criticals: Vec<PendingCritical>,
    /// What persons decided, as far as it took effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decided>,
}

/// What makes a scorecard reproducible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The hash that ends the record's chain: header and every event.
    pub record: String,
    /// SHA-256 (hex) of the scenario, from the record's header.
    pub scenario: String,
    /// SHA-256 (hex) of the lexicon, from the record's header.
    pub lexicon: String,
    /// SHA-256 (hex) of the rubric.
    pub rubric: String,
    /// The rubric's name and version.
    pub rubric_version: String,
    /// [`SCORING`].
    pub scoring: u16,
    /// SHA-256 (hex) of what persons decided about the record, if anybody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<String>,
}

/// A unit of competence in this one contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitScore {
    /// Which unit.
    pub unit: UnitId,
    /// How it stands.
    pub standing: Standing,
    /// What this contact says about its level.
    pub level: Level,
    /// Critical errors that bear on it, proposed and not decided on.
    pub pending: Vec<CriticalId>,
    /// Critical errors that bear on it and that a person has confirmed: it is not reached, whatever its points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<CriticalId>,
}

/// A row of the profile in this one contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowScore {
    /// Which row.
    pub row: RowId,
    /// How it stands.
    pub standing: Standing,
    /// The indicators that bear on it.
    pub indicators: Vec<IndicatorId>,
}

/// Points and how much of them could be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Weighted mean in thousandths of what was observed; `None` if nothing was.
    pub points: Option<u32>,
    /// Share in thousandths of the applicable weight that was observed; `None` if nothing applies.
    pub coverage: Option<u32>,
    /// Weight observed.
    pub observed: u32,
    /// Weight that applies.
    pub applicable: u32,
}

/// What one contact says about a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Points reach the threshold, enough was observed, nothing critical waits for confirmation.
    Reached,
    /// Points stay below it, and enough was observed; or a critical error was confirmed.
    NotReached,
    /// Too little was observed, or a person has to confirm or refuse a critical error first.
    ToBeAssessed,
}

/// A critical error waiting for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PendingCritical {
    /// Which.
    pub critical: CriticalId,
    /// The indicator that proposes it.
    pub indicator: IndicatorId,
    /// What a person has to look at and listen to.
    pub evidence: Vec<Evidence>,
}

/// Judges a record: reading, findings, scorecard. Nobody has decided anything yet.
pub fn score(record: &Record, rubric: &Rubric) -> Scorecard {
    assessed(record, rubric, &Assessment::of(&record.chain.0))
}

/// Judges a record with what persons decided about it. Decisions about another record have no effect.
pub fn assessed(record: &Record, rubric: &Rubric, assessment: &Assessment) -> Scorecard {
    let Record { header, events, .. } = record;
    let reading = Reading::of(header, events, rubric.floor());
    let identity = Identity {
        record: record.chain.0.clone(),
        scenario: header.scenario_hash.clone(),
        lexicon: header.lexicon_hash.clone(),
        rubric: rubric.fingerprint().to_owned(),
        rubric_version: format!("{} {}", rubric.id, rubric.version),
        scoring: SCORING,
        assessment: assessment.fingerprint().filter(|_| assessment.record == record.chain.0),
    };
    let ending = reading.ending.map(|(_, _, ending)| ending);
    let mut findings = findings(&reading, rubric);
    let decisions = if identity.assessment.is_some() { assessment.decide(&mut findings) } else { Vec::new() };
    assemble(identity, ending, findings, decisions, rubric)
}

/// The answers to all of a rubric's questions, in its order.
pub fn findings(reading: &Reading<'_>, rubric: &Rubric) -> Vec<Finding> {
    rubric.indicators.iter().filter_map(|rule| judge(reading, Terms { rule, rubric })).collect()
}

/// Findings to scorecard: the policy alone.
///
/// Not applicable moves nothing; not observed lowers coverage and leaves points; more met never lowers points.
pub fn assemble(
    identity: Identity,
    ending: Option<Ending>,
    findings: Vec<Finding>,
    decisions: Vec<Decided>,
    rubric: &Rubric,
) -> Scorecard {
    let judged: Vec<(&IndicatorRule, &Finding)> =
        findings.iter().filter_map(|finding| Some((rubric.rule(&finding.indicator)?, finding))).collect();
    // What a person said of an error, if anybody did: that it is one, or that it is none.
    let said_of = |error: &CriticalId| {
        decisions.iter().find_map(|decided| match &decided.decision.about {
            About::Confirmed(other) => (other == error).then_some(true),
            About::Refused(other) => (other == error).then_some(false),
            About::Answered(..) => None,
        })
    };
    let criticals: Vec<PendingCritical> = findings
        .iter()
        .filter_map(|finding| {
            let proposed = finding.critical.clone().filter(|one| said_of(&one.error).is_none())?;
            Some(PendingCritical { critical: proposed.error, indicator: finding.indicator.clone(), evidence: proposed.evidence })
        })
        .collect();
    let units = rubric
        .units
        .iter()
        .map(|unit| {
            let bears = |row: &RowId| row.0.split('.').next() == Some(unit.id.as_str());
            let standing = standing(judged.iter().filter(|(rule, _)| rule.rows.iter().any(bears)).copied());
            let among = |errors: &mut dyn Iterator<Item = &CriticalId>| -> Vec<CriticalId> {
                let bearing = errors.filter(|error| rubric.critical(error).is_some_and(|known| known.rows.iter().any(bears)));
                bearing.cloned().collect::<BTreeSet<_>>().into_iter().collect()
            };
            let pending = among(&mut criticals.iter().map(|pending| &pending.critical));
            let proposed = findings.iter().filter_map(|finding| finding.critical.as_ref()).map(|one| &one.error);
            let confirmed = among(&mut proposed.filter(|error| said_of(error) == Some(true)));
            let level = match confirmed.is_empty() {
                true => level(standing, unit.reached_from.0, unit.coverage_from.0, pending.is_empty()),
                false => Level::NotReached,
            };
            UnitScore { unit: unit.id.clone(), standing, level, pending, confirmed }
        })
        .collect();
    let mut bearing: BTreeMap<&RowId, Vec<(&IndicatorRule, &Finding)>> = BTreeMap::new();
    for (rule, finding) in &judged {
        for row in &rule.rows {
            bearing.entry(row).or_default().push((rule, finding));
        }
    }
    let rows = bearing
        .into_iter()
        .map(|(row, judged)| RowScore {
            row: row.clone(),
            indicators: judged.iter().map(|(rule, _)| rule.id.clone()).collect(),
            standing: standing(judged.into_iter()),
        })
        .collect();
    Scorecard { identity, ending, findings, units, rows, criticals, decisions }
}

fn standing<'f>(judged: impl Iterator<Item = (&'f IndicatorRule, &'f Finding)>) -> Standing {
    let (mut got, mut observed, mut applicable) = (0u64, 0u64, 0u64);
    for (rule, finding) in judged.filter(|(_, finding)| finding.outcome != Outcome::NotApplicable) {
        let weight = u64::from(rule.weight);
        applicable += weight;
        if let Some(points) = finding.outcome.points() {
            observed += weight;
            got += weight * u64::from(points);
        }
    }
    let whole = |amount: Option<u64>| amount.and_then(|amount| u32::try_from(amount).ok());
    Standing {
        points: whole(got.checked_div(observed)),
        coverage: whole((observed * 1000).checked_div(applicable)),
        observed: u32::try_from(observed).unwrap_or(u32::MAX),
        applicable: u32::try_from(applicable).unwrap_or(u32::MAX),
    }
}

fn level(standing: Standing, reached_from: i64, coverage_from: i64, nothing_pending: bool) -> Level {
    match (standing.points, standing.coverage) {
        (Some(points), Some(coverage)) if i64::from(coverage) >= coverage_from => {
            if i64::from(points) < reached_from {
                Level::NotReached
            } else if nothing_pending {
                Level::Reached
            } else {
                Level::ToBeAssessed
            }
        }
        _ => Level::ToBeAssessed,
    }
}
