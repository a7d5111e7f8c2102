//! What was to be entered at the desk.

use crate::event::{ContactKind, DeskChange};
use crate::scoring::finding::{Finding, Item, Outcome, PartSeen, Why};
use crate::scoring::reading::{Reading, at_desk, at_moment, normalised};
use crate::time::Span;

use super::Terms;
use super::looking::done;

/// Data that were to be changed carry the right value at the end. Arises where the goals name any.
pub(super) fn changes_the_right_data(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let goals = &reading.header.goals;
    let parts = goals.changes.iter().map(|(field, value)| {
        let last = reading.desk.iter().rev().find_map(|(seq, at, change)| match change {
            DeskChange::Changed { customer, field: changed, new, .. } if changed == field && *customer == goals.customer => {
                Some((at_desk(*seq, *at), new))
            }
            _ => None,
        });
        let right = last.filter(|(_, new)| normalised(new) == normalised(value)).map(|(evidence, _)| evidence);
        done(Item::Datum(field.clone()), right)
    });
    all_of(reading, "changes_the_right_data", parts.collect())
}

/// The documents that were to be sent were sent, from the right record. Arises where the goals name any.
pub(super) fn sends_the_right_documents(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let goals = &reading.header.goals;
    let parts = goals.documents.iter().map(|document| {
        let sent = reading.desk.iter().find_map(|(seq, at, change)| match change {
            DeskChange::Sent { customer, document: sent } if sent == document && *customer == goals.customer => {
                Some(at_desk(*seq, *at))
            }
            _ => None,
        });
        done(Item::Document(document.clone()), sent)
    });
    all_of(reading, "sends_the_right_documents", parts.collect())
}

/// The ticket was filed with the right fields. Arises where the goals name fields. A complaint whose ticket was never filed
/// proposes CE5.
pub(super) fn files_a_right_ticket(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "files_a_right_ticket";
    let goals = &reading.header.goals;
    if goals.ticket.is_empty() {
        return Finding::not_applicable(id);
    }
    let filed = reading.desk.iter().find_map(|(seq, at, change)| match change {
        DeskChange::TicketFiled(_) => Some(at_desk(*seq, *at)),
        _ => None,
    });
    let unfiled = filed.is_none();
    let similar = terms.rule.amount("similar_permille");
    let fields = goals.ticket.iter().map(|(field, right)| {
        let last = reading.desk.iter().rev().find_map(|(seq, at, change)| match change {
            DeskChange::TicketFilled { field: filled, value } if filled == field => Some((at_desk(*seq, *at), value)),
            _ => None,
        });
        let good = last.filter(|(_, value)| right.iter().any(|wanted| alike(value, wanted, similar)));
        done(Item::Field(*field), good.map(|(evidence, _)| evidence))
    });
    let parts = std::iter::once(done(Item::named("filed"), filed)).chain(fields).collect();
    let finding = all_of(reading, id, parts);
    let refused = unfiled && goals.kind == ContactKind::Complaint && reading.is_wrapped_up();
    match reading.events.last().filter(|_| refused) {
        Some(end) => finding.proposing("CE5", vec![at_moment(end.seq, end.seq, Span::new(end.at, end.at))]),
        None => finding,
    }
}

/// All parts are needed.
pub(super) fn all_of(reading: &Reading<'_>, id: &str, parts: Vec<PartSeen>) -> Finding {
    let all = parts.len() as u32;
    open_until_wrapped_up(reading, Finding::of_parts(id, parts, all))
}

/// What is missing from a record that breaks off before wrap-up was not observed: it could still have been done.
pub(super) fn open_until_wrapped_up(reading: &Reading<'_>, finding: Finding) -> Finding {
    match finding.outcome {
        Outcome::NotMet | Outcome::Partly { .. } if !reading.is_wrapped_up() => {
            Finding { outcome: Outcome::NotObserved(Why::Interrupted), ..finding }
        }
        _ => finding,
    }
}

/// Whether what was entered means what was wanted: the same, one inside the other word by word, or nearly the same letters
/// (Jaro-Winkler). Digits are never nearly the same: a case number with one wrong digit is another case.
pub(super) fn alike(value: &str, wanted: &str, similar_permille: u64) -> bool {
    let (value, wanted) = (normalised(value), normalised(wanted));
    if value.is_empty() || wanted.is_empty() {
        return false;
    }
    let words: Vec<&str> = value.split(' ').collect();
    let same_digits = |a: &str, b: &str| a.bytes().filter(u8::is_ascii_digit).eq(b.bytes().filter(u8::is_ascii_digit));
    let near = |a: &str, b: &str| a == b || same_digits(a, b) && strsim::jaro_winkler(a, b) * 1000.0 >= similar_permille as f64;
    let holds_all = wanted.split(' ').all(|word| words.iter().any(|own| near(own, word)));
    value == wanted || holds_all || near(&value, &wanted)
}
