//! How the operator speaks: fillers, sentences left hanging, pace. Of words and their times only; typed turns have neither.

use crate::event::Permille;
use crate::ids::Language;
use crate::scoring::finding::{Evidence, Finding, MeasureUnit, Outcome, Why};
use crate::scoring::reading::{OperatorTurn, Reading, normalised};

use super::Terms;

/// Sounds and words that fill a pause (our proposal; meaningful words such as *allora* at the head of an answer are left out).
pub(crate) fn fillers(language: Language) -> &'static [&'static str] {
    match language {
        Language::It => &["eh", "ehm", "em", "mmm", "ehh", "uhm", "cioè", "cioe", "diciamo", "praticamente", "insomma", "tipo"],
        Language::En => &["uh", "um", "er", "erm", "uhm", "hmm", "basically", "actually", "like"],
    }
}

/// Not more fillers than the limit, in thousandths of the words. Arises where the operator spoke enough words; words below the
/// floor are never fillers.
pub(super) fn keeps_fillers_low(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "keeps_fillers_low";
    let list = fillers(reading.header.language);
    let is_filler =
        |word: &crate::event::Word| word.confidence >= reading.floor && list.contains(&normalised(&word.text).as_str());
    let spoken: Vec<&OperatorTurn<'_>> = reading.operator.iter().filter(|turn| turn.is_spoken()).collect();
    let words: usize = spoken.iter().map(|turn| turn.utterance.words.len()).sum();
    if (words as u64) < terms.rule.amount("words_at_least") {
        return Finding::new(id, Outcome::NotObserved(Why::NoData));
    }
    let heavy: Vec<(&&OperatorTurn<'_>, usize)> = spoken
        .iter()
        .map(|turn| (turn, turn.utterance.words.iter().filter(|word| is_filler(word)).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let count: usize = heavy.iter().map(|(_, count)| count).sum();
    let permille = count as u64 * 1000 / words.max(1) as u64;
    let outcome = if permille <= terms.rule.amount("limit_permille") {
        Outcome::Met
    } else if reading.unclear_anywhere().is_some() {
        // Among the words that were lost there may be so many others that the share is in order.
        Outcome::NotObserved(Why::Unclear)
    } else {
        Outcome::NotMet
    };
    let mut heavy = heavy;
    heavy.sort_by_key(|(turn, count)| (std::cmp::Reverse(*count), turn.seq));
    Finding::new(id, outcome)
        .measuring(permille as i64, MeasureUnit::Permille)
        .with(heavy.into_iter().take(3).map(|(turn, _)| turn.whole()))
}

/// Sentences were brought to their end. Arises in spoken calls. A sentence counts as left hanging if it breaks off (the
/// recogniser writes dots or a dash), the customer did not break it off, and the next turn does not take it up again with the
/// same word.
pub(super) fn finishes_sentences(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "finishes_sentences";
    if !reading.is_spoken() {
        return Finding::new(id, Outcome::NotObserved(Why::NoData));
    }
    let hanging: Vec<Evidence> = reading
        .operator
        .iter()
        .enumerate()
        .filter(|(_, turn)| turn.is_spoken() && breaks_off(turn, reading.floor))
        .filter(|(index, turn)| !interrupted(reading, turn) && !resumed(turn, reading.operator.get(index + 1)))
        .map(|(_, turn)| turn.whole())
        .collect();
    let limit = terms.rule.amount("turns_at_most");
    let outcome = if hanging.len() as u64 <= limit { Outcome::Met } else { Outcome::NotMet };
    Finding::new(id, outcome).measuring(hanging.len() as i64, MeasureUnit::Phrases).with(hanging)
}

fn breaks_off(turn: &OperatorTurn<'_>, floor: Permille) -> bool {
    let last = turn.utterance.words.last();
    !turn.is_unclear(floor) && last.is_some_and(|word| word.text.ends_with(['…', '-', '–']) || word.text.ends_with("..."))
}

/// Speech of the customer that begins within a second of a turn's end breaks it off.
fn interrupted(reading: &Reading<'_>, turn: &OperatorTurn<'_>) -> bool {
    let end = turn.span().to;
    reading.customer.iter().any(|line| line.span.from <= end && line.span.to > turn.span().from)
}

fn resumed(turn: &OperatorTurn<'_>, next: Option<&OperatorTurn<'_>>) -> bool {
    let word = |word: Option<&crate::event::Word>| word.map(|word| normalised(&word.text)).unwrap_or_default();
    next.is_some_and(|next| {
        let first = word(next.utterance.words.first());
        !first.is_empty() && turn.utterance.words.iter().any(|own| normalised(&own.text) == first)
    })
}

/// The pace stayed between the limits, over all turns long enough to have one. Arises in spoken calls with such turns. Only turns
/// heard clearly count.
///
/// Words a minute in English; in Italian, whose words are longer, syllables (counted as groups of vowels) a minute.
pub(super) fn keeps_a_measured_pace(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "keeps_a_measured_pace";
    let at_least = terms.rule.amount("words_at_least") as usize;
    let long = |turn: &&OperatorTurn<'_>| turn.is_spoken() && turn.utterance.words.len() >= at_least;
    let turns: Vec<&OperatorTurn<'_>> =
        reading.operator.iter().filter(long).filter(|turn| !turn.is_unclear(reading.floor)).collect();
    let millis: u64 = turns.iter().map(|turn| turn.span().millis()).sum();
    if millis < terms.rule.amount("speech_ms_at_least") {
        return Finding::new(id, Outcome::NotObserved(Why::NoData));
    }
    let words = || turns.iter().flat_map(|turn| &turn.utterance.words);
    let (units, low, high, unit) = match reading.header.language {
        Language::En => (words().count() as u64, "words_minute_from", "words_minute_to", MeasureUnit::WordsMinute),
        Language::It => {
            let syllables = words().map(|word| syllables(&word.text)).sum();
            (syllables, "syllables_minute_from", "syllables_minute_to", MeasureUnit::SyllablesMinute)
        }
    };
    let pace = units * 60_000 / millis.max(1);
    let within = (terms.rule.amount(low)..=terms.rule.amount(high)).contains(&pace);
    let outcome = match (within, reading.unclear_anywhere()) {
        (true, _) => Outcome::Met,
        (false, Some(_)) => Outcome::NotObserved(Why::Unclear),
        (false, None) => Outcome::NotMet,
    };
    Finding::new(id, outcome).measuring(pace as i64, unit).with(turns.into_iter().take(3).map(|turn| turn.whole()))
}

/// Groups of vowels, at least one in a word.
pub fn syllables(word: &str) -> u64 {
    let word = normalised(word);
    let mut before = false;
    let mut count = 0;
    for letter in word.chars() {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || letter.is_numeric();
        count += u64::from(vowel && !before);
        before = vowel;
    }
    count.max(u64::from(!word.is_empty()))
}
