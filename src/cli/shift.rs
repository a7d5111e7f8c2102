//! `pronto shift`: a shift without a window.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use super::call::show::{outcome_text, text};
use super::call::{keyboard, play, read_plan, typed};
use super::{Exit, could_not_run, library};
use crate::event::Outcome;
use crate::ids::{CastId, Language, ScenarioId, ShiftId};
use crate::session::{Session, Setup, any_seed};
use crate::shift::{Done, Run, Summary, handled_s, summary};
use crate::store::{Library, records_folder};

/// Work a shift without a window: its contacts one after the other, over one or more days.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shift: the name of a file in scenarios/shifts/; without it, the shifts there are
    shift: Option<String>,
    /// Instead of typing, let each contact be taken by the plan of this name beside its scenario: good, middling, bad, rude
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Seed of all dice: the same seed, the same shift
    #[arg(long)]
    seed: Option<u64>,
    /// The folder to keep the records in
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Pseudonym of the trainee: never a real name
    #[arg(long, default_value = "anonimo")]
    pseudonym: String,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    match &args.shift {
        None => list(&library, language),
        Some(id) => work(&library, &ShiftId::from(id.as_str()), args, language).unwrap_or_else(could_not_run),
    }
}

/// The shift that `pronto play` falls back to where there is no display.
#[cfg(feature = "game")]
pub(super) fn in_terminal(shift: String, seed: Option<u64>, language: Language) -> Exit {
    run(&Args { shift: Some(shift), plan: None, seed, record: None, pseudonym: "anonimo".to_owned() }, language)
}

fn list(library: &Library, language: Language) -> Exit {
    let (shifts, faulty) = library.all_shifts();
    if let Some((_, error)) = faulty.into_iter().next() {
        return could_not_run(error);
    }
    for shift in shifts {
        let days = shift.days.len();
        let days = if days == 1 {
            text(language, "1 giorno", "1 day").to_owned()
        } else {
            format!("{days} {}", text(language, "giorni", "days"))
        };
        let contacts = shift.contacts();
        println!(
            "{:24} {} · {contacts} {}, {days}",
            shift.id.0,
            shift.title.get(language),
            text(language, "contatti", "contacts")
        );
        println!("{:24} {}\n", "", shift.about.get(language));
    }
    Exit::Done
}

fn work(library: &Library, id: &ShiftId, args: &Args, language: Language) -> Result<Exit, String> {
    let say = |it, en| text(language, it, en);
    let mut run = library.begin_shift(id, args.seed.unwrap_or_else(any_seed)).map_err(|error| error.to_string())?;
    println!("{}\n{}", run.shift().title.get(language), run.shift().about.get(language));
    let mut clock = Clock::new(args.plan.is_none());
    let entered = args.plan.is_none().then(keyboard::lines);
    loop {
        let Some(next) = run.next() else {
            if run.is_over() {
                break;
            }
            run.begin_next_day();
            clock = Clock::new(args.plan.is_none());
            continue;
        };
        clock.reach(next.at_s);
        let arrival = run.arrival(clock.now_s());
        let (waited_s, waiting) = (arrival.waited_s, run.waiting(clock.now_s()).saturating_sub(1));
        let day = run.shift().days.get(run.day()).map_or("", |day| day.name.get(language));
        let queue = if waiting == 0 { String::new() } else { format!(" · {} {waiting}", say("in coda:", "waiting:")) };
        println!("\n── {day} · {}/{}{queue}", run.done().len() + 1, run.shift().contacts());
        let session = Session::start(Setup {
            library,
            scenario: next.scenario.clone(),
            cast: next.cast.clone().or_else(|| cast_of_plan(library, &next.scenario, args.plan.as_deref())),
            seed: next.seed,
            trainee: args.pseudonym.clone(),
            records: Some(args.record.clone().unwrap_or_else(records_folder)),
            model: None,
            arrival,
        })
        .map_err(|error| error.to_string())?;
        let session = take(session, library, args.plan.as_deref(), entered.as_ref(), language)?;
        clock.passed(session.events().last().map_or(0, |event| u32::try_from(event.at.0 / 1000).unwrap_or(u32::MAX)));
        let outcome = session.state().outcome;
        if outcome.is_none() && entered.is_some() {
            println!("{}", say("Turno interrotto.", "Shift broken off."));
            break;
        }
        if args.plan.is_some() {
            println!("   {}: {}", next.scenario, ended(outcome, language));
        }
        run.finish(session.header().cast.clone(), waited_s, handled_s(session.events()), session.became());
    }
    show(&run, language);
    Ok(Exit::Done)
}

