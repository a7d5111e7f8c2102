//! What an author sees before class: a sentence tried on a customer, the shape of a scenario, names and files that lead nowhere.

use std::path::Path;
use std::process::{Command, Output};

use pronto::event::{Arrival, Channel, Consequence, Fact, Kind, Utterance};
use pronto::graph::{draw, shape};
use pronto::ids::{Language, ScenarioId};
use pronto::scenario::{parse_scenario, upgraded};
use pronto::session::{Session, Setup};
use pronto::store::{Library, Watch};
use pronto::time::{CallTime, Span};

fn pronto(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pronto")).args(arguments).env("PRONTO_LANGUAGE", "en").output().expect("the program runs")
}

fn library() -> Library {
    Library::new(env!("CARGO_MANIFEST_DIR").into())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_sentence_tried_shows_what_was_understood_and_why_the_customer_answers() {
    let sentences = ["Buongiorno, Girandola Telecom, sono Marta, come posso aiutarla?", "Mi dice di che importo era l'addebito?"];
    let output = pronto(&["try", "doppio_addebito", "--cast", "ferri", sentences[0], sentences[1]]);
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{shown}{}", text(&output.stderr));
    for part in ["act greet", "fact importo_addebito asked for", "[importo; asked for importo_addebito]", "(because asked)"] {
        assert!(shown.contains(part), "{part:?} is missing in\n{shown}");
    }
}

#[test]
fn a_call_can_be_tried_from_any_step_and_a_misspelt_step_is_met_with_the_right_one() {
    let there = pronto(&["try", "doppio_addebito", "--step", "chiusura", "C'è altro che posso fare per lei?"]);
    assert!(text(&there.stdout).contains("act anything_else"), "{}", text(&there.stdout));
    let wrong = pronto(&["try", "doppio_addebito", "--step", "chiusure", "Buongiorno"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("did you mean \"chiusura\"?"), "{}", text(&wrong.stderr));
}

#[test]
fn what_nobody_can_make_sense_of_shows_what_the_step_waits_for() {
    let output = pronto(&["try", "doppio_addebito", "--step", "racconto", "Trapezio con la marmellata."]);
    assert!(text(&output.stdout).contains("nothing of what the step waits for"), "{}", text(&output.stdout));
}

#[test]
fn every_step_and_every_way_of_every_scenario_is_in_its_picture() {
    for id in library().scenario_ids() {
        let scenario = library().scenario(&id).expect("a shipped scenario reads").scenario;
        let nodes = shape(&scenario, Language::It);
        let drawing = draw("titolo", &nodes, Language::It);
        for step in &scenario.steps {
            assert!(drawing.contains(&format!(">{}<", step.id)), "{id}: step {}", step.id);
            for way in &step.expect {
                assert!(drawing.contains(&format!("<title>{}: ", way.id)), "{id}: way {}", way.id);
            }
        }
        assert!(nodes.iter().all(|node| !node.lost), "{id}: a step nothing leads to");
    }
}

#[test]
fn a_step_nothing_leads_to_is_marked() {
    let mut scenario = library().scenario(&ScenarioId::from("doppio_addebito")).expect("a shipped scenario reads").scenario;
    let last = scenario.steps.last().expect("it has steps").id.clone();
    let ways = scenario.steps.iter_mut().flat_map(|step| &mut step.expect).chain(&mut scenario.reactions);
    ways.filter(|way| way.goto.as_ref() == Some(&last)).for_each(|way| way.goto = None);
    let nodes = shape(&scenario, Language::It);
    assert!(nodes.iter().any(|node| node.lost && node.step.as_ref() == Some(&last)));
    assert!(draw("titolo", &nodes, Language::It).contains("class=\"lost\""));
}

/// What `check` says of a scenario file with these bytes, its own name left out.
fn checked(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.ron");
    std::fs::write(&file, bytes).unwrap();
    let found = library().check(&file, None);
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    said.join("\n").replace(&file.display().to_string(), "scenario.ron")
}

#[test]
fn names_that_lead_nowhere_are_all_told_at_once_where_they_stand() {
    let shipped = std::fs::read_to_string(library().scenarios().join("doppio_addebito/scenario.ron")).unwrap();
    let broken = shipped.replace("persona: \"aggressivo\"", "persona: \"agressivo\"");
    let broken =
        broken.replace("company: \"telecom\"", "company: \"../../etc\"").replace("packs: [\"telecom\"]", "packs: [\"telecon\"]");
    insta::assert_snapshot!(checked(broken.as_bytes()));
}

/// What a later contact asks of the earlier one used to be checked only where `follows` itself names it.
#[test]
fn facts_forms_and_casts_of_the_contact_before_are_there() {
    let shipped = std::fs::read_to_string(library().scenarios().join("reclamo_ultimo_giorno/scenario.ron")).unwrap();
    for (from, to) in [
        ("told: [\"prossima\"", "told: [\"prosima\""),
        ("forms: [\"seguito_pratica\"", "forms: [\"ricerca_pacco\""),
        ("Not(Earlier(Told(\"prossima\")))", "Not(Earlier(Told(\"la_prossima\")))"),
        (
            "Earlier(Ended([CustomerHungUp, Unresolved]))]), say: [\"ultima_male\"]",
            "Earlier(Submitted(\"richiamate\"))]), say: [\"ultima_male\"]",
        ),
        ("(id: \"salvi\"", "(id: \"silvi\""),
    ] {
        assert!(shipped.contains(from), "{from}");
        let said = checked(shipped.replacen(from, to, 1).as_bytes());
        let lost: Vec<&str> = said.lines().filter(|line| line.contains("PR22")).collect();
        assert_eq!(lost.len(), 1, "{to}\n{said}");
    }
    let broken = shipped.replacen("told: [\"prossima\"", "told: [\"prosima\"", 1);
    let broken = broken.replacen("Not(Earlier(Told(\"prossima\")))", "Not(Earlier(Submitted(\"richiamate\")))", 1);
    insta::assert_snapshot!(checked(broken.as_bytes()));
}

/// An author in a hurry writes sentences where names belong; what was named before keeps its name, and comments stay.
#[test]
fn sentences_in_place_get_names_that_stay() {
    let base = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/base.ron")).unwrap();
    let hasty = base
        .replace("    format: 1,\n", "")
        .replace(r#"enter: ["apertura"]"#, r#"enter: ["Mi avete addebitato {detto} due volte!", "Così non va."] /* due */"#)
        .replace(
            r#"say: ["grazie"]"#,
            r#"say: ["Così non va.", "grazie", "È così: \"non va\".", "Ma {cognome} {detto} non va!"] /* [ */"#,
        )
        .replace(r#""grazie": (say: ["Grazie."]),"#, r#""grazie": (say: ["Grazie."]), "cosi_non_va": (say: ["Male."])"#);
    let (named, done) = upgraded(&hasty);
    insta::assert_snapshot!(named);
    assert_eq!(done.len(), 5);
    assert_eq!(upgraded(&named), (named.clone(), Vec::new()), "what is up to date is left alone");
    assert!(parse_scenario("scenario.ron", &named).is_ok());
}

/// Every shipped scenario is in the present format, to the letter.
#[test]
fn shipped_scenarios_need_no_upgrade() {
    let library = library();
    for id in library.scenario_ids() {
        let text = std::fs::read_to_string(library.scenarios().join(&id.0).join("scenario.ron")).unwrap();
        assert_eq!(upgraded(&text).1, [], "{id}");
    }
}

proptest::proptest! {
    /// Whatever is written, it is read to its end, and only once: doing it again changes nothing.
    #[test]
    fn any_text_is_upgraded_once(text in r#"\(?([a-z]{1,3}|lines|say|: ?|"[A-Z a-z\\]{0,6}"?|[(){}\[\],]|//|/\*|\*/|\n| ){0,40}"#) {
        let (once, _) = upgraded(&text);
        let (_, again) = upgraded(&once);
        proptest::prop_assert_eq!(again, Vec::new());
    }
}

/// Such a phrase used to be dropped without a word, and the customer never understood it.
#[test]
fn a_phrase_that_stands_for_too_much_or_is_left_open_is_told_with_its_line() {
    let shipped = std::fs::read_to_string(library().scenarios().join("doppio_addebito/scenario.ron")).unwrap();
    let ten = "(a|b|c|d|e|f|g|h|i|l)";
    let too_much = format!("quanto {ten} {ten} {ten} {ten}");
    let broken = shipped.replace("\"ha urgenza\"", &format!("\"{too_much}\", \"le servono (subito\""));
    insta::assert_snapshot!(checked(broken.as_bytes()));
}

#[test]
fn a_wrong_encoding_and_a_file_nobody_wrote_are_told_from_a_missing_one() {
    let old = b"(\n    format: 1,\n    id: \"perch\xe9\",\n)";
    let huge = vec![b' '; 10_000_000];
    insta::assert_snapshot!(format!("{}\n{}", checked(old), checked(&huge)));
}

/// A preview stays open while its author writes: what the trainee said is said again to the customer as now written, and a file with
/// a fault is refused with its place.
#[test]
fn an_open_preview_follows_the_file() {
    let folder = tempfile::tempdir().unwrap();
    super::guide::copy(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"), &folder.path().join("scenarios"));
    let library = Library::new(folder.path().to_owned());
    let id = ScenarioId::from("doppio_addebito");
    let setup = Setup {
        library: &library,
        scenario: id.clone(),
        cast: Some("ferri".into()),
        seed: 1,
        trainee: "autore".into(),
        records: None,
        model: None,
        arrival: Arrival::default(),
    };
    let mut session = Session::start(setup).unwrap();
    let greeting = Utterance::typed(Language::It, Span::new(CallTime(0), CallTime(0)), "Buongiorno, come posso aiutarla?");
    for fact in [Fact::Offered(Channel::InboundCall), Fact::Answered, Fact::Heard(greeting)] {
        session.tell(CallTime(0), fact).unwrap();
    }
    let said = |session: &Session| {
        let texts = session.events().iter().filter_map(|event| match &event.kind {
            Kind::Consequence(Consequence::Replied { text, .. }) => Some(text.clone()),
            Kind::Fact(Fact::Heard(utterance)) => Some(utterance.text.clone()),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    let before = said(&session);
    let answer = before.last().unwrap().clone();
    let mut watch = Watch::new(&library, &id);
    assert!(!watch.has_changed());
    let file = library.scenarios().join("doppio_addebito/scenario.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(&answer), "{answer}");
    std::fs::write(&file, text.replace(&answer, "Ecco una battuta scritta adesso, per prova.")).unwrap();
    assert!(watch.has_changed() && !watch.has_changed());
    let after = said(&session.anew().unwrap());
    assert_eq!(after.first(), before.first(), "what the operator said is said again");
    assert_eq!(after.last().map(String::as_str), Some("Ecco una battuta scritta adesso, per prova."));
    std::fs::write(&file, text.replacen("casts: [", "casts: ", 1)).unwrap();
    let fault = session.anew().unwrap_err().to_string();
    assert!(fault.contains("doppio_addebito/scenario.ron:"), "{fault}");
}
