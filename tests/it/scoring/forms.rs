//! Forms of the desk, judged on short logs: what is entered and handed on, on whose record, and what must not stand there.

use std::collections::BTreeMap;

use pronto::event::{Consequence, DeskChange, Event, FieldSpec, FormGoal, FormKind, FormSpec, Input, Kind};
use pronto::ids::{Bilingual, Seq};
use pronto::record::Header;
use pronto::scoring::counterfactual::cure;
use pronto::scoring::{Outcome, Why};

use super::log::{events, header};
use super::{finding_of, shipped};

fn field(id: &str, input: Input) -> FieldSpec {
    let name = Bilingual { it: id.into(), en: id.into() };
    FieldSpec { id: id.into(), name, input, required: false }
}

/// A form with a code, a text, a date and a signature; the goals want the first three, and nothing private.
fn wanting(kind: FormKind) -> Header {
    let name = Bilingual { it: "modulo".into(), en: "form".into() };
    let fields = vec![
        field("serie", Input::Code),
        field("testo", Input::LongText),
        field("entro", Input::Date),
        field("firma", Input::Text),
    ];
    let goal = FormGoal {
        spec: FormSpec { id: "m".into(), kind, name, fields, needs_record: true },
        fields: BTreeMap::from([("serie".into(), vec!["AB-12".into()])]),
        until: BTreeMap::from([("entro".into(), "20/12".into())]),
        contains: BTreeMap::from([("answer".into(), vec!["il rimborso arriva".into(), "pratica 7741".into()])]),
        avoid: vec!["IT60 X054".into()],
        blank: vec!["firma".into()],
        read_back: Vec::new(),
        before: None,
        within: None,
    };
    let mut header = header();
    header.goals.forms = vec![goal];
    header
}

/// A call in which fields are filled (`field = value`) and the form is handed on (`submit`, `submit C2`).
fn call(desk: &[&str]) -> Vec<Event> {
    let mut log = events("0 ring\n2 answer\n3-4 op Buongiorno. | greet\n9 hangup\n10 wrapup");
    let end = log.split_off(log.len() - 2);
    for step in desk {
        let at = log.last().unwrap().at;
        let change = match (step.split_once(" = "), step.split_once(' ')) {
            (Some((field, value)), _) => DeskChange::FormFilled { form: "m".into(), field: field.into(), value: value.into() },
            (_, Some((_, customer))) => DeskChange::FormSubmitted { form: "m".into(), customer: Some(customer.into()) },
            _ => DeskChange::FormSubmitted { form: "m".into(), customer: Some("C1".into()) },
        };
        log.push(Event { seq: Seq(0), at, kind: Kind::Consequence(Consequence::DeskChanged(change)) });
    }
    log.extend(end);
    (0..).zip(&mut log).for_each(|(seq, event)| event.seq = Seq(seq));
    log
}

const GOOD: &[&str] = &["serie = AB-12", "testo = Gentile cliente, il rimborso arriva", "entro = 18/12", "submit"];

#[track_caller]
fn judged(desk: &[&str]) -> (Outcome, Vec<Event>, Header) {
    let (header, events) = (wanting(FormKind::Mail), call(desk));
    (finding_of("writes_the_mail", &header, &events).outcome, events, header)
}

#[test]
fn a_form_is_right_when_all_that_belongs_in_it_stands_there_and_nothing_else() {
    let rubric = shipped();
    let rule = rubric.rule(&"writes_the_mail".into()).unwrap();
    let change = |from: &str, to: &'static str| -> Vec<&str> {
        GOOD.iter().map(|step| if step.starts_with(from) { to } else { step }).collect()
    };
    let of = |got| Outcome::Partly { got, of: 6 };
    let cases: Vec<(Vec<&str>, Outcome)> = vec![
        (GOOD.to_vec(), Outcome::Met),
        (change("testo", "testo = Gentile cliente, la pratca 7741"), Outcome::Met),
        // One wrong digit is another case, however alike the rest.
        (change("testo", "testo = Gentile cliente, la pratica 7747"), of(5)),
        (change("serie", "serie = AB-21"), of(5)),
        (change("entro", "entro = 21/12"), of(5)),
        (change("testo", "testo = Le faremo sapere"), of(5)),
        (change("testo", "testo = Il rimborso arriva su it60x054."), of(5)),
        ([&["firma = Mario Ferri"], GOOD].concat(), of(5)),
        (change("submit", "submit C2"), Outcome::NotMet),
        (Vec::new(), Outcome::NotMet),
    ];
    for (desk, outcome) in cases {
        let (found, events, header) = judged(&desk);
        assert_eq!(found, outcome, "{desk:?}");
        if found != Outcome::Met {
            assert!(cure(&header, &events, rule, &rubric).is_some(), "what would have earned {desk:?}");
        }
    }
}

#[test]
fn what_was_handed_on_last_counts_and_a_form_handed_on_is_blank_again() {
    let wrong_then_right = [&["serie = XX", "submit"], GOOD].concat();
    assert_eq!(judged(&wrong_then_right).0, Outcome::Met);
    let right_then_empty = [GOOD, &["submit"]].concat();
    assert_ne!(judged(&right_then_empty).0, Outcome::Met);
    let right_then_drafting = [GOOD, &["serie = XX"]].concat();
    assert_eq!(judged(&right_then_drafting).0, Outcome::Met, "a draft nobody handed on changes nothing");
}

#[test]
fn a_form_of_another_kind_raises_no_question_and_a_broken_off_call_answers_none() {
    let events = call(GOOD);
    assert_eq!(finding_of("handles_the_order", &wanting(FormKind::Mail), &events).outcome, Outcome::NotApplicable);
    assert_eq!(finding_of("writes_the_mail", &header(), &events).outcome, Outcome::NotApplicable);
    let broken = &call(&["serie = AB-12"])[..4];
    let outcome = finding_of("writes_the_mail", &wanting(FormKind::Mail), broken).outcome;
    assert_eq!(outcome, Outcome::NotObserved(Why::Interrupted));
}
