//! What the customer makes of an utterance, and says to it.

use super::replies::{say, say_one_of, shift};
use crate::call::dice::Dice;
use crate::call::handle::Sight;
use crate::call::state::Phase;
use crate::customer::{Said, holds, move_for};
use crate::event::{Cause, Channel, Consequence, Event, Fact, How, Kind, Mode, Outcome};
use crate::ids::{FactId, LineId, StepId};
use crate::scenario::{Close, Reaction, Step};

/// At most so many facts are answered at once (our proposal: people lose track beyond three).
const ANSWERS_AT_ONCE: usize = 3;

/// Whom the operator calls or writes to, or who has written, speaks first: the first step's opening lines.
pub(super) fn open(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    if !matches!(event.kind, Kind::Fact(Fact::Answered)) || sight.script.scenario.channel == Channel::InboundCall {
        return Vec::new();
    }
    sight.script.steps.first().map(|step| enter(sight, step, dice)).unwrap_or_default()
}

/// What was heard is understood, unless the customer is on hold and hears nothing.
pub(super) fn understand(sight: &Sight<'_>, event: &Event, _: &mut Dice) -> Vec<Consequence> {
    let Kind::Fact(Fact::Heard(utterance)) = &event.kind else { return Vec::new() };
    if sight.state.phase != Phase::Talking {
        return Vec::new();
    }
    let understood = sight.understander.understand(utterance);
    vec![Consequence::Understood { utterance: event.seq, acts: understood.acts, facts: understood.facts }]
}

/// Acts move the mood, by the persona's table.
pub(super) fn feel(sight: &Sight<'_>, event: &Event, _: &mut Dice) -> Vec<Consequence> {
    if !understood_now(sight, event) {
        return Vec::new();
    }
    let memory = &sight.state.memory;
    let mut mood = memory.mood;
    let mut all = Vec::new();
    let mut moved = Vec::new();
    for seen in &memory.last_acts {
        // One sentence moves the customer once for each kind of act, however often it is in it.
        if moved.contains(&&seen.act) {
            continue;
        }
        moved.push(&seen.act);
        let Some(shift) = sight.script.persona.moves.get(&seen.act) else { continue };
        let in_this = memory.last_acts.iter().filter(|other| other.act == seen.act).count();
        let before = memory.did.get(&seen.act).copied().unwrap_or(0).saturating_sub(u16::try_from(in_this).unwrap_or(u16::MAX));
        let by = move_for(*shift, before.saturating_add(1));
        let to = crate::customer::clamped(mood, by);
        if to != mood {
            let because = if before == 0 { Cause::Act(seen.act.clone()) } else { Cause::ActAgain(seen.act.clone()) };
            all.push(Consequence::MoodShifted { by, to, because });
            mood = to;
        }
    }
    all
}

/// A short word before the real answer.
pub(super) fn interject(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    if !understood_now(sight, event) {
        return Vec::new();
    }
    match fitting(sight, &sight.script.reactions, true) {
        Some(reaction) => react(sight, reaction, dice),
        None => Vec::new(),
    }
}

/// Facts that were asked for are answered.
pub(super) fn answer(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    if !understood_now(sight, event) {
        return Vec::new();
    }
    let memory = &sight.state.memory;
    let mut asked: Vec<FactId> = Vec::new();
    for seen in memory.last_facts.iter().filter(|seen| seen.mode == Mode::Asked) {
        if !asked.contains(&seen.fact) {
            asked.push(seen.fact.clone());
        }
    }
    let mut all = Vec::new();
    let mut lines_said = Vec::new();
    for fact in asked.iter().take(ANSWERS_AT_ONCE) {
        let Some(topic) = sight.script.topics.get(fact) else { continue };
        let Some(line) = &topic.answer else { continue };
        if topic.answer_if.as_ref().is_some_and(|when| !holds_now(sight, when)) || lines_said.contains(line) {
            continue;
        }
        lines_said.push(line.clone());
        if memory.known.contains(fact) {
            let because = Cause::AskedAgain(fact.clone());
            all.extend(match &topic.answer_again {
                Some(again) => say(sight, again, because, &asked, dice),
                None => {
                    let mut again = say_one_of(sight, &sight.script.persona.lines.said_already, because.clone(), dice);
                    again.extend(say(sight, line, because, &asked, dice));
                    again
                }
            });
        } else {
            let said = say(sight, line, Cause::Asked(fact.clone()), &asked, dice);
            // An answer makes known what it answers, whether or not its line says so.
            let itself = Consequence::Disclosed { fact: fact.clone(), how: How::Elicited };
            let silent = !said.is_empty() && !said.contains(&itself);
            all.extend(said);
            all.extend(silent.then_some(itself));
        }
    }
    all
}

/// The course of the scenario: the first expectation of the step that fits, else the first reaction that holds everywhere.
pub(super) fn follow(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    if !understood_now(sight, event) {
        return Vec::new();
    }
    let expected = step(sight, &sight.state.memory.step).and_then(|step| fitting(sight, &step.expect, false));
    match expected.or_else(|| fitting(sight, &sight.script.reactions, false)) {
        Some(reaction) => react(sight, reaction, dice),
        None => Vec::new(),
    }
}

