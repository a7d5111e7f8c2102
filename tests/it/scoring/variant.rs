//! Rubrics that say only in what they differ from another, and what two rubrics make of one record.

use pronto::report::difference;
use pronto::rubric::{Rubric, parse_variant, vary};
use pronto::scoring::{Level, Outcome, compare, score};

use super::plans::RECORDS;
use super::shipped;

const STRICTER: &str = include_str!("../../../scenarios/rubric/stricter.ron");

fn varied(text: &str) -> Result<Rubric, String> {
    let told = |faults: Vec<pronto::diagnostic::Diagnostic>| faults.iter().map(|fault| format!("{fault}\n")).collect::<String>();
    let variant = parse_variant("rubric/mine.ron", text).map_err(told)?.unwrap();
    vary("rubric/mine.ron", text, &shipped(), &variant).map_err(told)
}

#[test]
fn what_a_variant_does_not_name_stays() {
    let (base, stricter) = (shipped(), varied(STRICTER).unwrap());
    assert_eq!(stricter.id, "stricter");
    assert_eq!(base.rows, stricter.rows);
    assert_eq!(base.indicators.len(), stricter.indicators.len());
    let rule = |rubric: &Rubric| rubric.rule(&"opens_with_all_elements".into()).unwrap().clone();
    assert_eq!(rule(&base).why, rule(&stricter).why);
    assert_ne!(rule(&base).params, rule(&stricter).params);
    assert_ne!(base.fingerprint(), stricter.fingerprint());
}

#[test]
fn an_indicator_can_be_left_out() {
    let text = STRICTER.replace(
        "\"shows_courtesy\": (params: {\"markers_at_least\": (3, \"our proposal\")})",
        "\"shows_courtesy\": (omit: true)",
    );
    assert!(varied(&text).unwrap().rule(&"shows_courtesy".into()).is_none());
}

#[test]
fn what_the_base_does_not_have_is_told_at_once() {
    let text = STRICTER
        .replace("\"UC2\":", "\"UC9\":")
        .replace("\"leaves_no_dead_air\"", "\"leaves_no_deadair\"")
        .replace("opening_turns", "opening_turn")
        .replace("(30, \"our proposal\")", "(30, \"I feel so\")");
    insta::assert_snapshot!(varied(&text).unwrap_err());
}

#[test]
fn a_stricter_rubric_never_gives_a_level_that_the_other_refuses() {
    let (base, stricter) = (shipped(), varied(STRICTER).unwrap());
    let mut changed = 0;
    for (scenario, plan, record) in RECORDS.iter() {
        let found = compare((&score(record, &base), &base), (&score(record, &stricter), &stricter));
        for unit in &found.units {
            let (before, after) = (unit.before.unwrap().level, unit.after.unwrap().level);
            assert!(after != Level::Reached || before == Level::Reached, "{scenario} {plan} {}", unit.unit);
        }
        changed += usize::from(found.changes_a_level());
        let again = compare((&score(record, &base), &base), (&score(record, &base), &base));
        assert!(again.findings.is_empty() && !again.changes_a_level());
        assert!(found.findings.iter().all(|finding| finding.before.unwrap().0 != Outcome::NotApplicable));
    }
    assert!(changed > 0, "no record's outcome hangs on the rubric");
}

#[test]
fn the_difference_says_whose_outcome_changes_and_why() {
    let (base, stricter) = (shipped(), varied(STRICTER).unwrap());
    let (.., record) = RECORDS.iter().find(|(scenario, plan, _)| scenario == "doppio_addebito" && plan == "good").unwrap();
    let found = compare((&score(record, &base), &base), (&score(record, &stricter), &stricter));
    insta::assert_snapshot!(difference(&found, &base, &stricter, pronto::ids::Language::En).join("\n"));
}
