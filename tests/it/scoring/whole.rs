//! Whole records: the reading, the scorecard, and promises about both.

use pronto::event::{Consequence, Event, Fact, Kind, Permille};
use pronto::ids::Language;
use pronto::report;
use pronto::scoring::{Outcome, Reading, Scorecard, score};

use super::log::{events, header, record};
use super::shipped;

const GOOD: &str = include_str!("../../scorecards/good.log");
const RUDE: &str = include_str!("../../scorecards/rude.log");
const UNCLEAR: &str = include_str!("../../scorecards/unclear.log");

fn card(log: &str) -> Scorecard {
    score(&record(events(log)), &shipped())
}

fn text(log: &str, language: Language) -> String {
    let (record, rubric) = (record(events(log)), shipped());
    report::text(&report::view(&record, &score(&record, &rubric), &rubric, language))
}

#[test]
fn a_good_call_reads_so() {
    insta::assert_snapshot!(text(GOOD, Language::It));
}

#[test]
fn a_good_call_reads_so_in_english() {
    insta::assert_snapshot!(text(GOOD, Language::En));
}

#[test]
fn a_rude_call_reads_so() {
    insta::assert_snapshot!(text(RUDE, Language::It));
}

#[test]
fn an_unclear_call_reads_so() {
    insta::assert_snapshot!(text(UNCLEAR, Language::It));
}

#[test]
fn the_same_record_gives_the_same_scorecard_byte_for_byte() {
    let once = serde_json::to_string(&card(RUDE)).unwrap();
    assert_eq!(once, serde_json::to_string(&card(RUDE)).unwrap());
    let read: Scorecard = serde_json::from_str(&once).unwrap();
    assert_eq!(read, card(RUDE));
}

/// Every operator word at a confidence.
fn heard_at(log: &str, confidence: u16) -> Vec<Event> {
    let mut events = events(log);
    for event in &mut events {
        if let Kind::Fact(Fact::Heard(utterance)) = &mut event.kind {
            for word in &mut utterance.words {
                word.confidence = Permille(confidence);
            }
        }
    }
    events
}

#[test]
fn a_call_heard_below_the_floor_costs_nothing_that_rests_on_words() {
    let rubric = shipped();
    for log in [GOOD, RUDE, UNCLEAR] {
        let card = score(&record(heard_at(log, 599)), &rubric);
        let lost: Vec<&str> = card
            .findings
            .iter()
            .filter(|finding| matches!(finding.outcome, Outcome::NotMet | Outcome::Partly { .. }))
            .map(|finding| finding.indicator.as_str())
            .collect();
        // What remains is what the clock and the desk decide.
        let deterministic = [
            "answers_in_time",
            "stays_within_authority",
            "refunds_the_right_amount",
            "files_a_right_ticket",
            "sends_the_right_documents",
            "verifies_identity_before_disclosure",
            "keeps_anger_from_rising",
        ];
        assert!(lost.iter().all(|id| deterministic.contains(id)), "{lost:?}");
        let by_words = card.criticals.iter().filter(|pending| pending.critical.as_str() == "CE4").count();
        assert_eq!(by_words, 0);
    }
}

#[test]
fn raising_confidence_never_takes_away_what_was_met() {
    let rubric = shipped();
    let low = score(&record(heard_at(GOOD, 100)), &rubric);
    let high = score(&record(heard_at(GOOD, 1000)), &rubric);
    for (low, high) in low.findings.iter().zip(&high.findings) {
        if low.outcome == Outcome::Met {
            assert_eq!(high.outcome, Outcome::Met, "{}", low.indicator);
        }
    }
}

#[test]
fn scoring_reads_any_torn_record() {
    let rubric = shipped();
    for log in [GOOD, RUDE, UNCLEAR] {
        let events = events(log);
        for cut in 0..=events.len() {
            let record = record(events[..cut].to_vec());
            let card = score(&record, &rubric);
            assert_eq!(card.findings.len(), rubric.indicators.len());
            let view = report::view(&record, &card, &rubric, Language::It);
            assert!(!report::text(&view).is_empty());
        }
    }
}

#[test]
fn the_reading_finds_the_course_of_the_call() {
    let (header, events) = (header(), events(GOOD));
    let reading = Reading::of(&header, &events, Permille(600));
    let phases: Vec<String> =
        reading.phases.iter().map(|stretch| format!("{:?} {}–{}", stretch.phase, stretch.span.from, stretch.span.to)).collect();
    insta::assert_snapshot!(phases.join("\n"));
    assert_eq!(reading.holds.len(), 1);
    assert_eq!(reading.occasions().len(), 1);
    let closed = events.iter().filter(|event| matches!(event.kind, Kind::Consequence(Consequence::Closed(_)))).count();
    assert_eq!(closed, 1);
}
