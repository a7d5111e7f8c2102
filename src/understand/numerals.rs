//! Number words of both languages, one token at a time: `ventinove`, `duecentotrenta`, `primo`, `twenty`, `third`.

use crate::ids::Language;

/// The value of a number word, below a million.
pub(super) fn number(word: &str, language: Language) -> Option<u32> {
    match language {
        Language::It => italian(word),
        Language::En => english(word),
    }
}

/// The value of an ordinal that days of the month are said with.
pub(super) fn ordinal(word: &str, language: Language) -> Option<u32> {
    const ENGLISH: [&str; 31] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "thirtieth",
        "",
    ];
    match language {
        Language::It => (word == "primo").then_some(1),
        Language::En => ENGLISH.iter().position(|w| *w == word).map(|at| at as u32 + 1),
    }
}

/// The month of a name, 1 to 12.
pub(super) fn month(word: &str, language: Language) -> Option<u32> {
    const ITALIAN: [&str; 12] = [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ];
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let names = match language {
        Language::It => ITALIAN,
        Language::En => ENGLISH,
    };
    names.iter().position(|name| *name == word).map(|at| at as u32 + 1)
}

const UNITS: [&str; 10] = ["", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"];
const TEENS: [&str; 10] =
    ["dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove"];
const TENS: [(&str, u32); 8] = [
    ("venti", 20),
    ("trenta", 30),
    ("quaranta", 40),
    ("cinquanta", 50),
    ("sessanta", 60),
    ("settanta", 70),
    ("ottanta", 80),
    ("novanta", 90),
];

fn italian(word: &str) -> Option<u32> {
    if !matches!(
        word.get(..2),
        Some("ze" | "un" | "du" | "tr" | "qu" | "ci" | "se" | "ot" | "no" | "di" | "do" | "ve" | "ce" | "mi")
    ) {
        return None;
    }
    if word == "zero" {
        return Some(0);
    }
    if let Some(rest) = word.strip_prefix("mille") {
        return Some(1_000 + rest_or_zero(rest, below_thousand)?);
    }
    if let Some(at) = word.find("mila") {
        return Some(below_thousand(&word[..at])? * 1_000 + rest_or_zero(&word[at + 4..], below_thousand)?);
    }
    below_thousand(word)
}

fn rest_or_zero(rest: &str, read: fn(&str) -> Option<u32>) -> Option<u32> {
    if rest.is_empty() { Some(0) } else { read(rest.strip_prefix('e').and_then(|r| read(r).and(Some(r))).unwrap_or(rest)) }
}

fn below_thousand(word: &str) -> Option<u32> {
    if let Some(at) = word.find("cent") {
        let hundreds = match &word[..at] {
            "" => 1,
            head => unit(head).filter(|n| *n > 1)?,
        };
        let rest = &word[at + 4..];
        // "centottanta" elides the o of "cento".
        let rest = match rest.strip_prefix('o') {
            Some("") => 0,
            Some(after) => below_hundred(after).or_else(|| below_hundred(rest))?,
            None => below_hundred(rest)?,
        };
        return Some(hundreds * 100 + rest);
    }
    below_hundred(word)
}

fn below_hundred(word: &str) -> Option<u32> {
    if let Some(n) = unit(word) {
        return Some(n);
    }
    if let Some(at) = TEENS.iter().position(|teen| *teen == word) {
        return Some(at as u32 + 10);
    }
    TENS.iter().find_map(|(name, tens)| {
        let stem = &name[..name.len() - 1];
        let rest = word.strip_prefix(stem)?;
        let vowel = &name[name.len() - 1..];
        if rest == vowel {
            return Some(*tens);
        }
        // "ventuno" and "ventotto" elide the last vowel, the others keep it.
        let unit = match rest {
            "uno" | "un" => 1,
            "otto" => 8,
            rest => unit(rest.strip_prefix(vowel)?)?,
        };
        Some(tens + unit)
    })
}

fn unit(word: &str) -> Option<u32> {
    UNITS.iter().skip(1).position(|name| *name == word).map(|at| at as u32 + 1)
}

fn english(word: &str) -> Option<u32> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" | "fife" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" | "niner" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{english, italian};

    #[test]
    fn italian_number_words() {
        for (word, value) in [
            ("zero", 0),
            ("tre", 3),
            ("ventuno", 21),
            ("ventitre", 23),
            ("ventotto", 28),
            ("ventinove", 29),
            ("quarantaquattro", 44),
            ("cento", 100),
            ("centouno", 101),
            ("centotto", 108),
            ("centottanta", 180),
            ("duecentotrenta", 230),
            ("millenovecentosettantacinque", 1975),
            ("duemilacinque", 2005),
            ("tremila", 3000),
        ] {
            assert_eq!(italian(word), Some(value), "{word}");
        }
        for word in ["un", "sei_", "ottimo", "venticinquemila_", "centro", "cinquecento_", "quando", "tremare", "ventila"] {
            assert_eq!(italian(word), None, "{word}");
        }
        assert_eq!(english("seventy"), Some(70));
    }
}
