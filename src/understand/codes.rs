//! Codes and telephone numbers as people read them: digit by digit, in groups, "A come Ancona", "B for Bravo", "double four".

use super::numerals::number;
use super::tokens::Tokens;
use super::values::{Found, Value};
use crate::ids::Language;

/// A stretch with fewer signs is a number, not a code.
const SHORTEST: usize = 3;

/// So many letters in a row are spelled, even where each alone may be a little word ("a", "e", "I").
const LETTERS: usize = 4;

/// Finds every stretch of letters and digits read out.
pub(super) fn find(tokens: &Tokens, language: Language, into: &mut Vec<Found>) {
    let mut at = 0;
    while at < tokens.list.len() {
        let Some(first) = sign(at, tokens, language) else {
            at += 1;
            continue;
        };
        let from = at;
        let mut signs = vec![first.0];
        let mut to = first.1;
        loop {
            // One linking word may stand between two signs: "trattino", "poi".
            let next =
                sign(to, tokens, language).or_else(|| is_link(tokens.text(to)).then(|| sign(to + 1, tokens, language)).flatten());
            let Some((sign, next)) = next else { break };
            signs.push(sign);
            to = next;
        }
        let spellings = spell(&signs, language);
        if spellings.iter().any(|s| s.len() >= SHORTEST && s.bytes().any(|b| b.is_ascii_digit()))
            || (spellings.iter().any(|s| s.len() >= SHORTEST) && signs.iter().all(|s| s.surely_letter()))
            || (signs.len() >= LETTERS && signs.iter().all(Sign::is_letter))
        {
            into.push(Found { from, to, value: Value::Code(spellings) });
        }
        at = to.max(at + 1);
    }
}

/// A sign or a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    /// Digits as written.
    Digits(String),
    /// A number in words.
    Number(u32),
    /// A letter, by its name alone: may be a little word.
    Letter(char),
    /// A letter spelled with a name: certainly one.
    Spelled(char),
    /// A run of letters beside digits in one word: `AB` of `AB1234`.
    Letters(String),
    /// The same sign twice or three times.
    Times(usize, Box<Sign>),
}

impl Sign {
    fn surely_letter(&self) -> bool {
        match self {
            Self::Spelled(_) => true,
            Self::Times(_, sign) => sign.surely_letter(),
            _ => false,
        }
    }

    fn is_letter(&self) -> bool {
        match self {
            Self::Letter(_) | Self::Spelled(_) => true,
            Self::Times(_, sign) => sign.is_letter(),
            Self::Digits(_) | Self::Number(_) | Self::Letters(_) => false,
        }
    }

    fn write(&self, into: &mut String) {
        match self {
            Self::Digits(digits) => into.push_str(digits),
            Self::Number(n) => into.push_str(&n.to_string()),
            Self::Letter(c) | Self::Spelled(c) => into.push(c.to_ascii_uppercase()),
            Self::Letters(letters) => into.push_str(&letters.to_ascii_uppercase()),
            Self::Times(times, sign) => (0..*times).for_each(|_| sign.write(into)),
        }
    }
}

/// Every way of writing the signs down: as they come, with tens and units joined ("duecento trenta" as 230), with an
/// English "oh" as zero, without little words at the beginning.
fn spell(signs: &[Sign], language: Language) -> Vec<String> {
    let mut plain = String::new();
    signs.iter().for_each(|sign| sign.write(&mut plain));
    let mut all = vec![plain];
    let mut joined = String::new();
    let mut at = 0;
    while at < signs.len() {
        match (&signs[at], signs.get(at + 1)) {
            (Sign::Number(a), Some(Sign::Number(b))) if joins(*a, *b) => {
                joined.push_str(&(a + b).to_string());
                at += 2;
            }
            (sign, _) => {
                sign.write(&mut joined);
                at += 1;
            }
        }
    }
    all.push(joined);
    if language == Language::En {
        let zeros: Vec<String> = all.iter().map(|s| s.replace('O', "0")).collect();
        all.extend(zeros);
    }
    let loose = signs.iter().take_while(|sign| matches!(sign, Sign::Letter(_))).count();
    if loose > 0 && loose < signs.len() {
        let bare: Vec<String> = all.iter().filter_map(|s| s.get(loose..)).map(str::to_owned).collect();
        all.extend(bare);
    }
    all.sort();
    all.dedup();
    all
}

fn joins(a: u32, b: u32) -> bool {
    b > 0 && ((a >= 100 && a.is_multiple_of(100) && b < 100) || ((20..100).contains(&a) && a.is_multiple_of(10) && b < 10))
}

