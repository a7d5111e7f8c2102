//! A scenario with one cast in place, ready to run: every slot filled, the persona's lines beside the scenario's own.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::forms;
use super::when::conditions;
use super::{Cast, Company, CustomerRecord, FactValue, GoalsSpec, Line, Persona, Reaction, Scenario, Step, Topic, When};
use crate::event::{Arrival, Earlier, FormSpec, Goals, Mood, cents};
use crate::ids::{CastId, CustomerId, FactId, LineId};

/// One customer about to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The scenario as written, slots unfilled.
    pub scenario: Scenario,
    /// The persona as written.
    pub persona: Persona,
    /// The company as written.
    pub company: Company,
    /// The cast in place.
    pub cast: Cast,
    /// Topics with their values in place.
    pub topics: BTreeMap<FactId, Topic>,
    /// Lines of the scenario and the persona, slots filled.
    pub lines: BTreeMap<LineId, Line>,
    /// Lines that came from the persona.
    pub persona_lines: BTreeSet<LineId>,
    /// The course of the call.
    pub steps: Vec<Step>,
    /// The scenario's reactions, then the persona's.
    pub reactions: Vec<Reaction>,
    /// Every record on the desk.
    pub customers: BTreeMap<CustomerId, CustomerRecord>,
    /// Every form on the desk: the company's, then the scenario's.
    pub forms: Vec<FormSpec>,
    /// Goals as the author wrote them, slots filled.
    pub goals_spec: GoalsSpec,
    /// Goals as scoring reads them.
    pub goals: Goals,
    /// The mood at the start.
    pub mood: Mood,
    /// How the contact came about.
    pub arrival: Arrival,
}

impl Script {
    /// All its conditions: of steps, of reactions, of facts, of the goals.
    pub fn conditions(&self) -> Vec<&When> {
        conditions(&self.steps, &self.reactions, &self.topics, &self.goals_spec)
    }

    /// Puts a cast in place. `None` if the scenario has no cast of this name.
    pub fn new(scenario: Scenario, persona: Persona, company: Company, cast: &CastId) -> Option<Self> {
        let cast = scenario.casts.iter().find(|candidate| candidate.id == *cast)?.clone();
        let fill = |text: &str| fill(text, &cast.values);
        let fill_all = |texts: &[String]| texts.iter().map(|text| fill(text)).collect::<Vec<_>>();

        let topics: BTreeMap<FactId, Topic> = scenario
            .facts
            .iter()
            .map(|(id, topic)| {
                let topic = Topic {
                    asked_by: fill_all(&topic.asked_by),
                    mentioned_by: fill_all(&topic.mentioned_by),
                    told_near: fill_all(&topic.told_near),
                    value: topic.value.as_ref().map(|value| fill_value(value, &fill)),
                    ..topic.clone()
                };
                (id.clone(), topic)
            })
            .collect();
        let lines = scenario
            .lines
            .iter()
            .chain(&persona.say)
            .map(|(id, line)| {
                let say = line.say.iter().map(|text| sentence_case(&fill(text))).collect();
                (id.clone(), Line { say, ..line.clone() })
            })
            .collect();
        let customers = scenario
            .customers
            .iter()
            .chain(&company.customers)
            .map(|record| {
                let record = CustomerRecord {
                    id: CustomerId(fill(&record.id.0)),
                    name: fill(&record.name),
                    data: record.data.iter().map(|(field, value)| (field.clone(), fill(value))).collect(),
                    history: fill_all(&record.history),
                };
                (record.id.clone(), record)
            })
            .collect();
        let forms: Vec<FormSpec> = company.forms.iter().chain(&scenario.forms).cloned().collect();
        let goals_spec = GoalsSpec {
            customer: CustomerId(fill(&scenario.goals.customer.0)),
            refund: scenario.goals.refund.as_deref().map(&fill),
            changes: scenario.goals.changes.iter().map(|(field, value)| (field.clone(), fill(value))).collect(),
            resolved: fill_when(&scenario.goals.resolved, &fill),
            partly: fill_when(&scenario.goals.partly, &fill),
            forms: scenario.goals.forms.iter().map(|goal| forms::fill_goal(goal, &fill)).collect(),
            note: forms::fill_texts(&scenario.goals.note, &fill),
            ..scenario.goals.clone()
        };
        let goals = Goals {
            kind: scenario.kind,
            customer: goals_spec.customer.clone(),
            facts: topics.iter().map(|(id, topic)| (id.clone(), (topic.role, topic.name.clone()))).collect(),
            needs_identity: goals_spec.needs_identity,
            verify_with: goals_spec.verify_with.clone(),
            verify_at_least: goals_spec.verify_at_least,
            ticket: goals_spec.ticket.clone(),
            refund_cents: goals_spec.refund.as_deref().and_then(cents),
            authority_cents: company.authority_cents,
            documents: goals_spec.documents.clone(),
            changes: goals_spec.changes.clone(),
            caller_name: surname(&cast).unwrap_or_default().to_owned(),
            forms: goals_spec.forms.iter().filter_map(|goal| forms::for_scoring(goal, &forms)).collect(),
            desk_order: goals_spec.desk_order.clone(),
            need: goals_spec.need.clone(),
            note: goals_spec.note.clone(),
            duties: goals_spec.duties.clone(),
        };
        let earlier = scenario.follows.as_ref().map(|earlier| Earlier { entries: fill_all(&earlier.entries), ..earlier.clone() });
        let mut reactions = scenario.reactions.clone();
        reactions.extend(persona.reactions.iter().cloned());
        Some(Self {
            topics,
            lines,
            persona_lines: persona.say.keys().cloned().collect(),
            steps: scenario.steps.clone(),
            reactions,
            customers,
            forms,
            goals_spec,
            goals,
            mood: scenario.mood.unwrap_or(persona.mood),
            arrival: Arrival { earlier, ..Arrival::default() },
            cast,
            scenario,
            persona,
            company,
        })
    }

