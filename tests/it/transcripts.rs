//! Calls from outside the simulator, written down by people: what can be judged of them, and what their writers are told.

use std::collections::BTreeMap;

use pronto::ids::Language;
use pronto::record::{Record, decode, encode};
use pronto::scoring::{Finding, Outcome, Why, score};
use pronto::store::Library;
use pronto::transcript::{import, parse_transcript};
use pronto::understand::{Names, Understander};

use super::plans::root;
use super::scoring::shipped;

fn record(file: &str) -> Record {
    let text = std::fs::read_to_string(root().join("tests/transcripts").join(file)).unwrap();
    let transcript = parse_transcript(file, &text).unwrap();
    let library = Library::new(root());
    let (lexicons, _) = library.lexicons(Language::It, &[]).unwrap();
    let learned = library.learned(Language::It).unwrap().map(|(learned, _)| learned);
    let names = Names { caller: vec![transcript.caller.clone()], company: vec![transcript.company.clone()] };
    let understander = Understander::new(&lexicons, learned, &BTreeMap::new(), &names);
    import(&transcript, &understander, "", &shipped())
}

fn finding(record: &Record, indicator: &str) -> Finding {
    score(record, &shipped()).findings.into_iter().find(|finding| finding.indicator.as_str() == indicator).unwrap()
}

fn quotes(finding: &Finding) -> Vec<&str> {
    finding
        .parts
        .iter()
        .flat_map(|part| &part.evidence)
        .chain(&finding.evidence)
        .map(|evidence| evidence.quote.as_str())
        .collect()
}

#[test]
fn a_real_call_written_down_is_judged_by_its_words() {
    let good = record("caldaia.txt");
    for met in ["opens_with_all_elements", "closes_with_all_elements", "gives_reference_and_next_step", "offers_options"] {
        assert_eq!(finding(&good, met).outcome, Outcome::Met, "{met}");
    }
    let empathy = finding(&good, "answers_each_disclosure_with_empathy");
    assert!(matches!(empathy.outcome, Outcome::Met | Outcome::Partly { .. }), "{empathy:?}");
    assert!(quotes(&empathy).iter().any(|quote| quote.contains("bambino")), "{empathy:?}");
}

#[test]
fn a_cold_call_written_down_is_quoted() {
    let cold = record("rimborso_negato.txt");
    let phrases = finding(&cold, "avoids_forbidden_phrases");
    assert_eq!(phrases.outcome, Outcome::NotMet);
    assert!(quotes(&phrases).iter().any(|quote| quote.contains("Si calmi")), "{phrases:?}");
    let hindered = finding(&cold, "leaves_the_way_open");
    assert_eq!(hindered.outcome, Outcome::NotMet);
    assert!(hindered.critical.is_some(), "a refused complaint is proposed as critical");
}

#[test]
fn what_words_cannot_show_is_not_observed() {
    for record in [record("caldaia.txt"), record("rimborso_negato.txt")] {
        for unseen in ["answers_in_time", "edits_the_right_record", "resolves_the_contact", "leaves_no_dead_air"] {
            assert_eq!(finding(&record, unseen).outcome, Outcome::NotObserved(Why::NoData), "{unseen}");
        }
        assert_eq!(decode(&encode(&record)).unwrap(), record);
    }
}

/// What the writer of a transcript is told.
fn told(text: &str) -> String {
    let faults = parse_transcript("call.txt", text).unwrap_err();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

#[test]
fn a_broken_transcript_is_told_where_and_what_to_do() {
    insta::assert_snapshot!(told(
        "# lingua: de\n# tpio: reclamo\n# tipo: litigio\nbuongiorno\n[1:99] Operatore: Pronto?\n[2:00 Cliente: Sì.\n"
    ));
    insta::assert_snapshot!(told("Operatore: Pronto? C'è qualcuno?\n"));
}

#[test]
fn lines_run_on_and_times_may_be_missing() {
    let text = "Agent: Good morning,\nhow can I help?\n\n1:05 Customer: My card is gone.\n[0:50] Agent: Oh no.\n";
    let transcript = parse_transcript("call.txt", text).unwrap();
    let said: Vec<&str> = transcript.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(said, ["Good morning, how can I help?", "My card is gone.", "Oh no."]);
    assert_eq!(transcript.lines[1].at.unwrap().0, 65_000);
}

#[test]
fn no_text_is_too_strange_for_a_transcript() {
    for text in ["", ":", "[", "[::]", "[99999999999999:00] O: a", "O:", "O: \u{0}\nC: \u{202e}", "\u{feff}O: sì\nC: sì", "Ω: a"]
    {
        let _ = parse_transcript("call.txt", text);
    }
}
