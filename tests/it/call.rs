//! The rules of a call, on the smallest scenario: what silence, ringing, holds and hanging up do. Each case is a plan.

use std::sync::Arc;

use pronto::call::{Call, resimulate};
use pronto::desk::Refused;
use pronto::event::{Channel, Consequence, DeskAction, DeviceNote, Event, Fact, Kind, PhoneAction};
use pronto::plan::{parse_plan, run_plan};
use pronto::scenario::{Scenario, Script, parse_company, parse_persona, parse_scenario};
use pronto::session::{Session, Setup};
use pronto::store::Library;
use pronto::time::CallTime;
use pronto::understand::{Names, Understander};

/// The smallest scenario, as it is written.
pub(crate) fn base_text() -> String {
    std::fs::read_to_string(super::plans::root().join("tests/faults/base.ron")).unwrap()
}

/// A scenario like the smallest one: its first cast in place, and understood.
pub(crate) fn cast(scenario: Scenario) -> (Arc<Script>, Understander) {
    let root = super::plans::root();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let persona = parse_persona("persona", &read("scenarios/personas/aggressivo.ron")).unwrap();
    let company = parse_company("company", &read("scenarios/companies/telecom/company.ron")).unwrap();
    let script = Script::new(scenario, persona, company, &"uno".into()).unwrap();
    let library = Library::new(root);
    let (lexicons, _) = library.lexicons(script.scenario.language, &[]).unwrap();
    let learned = library.learned(script.scenario.language).unwrap().map(|(learned, _)| learned);
    let names = Names { caller: script.caller_names(), company: vec![script.company.name.clone()] };
    let understander = Understander::new(&lexicons, learned, &script.topics, &names);
    (Arc::new(script), understander)
}

fn fresh(seed: u64) -> (Arc<Script>, Arc<Understander>, Call) {
    let (script, understander) = cast(parse_scenario("base", &base_text()).unwrap());
    let understander = Arc::new(understander);
    (Arc::clone(&script), Arc::clone(&understander), Call::new(script, understander, seed))
}

/// Runs a plan; it must go as written and prove itself.
#[track_caller]
fn goes(plan: &str) -> Vec<Event> {
    let (script, understander, mut call) = fresh(1);
    let plan = parse_plan("plan", plan).unwrap();
    let (events, faults) = run_plan(&mut call, &plan, &super::plans::pace());
    assert!(faults.is_empty(), "{faults:#?}");
    resimulate(script, understander, 1, &events).unwrap();
    events
}

/// The same customer, by another way: whoever is called, or has written, speaks first.
#[test]
fn whoever_is_called_or_has_written_speaks_first() {
    for (channel, first) in
        [(Channel::InboundCall, false), (Channel::OutboundCall, true), (Channel::Mail, true), (Channel::Chat, true)]
    {
        let mut scenario = parse_scenario("base", &base_text()).unwrap();
        scenario.channel = channel;
        scenario.steps[0].enter = vec!["grazie".into()];
        let (script, understander) = cast(scenario);
        let mut call = Call::new(script, Arc::new(understander), 1);
        let plan = parse_plan("plan", "answer 1").unwrap();
        let (events, _) = run_plan(&mut call, &plan, &super::plans::pace());
        let spoke = events.iter().any(|event| matches!(event.kind, Kind::Consequence(Consequence::Replied { .. })));
        assert_eq!(spoke, first, "{channel:?}");
        // Nobody hears the other writing: a chat waits longer before it writes again, a mail does not wait at all.
        let waits = call.deadline().map(|due| due.since(CallTime(1_000)));
        match channel {
            Channel::InboundCall => assert_eq!(waits, Some(4_000)),
            Channel::OutboundCall => assert!(waits < Some(10_000)),
            Channel::Mail => assert_eq!(waits, None),
            Channel::Chat => assert!(waits >= Some(45_000), "{waits:?}"),
        }
    }
}

#[test]
fn a_customer_left_in_silence_speaks_up_differently_each_time_and_then_hangs_up() {
    goes("answer 1\nwait 5\n  customer ag_silenzio_1\nwait 8\n  customer ag_silenzio_2\nwait 8\n  customer ag_silenzio_3");
    goes("answer 1\nwait 60\n  closed CustomerHungUp");
}

#[test]
fn a_phone_nobody_answers_stops_ringing() {
    goes("wait 70\n  closed NotAnswered");
}

#[test]
fn the_customer_says_why_they_call_once_greeted_and_answers_what_they_are_asked() {
    goes(
        "answer 1\nsay Buongiorno, sono Marta.\n  customer apertura\n  step sfogo\n\
         say Mi dice il suo codice?\n  asked codice\n  customer dico_codice\nsay Arrivederci, buona giornata.\n  closed PartlyResolved",
    );
}

#[test]
fn asked_again_the_customer_says_so() {
    goes(
        "answer 1\nsay Buongiorno.\nsay Mi dice il suo codice?\nsay Qual è il suo codice?\n  customer ag_gia_detto_1 dico_codice",
    );
}

