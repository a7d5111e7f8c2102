//! Keeps from the record what a recogniser writes when nobody said it: loops, credits of films, words on music and silence.
//! A machine's mishearing costs nobody a point, so what fails here is told as unintelligible, never as words.

use super::Transcript;
use super::millis;
use super::vad::level;
use crate::event::Permille;

/// Why a transcript is not to be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rejected {
    /// No words at all.
    Empty,
    /// The same words over and over.
    Loop,
    /// More words than a mouth can say in the time.
    TooFast,
    /// The recogniser itself doubts that anybody spoke, and is not sure of the words.
    NoSpeech,
    /// Sound too faint for speech at a headset.
    Faint,
    /// A sentence that recognisers write on silence and music: credits of subtitles.
    Hallucinated,
}

/// Whether the words can be what was said in these samples (16 kHz mono).
///
/// # Errors
/// Why not.
pub fn judge(transcript: &Transcript, samples: &[f32]) -> Result<(), Rejected> {
    let words: Vec<String> = transcript.words.iter().map(|word| bare(&word.text)).filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.is_empty() {
        return Err(Rejected::Empty);
    }
    if level(samples) < FAINT {
        return Err(Rejected::Faint);
    }
    if loops(&words) {
        return Err(Rejected::Loop);
    }
    // The allowance of one second keeps short turns ("sì, certo, prego") out of this rule.
    if words.len() as u64 * 1_000 > FASTEST_WORDS_A_SECOND * (millis(samples.len()) + 1_000) {
        return Err(Rejected::TooFast);
    }
    if hallucinated(&words) {
        return Err(Rejected::Hallucinated);
    }
    if transcript.no_speech >= SILENT && mean_confidence(transcript) < UNSURE {
        return Err(Rejected::NoSpeech);
    }
    Ok(())
}

/// Root mean square below which a whole clip holds no speech (-54 dB of full scale). Our proposal.
const FAINT: f32 = 0.002;
/// Italian news readers speak about 3 words a second, hurried speakers 5; nobody 8. Our proposal.
const FASTEST_WORDS_A_SECOND: u64 = 8;
/// The recogniser's doubt and our doubt in its words that together reject (Whisper's own limit for the first is 0.6).
const SILENT: Permille = Permille(600);
const UNSURE: Permille = Permille(550);

/// Whether the same one to eight words stand four times in a row (eight times for a single word: "sì sì sì sì" is speech),
/// or long text consists of few words.
fn loops(words: &[&str]) -> bool {
    let repeated = |size: usize, times: usize| {
        words.windows(size * times).any(|window| window.chunks_exact(size).all(|chunk| chunk == &window[..size]))
    };
    if repeated(1, 8) || repeated(2, 5) || (3..=8).any(|size| repeated(size, 3)) {
        return true;
    }
    let distinct: std::collections::BTreeSet<&&str> = words.iter().collect();
    words.len() >= 24 && distinct.len() * 5 < words.len()
}

/// Credits of subtitles and farewells of videos, as whole utterances. What a caller's operator could say ("grazie a
/// tutti", "thank you") is not among them.
const CREDITS: &[&str] = &[
    "sottotitoli creati dalla comunità amara org",
    "sottotitoli e revisione a cura di qtss",
    "sottotitoli a cura di qtss",
    "sottotitoli di qtss",
    "subtitles by the amara org community",
    "thank you for watching",
    "thanks for watching",
    "please subscribe to my channel",
    "iscriviti al canale",
    "iscrivetevi al canale",
];

fn hallucinated(words: &[&str]) -> bool {
    let text = words.join(" ");
    CREDITS.iter().any(|credit| text == *credit || (text.starts_with(credit) && text.len() < credit.len() + 12))
        || words.first() == Some(&"sottotitoli") && words.iter().any(|word| word.contains("amara") || word.contains("qtss"))
}

fn mean_confidence(transcript: &Transcript) -> Permille {
    let sum: u32 = transcript.words.iter().map(|word| u32::from(word.confidence.0)).sum();
    Permille((sum / (transcript.words.len() as u32).max(1)) as u16)
}

/// A word without punctuation, in lower case; dots inside stay apart ("amara.org" becomes two).
fn bare(word: &str) -> String {
    let kept: String = word.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
