//! How many syllables words have.

use crate::ids::Language;
use crate::scoring::indicator::syllables as vowel_groups;

/// The syllables of a word, counted as groups of vowels as scoring counts them; in English without the letters that are not
/// spoken. `None` of a word written with digits: nobody can tell how it was spoken.
///
/// A count by letters is a little off ("via" has two); it is off in the same way in every call of a person, and calls are
/// compared only with their own.
pub fn syllables(word: &str, language: Language) -> Option<u64> {
    if word.chars().any(char::is_numeric) {
        return None;
    }
    let groups = vowel_groups(word);
    let silent = language == Language::En && groups > 1 && ends_silently(word);
    Some(groups - u64::from(silent))
}

/// Whether the last group of vowels of an English word is only written: "have", "names", "called".
fn ends_silently(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.trim_end_matches(|letter: char| !letter.is_alphabetic());
    let before = |ending: &str| word.strip_suffix(ending).map(|stem| stem.chars().rev().take(2).collect::<Vec<_>>());
    let is_vowel = |letter: &char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let syllabic = |stem: &[char]| stem.first() == Some(&'l') && stem.get(1).is_some_and(|letter| !is_vowel(letter));
    if let Some(stem) = before("ed") {
        return stem.first().is_some_and(|letter| !is_vowel(letter) && !matches!(letter, 't' | 'd'));
    }
    if let Some(stem) = before("es") {
        let hisses = stem.first().is_some_and(|letter| matches!(letter, 's' | 'x' | 'z' | 'c' | 'g' | 'h'));
        return !hisses && !syllabic(&stem) && stem.first().is_some_and(|letter| !is_vowel(letter));
    }
    before("e").is_some_and(|stem| !syllabic(&stem) && stem.first().is_some_and(|letter| !is_vowel(letter)))
}
