//! Forms at the desk: what they take, what they refuse, what conditions see of them, what a record keeps.

use std::path::Path;
use std::sync::Arc;

use pronto::call::{Call, resimulate};
use pronto::desk::{Refused, missing};
use pronto::event::{Channel, DeskAction, Fact, Input, Kind};
use pronto::ids::Bilingual;
use pronto::plan::{desk_action, parse_plan, run_plan};
use pronto::record::{decode, encode_event};
use pronto::store::Library;
use pronto::time::CallTime;

use crate::plans::{pace, root, shipped_plans};

fn call() -> Call {
    let (script, understander, _) = Library::new(root()).script(&"doppio_addebito".into(), Some(&"ferri".into()), 7).unwrap();
    let mut call = Call::new(script, understander, 7);
    call.handle(CallTime(0), Fact::Offered(Channel::InboundCall)).unwrap();
    call.handle(CallTime(900), Fact::Answered).unwrap();
    call
}

fn act(call: &mut Call, text: &str) -> Result<(), Refused> {
    let action = desk_action(text).unwrap_or_else(|(what, _)| panic!("{text}: {what}"));
    call.handle(CallTime(1_000), Fact::Desk(action)).map(|_| ())
}

#[test]
fn a_form_takes_what_its_fields_take_and_says_why_not() {
    let mut call = call();
    let cases = [
        ("fill richiamate giorno = 1/12", Err(Refused::UnknownForm)),
        ("fill richiamata data = 1/12", Err(Refused::UnknownFormField)),
        ("fill richiamata giorno = domani", Err(Refused::NoDate)),
        ("fill richiamata giorno = 30/2", Err(Refused::NoDate)),
        ("fill richiamata fascia = notte", Err(Refused::NoSuchChoice)),
        ("fill richiamata numero = 308?14", Err(Refused::NoCode)),
        ("fill ordine quantita = due", Err(Refused::NoNumber)),
        ("fill ordine prezzo = dieci", Err(Refused::NoMoney)),
        ("fill richiamata giorno = 1/12/2026", Ok(())),
        ("fill richiamata fascia = Mattina", Ok(())),
        ("submit richiamata", Err(Refused::NoRecordOpen)),
        ("open 4077812", Ok(())),
        ("submit richiamata", Err(Refused::FormIncomplete)),
        ("fill richiamata numero = 308 551 7340", Ok(())),
        ("submit richiamata", Ok(())),
        ("submit richiamata", Err(Refused::FormIncomplete)),
        ("submit nessuno", Err(Refused::UnknownForm)),
    ];
    for (text, expected) in cases {
        assert_eq!(act(&mut call, text), expected, "{text}");
    }
    let desk = &call.state().desk;
    let done = &desk.submitted[0];
    let values: Vec<(&str, &str)> = done.values.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    assert_eq!(values, [("fascia", "mattina"), ("giorno", "01/12/2026"), ("numero", "3085517340")]);
    assert_eq!(done.customer.as_ref().map(|id| id.as_str()), Some("4077812"));
    assert!(desk.drafts.is_empty(), "a submitted form is blank again");
    let form = desk.form(&"mail".into()).unwrap();
    assert_eq!(missing(desk, form).count(), 3);
}

#[test]
fn a_value_is_kept_in_one_way_however_it_was_entered() {
    let name = |text: &str| Bilingual { it: text.into(), en: format!("{text} in English") };
    let choice = Input::Choice(vec![("si".into(), name("sì")), ("no".into(), name("no"))]);
    let cases: &[(&Input, &str, Option<&str>)] = &[
        (&choice, "SÌ", Some("si")),
        (&choice, "sì in english", Some("si")),
        (&choice, "forse", None),
        (&choice, "  ", Some("")),
        (&Input::Amount, "€ 1.029,9", Some("1029,90")),
        (&Input::Amount, "30", Some("30,00")),
        (&Input::Date, "3-1-26", Some("03/01/2026")),
        (&Input::Date, "03/1", Some("03/01")),
        (&Input::Date, "1/13", None),
        (&Input::Code, "it 60 x054-2", Some("IT60X054-2")),
        (&Input::Code, "a@b", None),
        (&Input::Number, "007", Some("7")),
        (&Input::Number, "-1", None),
        (&Input::Text, " ciao ", Some("ciao")),
    ];
    for (input, entered, kept) in cases {
        assert_eq!(input.read(entered).as_deref(), *kept, "{input:?} {entered}");
    }
}

#[test]
fn a_mail_keeps_its_lines() {
    let Ok(DeskAction::Fill { value, .. }) = desk_action(r"fill mail testo = Gentile signor Ferri,\nle confermo il rimborso.")
    else {
        panic!("no form is filled")
    };
    assert_eq!(value, "Gentile signor Ferri,\nle confermo il rimborso.");
}

/// Every shipped plan that submits a form, read back from its record, is the same and proves itself.
#[test]
fn records_with_forms_are_read_back_and_resimulated() {
    let library = Library::new(root());
    let mut submitted = 0;
    for (scenario, file) in shipped_plans() {
        let source = std::fs::read_to_string(Path::new(&file)).unwrap();
        if !source.contains("do submit ") {
            continue;
        }
        let plan = parse_plan("plan", &source).unwrap();
        let seed = plan.seed.unwrap_or(1);
        let (script, understander, _) = library.script(&scenario.as_str().into(), plan.cast.as_ref(), seed).unwrap();
        let mut call = Call::new(Arc::clone(&script), Arc::clone(&understander), seed);
        let (events, faults) = run_plan(&mut call, &plan, &pace());
        assert!(faults.is_empty(), "{scenario}: {faults:?}");
        let (mut text, mut chain) = pronto::record::encode_header(&super::scoring::log::header());
        for event in &events {
            let (line, next) = encode_event(&chain, event);
            text.push_str(&line);
            chain = next;
        }
        let back = decode(&text).unwrap();
        assert_eq!(back.events, events);
        submitted += back.events.iter().filter(|e| matches!(&e.kind, Kind::Fact(Fact::Desk(DeskAction::Submit(_))))).count();
        resimulate(script, understander, seed, &back.events).unwrap();
    }
    assert!(submitted >= 2, "no shipped plan submits a form");
}
