//! A call whose trainee is not there: a plan, or a folder of recordings.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::{Path, PathBuf};

use super::show;
use crate::cli::Exit;
use crate::event::{Consequence, Event, Kind};
use crate::ids::Language;
use crate::plan::{Pace, Plan, PlanFault, PlanLine, Step, caption_ms, parse_plan, run_plan};
use crate::session::Session;
use crate::store::read_text;

/// A trainee who is not there.
pub(super) struct Trainee {
    /// What they do.
    pub(super) plan: Plan,
    /// Where the plan's recordings lie.
    pub(super) folder: PathBuf,
}

impl Trainee {
    /// Whether anything of the plan has to be heard.
    pub(super) fn speaks(&self) -> bool {
        self.plan.lines.iter().any(|line| matches!(line.step, Step::Play(_)))
    }
}

/// The plan in a folder of recordings; without it, the recordings are played in the order of their names.
const PLAN: &str = "call.plan";

/// Reads a plan, or a folder of recordings.
pub(super) fn read(path: &Path) -> Result<Trainee, String> {
    let (file, folder) = if path.is_dir() {
        (path.join(PLAN), path.to_owned())
    } else {
        (path.to_owned(), path.parent().unwrap_or(Path::new(".")).to_owned())
    };
    if path.is_dir() && !file.is_file() {
        return Ok(Trainee { plan: every_recording(&folder)?, folder });
    }
    let text = read_text(&file).map_err(|error| error.to_string())?;
    let plan = parse_plan(&file.display().to_string(), &text)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    Ok(Trainee { plan, folder })
}

/// Answers, plays every recording as a turn of its own, hangs up.
fn every_recording(folder: &Path) -> Result<Plan, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| [".wav", ".flac", ".ogg"].iter().any(|ending| name.to_lowercase().ends_with(ending)));
    names.sort();
    if names.is_empty() {
        let folder = folder.display();
        return Err(format!("{folder} holds no recording: put one WAV file a turn there, or a {PLAN} that names them"));
    }
    let steps = std::iter::once(Step::Answer(2_000)).chain(names.into_iter().map(Step::Play)).chain([Step::HangUp]);
    let lines = (1..).zip(steps).map(|(line, step)| PlanLine { line, step, expect: Vec::new() }).collect();
    Ok(Plan { cast: None, seed: None, lines })
}

/// Runs the call of a trainee who only types, and shows it.
pub(super) fn run(mut session: Session, trainee: &Trainee, language: Language) -> Exit {
    let pace = Pace { line_ms: &line_ms, think_ms: 700 };
    let (events, faults) = run_plan(&mut session, &trainee.plan, &pace);
    finish(&session, &events, &faults, language)
}

/// Shows what happened.
pub(super) fn finish(session: &Session, events: &[Event], faults: &[PlanFault], language: Language) -> Exit {
    for event in events {
        for line in show::lines(event, language) {
            println!("{line}");
        }
    }
    for fault in faults {
        println!("! {fault}");
    }
    super::after(session, language);
    if faults.is_empty() { Exit::Done } else { Exit::Faults }
}

fn line_ms(event: &Event) -> u64 {
    match &event.kind {
        Kind::Consequence(Consequence::Replied { text, .. }) => caption_ms(text),
        _ => 0,
    }
}
