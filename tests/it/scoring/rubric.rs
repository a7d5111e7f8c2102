//! The shipped rubric, and what authors of others are told.

use pronto::rubric::{INDICATORS, parse_rubric};
use pronto::scoring::indicator::TABLE;

use super::shipped;

const SHIPPED: &str = include_str!("../../../scenarios/rubric/pronto.ron");

#[test]
fn catalogue_table_and_shipped_rubric_name_the_same_indicators() {
    let catalogue: Vec<&str> = INDICATORS.iter().map(|entry| entry.id).collect();
    let table: Vec<&str> = TABLE.iter().map(|(id, _)| *id).collect();
    assert_eq!(catalogue, table);
    let mut rubric: Vec<String> = shipped().indicators.iter().map(|rule| rule.id.0.clone()).collect();
    let mut catalogue: Vec<String> = catalogue.into_iter().map(str::to_owned).collect();
    rubric.sort();
    catalogue.sort();
    assert_eq!(rubric, catalogue);
}

#[test]
fn every_row_of_the_profile_is_there() {
    assert_eq!(shipped().rows.len(), 39 + 50);
}

#[test]
fn comments_do_not_change_a_rubric_and_words_do() {
    let parse = |text: &str| parse_rubric("r.ron", text).unwrap().fingerprint().to_owned();
    let commented = SHIPPED.replace("    units: [", "    // A remark.\n    units: [");
    assert_eq!(parse(SHIPPED), parse(&commented));
    assert_ne!(parse(SHIPPED), parse(&SHIPPED.replace("Ha risposto in tempo", "Risposta in tempo")));
}

/// A change to the shipped rubric and what its author is told.
fn told(from: &str, to: &str) -> String {
    assert!(SHIPPED.contains(from), "{from}");
    let faults = parse_rubric("rubric/mine.ron", &SHIPPED.replacen(from, to, 1)).unwrap_err();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

#[test]
fn a_misspelt_indicator_is_met_with_the_right_one() {
    insta::assert_snapshot!(told("id: \"leaves_no_dead_air\"", "id: \"leaves_no_deadair\""));
}

#[test]
fn a_bare_number_is_refused() {
    insta::assert_snapshot!(told("(20000, \"norms: AGCOM\")", "(20000, \"everybody knows\")"));
}

#[test]
fn a_missing_threshold_a_stray_one_and_a_row_nobody_knows_are_all_told_at_once() {
    let from = "rows: [\"UC1.A9\", \"UC3.K11\"],\n            weight: 1,\n            params: {\"limit_ms\": (15000";
    let to = "rows: [\"UC1.A99\", \"UC3.K11\"],\n            weight: 1,\n            params: {\"limt_ms\": (15000";
    insta::assert_snapshot!(told(from, to));
}

#[test]
fn an_unknown_slot_and_a_missing_part_are_told() {
    insta::assert_snapshot!(told("\"greet\": (name:", "\"greeting\": (name:"));
    insta::assert_snapshot!(told("(it: \"Bastava aggiungere {missing}", "(it: \"Bastava aggiungere {mising}"));
}

#[test]
fn an_unreadable_file_is_told_with_its_line() {
    insta::assert_snapshot!(told("    format: 1,", "    formt: 1,"));
}

#[test]
fn another_format_is_refused() {
    insta::assert_snapshot!(told("    format: 1,", "    format: 2,"));
}

#[test]
fn check_reads_rubrics_too() {
    let folder = tempfile::tempdir().unwrap();
    let rubrics = folder.path().join("rubric");
    std::fs::create_dir(&rubrics).unwrap();
    let file = rubrics.join("mine.ron");
    std::fs::write(&file, SHIPPED.replacen("id: \"leaves_no_dead_air\"", "id: \"leaves_no_deadair\"", 1)).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_pronto"))
        .arg("check")
        .arg(&file)
        .env("PRONTO_ROOT", env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("PR308") && said.contains("Did you mean leaves_no_dead_air?"), "{said}");
}
