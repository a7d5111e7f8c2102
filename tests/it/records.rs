//! Records: what is written is read back; what is torn loses only its last line; what is altered is named by its line.

use proptest::prelude::*;

use pronto::event::{Channel, Event, Fact, Kind, Mood, Utterance};
use pronto::ids::{Bilingual, Language, Seq};
use pronto::record::{Damage, Header, decode, encode_event, encode_header};
use pronto::time::{CallTime, Span};

pub(crate) fn header() -> Header {
    let title = Bilingual { it: "Prova".into(), en: "Trial".into() };
    let goals = ron::from_str(
        "(kind:Complaint,customer:\"1\",facts:{},needs_identity:true,verify_with:[],verify_at_least:0,ticket:{},refund_cents:None,\
         authority_cents:5000,documents:[],changes:[],caller_name:\"Ferri\")",
    )
    .unwrap();
    Header {
        format: (1, 0),
        program: "0.1.0".into(),
        scenario: "prova".into(),
        title,
        cast: "a".into(),
        persona: "b".into(),
        company: "Girandola".into(),
        language: Language::It,
        scenario_hash: "00".into(),
        lexicon_hash: "11".into(),
        model: None,
        seed: 7,
        trainee: "anonimo".into(),
        started: "2026-11-24T09:30:00Z".into(),
        arrival: Default::default(),
        mood: Mood { anger: 70, trust: 30, patience: 50 },
        goals,
    }
}

fn written(texts: &[String]) -> String {
    let (mut all, mut chain) = encode_header(&header());
    let first = Event { seq: Seq(0), at: CallTime(0), kind: Kind::Fact(Fact::Offered(Channel::InboundCall)) };
    let said = (1..).zip(texts).map(|(seq, text)| {
        let at = CallTime(u64::from(seq) * 1_000);
        Event { seq: Seq(seq), at, kind: Kind::Fact(Fact::Heard(Utterance::typed(Language::It, Span::new(at, at), text))) }
    });
    for event in std::iter::once(first).chain(said) {
        let (line, next) = encode_event(&chain, &event);
        all.push_str(&line);
        chain = next;
    }
    all
}

#[test]
fn a_torn_tail_keeps_every_complete_event() {
    let whole = written(&["buongiorno".into(), "come posso\naiutarla?".into()]);
    let lines = whole.lines().count();
    for cut in 0..whole.len() {
        let Some(text) = whole.get(..cut) else { continue };
        let complete = text.matches('\n').count();
        match decode(text) {
            Ok(record) => {
                assert_eq!(record.events.len() + 1, complete, "cut at {cut} of {}", whole.len());
                assert_eq!(record.torn, !text.ends_with('\n'));
            }
            Err(error) => assert_eq!((error, complete), (Damage::NoHeader, 0)),
        }
    }
    assert_eq!(lines, 4);
}

#[test]
fn one_changed_byte_is_found_in_its_line() {
    let whole = written(&["buongiorno".into(), "come posso aiutarla?".into()]);
    for at in 0..whole.len() {
        let mut bytes = whole.clone().into_bytes();
        if bytes[at] == b'\n' {
            continue;
        }
        bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
        let line = whole[..at].matches('\n').count() + 1;
        let found = match decode(&String::from_utf8_lossy(&bytes)) {
            Err(Damage::Altered { line } | Damage::Unreadable { line, .. }) => line,
            Err(Damage::OtherFormat { .. }) => 1,
            other => panic!("byte {at} changed unnoticed: {other:?}"),
        };
        assert_eq!(found, line, "byte {at}");
    }
}

#[test]
fn a_removed_line_is_found() {
    let whole = written(&["uno".into(), "due".into(), "tre".into()]);
    let mut lines: Vec<&str> = whole.lines().collect();
    lines.remove(2);
    let text = lines.join("\n") + "\n";
    assert_eq!(decode(&text).unwrap_err(), Damage::Altered { line: 3 });
}

#[test]
fn another_major_version_is_refused_by_name() {
    let whole = written(&[]).replace("format:(1,0)", "format:(2,3)");
    assert_eq!(decode(&whole).unwrap_err(), Damage::OtherFormat { major: 2, minor: 3 });
}

proptest! {
    #[test]
    fn whatever_was_said_is_read_back(texts in prop::collection::vec(".{0,80}", 0..6)) {
        let record = decode(&written(&texts)).unwrap();
        let back: Vec<String> = record.events.iter().filter_map(|event| match &event.kind {
            Kind::Fact(Fact::Heard(utterance)) => Some(utterance.text.clone()),
            _ => None,
        }).collect();
        let said: Vec<String> = texts.iter().map(|text| text.trim().to_owned()).collect();
        prop_assert_eq!(back, said);
    }

    #[test]
    fn no_text_whatever_makes_reading_panic(text in "\\PC*") {
        let _ = decode(&text);
    }
}

/// A terminal call whose process is killed after some of its lines: everything shown is in the record, and the record is
/// listed as interrupted.
#[test]
fn a_killed_call_keeps_every_event_and_is_offered_as_interrupted() {
    let said =
        ["", "Buongiorno, sono Marta, come posso aiutarla?", "/cerca Ferri", "/apri 4077812", "Mi dice il suo codice cliente?"];
    for lines in 0..=said.len() {
        let folder = tempfile::tempdir().unwrap();
        let (shown, sent) = kill_after(&said[..lines], folder.path());
        let (entries, errors) = pronto::store::list_records(folder.path());
        assert!(errors.is_empty(), "after {lines} lines: {errors:?}");
        assert!(entries.len() == 1 && entries[0].interrupted, "after {lines} lines: {entries:?}");
        let record = pronto::store::read_record(&entries[0].folder).unwrap();
        let replies = record
            .events
            .iter()
            .filter(|event| matches!(event.kind, Kind::Consequence(pronto::event::Consequence::Replied { .. })));
        assert!(replies.count() >= shown, "after {lines} lines: {shown} replies were shown");
        let heard = record.events.iter().filter(|event| matches!(event.kind, Kind::Fact(Fact::Heard(_)))).count();
        assert_eq!(heard, sent, "after {lines} lines");
    }
}

/// Types lines into a real call, waits until each has been taken, kills it, and says how many replies of the customer were shown
/// and how many sentences were said.
fn kill_after(lines: &[&str], records: &std::path::Path) -> (usize, usize) {
    use std::io::{BufRead, BufReader, Write};
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_pronto"))
        .args(["call", "doppio_addebito", "--cast", "ferri", "--seed", "7", "--record"])
        .arg(records)
        .env("PRONTO_ROOT", super::plans::root())
        .env("PRONTO_LANGUAGE", "it")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    let screen = BufReader::new(child.stdout.take().unwrap());
    let (send, shown) = std::sync::mpsc::channel();
    std::thread::spawn(move || screen.lines().map_while(Result::ok).for_each(|line| drop(send.send(line))));
    let mut replies = 0;
    let mut wait_for = |what: &str| {
        while let Ok(line) = shown.recv_timeout(std::time::Duration::from_secs(20)) {
            replies += usize::from(line.contains("Cliente:"));
            if line.contains(what) {
                return;
            }
        }
        panic!("\"{what}\" never appeared");
    };
    wait_for("squilla");
    for line in lines {
        writeln!(keyboard, "{line}").unwrap();
        wait_for(match *line {
            "" => "Ha risposto",
            line if line.starts_with("/cerca") => "Trovati",
            line if line.starts_with("/apri") => "Aperta",
            _ => "Cliente:",
        });
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let sent = lines.iter().filter(|line| !line.is_empty() && !line.starts_with('/')).count();
    (replies, sent)
}
