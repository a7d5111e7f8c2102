//! How the work at the desk was done: in which order, about the right need, with data read back, in time. What was entered is
//! another question (`desk`, `forms`).

use crate::event::{DeskChange, DeskStep, FormGoal, Milestone, Mode, TicketField, Within};
use crate::ids::{FactId, Seq};
use crate::scoring::finding::{Evidence, Finding, Item, Mark, PartSeen};
use crate::scoring::reading::{Reading, at_desk, at_moment, is_remedy};
use crate::time::{CallTime, Span};

use super::Terms;
use super::desk::{alike, all_of, open_until_wrapped_up};
use super::forms::submitted;
use super::looking::{done, looked_for};

/// What the goals want done at the desk was done, in their order; other things may come between. Arises where the goals give an
/// order. So many steps as `slips_at_most` may stand out of their order; none may be missing.
pub(super) fn follows_the_desk_order(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "follows_the_desk_order";
    let wanted = &reading.header.goals.desk_order;
    let did: Vec<(Evidence, &DeskChange)> = reading.desk.iter().map(|(seq, at, change)| (at_desk(*seq, *at), *change)).collect();
    let in_order = longest_in_order(wanted, &did);
    let parts: Vec<PartSeen> = wanted
        .iter()
        .zip(&in_order)
        .map(|(step, in_order)| {
            let item = Item::Step(step.clone());
            match (in_order, did.iter().find(|(_, change)| is_step(step, change))) {
                (Some(at), _) => PartSeen::seen(item, did[*at].0.clone()),
                (None, Some((elsewhere, _))) => PartSeen { item, mark: Mark::Missing, evidence: vec![elsewhere.clone()] },
                (None, None) => PartSeen { item, mark: Mark::Missing, evidence: Vec::new() },
            }
        })
        .collect();
    let slips = parts.iter().filter(|part| part.mark == Mark::Missing && !part.evidence.is_empty()).count() as u64;
    let forgiven = slips.min(terms.rule.amount("slips_at_most")) as u32;
    let enough = (parts.len() as u32).saturating_sub(forgiven).max(1);
    open_until_wrapped_up(reading, Finding::of_parts(id, parts, enough))
}

/// Of each step, where in what was done it stands in the longest chain that keeps the order: as many steps as can be are right, so
/// that one thing done too early makes one slip, and not everything after it wrong.
fn longest_in_order(wanted: &[DeskStep], did: &[(Evidence, &DeskChange)]) -> Vec<Option<usize>> {
    let (steps, deeds) = (wanted.len(), did.len());
    let fits = |step: usize, deed: usize| is_step(&wanted[step], did[deed].1);
    // longest[step][deed]: the longest chain of the steps from `step` on among the deeds from `deed` on.
    let mut longest = vec![vec![0_usize; deeds + 1]; steps + 1];
    for step in (0..steps).rev() {
        for deed in (0..deeds).rev() {
            let skipped = longest[step + 1][deed].max(longest[step][deed + 1]);
            longest[step][deed] = if fits(step, deed) { skipped.max(1 + longest[step + 1][deed + 1]) } else { skipped };
        }
    }
    let mut chain = vec![None; steps];
    let (mut step, mut deed) = (0, 0);
    while step < steps && deed < deeds {
        if fits(step, deed) && longest[step][deed] == 1 + longest[step + 1][deed + 1] {
            chain[step] = Some(deed);
            (step, deed) = (step + 1, deed + 1);
        } else if longest[step][deed] == longest[step][deed + 1] {
            deed += 1;
        } else {
            step += 1;
        }
    }
    chain
}

/// Whether a change at the desk is a step.
pub(in crate::scoring) fn is_step(step: &DeskStep, change: &DeskChange) -> bool {
    match (step, change) {
        (DeskStep::Search, DeskChange::Found(_))
        | (DeskStep::Open, DeskChange::Opened(_))
        | (DeskStep::Verify, DeskChange::Verified { .. })
        | (DeskStep::FileTicket, DeskChange::TicketFiled(_))
        | (DeskStep::Refund, DeskChange::Refunded { .. })
        | (DeskStep::Note, DeskChange::Noted(_)) => true,
        (DeskStep::Change(wanted), DeskChange::Changed { field, .. }) => wanted == field,
        (DeskStep::Send(wanted), DeskChange::Sent { document, .. }) => wanted == document,
        (DeskStep::Submit(wanted), DeskChange::FormSubmitted { form, .. }) => wanted == form,
        (DeskStep::Transfer(wanted), DeskChange::Transferred(office)) => wanted == office,
        _ => false,
    }
}

