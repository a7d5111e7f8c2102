//! Which facts of the scenario an utterance asks for, tells, tells wrong or mentions.
//!
//! A wrong-fact finding costs the trainee, so a value counts as wrong only where nothing else explains it.

use super::automaton::Match;
use super::sight::Sight;
use super::topics::{Part, Value, Wanted, right, written};
use super::values::{Found, OTHER_UNITS, Value as Said, Values, has_change, is_euro};
use crate::event::{FactSeen, Mode, Permille};

/// A value so many words from a cue of its fact is surely told.
const NEAR: usize = 6;
/// A right value so many words from a cue still counts.
const FAR: usize = 14;
/// A wrong value must be as near as this.
const NEAR_WRONG: usize = 5;
/// A request so many words from the naming of a fact asks for it.
const REQUEST_REACH: usize = 4;
/// What is named so many words after something requested is requested with it: "nome e cognome, e anche la data di nascita".
const LIST_REACH: usize = 3;

/// A phrase of a topic found in an utterance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// Which topic, by index.
    pub(super) topic: u16,
    pub(super) part: Part,
    pub(super) found: Match,
}

/// The facts seen, in the order of their words.
pub(super) fn settle(wanted: &[Wanted], phrases: &[Phrase], values: &Values, sight: &Sight<'_>) -> Vec<FactSeen> {
    let mut seen: Vec<(usize, FactSeen)> = Vec::new();
    told(wanted, phrases, values, sight, &mut seen);
    told_by_phrase(wanted, phrases, sight, &mut seen);
    let told_topics: Vec<(usize, u16)> = seen
        .iter()
        .filter_map(|(topic, fact)| {
            let token = sight.tokens.list.iter().position(|t| t.word == fact.words.from)?;
            Some((*topic, sight.sentence_of(token as u16)))
        })
        .collect();
    asked(wanted, phrases, sight, &told_topics, &mut seen);
    mentioned(wanted, phrases, sight, &mut seen);
    seen.sort_by(|(_, a), (_, b)| (a.words, &a.fact, a.mode).cmp(&(b.words, &b.fact, b.mode)));
    seen.into_iter().map(|(_, fact)| fact).collect()
}

/// Values told, right and wrong.
fn told(wanted: &[Wanted], phrases: &[Phrase], values: &Values, sight: &Sight<'_>, seen: &mut Vec<(usize, FactSeen)>) {
    let mut wrong: Vec<(usize, FactSeen)> = Vec::new();
    for said in &values.list {
        let comparable = |topic: usize, want: &Wanted| comparison(topic, want, said, phrases, sight);
        let rights: Vec<usize> = (0..wanted.len()).filter(|&t| comparable(t, &wanted[t]) == Some(true)).collect();
        if rights.is_empty() {
            wrong.extend(wrong_of(wanted, phrases, said, sight));
            continue;
        }
        let distances: Vec<(usize, Option<usize>)> =
            rights.iter().map(|&t| (t, distance(t, phrases, said, sight, FAR))).collect();
        let nearest = distances.iter().filter_map(|(_, d)| *d).min();
        for (topic, away) in distances {
            let confidence = match (away, nearest) {
                (Some(away), Some(nearest)) if away == nearest => {
                    if away <= NEAR {
                        1_000
                    } else {
                        900
                    }
                }
                (None, None) if rights.len() == 1 && is_distinctive(&wanted[topic], said) => 750,
                _ => continue,
            };
            let Some(value) = &wanted[topic].value else { continue };
            keep(seen, topic, fact(&wanted[topic], Mode::Told, right(value), confidence, said, sight));
        }
    }
    for (topic, fact) in wrong {
        if !seen.iter().any(|(t, f)| *t == topic && f.mode == Mode::Told) {
            keep(seen, topic, fact);
        }
    }
}

