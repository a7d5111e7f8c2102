//! Coverage: which rows of the profile can be seen, by what, and where they arise.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use pronto::coverage::{Gap, Presented, RowCoverage, coverage, gaps};
use pronto::probe::ProbeSet;
use pronto::rubric::{Elsewhere, Rubric, parse_rubric};
use pronto::store::Library;

use super::plans::root;

fn rubric() -> Rubric {
    Library::new(root()).rubric("pronto").unwrap()
}

fn probes() -> Vec<ProbeSet> {
    let library = Library::new(root());
    library.probe_ids().iter().map(|id| library.probe(id).unwrap()).collect()
}

fn presented(scenario: &str, indicators: &[&str]) -> Presented {
    let asked: BTreeSet<_> = indicators.iter().map(|id| (*id).into()).collect();
    BTreeMap::from([(scenario.into(), asked)])
}

fn row<'a>(rows: &'a [RowCoverage], id: &str) -> &'a RowCoverage {
    rows.iter().find(|row| row.row.as_str() == id).unwrap()
}

#[test]
fn rows_stand_in_the_order_of_the_profile() {
    let rows = coverage(&rubric(), &[], &Presented::new());
    let ids: Vec<&str> = rows.iter().map(|row| row.row.as_str()).collect();
    assert_eq!(ids.len(), 89);
    assert_eq!(&ids[..3], ["UC1.A1", "UC1.A2", "UC1.A3"]);
    assert_eq!(&ids[8..11], ["UC1.A9", "UC1.A10", "UC1.K1"]);
    assert_eq!(ids.last(), Some(&"UC3.K20"));
}

#[test]
fn a_row_said_twice_is_shown_wherever_the_other_is() {
    let rows = coverage(&rubric(), &[], &presented("a_call", &["sounds_welcoming"]));
    assert_eq!(row(&rows, "UC1.A2").by_person.len(), 1);
    assert_eq!(row(&rows, "UC1.A7").scenarios, row(&rows, "UC1.A2").scenarios);
    assert_eq!(row(&rows, "UC1.A7").elsewhere, Some(Elsewhere::SameAs("UC1.A2".into())));
}

#[test]
fn a_question_that_did_not_arise_presents_nothing() {
    let rows = coverage(&rubric(), &[], &presented("a_call", &["answers_in_time"]));
    assert_eq!(row(&rows, "UC1.A9").scenarios, ["a_call".into()]);
    assert!(row(&rows, "UC3.A16").scenarios.is_empty());
    assert!(gaps(&rows).contains(&Gap::TooFew { row: "UC3.A16".into(), shown: 0, wanted: 2 }));
}

#[test]
fn an_ability_is_never_covered_by_a_quiz_alone() {
    let rows = coverage(&rubric(), &probes(), &Presented::new());
    let found = gaps(&rows);
    let missing =
        |id: &str| found.iter().any(|gap| matches!(gap, Gap::TooFew { row, .. } | Gap::Unseen(row) if row.as_str() == id));
    assert!(missing("UC1.A8"), "a quiz asks about the phases; the ability is still to be shown in calls");
    assert!(!missing("UC1.K3"), "knowledge of the phases is what the quiz asks for");
}

#[test]
fn a_row_that_leads_to_itself_or_nowhere_is_told() {
    let shipped = std::fs::read_to_string(root().join("scenarios/rubric/pronto.ron")).unwrap();
    for (to, code) in [("SameAs(\"UC1.A7\")", "PR314"), ("SameAs(\"UC1.A77\")", "PR307")] {
        let text = shipped.replace("SameAs(\"UC1.A2\")", to);
        let faults = parse_rubric("rubric/mine.ron", &text).unwrap_err();
        assert!(faults.iter().any(|fault| fault.code == code && fault.place.line.is_some()), "{to}: {faults:?}");
    }
}

#[test]
fn the_command_lists_every_row_and_ends_with_what_is_missing() {
    let output = Command::new(env!("CARGO_BIN_EXE_pronto"))
        .args(["coverage", "--format", "json"])
        .env("PRONTO_ROOT", root())
        .current_dir(root())
        .output()
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["rows"].as_array().unwrap().len(), 89);
    let unseen = said["gaps"].as_array().unwrap().iter().any(|gap| gap.get("Unseen").is_some());
    assert_eq!(output.status.code(), Some(i32::from(unseen)));
    let presented = |id: &str| {
        let rows = said["rows"].as_array().unwrap();
        rows.iter().find(|row| row["row"] == id).unwrap()["scenarios"].as_array().unwrap().len()
    };
    assert!(presented("UC1.A3") >= 3, "every shipped call asks for an opening");
}

/// Nobody may hold a certificate over a row that nothing can see.
#[test]
fn every_row_is_seen_by_an_indicator_a_person_a_quiz_or_a_stated_test() {
    let rows = coverage(&rubric(), &probes(), &Presented::new());
    let unseen: Vec<Gap> = gaps(&rows).into_iter().filter(|gap| matches!(gap, Gap::Unseen(_))).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}