#[test]
fn a_hold_without_a_word_angers_and_one_announced_does_not() {
    goes("answer 1\nsay Buongiorno, come posso aiutarla?\nhold\n  anger > 72\nwait 5\nresume\n  customer ag_dopo_attesa_lunga_1");
    goes(
        "answer 1\nsay Buongiorno, mi dica.\nsay Può restare in linea un attimo, per cortesia?\n  acts hold_request\nhold\n  anger <= 72",
    );
}

#[test]
fn a_hold_that_never_ends_ends_the_call() {
    goes("answer 1\nsay Buongiorno.\nhold\nwait 900\n  patience <= 0\n  closed CustomerHungUp");
}

#[test]
fn what_is_said_on_hold_is_not_heard_by_the_customer() {
    let events = goes("answer 1\nsay Buongiorno.\nhold\nsay Che cliente antipatico, un vero idiota.\n  noacts insult\nresume");
    let understood = events.iter().filter(|e| matches!(e.kind, Kind::Consequence(Consequence::Understood { .. }))).count();
    assert_eq!(understood, 1);
}

#[test]
fn facts_that_cannot_be_are_refused_and_change_nothing() {
    let (_, _, mut call) = fresh(1);
    let at = CallTime(0);
    let refused = |call: &mut Call, fact| call.handle(at, fact).unwrap_err();
    assert_eq!(refused(&mut call, Fact::Answered), Refused::NotAnswered);
    call.handle(at, Fact::Offered(Channel::InboundCall)).unwrap();
    assert_eq!(refused(&mut call, Fact::Phone(PhoneAction::Hold)), Refused::NotAnswered);
    assert_eq!(refused(&mut call, Fact::Desk(DeskAction::Note("x".into()))), Refused::NotAnswered);
    assert_eq!(refused(&mut call, Fact::TimeIs), Refused::NothingDue);
    call.handle(at, Fact::Answered).unwrap();
    assert_eq!(refused(&mut call, Fact::Answered), Refused::AlreadyAnswered);
    assert_eq!(refused(&mut call, Fact::Phone(PhoneAction::Resume)), Refused::NotOnHold);
    assert_eq!(refused(&mut call, Fact::Desk(DeskAction::Refund(100))), Refused::NoRecordOpen);
    assert_eq!(refused(&mut call, Fact::Desk(DeskAction::Open("nobody".into()))), Refused::UnknownCustomer);
    assert_eq!(refused(&mut call, Fact::Desk(DeskAction::FileTicket)), Refused::TicketIncomplete);
    assert_eq!(refused(&mut call, Fact::WrappedUp), Refused::CallNotOver);
    let next = call.handle(at, Fact::HungUp).unwrap();
    assert_eq!(next[0].seq.0, 2, "refused facts take no place in the record");
    call.handle(at, Fact::Desk(DeskAction::Note("dopo".into()))).expect("the desk works on in wrap-up");
    call.handle(at, Fact::WrappedUp).unwrap();
    assert_eq!(refused(&mut call, Fact::Desk(DeskAction::Note("x".into()))), Refused::ContactOver);
}

#[test]
fn an_altered_consequence_is_found_where_it_stands() {
    let mut events = goes("answer 1\nsay Buongiorno.\nsay Mi dice il suo codice?\nhangup");
    let place = events.iter().position(|e| matches!(e.kind, Kind::Consequence(Consequence::Replied { .. }))).unwrap();
    if let Kind::Consequence(Consequence::Replied { text, .. }) = &mut events[place].kind {
        *text = "Altro.".into();
    }
    let (script, understander, _) = fresh(1);
    let difference = resimulate(script, understander, 1, &events).unwrap_err();
    assert!(difference.to_string().starts_with(&format!("event {place} differs")), "{difference}");
}

/// A device that is there from the start is no news, and neither is one that is lost twice.
#[test]
fn only_news_of_a_device_are_recorded() {
    let library = Library::new(super::plans::root());
    let setup = Setup {
        library: &library,
        scenario: "doppio_addebito".into(),
        cast: None,
        seed: 1,
        trainee: "prova".into(),
        records: None,
        model: None,
        arrival: Default::default(),
    };
    let mut session = Session::start(setup).unwrap();
    session.tell(CallTime(0), Fact::Offered(Channel::InboundCall)).unwrap();
    let told = [
        (DeviceNote::SpeakerBack, 0),
        (DeviceNote::MicrophoneBack, 0),
        (DeviceNote::SpeakerLost, 1),
        (DeviceNote::SpeakerLost, 0),
        (DeviceNote::MicrophoneLost, 1),
        (DeviceNote::SpeakerBack, 1),
        (DeviceNote::SpeakerBack, 0),
    ];
    for (at, (note, events)) in (1..).zip(told) {
        assert_eq!(session.note_device(CallTime(at), note).unwrap().len(), events, "{note:?} at {at}");
    }
}
