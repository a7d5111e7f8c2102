//! What became of a contact, as the same customer's later contact and the next operator find it.

use super::State;
use crate::event::{Earlier, Event, Outcome, TicketField};
use crate::scenario::Script;

/// What became of a contact that is over (or was broken off: then it is not resolved).
pub fn became(script: &Script, state: &State) -> Earlier {
    let desk = &state.desk;
    let mut entries = Vec::new();
    let field = |field| desk.ticket.get(&field).map(|text| text.trim()).filter(|text| !text.is_empty());
    // The number is left out: the later contact has one of its own, which its author wrote down.
    if desk.filed.is_some() {
        let named = |name: &str, text: Option<&str>| text.map(|text| format!("{name}{}.", text.trim_end_matches('.')));
        let parts = [
            named("", field(TicketField::Cause)),
            named("Fatto: ", field(TicketField::Action)),
            named("Prossimo passo: ", field(TicketField::NextStep)),
        ];
        let text: Vec<String> = parts.into_iter().flatten().collect();
        let text = if text.is_empty() { "Senza altre indicazioni.".to_owned() } else { text.join(" ") };
        entries.push(format!("pratica registrata. {text}"));
    }
    if !desk.note.trim().is_empty() {
        entries.push(format!("nota: {}", desk.note.trim()));
    }
    entries.extend(desk.submitted.iter().filter_map(|done| {
        let form = desk.form(&done.form)?;
        Some(format!("inoltrato: {}", form.name.it))
    }));
    if entries.is_empty() {
        entries.push("contatto senza pratica e senza nota.".to_owned());
    }
    Earlier {
        scenario: script.scenario.id.clone(),
        outcome: state.outcome.unwrap_or(Outcome::Unresolved),
        told: state.memory.told.clone(),
        ticket: desk.filed.is_some(),
        forms: desk.submitted.iter().map(|done| done.form.clone()).collect(),
        entries,
    }
}

impl State {
    /// The state that these events lead to.
    pub fn after(script: &Script, events: &[Event]) -> Self {
        let mut state = Self::new(script);
        events.iter().for_each(|event| state.apply(event));
        state
    }
}
