//! Hearing: what the detector and the recogniser make of recorded turns and of nothing.

mod clips;
mod devices;
mod guard;
mod turns;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use pronto::event::Permille;
use pronto::ids::Language;
use pronto::speech::{
    HeardWord, Hearing, Setting, SpeechError, Transcriber, Transcript, Whisper, WhisperConfig, clip, hear_clip, model,
};
use pronto::time::CallTime;

/// A recogniser that says how much it was given, so that a text is a statement about the detector.
struct Measures;

impl Transcriber for Measures {
    fn transcribe(&mut self, samples: &[f32], _: Language, _: &str, _: &Arc<AtomicBool>) -> Result<Transcript, SpeechError> {
        let ms = samples.len() as u64 / 16;
        let word = |text: &str| HeardWord { text: text.into(), from_ms: 0, to_ms: ms, confidence: Permille(900) };
        let words = vec![word("un"), word("turno"), word("intero")];
        Ok(Transcript { text: "un turno intero".into(), words, no_speech: Permille(0) })
    }
}

fn recording(name: &str) -> Vec<f32> {
    let file: PathBuf = crate::plans::root().join("tests/trainee/doppio_addebito_good").join(name);
    clip::decode_file(&file).unwrap()
}

fn setting() -> Setting {
    Setting { language: Language::It, prompt: "Girandola Telecom, Massimo Ferri.".into() }
}

fn texts(hearings: &[Hearing]) -> Vec<String> {
    let text = |hearing: &Hearing| match hearing {
        Hearing::Words(heard) => Some(heard.utterance.text.to_lowercase()),
        Hearing::Nothing { .. } => None,
    };
    hearings.iter().filter_map(text).collect()
}

#[test]
fn a_recorded_sentence_is_one_turn_placed_in_the_call() {
    let hearings = hear_clip(&recording("01.wav"), CallTime(10_000), &setting(), &mut Measures);
    assert_eq!(texts(&hearings), ["un turno intero"]);
    let Some(Hearing::Words(heard)) = hearings.first() else { panic!("{hearings:?}") };
    assert!(heard.utterance.span.from >= CallTime(10_000), "{:?}", heard.utterance.span);
    assert!(heard.utterance.span.millis() > 1_000, "{:?}", heard.utterance.span);
}

#[test]
fn silence_is_no_turn() {
    assert!(texts(&hear_clip(&vec![0.0; 16_000 * 4], CallTime(0), &setting(), &mut Measures)).is_empty());
}

#[test]
#[ignore = "needs the speech model: `make model`"]
fn with_model_a_recorded_greeting_is_understood() {
    let config = WhisperConfig { model: model::default_model(), threads: 1 };
    let mut whisper = Whisper::load(&config).unwrap();
    let heard = texts(&hear_clip(&recording("01.wav"), CallTime(0), &setting(), &mut whisper)).join(" ");
    for word in ["buongiorno", "marta", "aiutarla"] {
        assert!(heard.contains(word), "\"{word}\" is not in \"{heard}\"");
    }
}

#[test]
#[ignore = "needs the speech model: `make model`"]
fn with_model_silence_says_nothing() {
    let config = WhisperConfig { model: model::default_model(), threads: 1 };
    let mut whisper = Whisper::load(&config).unwrap();
    assert!(texts(&hear_clip(&vec![0.0; 16_000 * 4], CallTime(0), &setting(), &mut whisper)).is_empty());
}