    /// The same contact as it comes within a shift: the wait in the queue has cost patience, and what really became of the earlier
    /// contact stands in the place of what usually does, on the desk as well.
    #[must_use]
    pub fn arriving(mut self, arrival: Arrival) -> Self {
        let worn =
            i16::try_from(arrival.waited_s.saturating_sub(FAIR_WAIT_S) / SECONDS_A_POINT).unwrap_or(MOST_WORN).min(MOST_WORN);
        self.mood.patience = (self.mood.patience - worn).max(0);
        let usual = self.arrival.earlier.take();
        self.arrival = Arrival { earlier: arrival.earlier.or(usual), ..arrival };
        self.write_history();
        self
    }

    /// What the desk shows of the earlier contact stands on top of the customer's history.
    fn write_history(&mut self) {
        if let Some(earlier) = &self.arrival.earlier
            && let Some(record) = self.customers.get_mut(&self.goals.customer)
        {
            record.history.splice(0..0, earlier.entries.iter().cloned());
        }
    }

    /// SHA-256 (hex) of everything an author wrote that this script runs on. The same for every cast.
    pub fn hash(&self) -> String {
        let written = (&self.scenario, &self.persona, &self.company);
        // Plain data in ordered maps always serialises; an empty text would only make all scenarios look alike.
        let text = ron::to_string(&written).unwrap_or_default();
        hex(&Sha256::digest(text.as_bytes()))
    }

    /// The caller's names as an operator would say them: the surname first.
    pub fn caller_names(&self) -> Vec<String> {
        let first = self.cast.values.get("nome").or_else(|| self.cast.values.get("name"));
        surname(&self.cast).into_iter().chain(first.map(String::as_str)).map(str::to_owned).collect()
    }

    /// What the recogniser is told to expect: names, places and product words only, never a phrase that scores.
    pub fn prompt(&self) -> String {
        let names = ["nome", "cognome", "name", "surname", "via", "citta", "street", "city"];
        let cast = names.iter().filter_map(|key| self.cast.values.get(*key));
        let mut words: Vec<&str> = vec![&self.company.name];
        words.extend(cast.map(String::as_str));
        words.extend(self.scenario.glossary.iter().map(String::as_str));
        words.join(", ") + "."
    }
}

/// A wait in the queue of so many seconds costs no patience: the wait for an answer that callers expect (AGCOM measures answers
/// within 20 seconds).
const FAIR_WAIT_S: u32 = 20;

/// After that, so many seconds cost a point of patience: our proposal.
const SECONDS_A_POINT: u32 = 6;

/// A wait costs no more points than this, however long: our proposal.
const MOST_WORN: i16 = 30;

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn surname(cast: &Cast) -> Option<&str> {
    cast.values.get("cognome").or_else(|| cast.values.get("surname")).map(String::as_str)
}

/// A text with its `{name}` slots filled. A slot nobody fills stays as it is: `check` has reported it.
pub(super) fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        out.push_str(&rest[..open]);
        match values.get(name) {
            Some(value) => out.push_str(value),
            None => out.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    out + rest
}

/// A text with a capital letter at the beginning of each sentence: a slot that opens one holds "martedì" or "trenta euro" as
/// they stand anywhere else. Three dots are a hesitation, not an end.
pub(super) fn sentence_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opens = true;
    let mut last = ' ';
    let mut before_last = ' ';
    for c in text.chars() {
        if opens && c.is_alphanumeric() {
            out.extend(c.to_uppercase());
            opens = false;
        } else {
            out.push(c);
        }
        if c.is_whitespace() && (matches!(last, '!' | '?') || (last == '.' && before_last != '.')) {
            opens = true;
        }
        (before_last, last) = (last, c);
    }
    out
}

fn fill_value(value: &FactValue, fill: &impl Fn(&str) -> String) -> FactValue {
    let all = |texts: &[String]| texts.iter().map(|text| fill(text)).collect();
    match value {
        FactValue::Euro(amount) => FactValue::Euro(fill(amount)),
        FactValue::Count(count, units) => FactValue::Count(fill(count), units.clone()),
        FactValue::Code(code) => FactValue::Code(fill(code)),
        FactValue::Date(date) => FactValue::Date(fill(date)),
        FactValue::Phrase(right, wrong) => FactValue::Phrase(all(right), all(wrong)),
    }
}

fn fill_when(when: &When, fill: &impl Fn(&str) -> String) -> When {
    let all = |whens: &[When]| whens.iter().map(|when| fill_when(when, fill)).collect();
    match when {
        When::Changed(field, value) => When::Changed(field.clone(), fill(value)),
        When::Filled(form, field, value) => When::Filled(form.clone(), field.clone(), fill(value)),
        When::All(whens) => When::All(all(whens)),
        When::Any(whens) => When::Any(all(whens)),
        When::Not(when) => When::Not(Box::new(fill_when(when, fill))),
        other => other.clone(),
    }
}