fn is_link(text: &str) -> bool {
    matches!(text, "trattino" | "meno" | "barra" | "slash" | "poi" | "punto" | "dash" | "hyphen" | "then" | "spazio")
}

/// The sign that begins at a token, and where it ends.
fn sign(at: usize, tokens: &Tokens, language: Language) -> Option<(Sign, usize)> {
    let token = tokens.list.get(at)?;
    let text = tokens.text(at);
    if token.digits {
        // "29,90", "03/10" and "10:30" are no codes; "340.1234567" and "1.234" may be.
        if text.contains([',', '/', ':']) {
            return None;
        }
        return Some((Sign::Digits(text.replace('.', "")), at + 1));
    }
    let times = match (language, text) {
        (Language::It, "doppio" | "doppia") | (Language::En, "double") => 2,
        (Language::It, "triplo" | "tripla") | (Language::En, "triple" | "treble") => 3,
        _ => 1,
    };
    if times > 1 {
        let (sign, to) = sign(at + 1, tokens, language).filter(|(sign, _)| !matches!(sign, Sign::Times(..)))?;
        return Some((Sign::Times(times, Box::new(sign)), to));
    }
    // Letters and digits written as one word.
    let beside = |other: usize| tokens.list.get(other).is_some_and(|t| t.word == token.word && t.digits);
    if (beside(at + 1) || (at > 0 && beside(at - 1))) && text.len() <= 6 && text.is_ascii() {
        return Some((Sign::Letters(text.to_owned()), at + 1));
    }
    let letter = letter(text, language);
    let spelling = match language {
        Language::It => matches!(tokens.text(at + 1), "come" | "di"),
        Language::En => matches!(tokens.text(at + 1), "for" | "as" | "like"),
    };
    if let Some(letter) = letter
        && spelling
    {
        let name = at + 2 + usize::from(tokens.text(at + 1) == "as" && tokens.text(at + 2) == "in");
        if tokens.text(name).starts_with(letter) && tokens.text(name).len() > 1 {
            return Some((Sign::Spelled(letter), name + 1));
        }
    }
    if let Some(n) = number(text, language) {
        return Some((Sign::Number(n), at + 1));
    }
    if let Some(letter) = spelling_name(text, language) {
        return Some((Sign::Spelled(letter), at + 1));
    }
    letter.map(|letter| (Sign::Letter(letter), at + 1))
}

/// A letter by itself or by its name.
fn letter(text: &str, language: Language) -> Option<char> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_ascii_lowercase().then_some(c);
    }
    Some(match (language, text) {
        (Language::It, "bi") => 'b',
        (Language::It, "ci") => 'c',
        (Language::It, "effe") => 'f',
        (Language::It, "gi") => 'g',
        (Language::It, "acca") => 'h',
        (Language::It, "cappa") => 'k',
        (Language::It, "elle") => 'l',
        (Language::It, "emme") => 'm',
        (Language::It, "enne") => 'n',
        (Language::It, "pi") => 'p',
        (Language::It, "cu" | "qu") => 'q',
        (Language::It, "erre") => 'r',
        (Language::It, "esse") => 's',
        (Language::It, "vu" | "vi") => 'v',
        (Language::It, "ics") => 'x',
        (Language::It, "ipsilon") => 'y',
        (Language::It, "zeta") => 'z',
        (Language::En, "oh") => 'o',
        (Language::En, "zed" | "zee") => 'z',
        _ => return None,
    })
}

/// The towns of the Italian spelling alphabet and the words of the NATO one, where no word of the language is hidden in them.
fn spelling_name(text: &str, language: Language) -> Option<char> {
    const ITALIAN: [&str; 24] = [
        "ancona",
        "bari",
        "bologna",
        "catania",
        "domodossola",
        "empoli",
        "firenze",
        "genova",
        "hotel",
        "imola",
        "jolly",
        "livorno",
        "milano",
        "napoli",
        "otranto",
        "palermo",
        "padova",
        "roma",
        "savona",
        "torino",
        "udine",
        "venezia",
        "washington",
        "zara",
    ];
    const NATO: [&str; 26] = [
        "alpha", "alfa", "bravo", "charlie", "delta", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima", "mike",
        "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "xray", "yankee",
        "zulu",
    ];
    let names: &[&str] = match language {
        Language::It => &ITALIAN,
        Language::En => &NATO,
    };
    names.contains(&text).then(|| text.chars().next()).flatten()
}

/// A code as it is compared: upper case, letters and digits only.
pub(super) fn normal(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