/// The operator takes leave: so does the customer, unless a reaction detains the operator.
pub(super) fn part(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    let memory = &sight.state.memory;
    let leaves = understood_now(sight, event) && memory.last_acts.iter().any(|seen| seen.act.as_str() == "farewell");
    let mut reactions = sight.script.steps.iter().flat_map(|step| &step.expect).chain(&sight.script.reactions);
    let detained = reactions.any(|reaction| reaction.detains && memory.fired_now.contains(&reaction.id));
    if !leaves || detained || memory.heard < 2 {
        return Vec::new();
    }
    let outcome = by_goals(sight);
    let lines = &sight.script.persona.lines;
    let lines = if outcome == Outcome::Resolved { &lines.farewell_content } else { &lines.farewell_discontent };
    let mut all = say_one_of(sight, lines, Cause::Act("farewell".into()), dice);
    all.push(Consequence::Closed(outcome));
    all
}

/// Nothing fitted: the customer shows that they listen, or that they did not understand.
pub(super) fn nothing_to_say(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    let memory = &sight.state.memory;
    if !understood_now(sight, event) || memory.replies_since_heard > 0 {
        return Vec::new();
    }
    let lines = &sight.script.persona.lines;
    if memory.last_acts.is_empty() && memory.last_facts.is_empty() {
        return say_one_of(sight, &lines.not_understood, Cause::NotUnderstood, dice);
    }
    let nudge = step(sight, &memory.step).map(|step| step.nudge.as_slice()).unwrap_or_default();
    let lines = if memory.since_hold == Some(1) && sight.state.hold_announced {
        &lines.after_hold
    } else if nudge.is_empty() {
        &lines.listening
    } else {
        nudge
    };
    say_one_of(sight, lines, Cause::Listening, dice)
}

/// A step reached says its opening lines.
pub(super) fn enter_step(sight: &Sight<'_>, event: &Event, dice: &mut Dice) -> Vec<Consequence> {
    let Kind::Consequence(Consequence::StepReached(id)) = &event.kind else { return Vec::new() };
    step(sight, id).map(|step| enter(sight, step, dice)).unwrap_or_default()
}

/// The opening lines of a step.
fn enter(sight: &Sight<'_>, step: &Step, dice: &mut Dice) -> Vec<Consequence> {
    step.enter.iter().flat_map(|line| say(sight, line, Cause::Step(step.id.clone()), &[], dice)).collect()
}

/// How the call ends if it ends now.
pub(super) fn by_goals(sight: &Sight<'_>) -> Outcome {
    let goals = &sight.script.goals_spec;
    if holds_now(sight, &goals.resolved) {
        Outcome::Resolved
    } else if holds_now(sight, &goals.partly) {
        Outcome::PartlyResolved
    } else {
        Outcome::Unresolved
    }
}

fn understood_now(sight: &Sight<'_>, event: &Event) -> bool {
    sight.state.phase == Phase::Talking && matches!(&event.kind, Kind::Consequence(Consequence::Understood { .. }))
}

fn holds_now(sight: &Sight<'_>, when: &crate::scenario::When) -> bool {
    let memory = &sight.state.memory;
    let said = Said { acts: &memory.last_acts, facts: &memory.last_facts };
    holds(when, said, memory, &sight.state.surroundings(sight.script))
}

fn step<'a>(sight: &Sight<'a>, id: &StepId) -> Option<&'a Step> {
    sight.script.steps.iter().find(|step| step.id == *id)
}

fn fitting<'a>(sight: &Sight<'_>, reactions: &'a [Reaction], interject: bool) -> Option<&'a Reaction> {
    let memory = &sight.state.memory;
    let said = Said { acts: &memory.last_acts, facts: &memory.last_facts };
    let around = sight.state.surroundings(sight.script);
    reactions.iter().find(|reaction| {
        reaction.interject == interject
            && !(reaction.once && memory.fired.contains(&reaction.id))
            && holds(&reaction.when, said, memory, &around)
    })
}

/// What the operator may have missed: the last line that made something known, or else the last line.
fn said_before<'a>(sight: &Sight<'a>) -> Option<&'a LineId> {
    let lines = &sight.state.memory.lines_before;
    let tells = |id: &&LineId| sight.script.lines.get(*id).is_some_and(|line| !line.reveals.is_empty());
    lines.iter().rev().find(tells).or_else(|| lines.last())
}

/// What a reaction does: mood, lines, step, end.
fn react(sight: &Sight<'_>, reaction: &Reaction, dice: &mut Dice) -> Vec<Consequence> {
    let because = || Cause::Reaction(reaction.id.clone());
    let asked: Vec<FactId> =
        (sight.state.memory.last_facts.iter()).filter(|seen| seen.mode == Mode::Asked).map(|seen| seen.fact.clone()).collect();
    let mut all = shift(sight, reaction.mood, because());
    let again = if reaction.repeats { said_before(sight) } else { None };
    for line in again.into_iter().chain(&reaction.say) {
        all.extend(say(sight, line, because(), &asked, dice));
    }
    all.extend(reaction.goto.iter().map(|step| Consequence::StepReached(step.clone())));
    match reaction.close {
        Some(Close::ByGoals) => all.push(Consequence::Closed(by_goals(sight))),
        Some(Close::With(outcome)) => all.push(Consequence::Closed(outcome)),
        None => {}
    }
    all
}
