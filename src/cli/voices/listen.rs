//! `pronto voices listen`: the recogniser hears the clips, and those that say something else than is written are listed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use indicatif::ProgressBar;

use super::super::{Exit, could_not_run};
use super::engine::causes;
use crate::event::Word;
use crate::ids::Language;
use crate::scenario::Clip;
use crate::speech::segment::Segment;
use crate::speech::voices::{SoundsError, misheard};
use crate::speech::{Hearing, Setting, SpeechError, Whisper, WhisperConfig, clip, millis, model, recognise};
use crate::time::CallTime;

/// Let the recogniser hear the clips, and list those that a person should listen to.
#[derive(Debug, clap::Args)]
pub(super) struct Listen {
    /// The scenarios: names of folders in scenarios/; all of them, if none is named
    pub(super) scenarios: Vec<String>,
    /// List clips of which more sounds in a hundred than this were misheard
    #[arg(long, default_value_t = 25)]
    more_than: u8,
    /// Hear only every so many clips of each voice: a sample instead of all
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
}

/// What is known of how well a voice is read back.
#[derive(Debug, Default)]
struct ReadBack {
    clips: u32,
    misheard: u32,
    doubtful: u32,
}

pub(super) fn run(args: &Listen, root: &Path, clips: &[Clip]) -> Exit {
    let config = model::resolve(None).map(|model| WhisperConfig { model, threads: 1 });
    let mut whisper = match config.and_then(|config| Whisper::load(&config)) {
        Ok(whisper) => whisper,
        Err(error) => return could_not_run(causes(&error)),
    };
    let mut of_voice: BTreeMap<String, usize> = BTreeMap::new();
    let there: Vec<&Clip> = (clips.iter())
        .filter(|clip| root.join(&clip.path).is_file())
        .filter(|clip| {
            let before = of_voice.entry(super::voice_name(&clip.voice)).or_default();
            *before += 1;
            (*before - 1).is_multiple_of(usize::from(args.every))
        })
        .collect();
    let mut voices: BTreeMap<String, ReadBack> = BTreeMap::new();
    let bar = ProgressBar::new(there.len() as u64);
    let (mut compared, mut sum, mut doubtful) = (0_u32, 0_u32, Vec::new());
    for clip in there {
        bar.inc(1);
        let heard = match hear(&root.join(&clip.path), clip.language, &mut whisper) {
            Ok(heard) => heard,
            Err(error) => return could_not_run(causes(&error)),
        };
        match compare(clip, &heard) {
            Ok(Some(wrong)) => {
                compared += 1;
                sum += u32::from(wrong);
                let known = voices.entry(super::voice_name(&clip.voice)).or_default();
                known.clips += 1;
                known.misheard += u32::from(wrong);
                known.doubtful += u32::from(wrong > args.more_than);
                if wrong > args.more_than {
                    doubtful.push((wrong, clip, heard));
                }
            }
            Ok(None) => {}
            Err(error) => return could_not_run(causes(&error)),
        }
    }
    bar.finish_and_clear();
    doubtful.sort_by_key(|(wrong, clip, _)| (std::cmp::Reverse(*wrong), clip.path.clone()));
    for (wrong, clip, heard) in &doubtful {
        println!("{wrong:>3} in 100  {}\n  written \"{}\"\n  heard   \"{heard}\"", clip.path, clip.text);
    }
    println!("\n{:42} {:>6} {:>9} {:>9}", "voice", "clips", "misheard", "to hear");
    for (voice, known) in &voices {
        println!("{voice:42} {:>6} {:>7} % {:>9}", known.clips, known.misheard / known.clips.max(1), known.doubtful);
    }
    println!(
        "{compared} clips heard, {} sounds in 100 misheard on average; {} to listen to",
        sum / compared.max(1),
        doubtful.len()
    );
    if doubtful.is_empty() { Exit::Done } else { Exit::Faults }
}

fn compare(clip: &Clip, heard: &str) -> Result<Option<u8>, SoundsError> {
    misheard(&clip.text, heard, clip.language)
}

fn hear(file: &Path, language: Language, whisper: &mut Whisper) -> Result<String, SpeechError> {
    let words = words(clip::decode_file(file)?, language, whisper)?;
    Ok(words.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" "))
}

/// The words that the recogniser hears in a whole piece of sound (16 kHz mono), told nothing of what to expect; none, if it hears none.
pub(super) fn words(samples: Vec<f32>, language: Language, whisper: &mut Whisper) -> Result<Vec<Word>, SpeechError> {
    let segment = Segment { from: 0, to: samples.len() as u64, start: 0, samples, cut: false };
    let at = |sample: u64| CallTime(millis(sample as usize));
    let setting = Setting { language, prompt: String::new() };
    Ok(match recognise(&segment, at, &setting, whisper, &Arc::new(AtomicBool::new(false)))? {
        Hearing::Words(heard) => heard.utterance.words,
        Hearing::Nothing { .. } => Vec::new(),
    })
}