/// Whether a value is of a topic's type, and if so whether it is the topic's own.
fn comparison(topic: usize, want: &Wanted, said: &Found, phrases: &[Phrase], sight: &Sight<'_>) -> Option<bool> {
    match (want.value.as_ref()?, &said.value) {
        (Value::Cents(right), Said::Amount { cents, .. }) => Some(cents.contains(right)),
        (Value::Count(right, _), Said::Number { value, .. }) => has_unit(topic, said, phrases, sight).then_some(right == value),
        (Value::Code(right), Said::Code(codes)) => Some(codes.iter().any(|code| code.contains(right.as_str()))),
        // "Entro il venti": the month goes without saying. Another day may be another month's, so it is never wrong.
        (Value::Date { day, .. }, Said::Number { value, range: false }) => {
            (u64::from(*day) == *value && is_day(said, sight)).then_some(true)
        }
        (Value::Date { day, month, year }, Said::Date { day: d, month: m, year: y, .. }) => {
            let same_year = match (year, y) {
                (Some(year), Some(y)) if *y < 100 => year % 100 == *y,
                (Some(year), Some(y)) => year == y,
                _ => true,
            };
            Some(day == d && month == m && same_year)
        }
        _ => None,
    }
}

/// Words before the bare number of a day.
const BEFORE_DAY: [&str; 17] = [
    "il",
    "l",
    "al",
    "all",
    "dal",
    "dall",
    "del",
    "dell",
    "giorno",
    "the",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
];

/// Whether a number is said as a day is: "il venti", "entro l'otto", "on the 20th", and nothing is counted by it.
fn is_day(said: &Found, sight: &Sight<'_>) -> bool {
    let before = said.from.checked_sub(1).map_or("", |at| sight.tokens.text(at));
    let after = sight.tokens.text(said.to);
    let counts = OTHER_UNITS.contains(&after) || is_euro(after) || matches!(after, "per" | "cento" | "di" | "of");
    BEFORE_DAY.contains(&before) && (!counts || sight.parted(said.to as u16 - 1, said.to as u16))
}

/// Whether the topic's unit follows a number.
fn has_unit(topic: usize, said: &Found, phrases: &[Phrase], sight: &Sight<'_>) -> bool {
    phrases.iter().any(|p| {
        p.topic as usize == topic
            && p.part == Part::Unit
            && p.found.from as usize >= said.to
            && sight.between(said.to as u16, p.found.from) <= 1
            && !sight.parted(said.to as u16, p.found.from)
    })
}

/// Words between a value and the nearest cue of a topic in the same sentence or beside it, if near enough.
fn distance(topic: usize, phrases: &[Phrase], said: &Found, sight: &Sight<'_>, most: usize) -> Option<usize> {
    let (from, to) = (said.from as u16, said.to as u16);
    phrases
        .iter()
        .filter(|p| p.topic as usize == topic && p.part == Part::Near)
        .map(|p| {
            let stop = if sight.sentence_of(p.found.from) == sight.sentence_of(from) { 0 } else { NEAR };
            stop + if p.found.to <= from { sight.between(p.found.to, from) } else { sight.between(to, p.found.from.max(to)) }
        })
        .filter(|away| *away <= most)
        .min()
}

/// Whether a value is so particular that it needs no cue.
fn is_distinctive(want: &Wanted, said: &Found) -> bool {
    match (&want.value, &said.value) {
        (Some(Value::Cents(cents)), Said::Amount { explicit, .. }) => *explicit && (cents % 100 != 0 || *cents >= 1_000),
        (Some(Value::Count(..)), _) => !want.has_near,
        (Some(Value::Code(code)), _) => code.len() >= 4,
        (Some(Value::Date { .. }), Said::Date { explicit, year, .. }) => *explicit || year.is_some(),
        _ => false,
    }
}

