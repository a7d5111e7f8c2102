//! Events as lines in a terminal.

use crate::call::State;
use crate::event::{Consequence, DeskChange, Event, Fact, Input, Kind, Outcome, PhoneAction};
use crate::ids::Language;
use crate::scenario::CustomerRecord;

/// One of two texts, by the user's language.
pub(crate) fn text(language: Language, it: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::It => it,
        Language::En => en,
    }
}

/// What an event looks like; several lines, or none for what only programs need.
pub(crate) fn lines(event: &Event, language: Language) -> Vec<String> {
    let t = |it, en| text(language, it, en);
    let line = match &event.kind {
        Kind::Fact(Fact::Offered(_)) => t("☎  Il telefono squilla.", "☎  The phone rings.").to_owned(),
        Kind::Fact(Fact::Answered) => t("☎  Ha risposto.", "☎  Answered.").to_owned(),
        Kind::Fact(Fact::Heard(utterance)) => format!("{}: {}", t("Operatore", "Operator"), utterance.text),
        Kind::Fact(Fact::Phone(PhoneAction::Hold)) => t("⏸  Cliente in attesa.", "⏸  Customer on hold.").to_owned(),
        Kind::Fact(Fact::Phone(PhoneAction::Resume)) => {
            t("▶  Cliente di nuovo in linea.", "▶  Customer back on the line.").to_owned()
        }
        Kind::Fact(Fact::HungUp) => t("☎  Ha riagganciato.", "☎  Hung up.").to_owned(),
        Kind::Fact(Fact::Device(note)) => format!("!  {note:?}"),
        Kind::Consequence(Consequence::Replied { text, .. }) => format!("{}: {text}", t("Cliente", "Customer")),
        Kind::Consequence(Consequence::DeskChanged(change)) => match desk_line(change, language) {
            Some(line) => line,
            None => return Vec::new(),
        },
        Kind::Consequence(Consequence::Closed(outcome)) => {
            format!("■  {}: {}", t("Fine della chiamata", "End of the call"), outcome_text(*outcome, language))
        }
        _ => return Vec::new(),
    };
    vec![format!("{:>8}  {line}", event.at.to_string())]
}

/// How a call ended, in words.
pub(crate) fn outcome_text(outcome: Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::Resolved => text(language, "risolta", "resolved"),
        Outcome::PartlyResolved => text(language, "risolta in parte", "partly resolved"),
        Outcome::Unresolved => text(language, "non risolta", "not resolved"),
        Outcome::Transferred => text(language, "trasferita", "transferred"),
        Outcome::CustomerHungUp => text(language, "il cliente ha riagganciato", "the customer hung up"),
        Outcome::NotAnswered => text(language, "nessuno ha risposto", "nobody answered"),
    }
}

/// A customer's record as lines.
pub(crate) fn record(record: &CustomerRecord) -> Vec<String> {
    let head = format!("          ┌ {} · {}", record.id, record.name);
    let data = record.data.iter().map(|(field, value)| format!("          │ {field}: {value}"));
    let history = record.history.iter().map(|line| format!("          │ – {line}"));
    std::iter::once(head).chain(data).chain(history).collect()
}

/// Every form of the desk with what stands in it; `*` marks what is still needed.
pub(crate) fn forms(state: &State, language: Language) -> Vec<String> {
    let mut all = Vec::new();
    for form in state.desk.forms.iter() {
        all.push(format!("   ┌ {}: {}", form.id, form.name.get(language)));
        for field in &form.fields {
            let value = state.desk.drafted(&form.id, &field.id).replace('\n', " / ");
            let needed = if field.required && value.is_empty() { "*" } else { "" };
            let choices = match &field.input {
                Input::Choice(choices) => {
                    format!(" [{}]", choices.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join("|"))
                }
                _ => String::new(),
            };
            all.push(format!("   │ {}{needed} ({}){choices} {value}", field.id, field.name.get(language)));
        }
    }
    all
}

fn desk_line(change: &DeskChange, language: Language) -> Option<String> {
    let t = |it, en| text(language, it, en);
    Some(match change {
        DeskChange::Found(ids) if ids.is_empty() => t("⌕  Nessun cliente trovato.", "⌕  No customer found.").to_owned(),
        DeskChange::Found(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            format!("⌕  {}: {}", t("Trovati", "Found"), ids.join(", "))
        }
        DeskChange::Opened(id) => format!("⌕  {} {id}", t("Aperta la scheda", "Opened record")),
        DeskChange::Verified { given, missing, .. } => {
            let mut line = format!("✓  {} ({})", t("Identità verificata", "Identity checked"), given.len());
            if !missing.is_empty() {
                let missing: Vec<&str> = missing.iter().map(|fact| fact.as_str()).collect();
                line += &format!(" – {}: {}", t("il cliente non ha dato", "the caller did not give"), missing.join(", "));
            }
            line
        }
        DeskChange::TicketFilled { field, value } => format!("✎  {field:?}: {value}"),
        DeskChange::TicketFiled(number) => format!("✎  {} {number}", t("Pratica registrata:", "Ticket filed:")),
        DeskChange::Refunded { cents, within_authority, .. } => {
            let over = if *within_authority { "" } else { t(" – OLTRE LA SUA DELEGA", " – BEYOND YOUR AUTHORITY") };
            format!("€  {} {},{:02}{over}", t("Rimborso di", "Refund of"), cents / 100, cents % 100)
        }
        DeskChange::Changed { field, old, new, .. } => format!("✎  {field}: {old} → {new}"),
        DeskChange::Sent { document, .. } => format!("✉  {} {document}", t("Inviato:", "Sent:")),
        DeskChange::Noted(_) => format!("✎  {}", t("Nota salvata.", "Note saved.")),
        DeskChange::Transferred(office) => format!("→  {} {office}", t("Trasferita a", "Transferred to")),
        DeskChange::FormFilled { form, field, value } => format!("✎  {form} {field}: {}", value.replace('\n', " / ")),
        DeskChange::FormSubmitted { form, .. } => format!("✉  {} {form}", t("Inoltrato:", "Submitted:")),
        DeskChange::Held(_) | DeskChange::Resumed(_) => return None,
    })
}
