//! Confidence-fair: garble any words of any call, and no finding gets worse than *not observed*, and no critical error appears.

use std::sync::LazyLock;

use pronto::event::*;
use pronto::record::Record;
use pronto::rubric::Rubric;
use pronto::scoring::{Outcome, Scorecard, score};
use pronto::time::{CallTime, Span};
use proptest::prelude::*;

use super::log::{events, record};
use super::plans::RECORDS;
use super::shipped;

/// What a recogniser can do to words.
#[derive(Debug, Clone, Copy)]
enum Garbling {
    /// Hears them faintly.
    Faint,
    /// Hears others, faintly; what they did is lost, and they seem to do something else.
    Other,
    /// Leaves them out: their time stays empty.
    Dropped,
    /// Hears nothing of the whole utterance.
    Nothing,
}

/// Acts that garbled words may seem to do: bad ones, and good ones at the wrong place.
const SEEMING: &[&str] =
    &["insult", "blame", "obstruct", "press", "tu_form", "offer_option", "refuse", "offer_product", "farewell"];

/// Gaps shorter than this are no sign of a lost word: a recogniser that drops a short one leaves no trace at all (milliseconds).
const TRACE_MS: u64 = 1_600;

/// Does one thing to some words of one turn.
fn garble(events: &mut [Event], turn: usize, from: usize, length: usize, how: Garbling, seeming: &str) {
    let heard: Vec<usize> = (0..events.len())
        .filter(|at| matches!(&events[*at].kind, Kind::Fact(Fact::Heard(said)) if !said.words.is_empty()))
        .collect();
    let Some(at) = heard.get(turn % heard.len().max(1)).copied() else { return };
    let seq = events[at].seq;
    let Kind::Fact(Fact::Heard(said)) = &mut events[at].kind else { return };
    let count = said.words.len();
    let from = from % count;
    let mut to = (from + length.max(1)).min(count);
    let mut lost = false;
    match how {
        Garbling::Faint => said.words[from..to].iter_mut().for_each(|word| word.confidence = Permille(350)),
        Garbling::Other => said.words[from..to].iter_mut().for_each(|word| {
            word.text = "brunfo".into();
            word.confidence = Permille(350);
        }),
        Garbling::Dropped => {
            let long = |to: usize| said.words[to - 1].span.to.since(said.words[from].span.from) >= TRACE_MS;
            to = (to..=count).find(|to| long(*to)).unwrap_or(count);
            lost = !long(to) || to - from == count;
            if !lost {
                said.words.drain(from..to);
            }
        }
        Garbling::Nothing => lost = true,
    }
    if lost {
        said.words = vec![Word { text: "mh".into(), span: said.span, confidence: Permille(100) }];
    }
    said.text = said.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let (from, to) = (from as u16, to as u16);
    let understood = events.iter_mut().find_map(|event| match &mut event.kind {
        Kind::Consequence(Consequence::Understood { utterance, acts, facts }) if *utterance == seq => Some((acts, facts)),
        _ => None,
    });
    let Some((acts, facts)) = understood else { return };
    let touched = |words: &WordRange| words.from < to && words.to > from;
    match how {
        _ if lost => {
            acts.clear();
            facts.clear();
        }
        Garbling::Faint => {}
        Garbling::Other | Garbling::Nothing => {
            acts.retain(|seen| !touched(&seen.words));
            facts.retain(|seen| !touched(&seen.words));
            acts.push(ActSeen { act: seeming.into(), confidence: Permille(900), words: WordRange { from, to } });
        }
        Garbling::Dropped => {
            let moved = |words: WordRange| {
                let shift = |index: u16| if index >= to { index - (to - from) } else { index.min(from) };
                WordRange { from: shift(words.from), to: shift(words.to) }
            };
            acts.retain(|seen| !touched(&seen.words));
            facts.retain(|seen| !touched(&seen.words));
            acts.iter_mut().for_each(|seen| seen.words = moved(seen.words));
            facts.iter_mut().for_each(|seen| seen.words = moved(seen.words));
        }
    }
}