/// The topic that a value tells wrong, if it surely does.
fn wrong_of(wanted: &[Wanted], phrases: &[Phrase], said: &Found, sight: &Sight<'_>) -> Option<(usize, FactSeen)> {
    let from = said.from as u16;
    let reach = match &said.value {
        Said::Amount { explicit: false, cents } if has_change(cents) => 1,
        Said::Amount { explicit: false, .. } | Said::Date { explicit: false, .. } | Said::Number { range: true, .. } => {
            return None;
        }
        _ => NEAR_WRONG,
    };
    let sentence = sight.sentence_of(from);
    let hedged = sight.hedges.iter().any(|(at, _)| sight.sentence_of(*at) == sentence);
    let denied = sight.denials.iter().any(|&(at, to)| sight.sentence_of(at) == sentence && to <= from && !sight.parted(to, from));
    if sight.is_question(from) || hedged || denied {
        return None;
    }
    let mut near: Vec<(usize, usize)> = (0..wanted.len())
        .filter(|&t| comparison(t, &wanted[t], said, phrases, sight) == Some(false) && is_comparable_code(&wanted[t], said))
        .filter_map(|t| distance(t, phrases, said, sight, reach).map(|away| (away, t)))
        .collect();
    near.sort_unstable();
    // Two facts of one type at the same distance: which of them is wrong nobody can tell.
    let &(away, topic) = near.first()?;
    if near.get(1).is_some_and(|(second, _)| *second == away) {
        return None;
    }
    let value = wanted[topic].value.as_ref().and_then(|value| written(value, &said.value));
    Some((topic, fact(&wanted[topic], Mode::ToldWrong, value, 800, said, sight)))
}

/// A stretch of signs is a wrong code only if it is about as long as the right one.
fn is_comparable_code(want: &Wanted, said: &Found) -> bool {
    match (&want.value, &said.value) {
        (Some(Value::Code(right)), Said::Code(codes)) => codes.iter().any(|code| code.len() == right.len() && code.len() >= 4),
        _ => true,
    }
}

fn told_by_phrase(wanted: &[Wanted], phrases: &[Phrase], sight: &Sight<'_>, seen: &mut Vec<(usize, FactSeen)>) {
    for p in phrases.iter().filter(|p| matches!(p.part, Part::Right | Part::Wrong)) {
        let topic = p.topic as usize;
        let said = Found { from: p.found.from as usize, to: p.found.to as usize, value: Said::Code(Vec::new()) };
        let near = !wanted[topic].has_near || distance(topic, phrases, &said, sight, FAR).is_some();
        let inside_other = phrases.iter().any(|other| {
            matches!(other.part, Part::Right | Part::Wrong)
                && other.topic == p.topic
                && other.part != p.part
                && other.found.from <= p.found.from
                && other.found.to >= p.found.to
                && other.found.to - other.found.from > p.found.to - p.found.from
        });
        if !near || inside_other || sight.is_denied(p.found, 2) {
            continue;
        }
        if p.part == Part::Right {
            let seen_now = fact(&wanted[topic], Mode::Told, None, p.found.confidence, &said, sight);
            keep(seen, topic, seen_now);
        } else if p.found.exact && !sight.is_question(p.found.from) {
            let seen_now = fact(&wanted[topic], Mode::ToldWrong, None, p.found.confidence, &said, sight);
            keep(seen, topic, seen_now);
        }
    }
    // What was told right and wrong in one breath was corrected: it is told.
    let corrected: Vec<usize> = seen.iter().filter(|(_, f)| f.mode == Mode::Told).map(|(t, _)| *t).collect();
    seen.retain(|(topic, fact)| fact.mode != Mode::ToldWrong || !corrected.contains(topic));
}

