//! From spoken words to the engine's sounds, by `espeak-ng` as a program of its own (it is under the GPL and never linked).
//!
//! `espeak-ng` swallows punctuation, and the engine needs it for its melody: the text is cut at marks, and the marks are put back.

use std::process::Command;

use thiserror::Error;

use crate::ids::Language;

/// Why a text could not be turned into sounds.
#[derive(Debug, Error)]
pub enum SoundsError {
    /// The program did not start.
    #[error("cannot run espeak-ng; install it and see that it is on the PATH")]
    Start(#[source] std::io::Error),
    /// The program ran and complained.
    #[error("espeak-ng failed on \"{text}\": {said}")]
    Failed {
        /// The text it was given.
        text: String,
        /// Its complaint.
        said: String,
    },
}

/// The sounds of a text in the engine's alphabet, marks included: `prˈonto? bʊonʤˈɔrno.`
///
/// # Errors
/// [`SoundsError`] if `espeak-ng` is missing or fails.
pub fn sounds(text: &str, language: Language) -> Result<String, SoundsError> {
    let mut out = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => out.push_str(&word_sounds(&words, language)?),
            Piece::Mark(mark) => {
                while out.ends_with(' ') {
                    out.pop();
                }
                if !out.is_empty() {
                    out.push(mark);
                    out.push(' ');
                }
            }
        }
    }
    Ok(out.trim_end().to_owned())
}

enum Piece {
    Words(String),
    Mark(char),
}

/// Words between marks. Of several marks in a row the one that matters most to the melody stays: `?!` asks, `!...` trails off.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut marks = String::new();
    let text = text.replace("...", "…").replace('’', "'").replace(" - ", " – ");
    for c in text.chars() {
        if ".,;:!?…–—".contains(c) {
            flush(&mut pieces, &mut words);
            marks.push(c);
        } else if "«»“”\"()".contains(c) {
            words.push(' ');
        } else {
            if !c.is_whitespace() && !marks.is_empty() {
                pieces.push(Piece::Mark(strongest(&marks)));
                marks.clear();
            }
            words.push(c);
        }
    }
    flush(&mut pieces, &mut words);
    if !marks.is_empty() {
        pieces.push(Piece::Mark(strongest(&marks)));
    }
    pieces
}

fn flush(pieces: &mut Vec<Piece>, words: &mut String) {
    if !words.trim().is_empty() {
        pieces.push(Piece::Words(words.trim().to_owned()));
    }
    words.clear();
}

fn strongest(marks: &str) -> char {
    ['…', '?', '!', '.', ';', ':', '—', '–'].into_iter().find(|mark| marks.contains(*mark)).map_or(',', |mark| match mark {
        '–' => '—',
        mark => mark,
    })
}

fn word_sounds(words: &str, language: Language) -> Result<String, SoundsError> {
    if let Some(known) = interjection(words) {
        return Ok(known.to_owned());
    }
    let voice = match language {
        Language::It => "it",
        Language::En => "en-gb",
    };
    let output = Command::new("espeak-ng")
        .args(["-v", voice, "--ipa", "-q", "--tie=^", "--", words])
        .output()
        .map_err(SoundsError::Start)?;
    if !output.status.success() {
        return Err(SoundsError::Failed {
            text: words.to_owned(),
            said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        });
    }
    Ok(in_engine_alphabet(&String::from_utf8_lossy(&output.stdout), language))
}

/// Sounds that are no words, and that reading rules would spell.
fn interjection(words: &str) -> Option<&'static str> {
    match words.to_lowercase().trim_matches('\'') {
        "mh" | "mhm" | "mmm" | "hmm" | "hm" => Some("mˈːm"),
        "uhm" | "ehm" => Some("ˈeːm"),
        "eh" => Some("ˈɛː"),
        _ => None,
    }
}

/// Rewrites `espeak-ng`'s alphabet into the engine's, whose diphthongs and affricates are single letters.
fn in_engine_alphabet(ipa: &str, language: Language) -> String {
    const PAIRS: [(&str, &str); 10] = [
        ("d^ʒ", "ʤ"),
        ("t^ʃ", "ʧ"),
        ("t^s", "ʦ"),
        ("d^z", "ʣ"),
        ("a^ɪ", "I"),
        ("a^ʊ", "W"),
        ("e^ɪ", "A"),
        ("ɔ^ɪ", "Y"),
        ("o^ʊ", "O"),
        ("ə^ʊ", "Q"),
    ];
    let mut text = without_language_marks(ipa).split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in PAIRS {
        text = text.replace(from, to);
    }
    text = text.replace('^', "").replace('g', "ɡ").replace('ɚ', "əɹ");
    text.replace('r', if language == Language::It { "ɾ" } else { "ɹ" })
}

/// `espeak-ng` marks words it reads by another language's rules: `(en)ʃˈɒp(it)`.
fn without_language_marks(ipa: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in ipa.chars() {
        match c {
            '(' => inside = true,
            ')' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
