//! A case with a before and an after: the earlier contact known, the decision told with its reason, the next instance named.

use crate::event::DeskChange;
use crate::scoring::finding::{Breach, Finding, Item, Mark, PartSeen};
use crate::scoring::reading::{OperatorTurn, Reading, at_desk};
use crate::time::Span;

use super::Terms;
use super::looking::{looked_for, named, said_once};

/// The operator showed within the first turns that the earlier contact is known. Arises where there was one.
pub(super) fn recalls_the_earlier_contact(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "recalls_the_earlier_contact";
    if !reading.header.goals.duties.earlier_contact {
        return Finding::not_applicable(id);
    }
    let turns: Vec<&OperatorTurn<'_>> = reading.substantial().take(terms.rule.amount("window_turns") as usize).collect();
    let window = Span::new(reading.conversation().from, turns.last().map_or(reading.over, |turn| turn.span().to));
    said_once(reading, id, turns.iter().find_map(|turn| turn.doing(&["recall_case"])), window)
}

/// A decision was told with its reason and with where one can turn next. Arises where one has to be told.
pub(super) fn tells_the_decision_with_its_reason(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "tells_the_decision_with_its_reason";
    if !reading.header.goals.duties.decision {
        return Finding::not_applicable(id);
    }
    let window = reading.conversation();
    let part = |name: &str, acts: &[&str]| named(reading, name, acts, &reading.operator, window);
    let parts = vec![part("give_reason", &["give_reason"]), part("next_instance", &["next_instance"])];
    Finding::of_parts(id, parts, 2)
}

/// The customer knows the way their complaint takes: its number, its term, and who comes after us. Arises where the scenario asks
/// for it.
pub(super) fn tells_the_complaint_route(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "tells_the_complaint_route";
    if !reading.header.goals.duties.complaint_routes {
        return Finding::not_applicable(id);
    }
    let window = reading.conversation();
    let part = |name: &str, acts: &[&str]| named(reading, name, acts, &reading.operator, window);
    let parts = vec![
        part("give_reference", &["give_reference"]),
        part("term", &["follow_up", "promise"]),
        part("next_instance", &["next_instance"]),
    ];
    Finding::of_parts(id, parts, 3)
}

/// What is not ours to say was left to the office whose it is. Arises where the scenario names such an office.
pub(super) fn leaves_it_to_the_competent_office(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "leaves_it_to_the_competent_office";
    let Some(office) = &reading.header.goals.duties.outside_remit else { return Finding::not_applicable(id) };
    let sent = reading.desk.iter().find_map(|(seq, at, change)| match change {
        DeskChange::Transferred(to) if to == office => Some(at_desk(*seq, *at)),
        _ => None,
    });
    let referred = sent.or_else(|| reading.first_doing(&reading.operator, &["name_office"]));
    let said = reading.operator.iter().flat_map(|turn| {
        let own = turn.acts.iter().filter(|seen| matches!(seen.act.as_str(), "speculate" | "disparage" | "deny_responsibility"));
        own.map(|seen| turn.breach_by_act(seen, reading.floor))
    });
    let (mut mark, mut evidence) = (Mark::Seen, Vec::new());
    for breach in said {
        match breach {
            Breach::Clear(spot) => (mark, evidence) = (Mark::Missing, vec![spot]),
            Breach::Doubtful(spot) if mark == Mark::Seen => (mark, evidence) = (Mark::Unclear, vec![spot]),
            Breach::Doubtful(_) => {}
        }
    }
    let parts = vec![
        looked_for(reading, Item::named("office"), referred, reading.conversation()),
        PartSeen { item: Item::named("no_statement"), mark, evidence },
    ];
    Finding::of_parts(id, parts, 2)
}
