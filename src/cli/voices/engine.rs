//! What needs the voice engine.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use indicatif::{ProgressBar, ProgressStyle};

use super::super::{Exit, could_not_run, library};
use crate::ids::Language;
use crate::scenario::{Clip, ClipState, Origin, Voice, parse_persona};
use crate::speech::voices::{self, Engine, Manner, voices_home};
use crate::store::{read_manifest, read_text, write_whole};

#[derive(Debug, clap::Args)]
pub(super) struct Say {
    /// The sentence
    text: String,
    /// The file to write (.ogg)
    #[arg(long, short)]
    out: PathBuf,
    /// The persona whose voice to use: a name in scenarios/personas/
    #[arg(long, conflicts_with = "blend")]
    persona: Option<String>,
    /// Or a blend of engine voices: im_nicola=70,em_alex=30
    #[arg(long, value_parser = Blend::from_str, default_value = "im_nicola=100")]
    blend: Blend,
    /// Speed in percent
    #[arg(long, default_value_t = 100)]
    speed: u8,
    /// Pitch in cents: -100 is a semitone lower
    #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
    pitch: i16,
    /// Unsteadiness of the voice in cents
    #[arg(long, default_value_t = 0)]
    tremor: u8,
    /// The language of the sentence: it or en
    #[arg(long, default_value = "it")]
    language: Language,
}

/// A blend as it is written on the command line.
#[derive(Debug, Clone)]
struct Blend(Vec<(String, u8)>);

impl FromStr for Blend {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let share = |part: &str| {
            let (name, share) = part.split_once('=').ok_or_else(|| format!("\"{part}\" is not of the form voice=percent"))?;
            let share = share.parse().map_err(|_| format!("\"{share}\" is not a percentage"))?;
            Ok((name.to_owned(), share))
        };
        text.split(',').map(share).collect::<Result<_, String>>().map(Self)
    }
}

pub(super) fn say(args: &Say) -> Exit {
    let voice = match &args.persona {
        Some(persona) => match persona_voice(persona) {
            Ok(voice) => voice,
            Err(exit) => return exit,
        },
        None => Voice { blend: args.blend.0.clone(), speed: args.speed, pitch: args.pitch, tremor: args.tremor },
    };
    let engine = match Engine::load(&voices_home()) {
        Ok(engine) => engine,
        Err(error) => return could_not_run(causes(&error)),
    };
    let manner = Manner { speed: if args.persona.is_some() { args.speed } else { 100 }, level_db: 0.0 };
    let clip = voices::say(&engine, &args.text, args.language, &voice, manner).and_then(|samples| voices::encode(&samples, 0));
    match clip {
        Ok(clip) => match write_whole(&args.out, &clip) {
            Ok(()) => Exit::Done,
            Err(error) => could_not_run(error),
        },
        Err(error) => could_not_run(causes(&error)),
    }
}

fn persona_voice(name: &str) -> Result<Voice, Exit> {
    let file = library()?.scenarios().join("personas").join(name).with_extension("ron");
    let text = read_text(&file).map_err(could_not_run)?;
    let persona = parse_persona(&file.display().to_string(), &text).map_err(|found| could_not_run(&found[0]))?;
    Ok(persona.voice)
}

pub(super) fn fetch() -> Exit {
    match voices::fetch(&voices_home(), |package| println!("{package}")) {
        Ok(()) => Exit::Done,
        Err(error) => could_not_run(causes(&error)),
    }
}

pub(super) fn render(root: &Path, unfit: &[(&Clip, ClipState)], threads: usize) -> Exit {
    let recorded = match read_manifest(root) {
        Ok(manifest) => manifest,
        Err(error) => return could_not_run(error),
    };
    // What a person recorded is for a person to record again.
    let by_person = |clip: &Clip| recorded.clips.get(&clip.path).is_some_and(|entry| entry.voice == Origin::Recorded);
    let (by_hand, wanted): (Vec<&Clip>, Vec<&Clip>) = unfit.iter().map(|(clip, _)| *clip).partition(|clip| by_person(clip));
    for clip in &by_hand {
        println!("to be recorded again by a person: {}  \"{}\"", clip.path, clip.text);
    }
    if wanted.is_empty() {
        println!("nothing to render");
        return if by_hand.is_empty() { Exit::Done } else { Exit::Faults };
    }
    let engine = match Engine::load(&voices_home()) {
        Ok(engine) => engine,
        Err(error) => return could_not_run(causes(&error)),
    };
    let bar = ProgressBar::new(wanted.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}  {eta} left  {wide_msg}") {
        bar.set_style(style);
    }
    let done = voices::render(root, &engine, &wanted, threads, |clip| {
        bar.set_message(clip.path.clone());
        bar.inc(1);
    });
    bar.finish_and_clear();
    match done {
        Ok(()) => {
            println!("{} clips rendered", wanted.len());
            if by_hand.is_empty() { Exit::Done } else { Exit::Faults }
        }
        Err(error) => could_not_run(causes(&error)),
    }
}

/// An error with what caused it, on one line.
pub(super) fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = error.source();
    }
    text
}
