//! What a recogniser writes when nobody said it must not reach the record.

use pronto::event::Permille;
use pronto::speech::guard::{Rejected, judge};
use pronto::speech::{HeardWord, Transcript};

/// A transcript of so many seconds of clear sound.
fn verdict(text: &str, seconds: usize, confidence: u16, no_speech: u16) -> Result<(), Rejected> {
    let word = |text: &str| HeardWord { text: text.into(), from_ms: 0, to_ms: 0, confidence: Permille(confidence) };
    let words = text.split_whitespace().map(word).collect();
    judge(&Transcript { text: text.into(), words, no_speech: Permille(no_speech) }, &vec![0.1; seconds * 16_000])
}

#[test]
fn what_nobody_says_is_rejected_and_what_people_say_is_not() {
    let rejected = [
        ("", 3, Rejected::Empty),
        ("...", 3, Rejected::Empty),
        ("Sottotitoli creati dalla comunità Amara.org", 4, Rejected::Hallucinated),
        ("Sottotitoli e revisione a cura di QTSS", 4, Rejected::Hallucinated),
        ("Thank you for watching!", 3, Rejected::Hallucinated),
        ("e poi e poi e poi e poi e poi e poi", 6, Rejected::Loop),
        ("mi dica la fattura mi dica la fattura mi dica la fattura", 6, Rejected::Loop),
        (
            "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette",
            1,
            Rejected::TooFast,
        ),
    ];
    for (text, seconds, why) in rejected {
        assert_eq!(verdict(text, seconds, 900, 0), Err(why), "{text}");
    }
    let kept = [
        ("Sì sì sì, certo.", 2),
        ("No, no, no, no, guardi.", 2),
        ("Grazie a tutti e due.", 2),
        ("Thank you, goodbye.", 2),
        ("Uno, uno, zero, zero, uno, uno.", 4),
        ("Mi dica il numero, mi dica pure il numero.", 3),
        ("Sì.", 1),
    ];
    for (text, seconds) in kept {
        assert_eq!(verdict(text, seconds, 900, 0), Ok(()), "{text}");
    }
}

#[test]
fn doubt_in_speech_and_doubt_in_the_words_together_reject() {
    assert_eq!(verdict("buonasera a lei", 2, 300, 900), Err(Rejected::NoSpeech));
    assert_eq!(verdict("buonasera a lei", 2, 900, 900), Ok(()), "sure words outweigh the doubt");
    assert_eq!(verdict("buonasera a lei", 2, 300, 100), Ok(()), "unsure words are kept: they cost nobody a point");
}

#[test]
fn words_on_sound_too_faint_for_a_headset_are_rejected() {
    let word = HeardWord { text: "pronto".into(), from_ms: 0, to_ms: 300, confidence: Permille(900) };
    let transcript = Transcript { text: "pronto".into(), words: vec![word], no_speech: Permille(0) };
    assert_eq!(judge(&transcript, &[0.0005; 16_000]), Err(Rejected::Faint));
}
