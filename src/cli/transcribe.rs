//! `pronto transcribe`: text, confidence and times of audio files, by the detector and the recogniser that calls use.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use super::{Exit, Format, could_not_run};
use crate::event::{Permille, Utterance};
use crate::ids::Language;
use crate::speech::segment::Segment;
use crate::speech::{
    DropReason, Hearing, Setting, SpeechError, Transcriber, Whisper, WhisperConfig, clip, hear_clip, model, recognise,
};
use crate::time::CallTime;

/// Write down what is said in audio files: text, confidence and times.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The language spoken: it or en
    #[arg(long, default_value = "it")]
    language: Language,
    /// WAV, FLAC or Ogg Vorbis files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The model: a name that `pronto setup --list` shows, or the path of a ggml file
    #[arg(long, value_name = "NAME|PATH")]
    model: Option<String>,
    /// Names and words that may occur, to help the recogniser
    #[arg(long, default_value = "")]
    prompt: String,
    /// Threads of the recogniser; more than there are idle cores makes it slower
    #[arg(long, default_value_t = 1)]
    threads: u8,
    /// Recognise each file in one piece (at most 28 seconds) instead of turn by turn
    #[arg(long)]
    whole: bool,
    /// text, or json: one object a line and file
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The longest piece the recogniser hears at once, in milliseconds.
const LONGEST_MS: u64 = 28_000;

pub(super) fn run(args: &Args) -> Exit {
    let whisper =
        model::resolve(args.model.as_deref()).and_then(|model| Whisper::load(&WhisperConfig { model, threads: args.threads }));
    let mut whisper = match whisper {
        Ok(whisper) => whisper,
        Err(error) => return could_not_run(error),
    };
    let setting = Setting { language: args.language, prompt: args.prompt.clone() };
    let mut exit = Exit::Done;
    for file in &args.files {
        match hear(file, &setting, args.whole, &mut whisper) {
            Ok(heard) => match args.format {
                Format::Text => print_text(file, args.files.len() > 1, &heard),
                Format::Json => println!("{}", as_json(file, &heard)),
            },
            Err(error) => exit = could_not_run(error),
        }
    }
    exit
}

fn hear(file: &Path, setting: &Setting, whole: bool, whisper: &mut dyn Transcriber) -> Result<Vec<Hearing>, SpeechError> {
    let samples = clip::decode_file(file)?;
    let length_ms = crate::speech::millis(samples.len());
    if !whole {
        return Ok(hear_clip(&samples, CallTime(0), setting, whisper));
    }
    if length_ms > LONGEST_MS {
        let why = format!("it lasts {length_ms} ms, and --whole takes at most {LONGEST_MS}");
        return Err(SpeechError::Audio { path: file.to_owned(), why });
    }
    let segment = Segment { from: 0, to: samples.len() as u64, start: 0, samples, cut: false };
    let at = |sample: u64| CallTime(crate::speech::millis(sample as usize));
    Ok(vec![recognise(&segment, at, setting, whisper, &Arc::new(AtomicBool::new(false)))?])
}

fn print_text(file: &Path, several: bool, heard: &[Hearing]) {
    if several {
        println!("{}:", file.display());
    }
    for hearing in heard {
        match hearing {
            Hearing::Words(heard) => {
                let utterance = &heard.utterance;
                println!("{}-{} {:>3}% {}", utterance.span.from, utterance.span.to, mean(utterance).0 / 10, utterance.text);
            }
            Hearing::Nothing { span, why, .. } => println!("{}-{}   -- ({})", span.from, span.to, reason(why)),
        }
    }
}

fn as_json(file: &Path, heard: &[Hearing]) -> Value {
    let mut text = Vec::new();
    let mut utterances = Vec::new();
    let mut dropped = Vec::new();
    for hearing in heard {
        match hearing {
            Hearing::Words(heard) => {
                text.push(heard.utterance.text.as_str());
                utterances.push(utterance_json(&heard.utterance, heard.recognition_ms));
            }
            Hearing::Nothing { span, why, .. } => {
                dropped.push(json!({ "from_ms": span.from.0, "to_ms": span.to.0, "why": reason(why) }));
            }
        }
    }
    json!({ "file": file.display().to_string(), "text": text.join(" "), "utterances": utterances, "dropped": dropped })
}

fn utterance_json(utterance: &Utterance, recognition_ms: u64) -> Value {
    let word = |word: &crate::event::Word| {
        json!({
            "text": word.text,
            "from_ms": word.span.from.0,
            "to_ms": word.span.to.0,
            "confidence": share(word.confidence),
        })
    };
    json!({
        "from_ms": utterance.span.from.0,
        "to_ms": utterance.span.to.0,
        "text": utterance.text,
        "confidence": share(mean(utterance)),
        "recognition_ms": recognition_ms,
        "words": utterance.words.iter().map(word).collect::<Vec<_>>(),
    })
}

fn share(confidence: Permille) -> f64 {
    f64::from(confidence.0) / 1_000.0
}

fn mean(utterance: &Utterance) -> Permille {
    let sum: u32 = utterance.words.iter().map(|word| u32::from(word.confidence.0)).sum();
    Permille((sum / (utterance.words.len() as u32).max(1)) as u16)
}

/// Why nothing was kept, as programs read it.
fn reason(why: &DropReason) -> String {
    use crate::speech::guard::Rejected;
    match why {
        DropReason::TooShort => "too short for speech".to_owned(),
        DropReason::NoRecogniser => "no recogniser".to_owned(),
        DropReason::Failed(why) => why.clone(),
        DropReason::Rejected(Rejected::Empty) => "no words".to_owned(),
        DropReason::Rejected(Rejected::Loop) => "the recogniser repeated itself".to_owned(),
        DropReason::Rejected(Rejected::TooFast) => "more words than can be said in the time".to_owned(),
        DropReason::Rejected(Rejected::NoSpeech) => "probably no speech".to_owned(),
        DropReason::Rejected(Rejected::Faint) => "too faint".to_owned(),
        DropReason::Rejected(Rejected::Hallucinated) => "words that recognisers write on silence".to_owned(),
    }
}
