//! What the law wants said and asked about the customer's data; and what a stranger is not told.

use crate::event::{DeskChange, Mode, Notice, Role};
use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, PartSeen};
use crate::scoring::reading::{Reading, at_desk};

use super::Terms;
use super::looking::looked_for;

/// Every notice due was given, and every consent due was asked, marketing in a question of its own. Arises where any is due.
pub(super) fn gives_notices_due(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "gives_notices_due";
    let due = &reading.header.goals.duties.notices;
    let window = reading.conversation();
    let asked: Vec<Evidence> = reading
        .operator
        .iter()
        .flat_map(|turn| turn.acts.iter().filter(|seen| seen.act.as_str() == "ask_consent").map(|seen| turn.quote(seen.words)))
        .collect();
    let mut consents = asked.into_iter();
    let parts: Vec<PartSeen> = due
        .iter()
        .map(|notice| match notice {
            Notice::Recording => {
                let found = reading.first_doing(&reading.operator, &["recording_notice"]);
                looked_for(reading, Item::named("recording"), found, window)
            }
            Notice::Consent => looked_for(reading, Item::named("consent"), consents.next(), window),
            Notice::Marketing => looked_for(reading, Item::named("marketing"), consents.next(), window),
        })
        .collect();
    let all = parts.len() as u32;
    Finding::of_parts(id, parts, all)
}

/// A caller without authority was told no, and nothing personal went out. Arises where the scenario has such a caller.
///
/// That something went out is judged as a critical error by the identity gate; here it is a part that is missing.
pub(super) fn refuses_the_unverified(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "refuses_the_unverified";
    if !reading.header.goals.duties.third_party {
        return Finding::not_applicable(id);
    }
    let mut told = reading.operator.iter().flat_map(|turn| {
        turn.facts
            .iter()
            .filter(|seen| seen.mode == Mode::Told && reading.role(&seen.fact) == Some(Role::Personal))
            .map(|seen| turn.breach_by_fact(seen, reading.floor))
    });
    let out = reading.desk.iter().find_map(|(seq, at, change)| match change {
        // A blank form that the scenario wants sent discloses nothing.
        DeskChange::Sent { document, .. } if reading.header.goals.documents.contains(document) => None,
        DeskChange::Refunded { .. } | DeskChange::Changed { .. } | DeskChange::Sent { .. } => {
            Some(Breach::Clear(at_desk(*seq, *at)))
        }
        _ => None,
    });
    let kept = match out.or_else(|| told.clone().find(|breach| matches!(breach, Breach::Clear(_)))).or_else(|| told.next()) {
        Some(Breach::Clear(evidence)) => (Mark::Missing, vec![evidence]),
        Some(Breach::Doubtful(evidence)) => (Mark::Unclear, vec![evidence]),
        None => (Mark::Seen, Vec::new()),
    };
    let disclosed: Vec<Evidence> = if kept.0 == Mark::Missing { kept.1.clone() } else { Vec::new() };
    let kept = PartSeen { item: Item::named("nothing_disclosed"), mark: kept.0, evidence: kept.1 };
    let refused = reading.first_doing(&reading.operator, &["refuse"]);
    let parts = vec![kept, looked_for(reading, Item::named("refused"), refused, reading.conversation())];
    let finding = Finding::of_parts(id, parts, 2);
    // What is a stranger's to know is nobody's to say: the same error as disclosing before a check.
    if disclosed.is_empty() { finding } else { finding.proposing("CE1", disclosed) }
}
