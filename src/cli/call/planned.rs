//! A call whose trainee is a plan.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::Path;

use super::show;
use crate::cli::Exit;
use crate::event::{Consequence, Event, Kind};
use crate::ids::Language;
use crate::plan::{Pace, Plan, caption_ms, parse_plan, run_plan};
use crate::session::Session;
use crate::store::read_text;

/// A trainee who is not there.
pub(super) struct Trainee {
    pub(super) plan: Plan,
}

/// Reads a plan.
pub(super) fn read(path: &Path) -> Result<Trainee, String> {
    let text = read_text(path).map_err(|error| error.to_string())?;
    let plan = parse_plan(&path.display().to_string(), &text)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    Ok(Trainee { plan })
}

/// Runs the call and shows it.
pub(super) fn run(mut session: Session, trainee: &Trainee, language: Language) -> Exit {
    let pace = Pace { line_ms: &line_ms, think_ms: 700 };
    let (events, faults) = run_plan(&mut session, &trainee.plan, &pace);
    for event in &events {
        for line in show::lines(event, language) {
            println!("{line}");
        }
    }
    for fault in &faults {
        println!("! {fault}");
    }
    super::after(&session, language);
    if faults.is_empty() { Exit::Done } else { Exit::Faults }
}

fn line_ms(event: &Event) -> u64 {
    match &event.kind {
        Kind::Consequence(Consequence::Replied { text, .. }) => caption_ms(text),
        _ => 0,
    }
}
