//! The course of a call: where opening, finding out, solving and closing lie.
//!
//! The four phases are the profile's (UC1.A8: Apertura, Gestione, Sviluppo del contatto, Conclusione); the acts that mark them
//! are our proposal.

use serde::{Deserialize, Serialize};

use crate::event::{DeskChange, Mode, Permille, Role};
use crate::ids::Seq;
use crate::scoring::finding::{Breach, Evidence};
use crate::time::{CallTime, Span};

use super::turns::{OperatorTurn, act_names};
use super::{Reading, at_desk};

/// A part of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Phase {
    /// The phone rings.
    Ringing,
    /// Apertura: greeting, names, offer of help.
    Opening,
    /// Gestione: who calls, what for.
    Needs,
    /// Sviluppo: what is done about it.
    Solution,
    /// Conclusione: recap, check, farewell.
    Closing,
    /// After-call work.
    WrapUp,
}

/// A phase and when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Which.
    pub phase: Phase,
    /// From when to when.
    pub span: Span,
}

/// First signs of each phase.
#[derive(Debug, Clone, Default)]
pub struct Landmarks {
    /// The first opening act.
    pub opening: Option<Evidence>,
    /// The first act that looks for what the customer needs.
    pub needs: Option<Evidence>,
    /// The first act, fact told or desk action that solves, by words or at the desk.
    pub solution: Option<Evidence>,
    /// The first of them that needs no doubtful word: what limits other questions must not rest on a mishearing.
    pub sure_solution: Option<Evidence>,
    /// The last of them.
    pub last_solution: Option<Seq>,
    /// The first closing act after the last new solution.
    pub closing: Option<Evidence>,
}

pub(super) fn landmarks(reading: &Reading<'_>) -> Landmarks {
    let opening = reading.operator.iter().find_map(|turn| turn.doing(act_names::OPENING));
    let needs = reading.operator.iter().find_map(|turn| needs(reading, turn));
    let spoken = reading.operator.iter().filter_map(|turn| solves(reading, turn));
    let done = reading
        .desk
        .iter()
        .filter(|(_, at, change)| *at <= reading.over && is_remedy(change))
        .map(|(seq, at, _)| at_desk(*seq, *at));
    let mut solutions: Vec<(bool, Evidence)> = spoken.chain(done.map(|evidence| (true, evidence))).collect();
    solutions.sort_by_key(|(_, evidence)| evidence.from);
    let sure_solution = solutions.iter().find(|(sure, _)| *sure).map(|(_, evidence)| evidence.clone());
    let last_solution = last_new_solution(reading);
    let closing = reading
        .operator
        .iter()
        .filter(|turn| last_solution.is_none_or(|last| turn.seq >= last))
        .find_map(|turn| turn.doing(act_names::CLOSING));
    Landmarks {
        opening,
        needs,
        solution: solutions.into_iter().next().map(|(_, evidence)| evidence),
        sure_solution,
        last_solution,
        closing,
    }
}

fn needs(reading: &Reading<'_>, turn: &OperatorTurn<'_>) -> Option<Evidence> {
    let asked = || {
        let seen = turn.facts.iter().find(|seen| seen.mode == Mode::Asked)?;
        reading.role(&seen.fact).map(|_| turn.quote(seen.words))
    };
    turn.doing(act_names::NEEDS).or_else(asked)
}

/// Whether a turn solves, and whether surely.
/// From here on an act of solving is one beyond doubt (750 permille, our proposal): it limits what comes before it, and a recap must not be
/// late because "let us look at it together" was half taken for a step of the solution.
const SURELY: Permille = Permille(750);

