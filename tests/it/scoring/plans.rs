//! Calls as the shipped plans take them: the better the trainee, the better the scorecard.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use pronto::ids::Language;
use pronto::record::{Record, encode_event, encode_header};
use pronto::report;
use pronto::scoring::{Level, Scorecard, score};
use pronto::session::{Session, Setup};
use pronto::store::Library;

use super::shipped;
use crate::plans::{root, run, shipped_plans};

/// The record of a plan's call.
fn record(scenario: &str, plan: &Path) -> Record {
    let (call, events, _) = run(scenario, plan);
    let library = Library::new(root());
    let setup = Setup {
        library: &library,
        scenario: scenario.into(),
        cast: Some(call.script().cast.id.clone()),
        seed: 1,
        trainee: "prova".into(),
        records: None,
        model: None,
        arrival: Default::default(),
    };
    let header = Session::start(setup).unwrap().header().clone();
    let (_, mut chain) = encode_header(&header);
    for event in &events {
        chain = encode_event(&chain, event).1;
    }
    Record { header, events, chain, torn: false }
}

/// Weighted points over all units, in thousandths.
fn points(card: &Scorecard) -> u64 {
    let units = || card.units.iter().map(|unit| unit.standing);
    let weight: u64 = units().map(|standing| u64::from(standing.observed)).sum();
    units().map(|standing| u64::from(standing.points.unwrap_or(0)) * u64::from(standing.observed)).sum::<u64>() / weight.max(1)
}

/// Every shipped plan's record, made once: scenario, plan, record.
pub(super) static RECORDS: LazyLock<Vec<(String, String, Record)>> = LazyLock::new(|| {
    let stem = |plan: &Path| plan.file_stem().unwrap().to_string_lossy().into_owned();
    shipped_plans().iter().map(|(scenario, plan)| (scenario.clone(), stem(plan), record(scenario, plan))).collect()
});

#[test]
fn good_calls_beat_middling_ones_and_those_beat_bad_ones() {
    let rubric = shipped();
    let mut wrong = Vec::new();
    let scenarios: BTreeSet<&String> = RECORDS.iter().map(|(scenario, ..)| scenario).collect();
    for scenario in scenarios {
        let card = |name: &str| {
            let found = RECORDS.iter().find(|(own, plan, _)| own == scenario && plan == name);
            found.map(|(.., record)| score(record, &rubric))
        };
        let (Some(good), Some(middling), Some(bad)) = (card("good"), card("middling"), card("bad")) else { continue };
        if !(points(&good) > points(&middling) && points(&middling) > points(&bad)) {
            wrong.push(format!("{scenario}: good {} middling {} bad {}", points(&good), points(&middling), points(&bad)));
        }
        if bad.units.iter().any(|unit| unit.level == Level::Reached) {
            wrong.push(format!("{scenario}: a bad call reaches a level"));
        }
        if !good.criticals.is_empty() {
            wrong.push(format!("{scenario}: a good call proposes {:?}", good.criticals));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_shipped_plan_makes_a_page_in_both_languages() {
    let rubric = shipped();
    for (scenario, plan, record) in RECORDS.iter() {
        let card = score(record, &rubric);
        for language in [Language::It, Language::En] {
            let view = report::view(record, &card, &rubric, language);
            assert!(view.findings.len() == rubric.indicators.len() && !view.lines.is_empty(), "{scenario}/{plan}");
            assert!(report::html(&view, &BTreeMap::new()).ends_with("</html>"), "{scenario}/{plan}");
        }
    }
}

#[test]
fn every_feeling_of_the_shipped_content_has_a_name() {
    let rubric = shipped();
    let mut nameless = BTreeSet::new();
    let mut folders = vec![root().join("scenarios")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                let text = std::fs::read_to_string(&path).unwrap();
                let feelings = text.split("feeling: ").skip(1).filter_map(|rest| rest.split('"').nth(1).map(str::to_owned));
                nameless.extend(feelings.filter(|feeling| !rubric.feelings.contains_key(&feeling.as_str().into())));
            }
        }
    }
    assert!(nameless.is_empty(), "name these under `feelings` in scenarios/rubric/pronto.ron: {nameless:?}");
}

/// A trainer who reads what a good operator says finds nothing to forbid in it, and neither may a machine.
#[test]
fn no_good_call_is_charged_with_a_slip() {
    let rubric = shipped();
    let slips =
        ["avoids_forbidden_phrases", "speaks_well_of_the_company", "does_not_speculate", "leaves_the_way_open", "does_not_press"];
    let mut charged = Vec::new();
    for (scenario, _, record) in RECORDS.iter().filter(|(_, plan, _)| plan == "good") {
        let findings = score(record, &rubric).findings;
        let lost = |finding: &&pronto::scoring::Finding| {
            slips.contains(&finding.indicator.as_str())
                && matches!(finding.outcome, pronto::scoring::Outcome::NotMet | pronto::scoring::Outcome::Partly { .. })
        };
        charged.extend(findings.iter().filter(lost).map(|finding| format!("{scenario}: {finding:?}")));
    }
    assert!(charged.is_empty(), "{}", charged.join("\n"));
}
