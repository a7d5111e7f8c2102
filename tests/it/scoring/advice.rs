//! Counterfactual advice: whatever was not met is told what would have earned it, and putting that into the record earns it.

use pronto::ids::Language;
use pronto::record::Record;
use pronto::report;
use pronto::scoring::counterfactual::{cure, is_curable};
use pronto::scoring::{Outcome, score};

use super::log::{events, record};
use super::plans::RECORDS;
use super::shipped;

/// Questions whose answer the customer's own course gives: nobody can say what they would have done.
const OF_THE_CUSTOMER: &[&str] = &["keeps_anger_from_rising", "resolves_the_contact"];

fn calls() -> Vec<(String, Record)> {
    let logs = [("rude.log", include_str!("../../scorecards/rude.log")), ("good.log", include_str!("../../scorecards/good.log"))];
    let logs = logs.into_iter().map(|(name, log)| (name.to_owned(), record(events(log))));
    logs.chain(RECORDS.iter().map(|(scenario, plan, record)| (format!("{scenario}/{plan}"), record.clone()))).collect()
}

#[test]
fn every_finding_not_met_says_what_would_have_earned_it_and_that_earns_it() {
    let rubric = shipped();
    let mut wrong = Vec::new();
    for (name, record) in calls() {
        let card = score(&record, &rubric);
        let views = [Language::It, Language::En].map(|language| report::view(&record, &card, &rubric, language));
        for finding in &card.findings {
            if !matches!(finding.outcome, Outcome::NotMet | Outcome::Partly { .. }) {
                continue;
            }
            let id = finding.indicator.as_str();
            for view in &views {
                let told = view.findings.iter().find(|told| told.id.as_str() == id);
                if told.is_none_or(|told| told.advice.is_empty()) {
                    wrong.push(format!("{name}: {id} has no advice"));
                }
            }
            if !is_curable(id) {
                continue;
            }
            let rule = rubric.rule(&finding.indicator).unwrap();
            if cure(&record.header, &record.events, rule, &rubric).is_none() {
                wrong.push(format!("{name}: {id}, {:?}, has no cure: {:?}", finding.outcome, finding.parts));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Questions about forms, notes and channels: what was to be entered stands in the goals, and the advice says which field.
const OF_THE_FORMS: &[&str] = &[
    "answers_channels_in_order",
    "fills_forms_right",
    "finds_the_right_record",
    "keeps_data_where_they_belong",
    "makes_no_duplicate",
    "replies_first_in_time",
    "reports_the_shift",
    "sends_documents_in_the_call",
    "uses_the_office_machine",
    "uses_the_phone_in_the_right_state",
    "writes_a_useful_note",
];

#[test]
fn every_question_that_words_or_deeds_answer_has_a_cure() {
    let rubric = shipped();
    let without: Vec<&str> = rubric
        .indicators
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|id| {
            !is_curable(id)
                && !OF_THE_CUSTOMER.contains(id)
                && !OF_THE_FORMS.contains(id)
                && !matches!(*id, "sounds_welcoming" | "speaks_well")
        })
        .collect();
    assert!(without.is_empty(), "{without:?}");
}
