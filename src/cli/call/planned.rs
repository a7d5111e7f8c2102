//! A call whose trainee is not there: a plan, or a folder of recordings.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::{Path, PathBuf};

use super::show;
use crate::cli::Exit;
use crate::event::{Arrival, Event};
use crate::ids::{Language, ScenarioId};
use crate::plan::{Pace, Plan, PlanFault, Step, parse_plan, run_plan};
use crate::record::{Record, encode_event, encode_header};
use crate::session::{Session, Setup};
use crate::store::{Library, read_text};

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
    Ok(Trainee { plan: read_plan(&file)?, folder })
}

/// Reads a plan.
///
/// # Errors
/// Why it cannot be read: everything wrong with it, a line each.
pub(in crate::cli) fn read_plan(file: &Path) -> Result<Plan, String> {
    let text = read_text(file).map_err(|error| error.to_string())?;
    parse_plan(&file.display().to_string(), &text)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// Reads a plan that only says.
///
/// # Errors
/// Also if it is one of recordings, which would have to be heard.
fn read_silent(file: &Path) -> Result<Plan, String> {
    let trainee = read(file)?;
    if trainee.speaks() {
        return Err(format!("{}: a plan of recordings cannot be played without hearing it", file.display()));
    }
    Ok(trainee.plan)
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
    Ok(Plan::of_steps(None, None, steps))
}

/// Runs the call of a trainee who only types, and shows it.
pub(super) fn run(mut session: Session, trainee: &Trainee, language: Language) -> Exit {
    let (events, faults) = run_plan(&mut session, &trainee.plan, &Pace::AS_READ);
    finish(&session, &events, &faults, language)
}

/// The record of a plan's call, kept in memory. What the plan expects is not looked at.
///
/// # Errors
/// Why it could not be played: a faulty plan or scenario, or a plan of recordings, which would have to be heard.
pub(in crate::cli) fn play_plan(library: &Library, scenario: &ScenarioId, file: &Path) -> Result<Record, String> {
    let plan = read_silent(file)?;
    let mut session = Session::start(Setup {
        library,
        scenario: scenario.clone(),
        cast: plan.cast.clone(),
        seed: plan.seed.unwrap_or(1),
        trainee: "plan".to_owned(),
        records: None,
        model: None,
        arrival: Arrival::default(),
    })
    .map_err(|error| error.to_string())?;
    let (events, _) = run_plan(&mut session, &plan, &Pace::AS_READ);
    let header = session.header().clone();
    let start = encode_header(&header).1;
    let chain = events.iter().fold(start, |chain, event| encode_event(&chain, event).1);
    Ok(Record { header, events, chain, torn: false })
}

/// Lets a session be held by a plan.
///
/// # Errors
/// Why the plan cannot be read or played.
pub(in crate::cli) fn play(session: &mut Session, file: &Path) -> Result<(), String> {
    run_plan(session, &read_silent(file)?, &Pace::AS_READ);
    Ok(())
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
