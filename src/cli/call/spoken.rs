//! A call whose trainee is a folder of recordings: each is heard by the real detector and recogniser when the customer has
//! finished speaking.
#![expect(clippy::print_stderr, reason = "progress of a long command")]

use std::collections::BTreeMap;

use super::planned::{Trainee, finish};
use crate::cli::{Exit, could_not_run};
use crate::event::{DeviceNote, Event, Fact};
use crate::ids::Language;
use crate::plan::{Pace, caption_ms, run_plan_with};
use crate::session::Session;
use crate::speech::segment::Timing;
use crate::speech::{Hearing, Setting, Transcriber, Whisper, WhisperConfig, clip, hear_clip, model};
use crate::store::save_clip;
use crate::time::CallTime;

/// The recogniser as the record's header names it, and itself.
pub(super) struct Ears {
    whisper: Whisper,
    /// For the header.
    pub(super) model: crate::record::Model,
}

/// Loads the recogniser. One thread: whisper.cpp's threads spin while they wait, so on a busy machine two are far slower.
pub(super) fn load() -> Result<Ears, String> {
    let path = model::default_model();
    let whisper = Whisper::load(&WhisperConfig { model: path.clone(), threads: 1 }).map_err(|error| error.to_string())?;
    let sha256 = model::sha256_of(&path).map_err(|error| error.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Ears { whisper, model: crate::record::Model { name, sha256 } })
}

/// Runs the call and shows it.
pub(super) fn run(mut session: Session, trainee: &Trainee, mut ears: Ears, language: Language) -> Exit {
    let lengths = line_lengths(&session);
    let line_ms = |event: &Event| length_of(&lengths, event);
    let pace = Pace { line_ms: &line_ms, think_ms: 400 };
    let setting = Setting { language: session.header().language, prompt: session.script().prompt() };
    let folder = trainee.folder.clone();
    let mut play = |session: &mut Session, name: &str, at: CallTime| {
        let path = folder.join(name);
        eprintln!("· {}", path.display());
        let samples = clip::decode_file(&path).map_err(|error| error.to_string())?;
        hear(session, &samples, at, &setting, &mut ears.whisper)
    };
    let (events, faults) = run_plan_with(&mut session, &trainee.plan, &pace, &mut play);
    if events.is_empty() {
        return could_not_run("the call did not begin");
    }
    finish(&session, &events, &faults, language)
}

/// One recording goes through detector and recogniser into the call.
fn hear(
    session: &mut Session,
    samples: &[f32],
    origin: CallTime,
    setting: &Setting,
    whisper: &mut dyn Transcriber,
) -> Result<(Vec<Event>, CallTime), String> {
    let mut events = Vec::new();
    let mut now = origin;
    for hearing in hear_clip(samples, origin, setting, whisper) {
        let (span, facts, clip, took) = match hearing {
            Hearing::Words(heard) => {
                let (span, took) = (heard.utterance.span, heard.recognition_ms);
                (span, vec![Fact::Heard(heard.utterance)], Some(heard.clip), took)
            }
            Hearing::Nothing { span, why, clip } => {
                let unclear = why.was_speech().then_some(Fact::Device(DeviceNote::Unintelligible));
                (span, unclear.into_iter().chain([Fact::SpeechDropped]).collect(), clip, 0)
            }
        };
        if let (Some(clip), Some(folder)) = (clip, session.record_folder()) {
            save_clip(folder, &clip.name, &clip.flac).map_err(|error| error.to_string())?;
        }
        let tell = |session: &mut Session, at, fact| session.tell(at, fact).map_err(|why| format!("refused: {why}"));
        events.extend(tell(session, span.from, Fact::SpeechBegan)?);
        // As in a live call: the turn is over when the pause has lasted, and understood when the recogniser is done.
        now = span.to.plus(Timing::default().end_ms + took);
        for fact in facts {
            events.extend(tell(session, now, fact)?);
        }
    }
    Ok((events, now))
}

/// How long each rendered line of the customer lasts.
fn line_lengths(session: &Session) -> BTreeMap<(String, u16), u64> {
    let lines = session.script().lines.iter();
    let variants = lines.flat_map(|(id, line)| (0u16..).zip(&line.say).map(move |(variant, _)| (id, variant)));
    variants
        .filter_map(|(id, variant)| {
            let length = clip::duration_ms(&session.clip(id, variant)?).ok()?;
            Some(((id.0.clone(), variant), length))
        })
        .collect()
}

fn length_of(lengths: &BTreeMap<(String, u16), u64>, event: &Event) -> u64 {
    match &event.kind {
        crate::event::Kind::Consequence(crate::event::Consequence::Replied { line, variant, text, .. }) => {
            lengths.get(&(line.0.clone(), *variant)).copied().unwrap_or_else(|| caption_ms(text))
        }
        _ => 0,
    }
}
