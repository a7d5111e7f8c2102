//! Tests of `report`: what a page promises its readers.

use std::collections::BTreeMap;

use pronto::ids::Language;
use pronto::report::{Clip, Group, LineKind, View, html, view};
use pronto::scoring::score;

use crate::scoring::log::{events, record};
use crate::scoring::shipped;

const GOOD: &str = include_str!("../../scorecards/good.log");
const RUDE: &str = include_str!("../../scorecards/rude.log");
const UNCLEAR: &str = include_str!("../../scorecards/unclear.log");

fn debrief(log: &str, language: Language) -> View {
    let (record, rubric) = (record(events(log)), shipped());
    view(&record, &score(&record, &rubric), &rubric, language)
}

fn page(log: &str, language: Language) -> String {
    html(&debrief(log, language), &BTreeMap::new())
}

/// All values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_page_fetches_nothing() {
    let page = page(RUDE, Language::It);
    for foreign in ["http://", "https://", "url(//", "@import", "<link", "<img"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn every_link_inside_a_page_leads_somewhere() {
    for log in [GOOD, RUDE, UNCLEAR] {
        let page = page(log, Language::En);
        let ids = attributes(&page, "id");
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "an id stands twice");
        for target in attributes(&page, "href") {
            let id = target.strip_prefix('#').unwrap();
            assert!(ids.contains(&id), "{target}");
        }
        for label in attributes(&page, "aria-labelledby").iter().flat_map(|ids| ids.split(' ')) {
            assert!(ids.contains(&label), "{label}");
        }
    }
}

#[test]
fn a_page_says_in_its_language_what_it_is_not() {
    let italian = page(GOOD, Language::It);
    assert!(italian.contains("<html lang=\"it\">"));
    assert!(italian.contains("non è un Certificato"));
    assert!(italian.contains("Nessuna emozione di chi si esercita"));
    assert!(italian.contains("nessun ente li ha adottati"));
    let english = page(GOOD, Language::En);
    assert!(english.contains("<html lang=\"en\">"));
    assert!(english.contains("not a Certificate"));
}

#[test]
fn nothing_a_trainee_says_can_become_markup() {
    let log = GOOD.replace("Mi racconta che cosa è successo", "<script>alert(1)</script> & \"così\"");
    let page = page(&log, Language::It);
    assert!(!page.contains("<script>alert"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"));
}

#[test]
fn clips_are_inside_and_times_lead_into_them() {
    let view = debrief(RUDE, Language::It);
    let key = view.lines.iter().find(|line| line.plain().contains("stupido")).unwrap().clip.clone().unwrap();
    let clips = BTreeMap::from([(key.clone(), Clip { bytes: b"sound".to_vec(), mime: "audio/flac".into() })]);
    let page = html(&view, &clips);
    assert!(page.contains("src=\"data:audio/flac;base64,c291bmQ=\""));
    assert_eq!(page.matches("<audio").count(), 1, "a line without its clip has no player");
    assert!(attributes(&page, "data-clip").contains(&key.as_str()));
}

#[test]
fn faint_words_are_marked_for_eyes_and_ears() {
    let page = page(UNCLEAR, Language::It);
    assert!(page.contains("<span class=\"faint\" title=\"udita con poca certezza\">stupido.</span>"));
    assert!(page.contains("(parole incerte: Lei, è, uno, stupido., saldo, euro.)"));
}

#[test]
fn findings_come_with_critical_ones_first_and_what_was_met_last() {
    let view = debrief(RUDE, Language::It);
    let criticals = view.findings.iter().take_while(|finding| finding.critical.is_some()).count();
    assert_eq!(criticals, view.criticals.len());
    assert!(view.findings[criticals..].is_sorted_by_key(|finding| finding.group));
    assert!(view.findings.iter().filter(|finding| finding.group == Group::NotObserved).all(|finding| finding.advice.is_empty()));
}

#[test]
fn advice_quotes_and_never_shows_a_slot() {
    for log in [GOOD, RUDE, UNCLEAR] {
        for language in [Language::It, Language::En] {
            for finding in debrief(log, language).findings {
                for sentence in &finding.advice {
                    assert!(!sentence.contains(['{', '}']) && !sentence.contains("«»"), "{sentence}");
                }
            }
        }
    }
    let advice =
        debrief(RUDE, Language::It).findings.into_iter().flat_map(|finding| finding.advice).collect::<Vec<_>>().join("\n");
    assert!(advice.contains("A «La bolletta è raddoppiata e nessuno mi ha avvisato! Sono furioso» risponda prima alla persona"));
    assert!(advice.contains("Se prevede più di 2 min, offra di richiamare"));
}

#[test]
fn the_transcript_holds_words_desk_and_telephone_in_order() {
    let view = debrief(GOOD, Language::It);
    assert!(view.lines.is_sorted_by_key(|line| line.span.from));
    for kind in [LineKind::Operator, LineKind::Customer, LineKind::Desk, LineKind::Phone] {
        assert!(view.lines.iter().any(|line| line.kind == kind), "{kind:?}");
    }
    let refund = view.lines.iter().find(|line| line.plain().starts_with("Rimborso")).unwrap();
    assert_eq!(refund.plain(), "Rimborso di 29,90 € (C1)");
    assert!(!refund.findings.is_empty(), "the refund is evidence of something");
}

#[test]
fn a_contact_nobody_answered_still_makes_a_page() {
    let page = page("0 ring\n60 closed unanswered\n61 wrapup", Language::It);
    assert!(page.contains("Nessuno ha risposto"));
}

/// Writes the pages where a person can look at them: `PRONTO_PAGES=dir cargo test ... -- --ignored pages`.
#[test]
#[ignore = "writes pages for looking at; needs PRONTO_PAGES to say where"]
fn pages_to_look_at() {
    let Ok(dir) = std::env::var("PRONTO_PAGES") else { panic!("PRONTO_PAGES is not set") };
    for (name, log) in [("good", GOOD), ("rude", RUDE), ("unclear", UNCLEAR)] {
        for language in [Language::It, Language::En] {
            let view = debrief(log, language);
            let silence = Clip { bytes: vec![0; 64], mime: "audio/flac".into() };
            let keys = view.lines.iter().filter(|line| line.kind == LineKind::Operator).filter_map(|line| line.clip.clone());
            let clips = keys.map(|key| (key, silence.clone())).collect();
            std::fs::write(format!("{dir}/{name}-{}.html", language.code()), html(&view, &clips)).unwrap();
        }
    }
}