fn asked(wanted: &[Wanted], phrases: &[Phrase], sight: &Sight<'_>, told: &[(usize, u16)], seen: &mut Vec<(usize, FactSeen)>) {
    let mut asks: Vec<&Phrase> = phrases.iter().filter(|p| p.part == Part::Asks).collect();
    asks.sort_by_key(|p| (p.found.from, p.found.to));
    let mut requested: Vec<(u16, u16)> = Vec::new();
    for p in asks {
        let topic = p.topic as usize;
        let sentence = sight.sentence_of(p.found.from);
        let listed = requested
            .iter()
            .any(|&(other, to)| other == sentence && to <= p.found.from && sight.between(to, p.found.from) <= LIST_REACH);
        let longer = phrases.iter().any(|other| {
            other.part == Part::Asks
                && other.topic != p.topic
                && other.found.from <= p.found.from
                && other.found.to >= p.found.to
                && other.found.to - other.found.from > p.found.to - p.found.from
        });
        if longer || told.contains(&(topic, sentence)) {
            continue;
        }
        let said = Found { from: p.found.from as usize, to: p.found.to as usize, value: Said::Code(Vec::new()) };
        let mode = if listed || is_requested(p.found, sight) {
            requested.push((sentence, p.found.to));
            if sight.is_denied(p.found, REQUEST_REACH) && !sight.is_question(p.found.from) {
                continue;
            }
            Mode::Asked
        } else {
            Mode::Mentioned
        };
        keep(seen, topic, fact(&wanted[topic], mode, None, p.found.confidence, &said, sight));
    }
}

/// Whether the naming of a fact asks for it.
fn is_requested(found: Match, sight: &Sight<'_>) -> bool {
    let (from, to) = (found.from, found.to);
    let near = |&(f, t): &(u16, u16)| {
        let overlaps = f < to && from < t;
        let before = t <= from && sight.between(t, from) <= REQUEST_REACH && sight.sentence_of(f) == sight.sentence_of(from);
        let after = f >= to && sight.between(to, f) <= REQUEST_REACH && sight.sentence_of(f) == sight.sentence_of(from);
        overlaps || before || after
    };
    if sight.requests.iter().any(near) || sight.question_cues.iter().any(near) {
        return true;
    }
    let sentence = sight.sentence_of(from) as usize;
    let Some((range, _)) = sight.tokens.sentences.get(sentence) else { return false };
    let start = range.start as u16;
    if sight.is_question(from) {
        return sight.between(start, from) <= REQUEST_REACH
            || (start..from).any(|token| sight.parted(token, token + 1) && sight.between(token + 1, from) <= REQUEST_REACH);
    }
    // "Codice cliente." and nothing else: the voice asked.
    sight.between(start, from) <= 2 && sight.between(to, range.end as u16) <= 1
}

fn mentioned(wanted: &[Wanted], phrases: &[Phrase], sight: &Sight<'_>, seen: &mut Vec<(usize, FactSeen)>) {
    for p in phrases.iter().filter(|p| p.part == Part::Mentions) {
        let topic = p.topic as usize;
        if seen.iter().any(|(t, _)| *t == topic) {
            continue;
        }
        let said = Found { from: p.found.from as usize, to: p.found.to as usize, value: Said::Code(Vec::new()) };
        keep(seen, topic, fact(&wanted[topic], Mode::Mentioned, None, p.found.confidence, &said, sight));
    }
}

/// Adds a fact, or betters what was seen of it in the same mode. A mere mention adds nothing to more.
fn keep(seen: &mut Vec<(usize, FactSeen)>, topic: usize, fact: FactSeen) {
    if fact.mode == Mode::Mentioned && seen.iter().any(|(t, f)| *t == topic && f.mode != Mode::Mentioned) {
        return;
    }
    if fact.mode != Mode::Mentioned {
        seen.retain(|(t, f)| *t != topic || f.mode != Mode::Mentioned);
    }
    match seen.iter_mut().find(|(t, f)| *t == topic && f.mode == fact.mode) {
        Some((_, old)) if fact.confidence > old.confidence => *old = fact,
        Some(_) => {}
        None => seen.push((topic, fact)),
    }
}

fn fact(want: &Wanted, mode: Mode, value: Option<String>, confidence: u16, said: &Found, sight: &Sight<'_>) -> FactSeen {
    FactSeen {
        fact: want.fact.clone(),
        mode,
        value,
        confidence: Permille(confidence),
        words: sight.words(said.from as u16, said.to as u16),
    }
}