/// What the customer really needs was found out before a way out was offered or anything was done, and the case was filed under it
/// where one was to be filed. Arises where the goals name the need.
pub(super) fn frames_the_need(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "frames_the_need";
    let Some(need) = &reading.header.goals.need else { return Finding::not_applicable(id) };
    let way_out = first_way_out(reading);
    let all = reading.conversation();
    let window = Span::new(all.from, way_out.as_ref().map_or(all.to, |found| found.span.to).max(all.from));
    let mut parts: Vec<PartSeen> = need
        .ask
        .iter()
        .map(|fact| {
            let known = reading.disclosed(fact).filter(|(seq, ..)| way_out.as_ref().is_none_or(|found| *seq <= found.to));
            let found = known.map(|(seq, at, _)| {
                let line = reading.customer.iter().rev().find(|line| line.seq <= seq);
                line.map_or_else(|| at_moment(seq, seq, Span::new(at, at)), |line| line.evidence())
            });
            looked_for(reading, Item::Fact(fact.clone()), found, window)
        })
        .collect();
    let similar = terms.rule.amount("similar_permille");
    let chosen = reading.desk.iter().rev().find_map(|(seq, at, change)| match change {
        DeskChange::TicketFilled { field: TicketField::Area, value } => Some((at_desk(*seq, *at), value)),
        _ => None,
    });
    let right = chosen.filter(|(_, value)| need.area.iter().any(|area| alike(value, area, similar)));
    let files = !reading.header.goals.ticket.is_empty();
    parts.extend(files.then(|| done(Item::named("area"), right.map(|(evidence, _)| evidence))));
    let enough = parts.len() as u32;
    let finding = Finding::of_parts(id, parts, enough);
    // The area may still be chosen as long as after-call work goes on; what was not asked in time stays unasked.
    let area = finding.parts.iter().find(|part| part.item == Item::named("area"));
    match area.is_some_and(|area| area.mark == Mark::Missing) {
        true => open_until_wrapped_up(reading, finding),
        false => finding,
    }
}

/// Acts that offer a way out. To say what went wrong, or how things stand, offers none.
const WAYS_OUT: &[&str] = &["offer_option", "offer_alternative", "transfer_announce", "escalate"];

/// The first way out offered beyond doubt, or the first remedy at the desk.
fn first_way_out(reading: &Reading<'_>) -> Option<Evidence> {
    let offered = reading.operator.iter().find_map(|turn| turn.clearly(WAYS_OUT, reading.floor).next());
    let done = reading.desk.iter().find(|(.., change)| is_remedy(change)).map(|(seq, at, _)| at_desk(*seq, *at));
    offered.into_iter().chain(done).min_by_key(|evidence| evidence.from)
}

/// Acts by which data are given back to whoever dictated them.
const READING_BACK: &[&str] = &["read_back", "recap", "paraphrase", "clarify", "check_agreement"];

/// Data that the customer dictated were read back before the form went. Arises where the goals want it of a form and the customer
/// made them known.
pub(super) fn reads_back_before_submitting(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "reads_back_before_submitting";
    let mut parts = Vec::new();
    for goal in &reading.header.goals.forms {
        let sent = submitted(reading, goal).pop();
        for fact in &goal.read_back {
            let Some((known, at, _)) = reading.disclosed(fact) else { continue };
            let until = sent.as_ref().map(|sent| (sent.from, sent.span.from));
            let window = Span::new(at, until.map_or(reading.over, |(_, at)| at).max(at));
            let found = given_back(reading, fact, known, until.map(|(seq, _)| seq));
            parts.push(looked_for(reading, Item::Fact(fact.clone()), found, window));
        }
    }
    let enough = parts.len() as u32;
    Finding::of_parts(id, parts, enough)
}

/// Where, between two events, the operator gave a datum back: said it right, or took it up while reading back.
fn given_back(reading: &Reading<'_>, fact: &FactId, after: Seq, before: Option<Seq>) -> Option<Evidence> {
    let mut turns = reading.operator.iter().filter(|turn| turn.seq > after && before.is_none_or(|before| turn.seq < before));
    turns.find_map(|turn| {
        let seen = turn.facts.iter().find(|seen| seen.fact == *fact && seen.mode != Mode::ToldWrong)?;
        (seen.mode == Mode::Told || turn.does(READING_BACK)).then(|| turn.quote(seen.words))
    })
}

/// Forms went when they had to: before what they had to come before, and within their time. Arises where the goals set a term to a form.
pub(super) fn submits_forms_in_time(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let timed = reading.header.goals.forms.iter().filter(|goal| goal.before.is_some() || goal.within.is_some());
    let parts = timed.map(|goal| {
        let in_time = submitted(reading, goal).into_iter().find(|sent| {
            goal.before.as_ref().is_none_or(|milestone| is_before(reading, sent, milestone))
                && latest(reading, goal).is_none_or(|latest| sent.span.from <= latest)
        });
        done(Item::Form(goal.spec.id.clone()), in_time)
    });
    all_of(reading, "submits_forms_in_time", parts.collect())
}

fn is_before(reading: &Reading<'_>, sent: &Evidence, milestone: &Milestone) -> bool {
    let first = match milestone {
        Milestone::CallEnd => return sent.span.from <= reading.over,
        Milestone::Solution => reading.landmarks.solution.as_ref().map(|solution| solution.from),
        Milestone::Desk(step) => reading.desk.iter().find(|(.., change)| is_step(step, change)).map(|(seq, ..)| *seq),
    };
    first.is_none_or(|first| sent.from < first)
}

/// Until when a form may be submitted, if its term has begun to run.
fn latest(reading: &Reading<'_>, goal: &FormGoal) -> Option<CallTime> {
    match goal.within.as_ref()? {
        Within::AfterCall(millis) => Some(reading.over.plus(*millis)),
        Within::AfterFact(fact, millis) => reading.disclosed(fact).map(|(_, at, _)| at.plus(*millis)),
    }
}
