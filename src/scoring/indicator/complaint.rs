//! Complaints: the steps, the options, the refusal that still helps.

use crate::event::{ContactKind, DeskChange, Mode, Role, TicketField};
use crate::scoring::finding::{Evidence, Finding, Item, Mark, MeasureUnit, Outcome, PartSeen, Why};
use crate::scoring::reading::{OperatorTurn, Reading, act_names, at_desk};
use crate::time::Span;

use super::Terms;
use super::looking::{absent, looked_for};

/// The steps in their order (HEAT and the complaint process of ISO 10002 as trainers list it), with the acts that show each.
const STEPS: &[(&str, &[&str])] = &[
    ("listen", &["backchannel", "paraphrase", "recap", "open_question", "clarify", "closed_question", "explore"]),
    ("empathise", act_names::EMPATHY),
    ("apologise", &["apologise"]),
    ("cause", &["give_reason", "explain_step"]),
    ("remedy", &["offer_option", "offer_alternative", "promise"]),
    ("agreement", &["check_agreement", "check_satisfaction", "teach_back"]),
    ("follow_up", &["follow_up", "give_reference", "register_complaint"]),
];

/// Enough of the complaint steps, in their order, and listening before the remedy. Arises in complaints.
pub(super) fn follows_complaint_steps_in_order(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "follows_complaint_steps_in_order";
    if reading.header.goals.kind != ContactKind::Complaint {
        return Finding::not_applicable(id);
    }
    let signs: Vec<(usize, Evidence)> = signs(reading);
    let chain = longest_in_order(&signs);
    let parts: Vec<PartSeen> = STEPS
        .iter()
        .enumerate()
        .map(|(step, (name, _))| {
            let found = chain.iter().find(|index| signs[**index].0 == step).map(|index| signs[*index].1.clone());
            looked_for(reading, Item::named(name), found, reading.conversation())
        })
        .collect();
    let got = chain.len() as u32;
    let listened_first = parts[0].mark == Mark::Seen;
    let finding = Finding::of_parts(id, parts, u32::try_from(terms.rule.amount("steps_at_least")).unwrap_or(u32::MAX));
    let outcome = match finding.outcome {
        Outcome::Met if !listened_first && finding.parts[0].mark == Mark::Unclear => Outcome::NotObserved(Why::Unclear),
        Outcome::Met if !listened_first => Outcome::Partly { got, of: STEPS.len() as u32 },
        decided => decided,
    };
    Finding { outcome, ..finding }.measuring(i64::from(got), MeasureUnit::Steps)
}

/// Every sign of every step, in the order of the record; within one turn in the order of the steps.
fn signs(reading: &Reading<'_>) -> Vec<(usize, Evidence)> {
    let mut signs: Vec<(usize, Evidence)> = Vec::new();
    for (step, (_, acts)) in STEPS.iter().enumerate() {
        signs.extend(reading.operator.iter().filter_map(|turn| Some((step, turn.doing(acts)?))));
    }
    let asked = |turn: &OperatorTurn<'_>| {
        let seen = turn.facts.iter().find(|seen| seen.mode == Mode::Asked && reading.role(&seen.fact) == Some(Role::Hidden))?;
        Some(turn.quote(seen.words))
    };
    let told = |turn: &OperatorTurn<'_>| {
        let seen = turn.facts.iter().find(|seen| seen.mode == Mode::Told && reading.role(&seen.fact) == Some(Role::Required))?;
        Some(turn.quote(seen.words))
    };
    signs.extend(reading.operator.iter().filter_map(|turn| Some((0, asked(turn)?))));
    // Whoever lets the first disclosure come to its end has listened, whatever they say next.
    let heard_out = reading
        .occasions()
        .first()
        .and_then(|occasion| occasion.lines.last().filter(|line| !line.cut).map(|line| line.evidence()));
    signs.extend(heard_out.map(|evidence| (0, evidence)));
    signs.extend(reading.operator.iter().filter_map(|turn| Some((3, told(turn)?))));
    for (seq, at, change) in &reading.desk {
        let step = match change {
            DeskChange::TicketFilled { field: TicketField::Cause, .. } => 3,
            DeskChange::Refunded { .. } | DeskChange::Changed { .. } | DeskChange::Sent { .. } => 4,
            _ => continue,
        };
        if *at <= reading.over {
            signs.push((step, at_desk(*seq, *at)));
        }
    }
    signs.sort_by_key(|(step, evidence)| (evidence.from, *step));
    signs
}

