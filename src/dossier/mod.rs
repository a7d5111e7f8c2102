//! A candidate's dossier: what all their calls and quizzes together show of each row of the profile, what nobody has seen yet and
//! which scenarios would show it, and whether the sample is large enough to speak of a level at all.
//!
//! Absent: the verdict. A dossier says what was observed; an assessor decides.

mod sample;

pub use sample::{Rule, RuleState};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::coverage::RowCoverage;
use crate::event::Outcome as Ending;
use crate::ids::{Bilingual, CriticalId, ProbeId, RowId, ScenarioId, UnitId};
use crate::probe::ProbeResult;
use crate::record::Record;
use crate::rubric::{Elsewhere, Rubric};
use crate::scoring::{About, Decision, Evidence, Level, Outcome, Scorecard};

/// A call of the candidate with its scorecard.
#[derive(Debug, Clone)]
pub struct Call {
    /// The record.
    pub record: Record,
    /// Its judgement by the dossier's rubric.
    pub card: Scorecard,
}

/// What a candidate's records show together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dossier {
    /// Pseudonyms on the records: one, unless records of several people were mixed up.
    pub trainees: Vec<String>,
    /// The calls, oldest first.
    pub calls: Vec<CallShown>,
    /// The rows of the profile, in its order.
    pub rows: Vec<RowShown>,
    /// Whether the sample is large enough, rule by rule.
    pub sample: Vec<RuleState>,
    /// Critical errors proposed on which nobody has decided yet.
    pub criticals: Vec<CriticalShown>,
    /// Critical errors that a person confirmed.
    pub confirmed: Vec<ConfirmedShown>,
}

/// A call in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallShown {
    /// Which scenario.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: Bilingual,
    /// When it began, UTC.
    pub started: String,
    /// How it ended; `None`, if the record breaks off.
    pub ending: Option<Ending>,
    /// What it says of each unit.
    pub levels: Vec<(UnitId, Level)>,
}

/// A row of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowShown {
    /// Which row.
    pub row: RowId,
    /// Its words.
    pub title: Bilingual,
    /// In how many calls something that bears on it was judged.
    pub observed: usize,
    /// Quizzes on it: how many were finished, and how many passed.
    pub quizzes: (usize, usize),
    /// How often it has to be seen: an ability twice, knowledge once (our proposal).
    pub wanted: usize,
    /// Weighted mean of the points got, in thousandths; `None`, if nothing was judged.
    pub points: Option<u32>,
    /// Where it is shown instead, if the rubric says so.
    pub elsewhere: Option<Elsewhere>,
    /// While it is not seen often enough: scenarios that would show it, those not yet taken first.
    pub would_show: Vec<ScenarioId>,
    /// While it is not seen often enough: quizzes that ask about it.
    pub would_ask: Vec<ProbeId>,
}

impl RowShown {
    /// Whether it has been seen often enough, here or where the rubric says it is seen.
    pub fn is_covered(&self) -> bool {
        self.observed + self.quizzes.0 >= self.wanted || matches!(self.elsewhere, Some(Elsewhere::ExternalTest(_)))
    }
}

/// A critical error a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriticalShown {
    /// Which error.
    pub critical: CriticalId,
    /// In which call: its place in the list of calls.
    pub call: usize,
    /// What to look at and listen to.
    pub evidence: Vec<Evidence>,
}

/// A critical error a person has confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfirmedShown {
    /// Which error.
    pub critical: CriticalId,
    /// In which call: its place in the list of calls.
    pub call: usize,
    /// Who confirmed it.
    pub by: String,
    /// On what ground.
    pub why: String,
}

