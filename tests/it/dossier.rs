//! Dossiers: what a candidate's records show together, what is missing, and what would show it.

use std::collections::{BTreeMap, BTreeSet};

use pronto::coverage::{RowCoverage, coverage};
use pronto::dossier::{Call, Dossier, Rule, dossier};
use pronto::ids::ScenarioId;
use pronto::scoring::score;
use pronto::store::Library;

use super::plans::root;
use super::scoring::{records, shipped};

/// The rows with what the plans of three scenarios present: what a larger library shows, other tests say.
fn library() -> Vec<RowCoverage> {
    let rubric = shipped();
    let mut presented: BTreeMap<ScenarioId, BTreeSet<_>> = BTreeMap::new();
    let three = ["doppio_addebito", "leggere_bolletta", "lost_sim"];
    for (scenario, _, record) in records().iter().filter(|(scenario, ..)| three.contains(&scenario.as_str())) {
        let asked = score(record, &rubric).findings.into_iter().filter(|finding| finding.outcome.applies());
        presented.entry(scenario.as_str().into()).or_default().extend(asked.map(|finding| finding.indicator));
    }
    let library = Library::new(root());
    let probes: Vec<_> = library.probe_ids().iter().map(|id| library.probe(id).unwrap()).collect();
    coverage(&rubric, &probes, &presented)
}

fn of(plans: &[(&str, &str, &str)]) -> Dossier {
    let rubric = shipped();
    let calls = plans.iter().enumerate().map(|(number, (scenario, plan, trainee))| {
        let (.., record) = records().iter().find(|(own, name, _)| own == scenario && name == plan).unwrap();
        let mut record = record.clone();
        record.header.trainee = (*trainee).to_owned();
        record.header.started = format!("2026-11-2{number}T09:00:00Z");
        Call { card: score(&record, &rubric), record }
    });
    dossier(calls.collect(), &[], &rubric, &library())
}

fn kept(dossier: &Dossier, rule: &Rule) -> bool {
    dossier.sample.iter().find(|state| state.rule == *rule).unwrap().is_kept()
}

#[test]
fn one_call_is_no_sample_and_says_what_would_complete_it() {
    let found = of(&[("doppio_addebito", "good", "anna")]);
    assert_eq!(found.rows.len(), 89);
    assert!(!kept(&found, &Rule::CallsOfUnit("UC1".into())));
    assert!(!kept(&found, &Rule::English));
    assert!(kept(&found, &Rule::Complaint));
    let english = found.rows.iter().find(|row| row.row.as_str() == "UC1.A10").unwrap();
    assert_eq!((english.observed, english.is_covered()), (0, false));
    assert_eq!(english.would_show, ["lost_sim".into()]);
    let telephony = found.rows.iter().find(|row| row.row.as_str() == "UC1.K4").unwrap();
    assert_eq!(telephony.would_ask, ["telefonia".into()]);
}

#[test]
fn a_scenario_not_yet_taken_is_named_first() {
    let found = of(&[("doppio_addebito", "good", "anna")]);
    let row = found.rows.iter().find(|row| !row.is_covered() && row.would_show.len() == 3).unwrap();
    assert_eq!(row.would_show.last(), Some(&"doppio_addebito".into()));
}

#[test]
fn more_calls_only_ever_show_more() {
    let few = of(&[("doppio_addebito", "good", "anna")]);
    let many = of(&[("doppio_addebito", "good", "anna"), ("lost_sim", "good", "anna"), ("leggere_bolletta", "rude", "anna")]);
    for (a, b) in few.rows.iter().zip(&many.rows) {
        assert!(b.observed >= a.observed, "{}", a.row);
    }
    assert!(kept(&many, &Rule::CallsOfUnit("UC1".into())));
    assert!(kept(&many, &Rule::English));
    assert!(many.calls.is_sorted_by_key(|call| call.started.clone()));
}

#[test]
fn records_of_two_people_are_noticed_and_critical_errors_are_only_proposed() {
    let found = of(&[("doppio_addebito", "good", "anna"), ("doppio_addebito", "rude", "bruno")]);
    assert_eq!(found.trainees, ["anna", "bruno"]);
    assert!(found.criticals.iter().all(|critical| critical.call == 1));
    assert!(!found.criticals.is_empty());
}