/// Indices of the longest run of signs in which each step comes after the one before: steps missed or out of order fall out.
fn longest_in_order(signs: &[(usize, Evidence)]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(signs.len());
    for (index, (step, _)) in signs.iter().enumerate() {
        let before =
            (0..index).filter(|earlier| signs[*earlier].0 < *step).max_by_key(|earlier| (best[*earlier].0, usize::MAX - earlier));
        best.push((before.map_or(1, |earlier| best[earlier].0 + 1), before));
    }
    let mut at = (0..signs.len()).max_by_key(|index| (best[*index].0, usize::MAX - index));
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(index);
        at = best[index].1;
    }
    chain.reverse();
    chain
}

/// The customer was offered something to choose or accept. Arises in complaints.
pub(super) fn offers_options(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "offers_options";
    if reading.header.goals.kind != ContactKind::Complaint {
        return Finding::not_applicable(id);
    }
    let acts = ["offer_option", "offer_alternative"];
    let offers: Vec<Evidence> = reading
        .operator
        .iter()
        .flat_map(|turn| turn.acts.iter().filter(|seen| acts.contains(&seen.act.as_str())).map(|seen| turn.quote(seen.words)))
        .collect();
    let wanted = u32::try_from(terms.rule.amount("options_at_least")).unwrap_or(u32::MAX);
    let outcome = Outcome::of_count(offers.len() as u32, wanted, wanted);
    let finding = match outcome {
        Outcome::NotMet | Outcome::Partly { .. } => match absent(reading, id, reading.conversation()) {
            missed if missed.outcome == Outcome::NotMet => Finding::new(id, outcome),
            unclear => unclear,
        },
        _ => Finding::new(id, outcome),
    };
    finding.measuring(offers.len() as i64, MeasureUnit::Options).with(offers)
}

/// A no came with its reason and with what is possible instead. Arises where the operator clearly refused.
pub(super) fn refuses_with_reason_and_alternative(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "refuses_with_reason_and_alternative";
    let window = terms.rule.amount("window_turns") as usize;
    let refusals = reading.refusals();
    if refusals.is_empty() {
        return Finding::not_applicable(id);
    }
    let near = |index: usize| {
        let from = index.saturating_sub(1);
        &reading.operator[from..(index + 1 + window).min(reading.operator.len())]
    };
    let part = |name: &str, acts: &[&str]| {
        let mut evidence = Vec::new();
        for index in &refusals {
            let turns = near(*index);
            // From the turn before on: a reason that came first counts, so one that may have been there and was not heard does too.
            let from = turns.first().map_or(reading.operator[*index].span().from, |turn| turn.span().from);
            let window = Span::new(from, turns.last().map_or(reading.over, |turn| turn.span().to));
            let found = looked_for(reading, Item::named(name), turns.iter().find_map(|turn| turn.doing(acts)), window);
            if found.mark != Mark::Seen {
                return found;
            }
            evidence.extend(found.evidence);
        }
        PartSeen { item: Item::named(name), mark: Mark::Seen, evidence }
    };
    let parts = vec![part("give_reason", &["give_reason"]), part("offer_alternative", &["offer_alternative", "offer_option"])];
    Finding::of_parts(id, parts, 2).with(refusals.iter().map(|index| reading.operator[*index].whole()))
}
