//! Speech that lasts too long for the words heard in it: words were lost, and what is lost has no confidence.

use crate::event::Utterance;

/// A pause this long (milliseconds) would have ended the utterance: between two of its words it is speech without words. Our
/// proposal: twice the pause that ends an utterance, since word times are some tenths of a second off.
const GAP_MS: u64 = 1_500;
/// How long a letter takes at most (milliseconds). Our proposal: half the slowest speech that trainers still call speech.
const LETTER_MS: u64 = 250;

/// Whether words were lost in a spoken utterance.
pub(super) fn lost_words(utterance: &Utterance) -> bool {
    let span = utterance.span;
    let mut quiet_from = span.from;
    let mut letters = 0;
    for word in &utterance.words {
        if word.span.from.since(quiet_from) > GAP_MS {
            return true;
        }
        quiet_from = quiet_from.max(word.span.to);
        letters += word.text.chars().filter(|letter| letter.is_alphanumeric()).count() as u64;
    }
    span.to.since(quiet_from) > GAP_MS || span.millis() > GAP_MS + LETTER_MS * letters
}
