//! Words that are not said as they are written: abbreviations, units, borrowed words, letters, digits, months.

use crate::ids::Language;

/// What an Italian abbreviation written with a dot stands for.
pub(super) fn abbreviation(core: &str) -> Option<&'static str> {
    Some(match core.to_lowercase().as_str() {
        "sig" => "signor",
        "sig.ra" => "signora",
        "sig.na" => "signorina",
        "dott" => "dottor",
        "dott.ssa" => "dottoressa",
        "ing" => "ingegner",
        "avv" => "avvocato",
        "tel" => "telefono",
        "ecc" => "eccetera",
        "n" => "numero",
        "mr" => "mister",
        "mrs" => "missis",
        _ => return None,
    })
}

/// Italian: abbreviations, units, and borrowed words respelt so that Italian reading rules give the usual sound.
pub(super) fn italian(core: &str) -> Option<String> {
    if let Some(full) = abbreviation(core.trim_end_matches('.')).filter(|_| core.ends_with('.') || core.contains('.')) {
        return Some(full.to_owned());
    }
    let known = match core.to_lowercase().as_str() {
        "kwh" => "chilovattòra",
        "kw" => "chilovatt",
        "gb" | "giga" => "giga",
        "mb" => "mega",
        "km" => "chilometri",
        "smc" => "standard metri cubi",
        "mail" => "méil",
        "email" | "e-mail" => "iméil",
        "wi-fi" | "wifi" => "uàifai",
        "router" => "rùter",
        "roaming" => "ròming",
        "password" => "pàssuord",
        "whatsapp" => "uozzàpp",
        "call" => "col",
        "center" => "sènter",
        "smartphone" => "smàrtfon",
        "online" => "onlàin",
        "chat" => "ciàt",
        "web" => "ueb",
        "link" => "linc",
        "computer" => "compiùter",
        "sms" => "esse emme esse",
        "tv" => "tivù",
        "ok" => "okéi",
        "boh" => "bo",
        "beh" => "be'",
        _ => {
            // A capital acronym that can be pronounced is a word: "SIM", "PIN", "IBAN".
            let acronym =
                core.len() > 1 && core.chars().all(|c| c.is_ascii_uppercase()) && core.chars().any(|c| "AEIOU".contains(c));
            return acronym.then(|| core.to_lowercase());
        }
    };
    Some(known.to_owned())
}

/// English: abbreviations only; the rules from words to sounds know the rest.
pub(super) fn english(core: &str) -> Option<String> {
    core.strip_suffix('.').and_then(abbreviation).map(str::to_owned)
}

/// The name of a month, 1 to 12.
pub(super) fn month(number: usize, language: Language) -> Option<&'static str> {
    let months = match language {
        Language::It => [
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
        ],
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    months.get(number.checked_sub(1)?).copied()
}

/// A digit as a word; nothing for other characters.
pub(super) fn digit(c: char, language: Language) -> &'static str {
    let names = match language {
        Language::It => ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"],
        Language::En => ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    };
    c.to_digit(10).map_or("", |digit| names[digit as usize])
}

/// The name of a letter from A to Z; nothing for other characters.
pub(super) fn letter(c: char, language: Language) -> &'static str {
    let names = match language {
        Language::It => [
            "a",
            "bi",
            "ci",
            "di",
            "e",
            "effe",
            "gi",
            "acca",
            "i",
            "i lunga",
            "cappa",
            "elle",
            "emme",
            "enne",
            "o",
            "pi",
            "cu",
            "erre",
            "esse",
            "ti",
            "u",
            "vu",
            "doppia vu",
            "ics",
            "ipsilon",
            "zeta",
        ],
        Language::En => [
            "ay",
            "bee",
            "see",
            "dee",
            "ee",
            "eff",
            "gee",
            "aitch",
            "eye",
            "jay",
            "kay",
            "el",
            "em",
            "en",
            "oh",
            "pee",
            "queue",
            "ar",
            "ess",
            "tee",
            "you",
            "vee",
            "double you",
            "ex",
            "why",
            "zed",
        ],
    };
    let index = (c.to_ascii_uppercase() as usize).wrapping_sub('A' as usize);
    names.get(index).copied().unwrap_or("")
}