/// One contact, to its end.
fn take(
    mut session: Session,
    library: &Library,
    plan: Option<&str>,
    entered: Option<&Receiver<String>>,
    language: Language,
) -> Result<Session, String> {
    match (plan, entered) {
        (Some(name), _) => {
            let file = plan_file(library, &session, name);
            play(&mut session, &file)?;
            Ok(session)
        }
        (None, Some(entered)) => Ok(typed::talk(session, entered, language)),
        (None, None) => Ok(session),
    }
}

/// A plan is written for a cast.
fn cast_of_plan(library: &Library, scenario: &ScenarioId, plan: Option<&str>) -> Option<CastId> {
    read_plan(&library.scenarios().join(&scenario.0).join(format!("{}.plan", plan?))).ok()?.cast
}

/// The plan of that name written for the cast, or the one written for any.
fn plan_file(library: &Library, session: &Session, name: &str) -> PathBuf {
    let header = session.header();
    let folder = library.scenarios().join(&header.scenario.0);
    let own = folder.join(format!("{name}_{}.plan", header.cast));
    if own.is_file() { own } else { folder.join(format!("{name}.plan")) }
}

fn show(run: &Run, language: Language) {
    let say = |it, en| text(language, it, en);
    println!("\n{}", say("Il turno", "The shift"));
    for done in run.done() {
        println!("  {:26} {:24} {}", done.scenario.0, ended(Some(done.outcome()), language), times(done, language));
    }
    let Summary { done, all, resolved, partly, in_time, mean_wait_s, longest_wait_s, mean_handled_s } = summary(run);
    println!(
        "  {}: {done}/{all} · {}: {resolved} · {}: {partly}",
        say("contatti", "contacts"),
        say("risolti", "resolved"),
        say("in parte o passati", "in part or handed over")
    );
    println!(
        "  {} {in_time}/{done} · {} {mean_wait_s} s, {} {longest_wait_s} s · {} {mean_handled_s} s",
        say("risposta entro 20 s:", "answered within 20 s:"),
        say("attesa media", "mean wait"),
        say("massima", "longest"),
        say("durata media", "mean handling time"),
    );
}

fn times(done: &Done, language: Language) -> String {
    format!("{} {} s · {} s", text(language, "atteso", "waited"), done.waited_s, done.handled_s)
}

fn ended(outcome: Option<Outcome>, language: Language) -> &'static str {
    outcome.map_or(text(language, "interrotta", "broken off"), |outcome| outcome_text(outcome, language))
}

/// The time of the day: the wall's, or, where plans are played, what the contacts took.
struct Clock {
    began: Option<Instant>,
    ahead_s: u32,
}

impl Clock {
    fn new(real: bool) -> Self {
        Self { began: real.then(Instant::now), ahead_s: 0 }
    }

    fn now_s(&self) -> u32 {
        let passed = self.began.map_or(0, |began| u32::try_from(began.elapsed().as_secs()).unwrap_or(u32::MAX));
        passed.saturating_add(self.ahead_s)
    }

    /// Nobody has to sit and wait for the next contact: the clock goes on to it.
    fn reach(&mut self, at_s: u32) {
        self.ahead_s += at_s.saturating_sub(self.now_s());
    }

    fn passed(&mut self, seconds: u32) {
        if self.began.is_none() {
            self.ahead_s += seconds;
        }
    }
}