fn solves(reading: &Reading<'_>, turn: &OperatorTurn<'_>) -> Option<(bool, Evidence)> {
    let acts = turn.acts.iter().filter(|seen| act_names::SOLUTION.contains(&seen.act.as_str()));
    let told = turn.facts.iter().filter(|seen| is_answer(reading, seen.mode, reading.role(&seen.fact)));
    let mut signs = acts
        .map(|seen| match turn.breach_by_act(seen, reading.floor) {
            Breach::Clear(evidence) if seen.confidence < SURELY => Breach::Doubtful(evidence),
            breach => breach,
        })
        .chain(told.map(|seen| turn.breach_by_fact(seen, reading.floor)))
        .peekable();
    let first = signs.peek().cloned()?;
    let sure = signs.find_map(|sign| match sign {
        Breach::Clear(evidence) => Some(evidence),
        Breach::Doubtful(_) => None,
    });
    Some(match (sure, first) {
        (Some(evidence), _) => (true, evidence),
        (None, Breach::Clear(evidence) | Breach::Doubtful(evidence)) => (false, evidence),
    })
}

/// What the operator was to tell, told right or wrong.
fn is_answer(_: &Reading<'_>, mode: Mode, role: Option<Role>) -> bool {
    matches!(mode, Mode::Told | Mode::ToldWrong) && matches!(role, Some(Role::Required | Role::Optional | Role::Personal))
}

/// Whether a change at the desk gives the customer something.
pub fn is_remedy(change: &DeskChange) -> bool {
    matches!(
        change,
        DeskChange::Refunded { .. } | DeskChange::Changed { .. } | DeskChange::Sent { .. } | DeskChange::Transferred(_)
    )
}

/// The last event that added to the solution: a remedy at the desk, or a fact told for the first time. What is told again in a
/// closing recap is not new.
fn last_new_solution(reading: &Reading<'_>) -> Option<Seq> {
    let desk = reading.desk.iter().filter(|(_, at, change)| *at <= reading.over && is_remedy(change)).map(|(seq, ..)| *seq);
    let told = reading.header.goals.facts.keys().filter_map(|fact| {
        let role = reading.role(fact);
        reading
            .operator
            .iter()
            .find(|turn| turn.facts.iter().any(|seen| seen.fact == *fact && is_answer(reading, seen.mode, role)))
            // Said for the first time, or again after something that was not understood: who knows? Then it is not new.
            .filter(|turn| reading.unclear.first().is_none_or(|spot| spot.from >= turn.seq))
            .map(|turn| turn.seq)
    });
    desk.chain(told).max()
}

/// The phases in their order, each from its first sign to the next one's; a call that never reaches a phase lacks it.
pub(super) fn phases(reading: &Reading<'_>) -> Vec<Stretch> {
    let end = reading.events.last().map_or(reading.over, |event| event.at).max(reading.over);
    let Some((_, answered)) = reading.answered else {
        return vec![Stretch { phase: Phase::Ringing, span: Span::new(CallTime::default(), end) }];
    };
    let marks = &reading.landmarks;
    let time = |evidence: &Option<Evidence>| evidence.as_ref().map(|evidence| evidence.span.from);
    let solution = time(&marks.solution);
    let needs = reading
        .customer
        .iter()
        .map(|line| line.span.from)
        .find(|at| reading.operator.iter().any(|turn| turn.span().from < *at))
        .into_iter()
        .chain(time(&marks.needs))
        .min()
        .filter(|at| solution.is_none_or(|solution| *at < solution));
    let closing = time(&marks.closing).filter(|at| solution.is_none_or(|solution| *at > solution));
    let mut starts = vec![(Phase::Ringing, CallTime::default()), (Phase::Opening, answered)];
    starts.extend(needs.map(|at| (Phase::Needs, at)));
    starts.extend(solution.map(|at| (Phase::Solution, at)));
    starts.extend(closing.map(|at| (Phase::Closing, at)));
    if reading.over < end {
        starts.push((Phase::WrapUp, reading.over));
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([end]).collect::<Vec<_>>();
    starts
        .into_iter()
        .zip(ends)
        .map(|((phase, from), to)| Stretch { phase, span: Span::new(from, to.max(from)) })
        .filter(|stretch| stretch.span.millis() > 0)
        .collect()
}
