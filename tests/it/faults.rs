//! Broken scenario files, and the exact text their author sees. `UPDATE_EXPECT=1` rewrites the texts; read the difference.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use pronto::diagnostic::Diagnostic;
use pronto::ids::ActId;
use pronto::scenario::{Source, check, parse_company, parse_persona, parse_scenario};

const CASES: &[(&str, &str, &str)] = &[
    ("an unknown line, with a near one", r#"say: ["grazie"]"#, r#"say: ["gracie"]"#),
    ("a sentence where a line's name belongs", r#"say: ["grazie"]"#, r#"say: ["Grazie mille, allora."]"#),
    ("a file without its format", "    format: 1,\n", ""),
    ("an unknown step", r#"goto: "sfogo""#, r#"goto: "fine""#),
    ("an unknown fact in a condition", r#"Tells("rimborso")"#, r#"Tells("rimborzo")"#),
    ("an unknown act in a condition", "when: Always", r#"when: Act(["gret"])"#),
    ("an unknown condition", "when: Always", "when: Allways"),
    ("a misspelt field", "enter: [", "entre: ["),
    ("a missing field", r#"id: "prova","#, ""),
    ("a missing comma", r#"say: ["grazie"])]"#, r#"say: ["grazie" "grazie"])]"#),
    ("a slot nobody fills", "{detto} due", "{somma} due"),
    ("an amount that is none", r#"Euro("{importo}")"#, r#"Euro("trenta")"#),
    ("a line without words", r#"(say: ["Grazie."])"#, r#"(say: [""])"#),
    ("a customer who is not there", r#"customer: "100","#, r#"customer: "101","#),
    ("a document nobody has", r#"ticket: {"#, r#"documents: ["fattura_d_oro"], ticket: {"#),
    ("too few data to verify", "verify_at_least: 1", "verify_at_least: 3"),
    ("two steps of one name", r#"id: "sfogo", enter"#, r#"id: "inizio", enter"#),
    ("another format", "format: 1", "format: 9"),
    ("too few casts", r#"(id: "tre", values: { "cognome": "Sala", "importo": "19,90", "detto": "diciannove e novanta" }),"#, ""),
    ("a fact with an answer and no question", r#"asked_by: ["il suo codice"], "#, ""),
    ("a form nobody has", r#"ticket: {"#, r#"forms: [(form: "richiamate")], ticket: {"#),
    ("a field the form has not", r#"ticket: {"#, r#"forms: [(form: "richiamata", fields: {"gorno": ["1/12"]})], ticket: {"#),
    (
        "a choice the field does not offer",
        r#"ticket: {"#,
        r#"forms: [(form: "richiamata", fields: {"fascia": ["notte"]})], ticket: {"#,
    ),
    ("a date that is none", r#"ticket: {"#, r#"forms: [(form: "richiamata", until: {"giorno": "domani"})], ticket: {"#),
    (
        "a limit on a field that holds no date",
        r#"ticket: {"#,
        r#"forms: [(form: "richiamata", until: {"numero": "1/12"})], ticket: {"#,
    ),
    ("a part no form can be asked for", r#"ticket: {"#, r#"forms: [(form: "mail", contains: {"saluti": ["x"]})], ticket: {"#),
    ("a form to submit in a condition", "resolved: Told(\"rimborso\")", "resolved: Submitted(\"ordini\")"),
    ("a form value in a condition", "resolved: Told(\"rimborso\")", r#"resolved: Filled("ordine", "quantita", "due")"#),
    ("a word before the answer, in a step", r#", goto: "sfogo""#, r#", goto: "sfogo", interject: true"#),
    ("an earlier contact nobody names", "resolved: Told(\"rimborso\")", "resolved: Earlier(Ticket)"),
    ("a document in the desk order", r#"ticket: {"#, r#"desk_order: [Send("niente")], ticket: {"#),
    ("an office in the desk order", r#"ticket: {"#, r#"desk_order: [Transfer("tecnica")], ticket: {"#),
    ("a need in no area", r#"ticket: {"#, r#"need: (area: ["fatture"]), ticket: {"#),
    (
        "a line nobody can say in one breath",
        "Grazie.",
        "Allora guardi io ho ricevuto la bolletta lunedì e poi ho visto che sul conto c'erano due addebiti e allora ho chiamato la banca e la banca mi ha detto di chiamare voi e adesso chiamo voi.",
    ),
    ("digits in a cast's value that a voice reads", "{detto}", "{importo}"),
    ("a text nobody translated", r#"en: "refund"), role: Required"#, r#"en: " "), role: Required"#),
    ("a step no way leads to", r#", goto: "sfogo""#, ""),
];

#[test]
fn authors_are_told_what_is_wrong_where_and_what_to_do() {
    let base = std::fs::read_to_string(folder().join("base.ron")).unwrap();
    assert_eq!(texts(&faults(&base)), "", "the base itself is in order");
    let mut all = String::new();
    for (name, from, to) in CASES {
        assert!(base.contains(from), "{name}: {from}");
        let broken = base.replacen(from, to, 1);
        let found = texts(&faults(&broken));
        assert!(!found.is_empty(), "{name}: nothing was found");
        write!(all, "== {name}\n{found}\n").unwrap();
    }
    let file = folder().join("expected.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &all).unwrap();
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    assert!(all == expected, "the texts have changed (UPDATE_EXPECT=1 rewrites them):\n{all}");
}

#[test]
fn every_code_has_its_page() {
    let page = std::fs::read_to_string(super::plans::root().join("docs/faults.md")).unwrap();
    let mut files = vec![super::plans::root().join("src")];
    let mut missing = BTreeSet::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            for (at, _) in text.match_indices("\"PR") {
                let code: String = text[at + 1..].chars().take(5).collect();
                let real = code[2..].chars().all(|c| c.is_ascii_digit()) && text[at + 6..].starts_with('"');
                if real && !page.contains(&format!("### {code}")) {
                    missing.insert(code);
                }
            }
        }
    }
    assert!(missing.is_empty(), "docs/faults.md has no page for {missing:?}");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

/// Everything wrong with a scenario's text, beside a shipped persona and company.
fn faults(text: &str) -> Vec<Diagnostic> {
    let scenarios = super::plans::root().join("scenarios");
    let read = |path: &str| std::fs::read_to_string(scenarios.join(path)).unwrap();
    let persona = parse_persona("persona", &read("personas/aggressivo.ron")).unwrap();
    let company = parse_company("company", &read("companies/telecom/company.ron")).unwrap();
    let mut acts: BTreeSet<ActId> = persona.moves.keys().cloned().collect();
    acts.insert("greet".into());
    match parse_scenario("prova/scenario.ron", text) {
        Ok(scenario) => {
            let mut found = check(Source { file: "prova/scenario.ron", text }, &scenario, &persona, &company, &acts);
            // The persona refers to acts and lines of its own, which are not this test's subject.
            found.retain(|one| !one.place.path.starts_with("persona"));
            found
        }
        Err(found) => found,
    }
}

fn texts(found: &[Diagnostic]) -> String {
    found.iter().map(|one| format!("{one}\n")).collect()
}