/// A typed call as if it had been spoken: its words one after the other, each sure.
pub(super) fn voiced(mut record: Record) -> Record {
    for event in &mut record.events {
        if let Kind::Fact(Fact::Heard(said)) = &mut event.kind {
            let (from, length, count) = (said.span.from.0, said.span.millis(), said.words.len().max(1) as u64);
            for (index, word) in (0..).zip(&mut said.words) {
                let at = |index: u64| CallTime(from + length * index / count);
                word.span = Span::new(at(index), at(index + 1));
                word.confidence = Permille(900);
            }
            said.source = Source::Spoken { clip: None };
        }
    }
    record
}

/// Every shipped plan's call and every log, with its scorecard.
static CALLS: LazyLock<Vec<(String, Record, Scorecard)>> = LazyLock::new(|| {
    let logs = [
        ("good.log", include_str!("../../scorecards/good.log")),
        ("rude.log", include_str!("../../scorecards/rude.log")),
        ("unclear.log", include_str!("../../scorecards/unclear.log")),
    ];
    let logs = logs.into_iter().map(|(name, log)| (name.to_owned(), record(events(log))));
    let plans = RECORDS.iter().map(|(scenario, plan, record)| (format!("{scenario}/{plan}"), voiced(record.clone())));
    let card = |(name, record): (String, Record)| {
        let card = score(&record, &RUBRIC);
        (name, record, card)
    };
    logs.chain(plans).map(card).collect()
});

static RUBRIC: LazyLock<Rubric> = LazyLock::new(shipped);

/// What got worse than *not observed*.
fn worse(before: &Scorecard, after: &Scorecard) -> Vec<String> {
    let mut found = Vec::new();
    for (old, new) in before.findings.iter().zip(&after.findings) {
        let fell = match (old.outcome, new.outcome) {
            (Outcome::NotMet, _) => false,
            (Outcome::Partly { .. }, Outcome::Partly { .. }) => new.outcome.points() < old.outcome.points(),
            (Outcome::Partly { .. }, Outcome::NotMet) => true,
            (_, Outcome::NotMet | Outcome::Partly { .. }) => true,
            _ => false,
        };
        if fell {
            found.push(format!("{}: {:?} became {:?}", new.indicator, old.outcome, new.outcome));
        }
        if let (None, Some(proposed)) = (&old.critical, &new.critical) {
            found.push(format!("{} proposes {}", new.indicator, proposed.error));
        }
    }
    found
}

fn any_garbling() -> impl Strategy<Value = (usize, usize, usize, Garbling, &'static str)> {
    let how = prop_oneof![Just(Garbling::Faint), Just(Garbling::Other), Just(Garbling::Dropped), Just(Garbling::Nothing),];
    (any::<usize>(), any::<usize>(), 1usize..8, how, proptest::sample::select(SEEMING))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn garbled_words_of_any_call_cost_nothing(
        call in any::<prop::sample::Index>(),
        garblings in proptest::collection::vec(any_garbling(), 1..5),
    ) {
        let (name, record, before) = &CALLS[call.index(CALLS.len())];
        let mut garbled = record.clone();
        for (turn, from, length, how, seeming) in &garblings {
            garble(&mut garbled.events, *turn, *from, *length, *how, seeming);
        }
        let worse = worse(before, &score(&garbled, &RUBRIC));
        prop_assert!(worse.is_empty(), "{name}: {worse:#?}");
    }
}

#[test]
fn every_single_turn_of_every_call_may_be_garbled_in_every_way() {
    let mut failed = Vec::new();
    for (name, record, before) in CALLS.iter() {
        let turns = record.events.iter().filter(|event| matches!(event.kind, Kind::Fact(Fact::Heard(_)))).count();
        for turn in 0..turns {
            for how in [Garbling::Faint, Garbling::Other, Garbling::Dropped, Garbling::Nothing] {
                let mut garbled = record.clone();
                garble(&mut garbled.events, turn, 0, 30, how, SEEMING[turn % SEEMING.len()]);
                let worse = worse(before, &score(&garbled, &RUBRIC));
                failed.extend(worse.into_iter().map(|what| format!("{name}, turn {turn}, {how:?}: {what}")));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