/// Gathers a candidate's calls and finished quizzes. `library` says which scenarios show which rows.
pub fn dossier(mut calls: Vec<Call>, quizzes: &[ProbeResult], rubric: &Rubric, library: &[RowCoverage]) -> Dossier {
    calls.sort_by(|a, b| a.record.header.started.cmp(&b.record.header.started));
    let mut trainees: Vec<String> = calls.iter().map(|call| call.record.header.trainee.clone()).collect();
    trainees.extend(quizzes.iter().map(|quiz| quiz.trainee.clone()));
    trainees.sort();
    trainees.dedup();
    let mut rows: Vec<RowShown> = library.iter().map(|row| shown(row, &calls, quizzes, rubric)).collect();
    let seen: BTreeMap<RowId, (usize, Option<u32>)> =
        rows.iter().map(|row| (row.row.clone(), (row.observed, row.points))).collect();
    for row in &mut rows {
        if let Some(Elsewhere::SameAs(other)) = &row.elsewhere
            && let Some((observed, points)) = seen.get(other)
        {
            (row.observed, row.points) = (*observed, *points);
        }
    }
    let criticals = calls.iter().enumerate().flat_map(|(index, call)| {
        call.card.criticals.iter().map(move |pending| CriticalShown {
            critical: pending.critical.clone(),
            call: index,
            evidence: pending.evidence.clone(),
        })
    });
    let confirmed = calls.iter().enumerate().flat_map(|(index, call)| {
        call.card.decisions.iter().filter_map(move |decided| match &decided.decision.about {
            About::Confirmed(critical) => {
                let Decision { by, why, .. } = decided.decision.clone();
                Some(ConfirmedShown { critical: critical.clone(), call: index, by, why })
            }
            _ => None,
        })
    });
    Dossier {
        trainees,
        criticals: criticals.collect(),
        confirmed: confirmed.collect(),
        sample: sample::states(&calls, &rows, rubric),
        rows,
        calls: calls.iter().map(call_shown).collect(),
    }
}

fn call_shown(call: &Call) -> CallShown {
    CallShown {
        scenario: call.record.header.scenario.clone(),
        title: call.record.header.title.clone(),
        started: call.record.header.started.clone(),
        ending: call.card.ending,
        levels: call.card.units.iter().map(|unit| (unit.unit.clone(), unit.level)).collect(),
    }
}

fn shown(row: &RowCoverage, calls: &[Call], quizzes: &[ProbeResult], rubric: &Rubric) -> RowShown {
    let (mut observed, mut got, mut weight) = (0, 0u64, 0u64);
    for call in calls {
        let judged = call.card.findings.iter().filter_map(|finding| {
            let rule = rubric.rule(&finding.indicator).filter(|rule| rule.rows.contains(&row.row))?;
            Some((u64::from(rule.weight), finding.outcome))
        });
        let mut any = false;
        for (own, outcome) in judged {
            any |= outcome.points().is_some() || outcome == Outcome::ForAssessor;
            if let Some(points) = outcome.points() {
                got += own * u64::from(points);
                weight += own;
            }
        }
        observed += usize::from(any);
    }
    let bears = quizzes.iter().filter(|quiz| quiz.complete && quiz.rows.iter().any(|result| result.row == row.row));
    let quizzes = bears.fold((0, 0), |(done, passed), quiz| (done + 1, passed + usize::from(quiz.passed == Some(true))));
    let wanted = if row.is_ability() { 2 } else { 1 };
    // Knowledge alone may be shown by a quiz: an ability has to be seen.
    let mut would_ask = if row.is_ability() { Vec::new() } else { row.probes.clone() };
    let mut would_show = row.scenarios.clone();
    would_show.sort_by_key(|scenario| calls.iter().any(|call| call.record.header.scenario == *scenario));
    if observed + quizzes.0 >= wanted {
        would_show.clear();
        would_ask.clear();
    }
    RowShown {
        row: row.row.clone(),
        title: row.title.clone(),
        observed,
        quizzes,
        wanted,
        points: got.checked_div(weight).and_then(|points| u32::try_from(points).ok()),
        elsewhere: row.elsewhere.clone(),
        would_show,
        would_ask,
    }
}
