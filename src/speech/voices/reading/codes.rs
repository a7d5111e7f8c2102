//! Codes and telephone numbers: read out digit by digit, in the groups they are written in.

use super::line::Word;
use super::words;
use crate::ids::Language;

/// Digits from which a number without separators is a code and not a quantity.
const CODE_FROM: usize = 5;

/// Groups of digits one after the other: `48 21 73`, `333 12 45 678`.
pub(super) fn code(words: &[Word<'_>], language: Language) -> Option<(String, usize)> {
    let mut groups = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let joined = index == 0 || word.lead.is_empty();
        if !joined || word.core.is_empty() || word.core.len() > 4 || !word.core.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        groups.push(digits(word.core, language));
        if !word.trail.is_empty() {
            break;
        }
    }
    let length: usize = words[..groups.len()].iter().map(|word| word.core.len()).sum();
    (groups.len() >= 2 && length >= CODE_FROM).then(|| (groups.join(", "), groups.len()))
}

/// A number too long to be a quantity, or one that begins with 0: in groups of three or four.
pub(super) fn long_number(core: &str, language: Language) -> Option<String> {
    let all_digits = core.len() > 1 && core.bytes().all(|b| b.is_ascii_digit());
    if !all_digits || (core.len() < CODE_FROM && !core.starts_with('0')) {
        return None;
    }
    let groups: Vec<String> = grouped(core, 3).iter().map(|group| digits(group, language)).collect();
    Some(groups.join(", "))
}

/// Groups of `size`; a single digit at the end goes with the group before.
fn grouped(core: &str, size: usize) -> Vec<&str> {
    let mut groups = Vec::new();
    let mut rest = core;
    while rest.len() > size + 1 {
        let (group, more) = rest.split_at(size);
        groups.push(group);
        rest = more;
    }
    groups.push(rest);
    groups
}

/// Letters and digits mixed (`AB12`, `NT-448`), letters alone that nobody can pronounce (`SMS`), single letters (`B come Bologna`).
pub(super) fn spelled(core: &str, language: Language) -> Option<String> {
    let upper = core.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "-/.".contains(c));
    let letters = core.chars().filter(char::is_ascii_alphabetic).count();
    let numbers = core.chars().filter(char::is_ascii_digit).count();
    let pronounceable = core.chars().any(|c| "AEIOU".contains(c));
    if !upper || letters == 0 || (numbers == 0 && pronounceable) {
        return None;
    }
    let mut groups: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut kind = None;
    for c in core.chars() {
        let now = c.is_ascii_digit();
        if !c.is_ascii_alphanumeric() || kind.is_some_and(|before| before != now) {
            groups.push(std::mem::take(&mut run));
        }
        kind = c.is_ascii_alphanumeric().then_some(now);
        if c.is_ascii_alphanumeric() {
            run.push_str(if run.is_empty() { "" } else { " " });
            run.push_str(if now { words::digit(c, language) } else { words::letter(c, language) });
        }
    }
    groups.push(run);
    groups.retain(|group| !group.is_empty());
    Some(groups.join(if numbers + letters > 4 { ", " } else { " " }))
}

fn digits(text: &str, language: Language) -> String {
    text.chars().map(|c| words::digit(c, language)).collect::<Vec<_>>().join(" ")
}
