//! An author's condition in words.

use crate::ids::Language;
use crate::scenario::{Past, When};

/// What a condition says, short enough for a picture: `dice: greet | state_name, e non: sa causa`.
pub fn condition(when: &When, language: Language) -> String {
    let t = |it: &'static str, en: &'static str| match language {
        Language::It => it,
        Language::En => en,
    };
    let all = |whens: &[When], between: &str| {
        let parts = whens.iter().map(|when| match when {
            When::All(_) | When::Any(_) | When::Act(_) if whens.len() > 1 && is_several(when) => {
                format!("({})", condition(when, language))
            }
            _ => condition(when, language),
        });
        parts.collect::<Vec<_>>().join(between)
    };
    match when {
        When::Always => t("sempre", "always").to_owned(),
        When::Act(acts) => acts.iter().map(|act| act.as_str()).collect::<Vec<_>>().join(" | "),
        When::Asks(fact) => format!("{} {fact}", t("chiede", "asks for")),
        When::Tells(fact) => format!("{} {fact}", t("dice", "tells")),
        When::TellsWrong(fact) => format!("{} {fact}", t("dice sbagliato", "tells wrong")),
        When::Mentions(fact) => format!("{} {fact}", t("nomina", "mentions")),
        When::Known(fact) => format!("{} {fact}", t("il cliente ha detto", "the customer has told")),
        When::Told(fact) => format!("{} {fact}", t("ha detto", "has told")),
        When::Did(act) => format!("{} {act}", t("ha fatto", "has done")),
        When::Verified => t("identità verificata", "identity verified").to_owned(),
        When::RightRecord => t("scheda giusta aperta", "right record open").to_owned(),
        When::TicketFiled => t("pratica registrata", "ticket filed").to_owned(),
        When::Refunded(cents) => format!("{} {},{:02} €", t("rimborsati almeno", "refunded at least"), cents / 100, cents % 100),
        When::Changed(field, value) => format!("{field} := {value}"),
        When::Sent(document) => format!("{} {document}", t("inviato", "sent")),
        When::Filled(form, field, value) => format!("{form}.{field} = {value}"),
        When::Submitted(form) => format!("{} {form}", t("inoltrato", "submitted")),
        When::AngerFrom(level) => format!("{} ≥ {level}", t("rabbia", "anger")),
        When::TrustFrom(level) => format!("{} ≥ {level}", t("fiducia", "trust")),
        When::PatienceTo(level) => format!("{} ≤ {level}", t("pazienza", "patience")),
        When::Said(line) => format!("{} «{line}»", t("già pronunciata", "already said")),
        When::AfterHold => t("dopo un'attesa", "after a hold").to_owned(),
        When::Waited(seconds) => format!("{} {seconds} s", t("in coda almeno", "queued at least")),
        When::Earlier(past) => format!("{}: {}", t("la volta prima", "the time before"), before(past, language)),
        When::All(whens) => all(whens, t(" e ", " and ")),
        When::Any(whens) => all(whens, t(" o ", " or ")),
        When::Not(when) => format!("{} ({})", t("non", "not"), condition(when, language)),
    }
}

/// Whether a condition is a list, which needs brackets inside another.
fn is_several(when: &When) -> bool {
    match when {
        When::All(whens) | When::Any(whens) => whens.len() > 1,
        When::Act(acts) => acts.len() > 1,
        _ => false,
    }
}

fn before(past: &Past, language: Language) -> String {
    let t = |it: &'static str, en: &'static str| if language == Language::It { it } else { en };
    match past {
        Past::Ended(outcomes) => outcomes.iter().map(|outcome| format!("{outcome:?}")).collect::<Vec<_>>().join(" | "),
        Past::Told(fact) => format!("{} {fact}", t("detto", "told")),
        Past::Ticket => t("pratica registrata", "ticket filed").to_owned(),
        Past::Submitted(form) => format!("{} {form}", t("inoltrato", "submitted")),
    }
}
