//! `pronto voices record`: a line spoken by a person instead of the engine.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::call::keyboard;
use super::super::{Exit, could_not_run};
use super::engine::causes;
use crate::scenario::Clip;
use crate::speech::voices::keep_recording;
use crate::speech::{Captured, Resampler, SpeechError, clip, millis, open_microphone};

/// Speak a line yourself, into the microphone or from a file: it takes the place of the engine's voice and is never rendered over.
#[derive(Debug, clap::Args)]
pub(super) struct Record {
    /// The scenario: the name of a folder in scenarios/
    pub(super) scenario: String,
    /// The line: its name in the scenario or in its persona
    line: String,
    /// Which wording of the line, from 1
    #[arg(long, default_value_t = 1)]
    wording: u16,
    /// Which cast, where the line differs between casts
    #[arg(long)]
    cast: Option<String>,
    /// A recording (WAV, FLAC or Ogg) instead of the microphone
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// A line said in less than this was a slip of the finger, in milliseconds.
const SHORTEST_MS: u64 = 200;

/// Nobody says one line longer than this.
const LONGEST: Duration = Duration::from_secs(60);

pub(super) fn run(args: &Record, root: &Path, clips: &[Clip]) -> Exit {
    let clip = match chosen(args, clips) {
        Ok(clip) => clip,
        Err(why) => return could_not_run(why),
    };
    println!("{}\n\n    \"{}\"\n", clip.path, clip.text);
    let samples = match &args.from {
        Some(file) => clip::decode_file(file),
        None => from_microphone(),
    };
    let samples = match samples {
        Ok(samples) if millis(samples.len()) < SHORTEST_MS || samples.iter().all(|sample| sample.abs() < 1e-4) => {
            return could_not_run("nothing was recorded; look at the microphone and its level, and try again");
        }
        Ok(samples) => samples,
        Err(error) => return could_not_run(causes(&error)),
    };
    match keep_recording(root, clip, &samples) {
        Ok(ms) => {
            println!("kept: {}.{} s", ms / 1000, ms % 1000 / 100);
            Exit::Done
        }
        Err(error) => could_not_run(causes(&error)),
    }
}

/// The clip of the line, wording and cast.
fn chosen<'a>(args: &Record, clips: &'a [Clip]) -> Result<&'a Clip, String> {
    let file = format!("{}.{}.ogg", args.line, args.wording.saturating_sub(1));
    let named = |clip: &&Clip| Path::new(&clip.path).file_name().is_some_and(|name| *name == *file);
    let found: Vec<&Clip> = clips.iter().filter(named).collect();
    let of_cast = |clip: &&&Clip| match &args.cast {
        Some(cast) => Path::new(&clip.path).parent().and_then(Path::file_name).is_some_and(|folder| *folder == **cast),
        None => true,
    };
    let fitting: Vec<&&Clip> = if found.len() > 1 { found.iter().filter(of_cast).collect() } else { found.iter().collect() };
    match fitting[..] {
        [clip] => Ok(clip),
        [] => {
            let mut known: Vec<&str> = clips.iter().filter_map(|clip| Path::new(&clip.path).file_name()?.to_str()).collect();
            known.sort_unstable();
            known.dedup();
            let near = crate::diagnostic::did_you_mean(&file, known.iter().copied());
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            Err(format!("scenario \"{}\" has no line \"{}\" with a wording {}{near}", args.scenario, args.line, args.wording))
        }
        _ => {
            let paths: Vec<&str> = fitting.iter().map(|clip| clip.path.as_str()).collect();
            Err(format!("the line differs between casts: say which with --cast\n{}", paths.join("\n")))
        }
    }
}

/// What is said into the microphone between two presses of Enter, at 16 kHz mono.
fn from_microphone() -> Result<Vec<f32>, SpeechError> {
    let enter = keyboard::lines();
    println!("Enter: begin");
    let _ = enter.recv();
    let capture = open_microphone()?;
    println!("… ({}) Enter: end", capture.name);
    let failed = |why| SpeechError::Device { what: "microphone", why };
    let mut resampler = Resampler::new(capture.rate, capture.channels).map_err(failed)?;
    let mut samples = Vec::new();
    while enter.try_recv().is_err() && millis(samples.len()) < LONGEST.as_millis() as u64 {
        match capture.sound.recv_timeout(Duration::from_millis(100)) {
            Ok(Captured::Sound(block)) => samples.extend(resampler.push(&block)),
            Ok(Captured::Lost(why)) => return Err(failed(why)),
            Err(_) => {}
        }
    }
    samples.extend(resampler.finish());
    Ok(samples)
}
