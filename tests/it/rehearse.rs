//! Rehearsals: what bots find in a scenario, on the smallest one, faulty in one way each; and that a trace can be played again.

use std::sync::Arc;

use pronto::ids::{CastId, Language};
use pronto::plan::{Plan, parse_plan, run_plan};
use pronto::rehearse::{Bot, CastRehearsal, Verdict, misunderstood, rehearse_cast, transpose, verdicts};
use pronto::scenario::{Cast, Scenario, Source, parse_scenario};
use pronto::store::Library;
use pronto::understand::{Names, Understander};

use super::call::{base_text, cast};

const GOOD: &str = "cast uno\nanswer 2\nsay Girandola Telecom, buongiorno, sono Marta. Come posso aiutarla?\nsay Mi dice il suo codice?\n\
                    say Il rimborso è di 39 euro e 90.\nsay Arrivederci, buona giornata.";

/// The smallest scenario, with one thing written otherwise.
fn changed(from: &str, to: &str) -> (String, Scenario) {
    let text = base_text();
    assert!(text.contains(from), "{from}");
    let text = text.replace(from, to);
    let scenario = parse_scenario("prova", &text).unwrap();
    (text, scenario)
}

fn rehearsed(scenario: &Scenario, good: &[Bot], bound: usize) -> CastRehearsal {
    let (script, understander) = cast(scenario.clone());
    let (lexicons, _) = Library::new(super::plans::root()).lexicons(Language::It, &[]).unwrap();
    rehearse_cast(&script, (understander, &lexicons), &super::scoring::shipped(), (good, &[]), true, bound)
}

fn good() -> Bot {
    Bot { name: "good".to_owned(), plan: parse_plan("good", GOOD).unwrap() }
}

/// What a rehearsal of the smallest scenario says, with one thing written otherwise.
fn said(from: &str, to: &str) -> Vec<Verdict> {
    let (text, scenario) = changed(from, to);
    let rehearsal = rehearsed(&scenario, &[good()], 40);
    verdicts(Source { file: "prova", text: &text }, &scenario, &[(CastId::from("uno"), rehearsal)].into())
}

#[track_caller]
fn finds(code: &str, from: &str, to: &str) -> Verdict {
    let all = said(from, to);
    let codes: Vec<&str> = all.iter().map(|verdict| verdict.diagnostic.code).collect();
    all.into_iter().find(|verdict| verdict.diagnostic.code == code).unwrap_or_else(|| panic!("{code} is missing: {codes:?}"))
}

#[test]
fn a_scenario_in_order_is_explored_to_the_last_situation_and_resolved() {
    let (_, scenario) = changed("\"prova\"", "\"prova\"");
    let rehearsal = rehearsed(&scenario, &[good()], 10_000);
    assert!(rehearsal.explored.exhausted, "{:?}", rehearsal.explored.situations);
    assert_eq!(rehearsal.explored.undecided, 0);
    assert!(rehearsal.explored.resolved && rehearsal.explored.dead_ends.is_empty() && rehearsal.deaf.is_empty());
    assert_eq!(rehearsal.good[0].outcome, Some(pronto::event::Outcome::Resolved));
}

#[test]
fn what_no_phrase_of_its_own_can_ask_for_is_reported() {
    // Hyphens and stars are no words: nobody can say them.
    let verdict = finds("PR701", "told_near: [\"rimborso\"]", "told_near: [\"rimborso\"], mentioned_by: [\"***\"]");
    assert!(verdict.diagnostic.message.contains("rimborso"), "{}", verdict.diagnostic);
    assert_eq!(verdict.diagnostic.place.path, "facts[\"rimborso\"].mentioned_by");
    assert!(verdict.diagnostic.place.line.is_some());
}

#[test]
fn a_goal_that_cannot_come_to_hold_is_reported() {
    finds("PR702", "resolved: Told(\"rimborso\")", "resolved: All([Told(\"rimborso\"), Said(\"grazie\"), Did(\"grazie\")])");
}

