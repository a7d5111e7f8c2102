//! The call as a whole: phases, mood, outcome.

use crate::event::{Cause, Consequence, Kind, Outcome as Ending};
use crate::ids::Seq;
use crate::scoring::finding::{Breach, Evidence, Finding, Item, MeasureUnit, Outcome, Why};
use crate::scoring::reading::{Reading, at_moment};
use crate::time::Span;

use super::Terms;
use super::looking::looked_for;

/// Opening, finding out, solving, closing: all four, in this order. Arises in every answered call; the closing only where the
/// customer stayed for it.
pub(super) fn passes_through_the_four_phases(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let marks = &reading.landmarks;
    let all = reading.conversation();
    let solution_from = marks.solution.as_ref().map(|solution| solution.from);
    let in_time = |evidence: &Evidence| solution_from.is_none_or(|solution| evidence.from <= solution);
    let opening = marks.opening.clone().filter(|opening| in_time(opening));
    let needs = marks.needs.clone().filter(|needs| in_time(needs));
    let closing = marks.closing.clone().filter(|closing| solution_from.is_none_or(|solution| closing.from >= solution));
    let mut parts = vec![
        looked_for(reading, Item::named("opening"), opening, all),
        looked_for(reading, Item::named("needs"), needs, all),
        looked_for(reading, Item::named("solution"), marks.solution.clone(), all),
    ];
    let handed_over = matches!(reading.ending, Some((_, _, Ending::CustomerHungUp | Ending::Transferred)));
    if !handed_over {
        parts.push(looked_for(reading, Item::named("closing"), closing, all));
    }
    let count = parts.len() as u32;
    let finding = Finding::of_parts("passes_through_the_four_phases", parts, count);
    match reading.is_complete() || finding.outcome == Outcome::Met {
        true => finding,
        false => Finding { outcome: Outcome::NotObserved(Why::Interrupted), ..finding },
    }
}

/// The customer's anger at the end is no higher than at the start, and they did not hang up. Arises in every answered call.
///
/// Rises that a mishearing may have caused (nothing understood, or an act whose words lie below the floor) do not count
/// against the trainee.
pub(super) fn keeps_anger_from_rising(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "keeps_anger_from_rising";
    let Some((end, at, last)) = reading.mood.last().copied() else { return Finding::not_applicable(id) };
    let rise = i64::from(last.anger) - i64::from(reading.header.mood.anger);
    let (doubtful, provoked) = rises(reading);
    let hung_up = reading.ended_by_customer();
    let outcome = match rise > 0 || hung_up {
        false => Outcome::Met,
        true if doubtful > 0 && (rise <= doubtful) => Outcome::NotObserved(Why::Unclear),
        true => Outcome::NotMet,
    };
    let curve = at_moment(Seq(0), end, Span::new(reading.conversation().from, at));
    Finding::new(id, outcome).measuring(rise, MeasureUnit::AngerPoints).with(if outcome == Outcome::Met {
        vec![curve]
    } else {
        provoked
    })
}

/// How much of the rise a mishearing may have caused, and what the customer was reacting to each time anger rose.
fn rises(reading: &Reading<'_>) -> (i64, Vec<Evidence>) {
    let mut doubtful = 0;
    let mut evidence = Vec::new();
    for event in reading.events {
        let Kind::Consequence(Consequence::MoodShifted { by, because, .. }) = &event.kind else { continue };
        if by.anger <= 0 {
            continue;
        }
        let turn = reading.operator.iter().rev().find(|turn| turn.seq < event.seq);
        let heard_faintly = || turn.is_some_and(|turn| turn.is_unclear(reading.floor));
        let doubt = match because {
            Cause::NotUnderstood => true,
            Cause::Act(act) | Cause::ActAgain(act) => turn.is_some_and(|turn| {
                let mut carrying = turn.acts.iter().filter(|seen| seen.act == *act);
                !carrying.any(|seen| matches!(turn.breach_by_act(seen, reading.floor), Breach::Clear(_)))
            }),
            Cause::Silence => reading.unheard.iter().any(|(seq, span)| *seq < event.seq && event.at.since(span.to) < 20_000),
            Cause::Reaction(_) | Cause::Asked(_) | Cause::AskedAgain(_) => heard_faintly(),
            _ => false,
        };
        if doubt {
            doubtful += i64::from(by.anger);
        }
        let spoken = matches!(
            because,
            Cause::Act(_) | Cause::ActAgain(_) | Cause::Reaction(_) | Cause::AskedAgain(_) | Cause::NotUnderstood
        );
        evidence.push(match turn.filter(|_| spoken) {
            Some(turn) => turn.whole(),
            None => at_moment(event.seq, event.seq, Span::new(event.at, event.at)),
        });
    }
    (doubtful, evidence)
}

/// The customer got what they called for. Arises in every contact; a hand-over is for an assessor.
pub(super) fn resolves_the_contact(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "resolves_the_contact";
    let Some((seq, at, ending)) = reading.ending else {
        return Finding::new(id, Outcome::NotObserved(Why::Interrupted));
    };
    let outcome = match ending {
        Ending::Resolved => Outcome::Met,
        Ending::PartlyResolved => Outcome::Partly { got: 1, of: 2 },
        Ending::Transferred => Outcome::ForAssessor,
        Ending::Unresolved | Ending::CustomerHungUp | Ending::NotAnswered => Outcome::NotMet,
    };
    let end = at_moment(seq, seq, Span::new(at, at));
    match (outcome, reading.unclear_anywhere()) {
        // What was not understood may have been the solution.
        (Outcome::NotMet | Outcome::Partly { .. }, Some(spot)) => {
            Finding::new(id, Outcome::NotObserved(Why::Unclear)).with([spot, end])
        }
        _ => Finding::new(id, outcome).with([end]),
    }
}
