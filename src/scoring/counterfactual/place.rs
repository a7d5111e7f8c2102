//! Where in a record something could have been said: after what the question is about, after the customer, after oneself.

use crate::ids::Seq;
use crate::scoring::finding::{Finding, Mark};
use crate::scoring::reading::Reading;

/// Places in the order in which they are worth trying.
pub(super) fn places(reading: &Reading<'_>, finding: &Finding) -> Vec<Seq> {
    let mut places = Vec::new();
    let end = reading.ending.map(|(seq, ..)| seq);
    let mut add = |place: Seq| {
        // In the conversation: after it was answered, before it was over.
        let within = reading.answered.is_some_and(|(seq, _)| place >= seq) && end.is_none_or(|end| place < end);
        if within && !places.contains(&place) {
            places.push(place);
        }
    };
    let short = finding.parts.iter().filter(|part| matches!(part.mark, Mark::Missing | Mark::Unclear | Mark::Seen));
    short.flat_map(|part| &part.evidence).chain(&finding.evidence).for_each(|evidence| add(evidence.to));
    finding.evidence.iter().for_each(|evidence| add(evidence.from));
    let before_end = end.map(|end| Seq(end.0.saturating_sub(1)));
    let last = before_end.or(reading.events.last().map(|event| event.seq));
    if let Some((seq, _)) = reading.answered {
        add(seq);
    }
    reading.operator.first().into_iter().for_each(|turn| add(turn.last));
    reading.customer.first().into_iter().for_each(|line| add(line.last));
    last.into_iter().for_each(&mut add);
    reading.operator.last().into_iter().for_each(|turn| add(turn.last));
    reading.customer.iter().for_each(|line| add(line.last));
    reading.operator.iter().for_each(|turn| add(turn.last));
    reading.holds.iter().for_each(|hold| {
        add(Seq(hold.from.0.saturating_sub(1)));
        add(hold.to);
    });
    reading.desk.iter().for_each(|(seq, ..)| add(Seq(seq.0.saturating_sub(1))));
    places
}