#[test]
fn a_dead_end_is_shown_by_a_conversation_that_can_be_played_again() {
    // Who thanks before asking never learns the code.
    let changed_to = "answer: \"dico_codice\", answer_if: Not(Did(\"thank\")),";
    let (text, scenario) = changed("answer: \"dico_codice\",", changed_to);
    let text = text.replace("resolved: Told(\"rimborso\")", "resolved: Known(\"codice\")");
    let scenario = Scenario { goals: parse_scenario("prova", &text).unwrap().goals, ..scenario };
    let rehearsal = rehearsed(&scenario, &[], 10_000);
    let way = rehearsal.explored.dead_ends.first().expect("a dead end is found");
    let again: Plan = parse_plan("trace", &way.to_string()).unwrap();
    assert_eq!(again.to_string(), way.to_string());
    let (script, understander) = cast(scenario);
    let mut call = pronto::call::Call::new(script, Arc::new(understander), 1);
    run_plan(&mut call, &again, &super::plans::pace());
    assert!(call.state().outcome.is_none() && call.state().memory.did.contains_key(&"thank".into()));
}

#[test]
fn a_customer_who_never_lets_go_is_reported() {
    let (text, scenario) = changed(
        "    goals: (",
        "    reactions: [(id: \"resta\", when: Act([\"farewell\"]), say: [\"grazie\"], detains: true)],\n    goals: (",
    );
    let rehearsal = rehearsed(&scenario, &[good()], 40);
    let all = verdicts(Source { file: "prova", text: &text }, &scenario, &[(CastId::from("uno"), rehearsal)].into());
    assert!(all.iter().any(|verdict| verdict.diagnostic.code == "PR704" && verdict.trace.is_some()));
}

#[test]
fn what_nobody_can_bring_about_or_hear_is_a_smell() {
    let never = finds(
        "PR710",
        "say: [\"grazie\"])]",
        "say: [\"grazie\"]), (id: \"mai\", when: Tells(\"rimborso\"), say: [\"apertura\"])]",
    );
    assert!(never.diagnostic.message.contains("\"mai\""), "{}", never.diagnostic);
    let unheard =
        finds("PR712", "\"grazie\": (say: [\"Grazie.\"]),", "\"grazie\": (say: [\"Grazie.\"]), \"muta\": (say: [\"Eh.\"]),");
    assert!(unheard.diagnostic.message.contains("\"muta\""), "{}", unheard.diagnostic);
}

#[test]
fn a_criterion_that_the_good_call_does_not_meet_is_a_fault_with_that_call() {
    // The good call files no ticket and refunds nothing, and the goals ask for both.
    let verdict = finds("PR707", "\"prova\"", "\"prova\"");
    assert!(verdict.trace.is_some());
}

#[test]
fn without_a_good_call_there_is_nothing_to_judge_bots_by() {
    let (text, scenario) = changed("\"prova\"", "\"prova\"");
    let rehearsal = rehearsed(&scenario, &[], 10);
    let all = verdicts(Source { file: "prova", text: &text }, &scenario, &[(CastId::from("uno"), rehearsal)].into());
    assert!(all.iter().any(|verdict| verdict.diagnostic.code == "PR711"));
}

#[test]
fn a_plan_is_put_into_another_cast_as_it_is_written_and_as_it_is_said() {
    let cast = |id: &str, values: &[(&str, &str)]| Cast {
        id: id.into(),
        values: values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
    };
    let from = cast("uno", &[("cognome", "Ferri"), ("importo", "39,90"), ("giorno", "05/11"), ("codice", "4077812")]);
    let to = cast("due", &[("cognome", "Lo Presti"), ("importo", "44,00"), ("giorno", "12/01"), ("codice", "8122091")]);
    let plan = parse_plan(
        "plan",
        "cast uno\nsay Signor Ferri, sono 39 euro e 90 del 5 novembre.\ndo open 4077812\ndo refund 39,90\ndo fill modulo importo = 39,90\nsay Ferrini resta Ferrini.",
    )
    .unwrap();
    let other = transpose(&plan, &from, &to, Language::It).to_string();
    assert_eq!(
        other,
        "cast due\nsay Signor Lo Presti, sono 44 euro del 12 gennaio.\ndo open 8122091\ndo refund 44,00\ndo fill modulo importo = 44,00\nsay Ferrini resta Ferrini.\n"
    );
}

/// Bots say one sentence for each act; where it is not understood as the act, they try something else than they mean.
#[test]
fn what_bots_say_for_each_act_is_understood_as_that_act() {
    let library = Library::new(super::plans::root());
    for language in [Language::It, Language::En] {
        let (lexicons, _) = library.lexicons(language, &[]).unwrap();
        let learned = library.learned(language).unwrap().map(|(learned, _)| learned);
        let understander = Understander::new(&lexicons, learned, &std::collections::BTreeMap::new(), &Names::default());
        assert_eq!(misunderstood(&understander, language), Vec::<&str>::new(), "{language:?}");
    }
}
