//! Knowledge probes: shipped sets are sound, sittings are marked the same every time, nothing answered is lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use proptest::prelude::*;

use pronto::ids::{Language, RowId};
use pronto::probe::{
    Answer, Decimal, Difference, Happening, Kind, Misfit, ProbeSet, Question, Sitting, SittingHeader, check, decode, draw,
    encode_event, encode_header, parse_set, prove, result,
};
use pronto::store::{Library, list_sittings};
use pronto::time::CallTime;

const BASE: &str = include_str!("../faults/probe.ron");

#[test]
fn every_shipped_set_is_sound() {
    let library = library();
    let mut found = Vec::new();
    for id in library.probe_ids() {
        found.extend(library.check_probe(&library.probe_file(&id)).unwrap().iter().map(ToString::to_string));
        let Ok(set) = library.probe(&id) else { continue };
        if set.items.len() < 6 {
            found.push(format!("{id}: {} items are too few to draw from", set.items.len()));
        }
        // Whoever knows everything gets everything.
        let mut sitting = Sitting::new(Arc::new(set.clone()), 1);
        for item in &set.items {
            assert!(set.item(&item.id).is_some_and(|known| known.kind.points(&right(&known.kind)).unwrap().is_full()));
        }
        for question in sitting.questions().to_vec() {
            sitting.answered(CallTime(0), &question.item, right(&set.items[question.index].kind)).unwrap();
            sitting.confirmed(CallTime(0), &question.item).unwrap();
        }
        assert!(sitting.is_complete(), "{id}");
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_seed_says_what_is_asked_and_where_the_right_answer_stands() {
    for id in library().probe_ids() {
        let set = library().probe(&id).unwrap();
        let (mut places, mut asked, mut choices) = (BTreeSet::new(), BTreeSet::new(), false);
        for seed in 0..40 {
            let questions = draw(&set, seed);
            assert_eq!(questions, draw(&set, seed));
            assert_eq!(questions.len(), usize::from(set.draw), "{id}");
            for row in &set.rows {
                let bears = |question: &Question| set.rows_of(&set.items[question.index]).contains(row);
                assert!(questions.iter().any(bears) || usize::from(set.draw) < set.rows.len(), "{id}: nothing on {row}");
            }
            for question in &questions {
                asked.insert(question.item.clone());
                if matches!(set.items[question.index].kind, Kind::Choice { .. }) {
                    choices = true;
                    places.insert(question.options.iter().position(|option| *option == 0).unwrap());
                }
                if matches!(set.items[question.index].kind, Kind::Order { .. }) {
                    assert!(!question.options.is_sorted(), "{id}: {} shows its solution", question.item);
                }
            }
        }
        assert!(!choices || places.len() >= 3, "{id}: the right answer always stands at {places:?}");
        assert_eq!(asked.len(), set.items.len(), "{id}: some items are never drawn");
    }
}

/// What is changed in the base, and what its author reads then.
const FAULTS: &[(&str, &str, &str)] = &[
    ("a misspelt field", "draw: 3", "drow: 3"),
    ("a misspelt kind", "Order(steps", "Oder(steps"),
    ("a misspelt part of a text", r#"(it: "Quale?", en: "Which?")"#, r#"(it: "Quale?", eng: "Which?")"#),
    ("a number that is none", r#""12,50""#, r#""dodici""#),
    ("another format", "format: 1", "format: 2"),
    ("an unknown row", r#"rows: ["UC1.K4"]"#, r#"rows: ["UC1.K44"]"#),
    ("a bare threshold", r#"(600, "our proposal")"#, r#"(6000, "")"#),
    ("too many to draw", "draw: 3", "draw: 4"),
    ("two items of one id", r#"id: "due","#, r#"id: "uno","#),
    ("a set of another name", r#"id: "prova""#, r#"id: "provetta""#),
    ("a text without its English", r#"(it: "Prima", en: "First")"#, r#""Prima""#),
    (
        "a wrong answer without a reason",
        r#"(it: "L'altra", en: "The other"), (it: "No.", en: "No.")"#,
        r#"(it: "L'altra", en: "The other"), """#,
    ),
    ("two answers alike", r#"(it: "Quella", en: "That")"#, r#"(it: "questa!", en: "This")"#),
    ("one wrong answer only", r#", ((it: "L'altra", en: "The other"), (it: "No.", en: "No."))"#, ""),
    ("a negative tolerance", r#""0,5""#, r#""-0,5""#),
    (
        "a right answer that gives itself away",
        r#"(it: "Questa", en: "This")"#,
        r#"(it: "Questa, perché è la sola che spiega tutto", en: "This")"#,
    ),
    ("an answer that leans on the others", r#"(it: "L'altra", en: "The other")"#, r#"(it: "Tutte le precedenti", en: "All")"#),
];

#[test]
fn authors_are_told_what_is_wrong_where_and_what_to_do() {
    assert_eq!(faults(BASE), "", "the base itself is in order");
    let mut all = String::new();
    for (name, from, to) in FAULTS {
        assert!(BASE.contains(from), "{name}: {from}");
        let found = faults(&BASE.replacen(from, to, 1));
        assert!(!found.is_empty(), "{name}: nothing was found");
        write!(all, "== {name}\n{found}\n").unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/probe_expected.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &all).unwrap();
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    assert!(all == expected, "the texts have changed (UPDATE_EXPECT=1 rewrites them):\n{all}");
}

#[test]
fn partial_answers_earn_their_part_and_unfit_ones_nothing_at_all() {
    let order = Kind::Order { steps: ["a", "b", "c"].map(said).to_vec() };
    assert_eq!(order.points(&Answer::Ordered(vec![0, 2, 1])).unwrap().got, 1);
    assert_eq!(order.points(&Answer::Ordered(vec![0, 0, 1])), Err(Misfit::Incomplete));
    assert_eq!(order.points(&Answer::Ordered(vec![0, 1, 7])), Err(Misfit::Unlisted));
    assert_eq!(order.points(&Answer::Chosen([0].into())), Err(Misfit::Kind));
    let wrong = ["c", "d"].map(|text| pronto::probe::Wrong(said(text), said("no"))).to_vec();
    let several = Kind::Several { right: ["a", "b"].map(said).to_vec(), wrong };
    let got = |chosen: &[u16]| several.points(&Answer::Chosen(chosen.iter().copied().collect())).unwrap().got;
    // Choosing everything is no knowledge.
    assert_eq!([got(&[0, 1]), got(&[0]), got(&[0, 1, 2]), got(&[0, 1, 2, 3]), got(&[2])], [2, 1, 1, 0, 0]);
    let number = |text: &str| text.parse::<Decimal>().map(|number| number.0).ok();
    let read = ["12,5", "12.50", "1.200", "1 200", "1.200,05", "-3", "", "12,505", "1,2,3", "∞"].map(number);
    let meant = [Some(1250), Some(1250), Some(120_000), Some(120_000), Some(120_005), Some(-300), None, None, None, None];
    assert_eq!(read, meant);
}

fn faults(text: &str) -> String {
    let rows: BTreeSet<RowId> = library().rubric("pronto").unwrap().rows.into_keys().collect();
    let found = match parse_set("prova.ron", text) {
        Ok(set) => check("prova.ron", text, &set, &rows),
        Err(found) => found,
    };
    found.iter().map(|one| format!("{one}\n")).collect()
}

fn said(text: &str) -> pronto::probe::Said {
    pronto::probe::Said { it: text.to_owned(), en: None }
}

fn library() -> Library {
    Library::new(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned())
}

fn base() -> Arc<ProbeSet> {
    Arc::new(parse_set("prova.ron", BASE).unwrap())
}

/// The answer that earns everything.
fn right(kind: &Kind) -> Answer {
    match kind {
        Kind::Choice { .. } => Answer::Chosen([0].into()),
        Kind::Several { right, .. } => Answer::Chosen((0..).take(right.len()).collect()),
        Kind::Order { steps } => Answer::Ordered((0..).take(steps.len()).collect()),
        Kind::Classify { .. } => Answer::Classed(kind.right_classes()),
        Kind::Number { value, .. } => Answer::Number(*value),
    }
}

fn header(sitting: &Sitting, seed: u64) -> SittingHeader {
    let set = sitting.set();
    SittingHeader {
        format: (1, 0),
        probe: set.id.clone(),
        title: set.title.clone(),
        set_hash: set.hash(),
        program: "0.1.0".into(),
        language: Language::It,
        seed,
        exam: false,
        trainee: "anonimo".into(),
        started: "2026-11-24T09:30:00Z".into(),
        pass_from: set.pass_from.clone(),
        drawn: sitting.drawn(),
    }
}

/// A sitting's file, from what was answered and confirmed: refused facts leave no trace.
fn written(set: &Arc<ProbeSet>, seed: u64, facts: &[(usize, Option<Answer>)]) -> String {
    let mut sitting = Sitting::new(Arc::clone(set), seed);
    let (mut text, mut chain) = encode_header(&header(&sitting, seed));
    for (time, (item, answer)) in (0..).zip(facts) {
        let id = set.items[item % set.items.len()].id.clone();
        let events = match answer {
            Some(answer) => sitting.answered(CallTime(time), &id, answer.clone()),
            None => sitting.confirmed(CallTime(time), &id),
        };
        for event in events.unwrap_or_default() {
            let (line, next) = encode_event(&chain, &event);
            text.push_str(&line);
            chain = next;
        }
    }
    text
}

fn any_answer() -> impl Strategy<Value = Option<Answer>> {
    let numbers = || prop::collection::vec(0u16..6, 0..7);
    prop_oneof![
        Just(None),
        Just(Some(Answer::Unknown)),
        numbers().prop_map(|chosen| Some(Answer::Chosen(chosen.into_iter().collect()))),
        numbers().prop_map(|order| Some(Answer::Ordered(order))),
        Just(vec![0, 1, 2]).prop_shuffle().prop_map(|order| Some(Answer::Ordered(order))),
        numbers().prop_map(|classes| Some(Answer::Classed(classes))),
        any::<i64>().prop_map(|number| Some(Answer::Number(Decimal(number)))),
    ]
}

proptest! {
    #[test]
    fn any_answers_in_any_order_are_marked_the_same_again(
        seed in any::<u64>(), facts in prop::collection::vec((0usize..3, any_answer()), 0..30)
    ) {
        let set = base();
        let record = decode(&written(&set, seed, &facts)).unwrap();
        let outcome = result(&record);
        prop_assert!(outcome.share <= 1000);
        prop_assert!(outcome.rows.iter().all(|row| row.share <= 1000));
        prop_assert_eq!(outcome.passed.is_some(), outcome.complete);
        prop_assert_eq!(prove(&record, &set), Ok(()));
    }

    #[test]
    fn whatever_is_typed_as_a_number_is_read_or_refused(text in ".{0,24}") {
        let _ = text.parse::<Decimal>();
    }
}

fn all_right(set: &ProbeSet) -> Vec<(usize, Option<Answer>)> {
    (0..).zip(&set.items).flat_map(|(index, item)| [(index, Some(right(&item.kind))), (index, None)]).collect()
}

#[test]
fn a_sitting_killed_at_any_moment_keeps_what_was_answered() {
    let set = base();
    let whole = written(&set, 5, &all_right(&set));
    let full = result(&decode(&whole).unwrap());
    assert_eq!((full.share, full.passed, full.rows[0].items), (1000, Some(true), 3));
    for cut in 0..whole.len() {
        let Some(text) = whole.get(..cut) else { continue };
        let lines = text.matches('\n').count();
        let Ok(record) = decode(text) else {
            assert_eq!(lines, 0, "cut at {cut}");
            continue;
        };
        assert_eq!(record.events.len() + 1, lines);
        assert_eq!(prove(&record, &set), Ok(()), "cut at {cut}");
        let outcome = result(&record);
        let marked = record.events.iter().filter(|event| matches!(event.kind, Happening::Marked { .. })).count();
        assert_eq!(outcome.items.iter().filter(|item| item.points.is_some()).count(), marked);
        assert_eq!(outcome.passed, (marked == 3).then_some(true));
    }
}

#[test]
fn a_better_mark_written_by_hand_is_not_proven() {
    let set = base();
    let facts = [(0, Some(Answer::Chosen([1].into()))), (0, None)];
    let mut record = decode(&written(&set, 5, &facts)).unwrap();
    for event in &mut record.events {
        if let Happening::Marked { points, .. } = &mut event.kind {
            points.got = 1;
        }
    }
    assert!(matches!(prove(&record, &set), Err(Difference::Event { .. })));
    let mut other = (*set).clone();
    other.items[0].why.it.push('!');
    assert!(matches!(prove(&record, &Arc::new(other)), Err(Difference::OtherSet(_))));
}

/// Runs `pronto probe` with lines typed, and gives what it printed and its exit code.
fn typed(records: &Path, args: &[&str], lines: &str) -> (String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pronto"))
        .args(["probe", "telefonia", "--seed", "3", "--record"])
        .arg(records)
        .args(args)
        .env("PRONTO_ROOT", env!("CARGO_MANIFEST_DIR"))
        .env("PRONTO_LANGUAGE", "it")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

/// What to type to have every question of that sitting right.
fn right_lines(set: &ProbeSet, seed: u64) -> Vec<String> {
    let place = |shown: &[u16], wanted: u16| shown.iter().position(|one| *one == wanted).unwrap() + 1;
    let line = |question: &Question| {
        let kind = &set.items[question.index].kind;
        let numbers: Vec<usize> = match right(kind) {
            Answer::Chosen(chosen) => chosen.iter().map(|one| place(&question.options, *one)).collect(),
            Answer::Ordered(order) => order.iter().map(|one| place(&question.options, *one)).collect(),
            Answer::Classed(classes) => {
                question.options.iter().map(|one| place(&question.classes, classes[usize::from(*one)])).collect()
            }
            Answer::Number(number) => return number.to_string(),
            Answer::Unknown => Vec::new(),
        };
        numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    draw(set, seed).iter().map(line).collect()
}

#[test]
fn a_quiz_is_taken_by_keyboard_and_its_record_gives_the_result() {
    let records = tempfile::tempdir().unwrap();
    let set = library().probe(&"telefonia".into()).unwrap();
    let lines = right_lines(&set, 3);
    let (said, code) = typed(records.path(), &[], &format!("boh\n{}\n", lines.join("\n")));
    assert_eq!(code, Some(0));
    assert!(said.contains("Giusto.") && said.contains("Risultato: 100 %") && said.contains("Superato."), "{said}");
    let (sittings, errors) = list_sittings(records.path());
    assert!(errors.is_empty());
    assert_eq!(result(&sittings[0].1).passed, Some(true));
    assert_eq!(prove(&sittings[0].1, &Arc::new(set)), Ok(()));
}

#[test]
fn input_that_ends_in_the_middle_leaves_an_interrupted_sitting() {
    let records = tempfile::tempdir().unwrap();
    let (said, code) = typed(records.path(), &[], "?\n1");
    assert_eq!(code, Some(0));
    assert!(said.contains("Interrotto"), "{said}");
    let (sittings, _) = list_sittings(records.path());
    let outcome = result(&sittings[0].1);
    assert_eq!((outcome.passed, outcome.complete), (None, false));
    assert!(outcome.items[0].points.is_some());
}

#[test]
fn in_an_exam_answers_can_be_changed_and_nothing_is_explained_before_the_end() {
    let records = tempfile::tempdir().unwrap();
    let set = library().probe(&"telefonia".into()).unwrap();
    let lines = right_lines(&set, 3);
    // First nothing is known; then each question is taken up again and answered.
    let unknown = "?\n".repeat(lines.len());
    let again: String = (1..).zip(&lines).map(|(number, line): (usize, _)| format!("{number}\n{line}\n")).collect();
    let (said, _) = typed(records.path(), &["--exam"], &format!("{unknown}{again}\n"));
    assert!(said.find("Giusto.") > said.rfind("Risposta:"), "{said}");
    assert!(said.contains("Risultato: 100 %"), "{said}");
    // Broken off before handing in: the answers are there, unmarked.
    let (said, _) = typed(records.path(), &["--exam", "--format", "json"], "?\n1\n");
    let last: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!(last["result"]["passed"], serde_json::Value::Null);
    let (sittings, _) = list_sittings(records.path());
    let broken = sittings.iter().find(|(_, sitting)| !result(sitting).complete).unwrap();
    assert_eq!(broken.1.events.len(), 2);
}
