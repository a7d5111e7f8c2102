//! What persons decide about a record: it takes effect, only there, and the last word counts.

use std::process::{Command, Output};

use pronto::ids::Language;
use pronto::report;
use pronto::scoring::{About, Answer, Assessment, Decision, Level, Outcome, Scorecard, assessed, score};

use super::log::{events, record};
use super::shipped;

const RUDE: &str = include_str!("../../scorecards/rude.log");
const GOOD: &str = include_str!("../../scorecards/good.log");

fn decision(about: About) -> Decision {
    Decision { about, by: "A. B.".into(), at: "2026-11-28T10:00:00Z".into(), why: "riascoltato".into() }
}

fn card(log: &str, decisions: Vec<About>) -> Scorecard {
    let record = record(events(log));
    let decisions = decisions.into_iter().map(decision).collect();
    assessed(&record, &shipped(), &Assessment { decisions, ..Assessment::of(&record.chain.0) })
}

fn level(card: &Scorecard, unit: &str) -> Level {
    card.units.iter().find(|one| one.unit.as_str() == unit).unwrap().level
}

#[test]
fn a_confirmed_error_stands_against_its_units_whatever_their_points_and_a_refused_one_against_none() {
    let open = card(RUDE, Vec::new());
    let error = open.criticals[0].critical.clone();
    let bears: Vec<&str> =
        open.units.iter().filter(|unit| unit.pending.contains(&error)).map(|unit| unit.unit.as_str()).collect();
    assert!(!bears.is_empty());
    let confirmed = card(RUDE, vec![About::Confirmed(error.clone())]);
    assert!(confirmed.criticals.iter().all(|pending| pending.critical != error), "it no longer waits");
    for unit in &confirmed.units {
        let bears = bears.contains(&unit.unit.as_str());
        assert_eq!(unit.confirmed.contains(&error), bears);
        assert!(!bears || unit.level == Level::NotReached, "{}", unit.unit);
    }
    let refused = card(RUDE, vec![About::Confirmed(error.clone()), About::Refused(error.clone())]);
    assert!(refused.units.iter().all(|unit| unit.confirmed.is_empty() && !unit.pending.contains(&error)), "the last word counts");
    assert_eq!(refused.decisions.len(), 1);
    assert_ne!(refused.identity.assessment, open.identity.assessment);
}

#[test]
fn a_person_answers_what_no_program_can_and_sets_an_answer_right_and_the_first_answer_stays_visible() {
    let open = card(GOOD, Vec::new());
    let of = |card: &Scorecard, id: &str| card.findings.iter().find(|one| one.indicator.as_str() == id).unwrap().outcome;
    assert_eq!(of(&open, "shows_courtesy"), Outcome::Met);
    let set_right = card(GOOD, vec![About::Answered("shows_courtesy".into(), Answer::NotMet)]);
    assert_eq!(of(&set_right, "shows_courtesy"), Outcome::NotMet);
    assert_eq!(set_right.decisions[0].was, Some(Outcome::Met));
    assert!(set_right.units[0].standing.points < open.units[0].standing.points);
    let not_arising = open.findings.iter().find(|one| one.outcome == Outcome::NotApplicable).unwrap().indicator.clone();
    assert_eq!(card(GOOD, vec![About::Answered(not_arising, Answer::Met)]).decisions, [], "what does not arise has no answer");
    let (record, rubric) = (record(events(GOOD)), shipped());
    let text = report::text(&report::view(&record, &set_right, &rubric, Language::It));
    let told = text.lines().find(|line| line.contains("A. B.")).unwrap();
    assert!(told.contains("riascoltato") && told.contains("il programma: raggiunto"), "{told}");
}

#[test]
fn what_was_decided_about_another_record_has_no_effect() {
    let record = record(events(RUDE));
    let error = score(&record, &shipped()).criticals[0].critical.clone();
    let other = Assessment { decisions: vec![decision(About::Confirmed(error))], ..Assessment::of("another") };
    assert_eq!(assessed(&record, &shipped(), &other), score(&record, &shipped()));
    assert_eq!(level(&score(&record, &shipped()), "UC1"), level(&assessed(&record, &shipped(), &other), "UC1"));
}

fn pronto(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pronto")).args(arguments).env("PRONTO_LANGUAGE", "en").output().expect("the program runs")
}

/// An assessor's way: what waits, a decision without a ground refused, one with a ground kept beside the record and seen by `score`.
#[test]
fn an_assessor_decides_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let root = crate::plans::root();
    let plan = root.join("scenarios/doppio_addebito/rude.plan");
    let records = folder.path().to_str().unwrap();
    let called = pronto(&["call", "doppio_addebito", "--trainee", plan.to_str().unwrap(), "--record", records]);
    assert!(called.status.success(), "{}", String::from_utf8_lossy(&called.stderr));
    let record = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let record = record.to_str().unwrap();
    let shown = String::from_utf8(pronto(&["assess", record]).stdout).unwrap();
    let error =
        shown.lines().find_map(|line| line.trim_start().split_once("  ").filter(|(id, _)| id.starts_with("CE"))).unwrap().0;
    let bare = pronto(&["assess", record, "--confirm", error]);
    assert_eq!(bare.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bare.stderr).contains("--why"));
    let nonsense = pronto(&["assess", record, "--met", "shows_curtesy", "--by", "A", "--why", "b"]);
    assert!(String::from_utf8_lossy(&nonsense.stderr).contains("shows_courtesy"), "what was meant is named");
    let done = pronto(&["assess", record, "--confirm", error, "--by", "A. B.", "--why", "insulted the customer"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let scored = String::from_utf8(pronto(&["score", record]).stdout).unwrap();
    assert!(
        scored.contains("not reached: critical error")
            && scored.contains("confirmed by a person")
            && scored.contains("insulted the customer"),
        "{scored}"
    );
    let file = std::path::Path::new(record).join("assessment.ron");
    std::fs::write(&file, std::fs::read_to_string(&file).unwrap().replace("record: \"", "record: \"0")).unwrap();
    let other = pronto(&["score", record]);
    assert_eq!(other.status.code(), Some(2), "decisions that cannot be used are never passed over");
    assert!(String::from_utf8_lossy(&other.stderr).contains("another record"));
}
