//! Shifts: what waits, what a wait costs, what later days know of earlier ones, and what authors are told of a faulty one.

use std::collections::{BTreeMap, BTreeSet};

use pronto::event::{Arrival, Earlier, Fact, Outcome};
use pronto::ids::{CastId, ScenarioId};
use pronto::plan::Contact as _;
use pronto::scenario::{Company, Past, Persona, Scenario, Script, Source, When, parse_company, parse_persona, parse_scenario};
use pronto::session::{Session, Setup};
use pronto::shift::{Known, Run, Shift, check, parse_shift, summary};
use pronto::store::Library;
use pronto::time::CallTime;

use super::plans::root;

const SHIFT: &str = r#"(
    format: 1, id: "prova", title: (it: "Prova", en: "Trial"), about: (it: "", en: ""), level: 1,
    days: [
        (name: (it: "Lunedì", en: "Monday"), contacts: [
            (scenario: "a", at_s: 0),
            (scenario: "b", at_s: 60, cast: "x"),
            (scenario: "c", at_s: 90),
        ]),
        (name: (it: "Mercoledì", en: "Wednesday"), contacts: [(scenario: "a_dopo")]),
    ],
)"#;

fn shift(text: &str) -> Shift {
    parse_shift("shifts/prova.ron", text).unwrap()
}

fn run() -> Run {
    Run::new(shift(SHIFT), BTreeMap::from([("a_dopo".into(), "a".into())]), 7)
}

fn earlier(scenario: &str) -> Earlier {
    Earlier {
        scenario: scenario.into(),
        outcome: Outcome::Unresolved,
        told: BTreeSet::new(),
        ticket: true,
        forms: BTreeSet::new(),
        entries: vec!["pratica 104, doppio addebito.".to_owned()],
    }
}

#[test]
fn contacts_come_in_their_order_and_wait_until_they_are_taken() {
    let mut run = run();
    assert_eq!((run.waiting(0), run.waiting(59), run.waiting(60), run.waiting(200)), (1, 1, 2, 3));
    assert_eq!(run.next().unwrap().scenario, ScenarioId::from("a"));
    assert_eq!(run.arrival(12).waited_s, 12);
    run.finish("x".into(), 12, 100, earlier("a"));
    let next = run.next().unwrap();
    assert_eq!((next.scenario, next.cast, next.at_s), ("b".into(), Some("x".into()), 60));
    assert_eq!(run.arrival(112).waited_s, 52, "came in at 60, taken at 112");
    assert_eq!(run.waiting(112), 2);
    let seeds: BTreeSet<u64> = [run.next().unwrap().seed, self::run().next().unwrap().seed].into();
    assert_eq!(seeds.len(), 2, "each contact has dice of its own");
}

#[test]
fn a_later_day_knows_what_became_of_the_earlier_one_and_is_about_the_same_person() {
    let mut run = run();
    for id in ["a", "b", "c"] {
        run.finish("rossi".into(), 0, 60, earlier(id));
    }
    assert!(run.day_is_over() && !run.is_over());
    run.begin_next_day();
    assert_eq!(run.next().unwrap().cast, Some(CastId::from("rossi")));
    let before = run.arrival(0).earlier.unwrap();
    assert_eq!((before.outcome, before.ticket), (Outcome::Unresolved, true));
    assert_eq!(before.entries, ["Lunedì: pratica 104, doppio addebito."], "the desk says on which day");
    run.finish("rossi".into(), 30, 80, earlier("a_dopo"));
    assert!(run.is_over());
    let sum = summary(&run);
    assert_eq!((sum.done, sum.all, sum.in_time, sum.longest_wait_s, sum.mean_handled_s), (4, 4, 3, 30, 65));
}

#[test]
fn a_shift_broken_off_goes_on_with_the_first_contact_that_was_not_taken() {
    let mut first = run();
    for id in ["a", "b", "c"] {
        first.finish("rossi".into(), 0, 60, earlier(id));
    }
    let follows = BTreeMap::from([("a_dopo".into(), "a".into())]);
    let resumed = Run::resumed(shift(SHIFT), follows, 7, first.done().to_vec());
    assert_eq!(resumed.day(), 1);
    assert_eq!(resumed.next().unwrap().scenario, ScenarioId::from("a_dopo"));
}

#[test]
fn a_long_wait_costs_patience_and_can_be_complained_of() {
    let start = |waited_s| script().arriving(Arrival { waited_s, ..Arrival::default() });
    let patience = |waited_s| start(waited_s).mood.patience;
    assert_eq!(patience(20), patience(0), "an answer within 20 seconds is in time");
    assert_eq!(patience(80), patience(0) - 10);
    assert_eq!(patience(100_000), (patience(0) - 30).max(0), "there is an end to it");
    let when = When::Waited(60);
    assert!(!held(&when, &start(59)) && held(&when, &start(60)));
}

