//! `pronto voices round-trip`: the sentences that understanding is measured with are spoken by the customers' voices, in a full room
//! and through a telephone, and written down as the recogniser hears them. `pronto bench understand --split heard` measures with that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use indicatif::ProgressBar;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, RngExt, SeedableRng};

use super::super::sentences::{self, AsHeard};
use super::super::{Exit, could_not_run};
use super::engine::causes;
use super::listen::words;
use crate::ids::Language;
use crate::scenario::{Clip, Voice};
use crate::speech::voices::{self, Engine, Manner, in_babble, voices_home, workers};
use crate::speech::{SpeechError, Whisper, WhisperConfig, clip, model, resample};

/// How many other voices are in the room. Four are enough not to be understood singly.
const OTHERS: usize = 4;
/// Sentences between two writings of the file.
const SAVE_EVERY: usize = 20;

/// Speak the measured sentences in a full room over the telephone, and keep what the recogniser hears.
#[derive(Debug, clap::Args)]
pub(super) struct RoundTrip {
    /// The language: it or en
    #[arg(long, default_value = "it")]
    language: Language,
    /// The folder of labelled sentences
    #[arg(long, value_name = "DIR", default_value = "tests/understand/sentences")]
    sentences: PathBuf,
    /// Only every so many sentences
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    /// By how many decibels a voice is louder than the room, in turn
    #[arg(long, value_delimiter = ',', default_value = "18,12,9,6", allow_negative_numbers = true)]
    above: Vec<i8>,
    /// How many sentences at a time
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

/// What all the work shares.
struct Room<'a> {
    engine: Engine,
    model: WhisperConfig,
    language: Language,
    voices: Vec<Voice>,
    /// Clips of customers, to be the other voices.
    others: Vec<&'a Path>,
    root: &'a Path,
}

pub(super) fn run(args: &RoundTrip, root: &Path, clips: &[Clip]) -> Exit {
    match round_trip(args, root, clips) {
        Ok(count) => {
            println!("{count} sentences heard anew");
            Exit::Done
        }
        Err(exit) => exit,
    }
}

fn round_trip(args: &RoundTrip, root: &Path, clips: &[Clip]) -> Result<usize, Exit> {
    let folder = args.sentences.join(args.language.code());
    let mut said = Vec::new();
    for one in sentences::labelled(&folder, "measured")? {
        said.push(one.first_wording());
    }
    let known: BTreeSet<&String> = said.iter().collect();
    let mut heard = sentences::as_heard(&folder)?;
    heard.retain(|said, _| known.contains(said));
    let wanted: Vec<(usize, &String)> = (said.iter().enumerate())
        .step_by(usize::from(args.every))
        .filter(|(_, sentence)| !heard.contains_key(*sentence))
        .collect();
    if wanted.is_empty() {
        return Ok(0);
    }
    let room = room(args, root, clips)?;
    let bar = ProgressBar::new(wanted.len() as u64);
    let heard = Mutex::new((heard, 0_usize));
    let done = workers(wanted.len(), args.threads, |next| {
        let mut whisper = Whisper::load(&room.model).map_err(|error| could_not_run(causes(&error)))?;
        while let Some((index, sentence)) = next().and_then(|number| wanted.get(number)) {
            let above = args.above[index / usize::from(args.every) % args.above.len()];
            let one = hear(&room, *index, sentence, above, &mut whisper)?;
            let mut held = heard.lock().unwrap_or_else(PoisonError::into_inner);
            held.0.insert((*sentence).clone(), one);
            held.1 += 1;
            if held.1.is_multiple_of(SAVE_EVERY) {
                sentences::keep_as_heard(&folder, &held.0)?;
            }
            drop(held);
            bar.inc(1);
        }
        Ok(())
    });
    bar.finish_and_clear();
    let (heard, count) = heard.into_inner().unwrap_or_else(PoisonError::into_inner);
    sentences::keep_as_heard(&folder, &heard)?;
    done.map(|()| count)
}

fn room<'a>(args: &RoundTrip, root: &'a Path, clips: &'a [Clip]) -> Result<Room<'a>, Exit> {
    let engine = Engine::load(&voices_home()).map_err(|error| could_not_run(causes(&error)))?;
    let model = model::resolve(None).map_err(|error| could_not_run(causes(&error)))?;
    let of_language = || clips.iter().filter(|clip| clip.language == args.language);
    let voices: BTreeMap<String, Voice> =
        of_language().map(|clip| (super::voice_name(&clip.voice), clip.voice.clone())).collect();
    let others: Vec<&Path> =
        of_language().map(|clip| Path::new(clip.path.as_str())).filter(|path| root.join(path).is_file()).collect();
    if voices.is_empty() || args.above.is_empty() {
        return Err(could_not_run("there is no customer who speaks this language, or no loudness was given"));
    }
    let model = WhisperConfig { model, threads: 1 };
    Ok(Room { engine, model, language: args.language, voices: voices.into_values().collect(), others, root })
}

/// Speaks one sentence in the room and hears it. Its place among the sentences chooses voice and neighbours, so that it is the same
/// whenever it is done.
fn hear(room: &Room<'_>, index: usize, sentence: &str, above: i8, whisper: &mut Whisper) -> Result<AsHeard, Exit> {
    let voice = &room.voices[index % room.voices.len()];
    let mut dice = ChaCha8Rng::seed_from_u64(index as u64);
    let failed = |error: SpeechError| could_not_run(causes(&error));
    let said = voices::say(&room.engine, sentence, room.language, voice, Manner { speed: 100, level_db: 0.0 })
        .map_err(|error| could_not_run(causes(&error)))?;
    let said = resample(&said, voices::RATE, 1).map_err(could_not_run)?;
    let others = neighbours(room, &mut dice).map_err(failed)?;
    let others: Vec<(&[f32], usize)> = others.iter().map(|(samples, offset)| (samples.as_slice(), *offset)).collect();
    let samples = in_babble(&said, &others, f32::from(above));
    let words = words(samples, room.language, whisper).map_err(failed)?;
    let words = words.into_iter().map(|word| (word.text, word.confidence.0)).collect();
    Ok(AsHeard { said: sentence.to_owned(), voice: super::voice_name(voice), above_db: above, heard: words })
}

fn neighbours(room: &Room<'_>, dice: &mut impl Rng) -> Result<Vec<(Vec<f32>, usize)>, SpeechError> {
    let count = if room.others.is_empty() { 0 } else { OTHERS };
    (0..count)
        .map(|_| {
            let samples = clip::decode_file(&room.root.join(room.others[dice.random_range(0..room.others.len())]))?;
            let offset = dice.random_range(0..samples.len().max(1));
            Ok((samples, offset))
        })
        .collect()
}