#[test]
fn conditions_ask_what_really_became_of_the_earlier_contact_or_else_what_usually_does() {
    let usual = When::Earlier(Past::Ended(vec![Outcome::PartlyResolved]));
    let ticket = When::Earlier(Past::Ticket);
    let mut scenario = parts().0;
    scenario.follows = Some(Earlier { outcome: Outcome::PartlyResolved, ticket: false, ..earlier("prima") });
    let alone = script_of(scenario.clone()).arriving(Arrival::default());
    assert!(held(&usual, &alone) && !held(&ticket, &alone));
    let history = |script: &Script| script.customers[&script.goals.customer].history[0].clone();
    assert_eq!(history(&alone), "pratica 104, doppio addebito.");
    let really = Earlier { entries: vec!["Lunedì: contatto senza pratica e senza nota.".to_owned()], ..earlier("prima") };
    let after = script_of(scenario).arriving(Arrival { earlier: Some(really), ..Arrival::default() });
    assert!(!held(&usual, &after) && held(&ticket, &after));
    assert_eq!(history(&after), "Lunedì: contatto senza pratica e senza nota.");
}

/// Every shipped shift can be begun, and its contacts taken one after the other to the last; its records say where each stood.
#[test]
fn shipped_shifts_can_be_worked_to_the_end() {
    let library = Library::new(root());
    assert!(library.shift_ids().len() >= 4);
    for id in library.shift_ids() {
        let mut run = library.begin_shift(&id, 3).unwrap();
        let mut taken = 0;
        while !run.is_over() {
            let Some(next) = run.next() else {
                run.begin_next_day();
                continue;
            };
            let setup = Setup {
                library: &library,
                scenario: next.scenario,
                cast: next.cast,
                seed: next.seed,
                trainee: "prova".into(),
                records: None,
                model: None,
                arrival: run.arrival(next.at_s),
            };
            let mut session = Session::start(setup).unwrap();
            for fact in [Fact::Offered(session.channel()), Fact::Answered, Fact::HungUp, Fact::WrappedUp] {
                session.tell(CallTime(0), fact).unwrap();
            }
            assert_eq!(session.header().arrival.place.as_ref().map(|place| &place.shift), Some(&id));
            run.finish(session.header().cast.clone(), 0, 0, session.became());
            taken += 1;
        }
        assert_eq!(taken, run.shift().contacts());
    }
}

#[test]
fn authors_of_shifts_are_told_what_is_wrong() {
    let known = |id: &str, follows: Option<&str>| {
        let casts = vec![CastId::from("x")];
        (ScenarioId::from(id), Known { casts, follows: follows.map(ScenarioId::from) })
    };
    let known = BTreeMap::from([known("alfa", None), known("beta", Some("alfa"))]);
    let text = r#"(
    format: 1, id: "prova", title: (it: "", en: ""), about: (it: "", en: ""), level: 1,
    days: [(name: (it: "", en: ""), contacts: [
        (scenario: "beta", at_s: 60),
        (scenario: "alfo", at_s: 70),
        (scenario: "alfa", at_s: 50, cast: "y"),
    ])],
)"#;
    let found = check(Source { file: "shifts/prova.ron", text }, &shift(text), &known);
    let told: Vec<String> =
        found.iter().map(|one| format!("{} {:?} {} {}", one.code, one.place.line, one.message, one.remedy)).collect();
    assert_eq!(
        told,
        [
            "PR805 Some(4) \"beta\" is the later contact of \"alfa\", which does not come before it in this shift Put \"alfa\" on an earlier day; without it, the contact is as if it had gone as usual.",
            "PR802 Some(5) there is no scenario \"alfo\" Did you mean \"alfa\"?",
            "PR804 Some(6) contact 3 comes in before the one above it Write the contacts of a day in the order they come in.",
            "PR803 Some(6) scenario \"alfa\" has no cast \"y\" Use one of: x.",
        ]
    );
}

fn held(when: &When, script: &Script) -> bool {
    use pronto::customer::{Said, holds};
    let state = pronto::call::State::after(script, &[]);
    holds(when, Said { acts: &[], facts: &[] }, &state.memory, &state.surroundings(script))
}

fn parts() -> (Scenario, Persona, Company) {
    let read = |path: &str| std::fs::read_to_string(root().join("scenarios").join(path)).unwrap();
    let scenario = parse_scenario("", &read("doppio_addebito/scenario.ron")).unwrap();
    let persona = parse_persona("", &read(&format!("personas/{}.ron", scenario.persona))).unwrap();
    let company = parse_company("", &read(&format!("companies/{}/company.ron", scenario.company))).unwrap();
    (scenario, persona, company)
}

fn script() -> Script {
    script_of(parts().0)
}

fn script_of(scenario: Scenario) -> Script {
    let (_, persona, company) = parts();
    let cast = scenario.casts[0].id.clone();
    Script::new(scenario, persona, company, &cast).unwrap()
}
