//! `pronto rehearse`: bots hold every conversation a scenario allows, before a class does.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::call::read_plan;
use super::language::pick;
use super::{Exit, Format, could_not_run, library};
use crate::diagnostic::{Diagnostic, Severity};
use crate::event::Outcome;
use crate::ids::{CastId, Language, ScenarioId};
use crate::rehearse::{Bot, CastRehearsal, Verdict, rehearse_cast, transpose, verdicts};
use crate::rubric::Rubric;
use crate::scenario::Source;
use crate::store::{Library, read_text};

/// Hold every conversation a scenario allows with bots, as far as the bound goes, and report what goes wrong.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenarios: names of folders under scenarios/
    scenarios: Vec<ScenarioId>,
    /// Every scenario of the library
    #[arg(long, conflicts_with = "scenarios")]
    all: bool,
    /// How many situations of a call are looked at from every side, in each cast
    #[arg(long, default_value_t = 60)]
    bound: usize,
    /// The rubric: a name in scenarios/rubric, or a file
    #[arg(long, default_value = "pronto")]
    rubric: String,
    /// The folder to write the conversations to that show what is wrong, as plans
    #[arg(long, value_name = "DIR")]
    traces: Option<PathBuf>,
    /// Count smells as faults
    #[arg(long)]
    deny_warnings: bool,
    /// text, or json: one object
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What came of one scenario.
#[derive(Debug)]
struct Rehearsal {
    scenario: ScenarioId,
    casts: BTreeMap<CastId, CastRehearsal>,
    verdicts: Vec<Verdict>,
}

#[derive(Serialize)]
struct Output<'a> {
    scenario: &'a ScenarioId,
    situations: usize,
    exhausted: bool,
    undecided: usize,
    calls: usize,
    found: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
    trace: Option<String>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    if !args.all && args.scenarios.is_empty() {
        return could_not_run("name a scenario, or say --all");
    }
    let rubric = match library.rubric(&args.rubric) {
        Ok(rubric) => rubric,
        Err(error) => return could_not_run(error),
    };
    let ids = if args.all { library.scenario_ids() } else { args.scenarios.clone() };
    let done = match every(&library, &rubric, &ids, args.bound, language) {
        Ok(done) => done,
        Err(why) => return could_not_run(why),
    };
    if let Some(folder) = &args.traces
        && let Err(why) = write_traces(folder, &done)
    {
        return could_not_run(why);
    }
    match args.format {
        Format::Json => {
            let all: Vec<Output<'_>> = done.iter().map(output).collect();
            println!("{}", serde_json::to_string_pretty(&all).unwrap_or_default());
        }
        Format::Text => done.iter().for_each(|rehearsal| show(rehearsal, language)),
    }
    let severities: Vec<Severity> =
        done.iter().flat_map(|one| &one.verdicts).map(|verdict| verdict.diagnostic.severity).collect();
    let faults = severities.iter().filter(|severity| **severity == Severity::Fault).count();
    if args.format == Format::Text {
        let (count, smells) = (done.len(), severities.len() - faults);
        println!(
            "{}",
            pick(
                language,
                &format!("{count} scenari provati: {faults} errori, {smells} sbavature"),
                &format!("{count} scenarios rehearsed: {faults} faults, {smells} smells"),
            )
        );
    }
    if faults > 0 || args.deny_warnings && !severities.is_empty() { Exit::Faults } else { Exit::Done }
}

/// Rehearses scenarios side by side, as many as there are cores, and says how far it is.
fn every(
    library: &Library,
    rubric: &Rubric,
    ids: &[ScenarioId],
    bound: usize,
    language: Language,
) -> Result<Vec<Rehearsal>, String> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(ids.len().max(1));
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let progress = std::io::stderr().is_terminal();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let one = rehearse(library, rubric, id, bound);
                    let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    done.push(one);
                    if progress {
                        say_progress(done.len(), ids.len(), id, language);
                    }
                }
            });
        }
    });
    let all = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut all: Vec<Rehearsal> = all.into_iter().collect::<Result<_, _>>()?;
    all.sort_by(|a, b| a.scenario.cmp(&b.scenario));
    Ok(all)
}

#[expect(clippy::print_stderr, reason = "progress")]
fn say_progress(done: usize, all: usize, id: &ScenarioId, language: Language) {
    eprintln!("{done}/{all} {id} {}", pick(language, "provato", "rehearsed"));
}

fn rehearse(library: &Library, rubric: &Rubric, id: &ScenarioId, bound: usize) -> Result<Rehearsal, String> {
    let entry = library.scenario(id).map_err(|error| error.to_string())?;
    let scenario = &entry.scenario;
    let plans = plans(library, id)?;
    let (lexicons, _) = library.lexicons(scenario.language, &scenario.packs).map_err(|error| error.to_string())?;
    let mut casts = BTreeMap::new();
    for (number, cast) in scenario.casts.iter().enumerate() {
        let (script, understander, _) = library.script(id, Some(&cast.id), 1).map_err(|error| error.to_string())?;
        let own = |bot: &&Bot| bot.plan.cast.as_ref() == Some(&cast.id);
        let is_good = |bot: &&Bot| bot.name.starts_with("good");
        let mut good: Vec<Bot> = plans.iter().filter(is_good).filter(own).cloned().collect();
        if good.is_empty() {
            let written = plans.iter().find(is_good);
            good.extend(written.and_then(|bot| {
                let from = scenario.casts.iter().find(|from| Some(&from.id) == bot.plan.cast.as_ref())?;
                Some(Bot { name: bot.name.clone(), plan: transpose(&bot.plan, from, cast, scenario.language) })
            }));
        }
        let others: Vec<Bot> = plans.iter().filter(|bot| !is_good(bot)).filter(own).cloned().collect();
        // Casts differ in names and numbers: one is looked at from every side, the others less.
        let bound = if number == 0 { bound } else { bound / 5 };
        let understander = std::sync::Arc::unwrap_or_clone(understander);
        let rehearsal = rehearse_cast(&script, (understander, &lexicons), rubric, (&good, &others), number == 0, bound);
        casts.insert(cast.id.clone(), rehearsal);
    }
    let file = library.scenarios().join(&id.0).join("scenario.ron");
    let text = read_text(&file).map_err(|error| error.to_string())?;
    let name = format!("scenarios/{id}/scenario.ron");
    let verdicts = verdicts(Source { file: &name, text: &text }, scenario, &casts);
    Ok(Rehearsal { scenario: id.clone(), casts, verdicts })
}

/// The author's plans.
fn plans(library: &Library, id: &ScenarioId) -> Result<Vec<Bot>, String> {
    let mut all = Vec::new();
    for file in library.plans(id) {
        let plan = read_plan(&file)?;
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        all.push(Bot { name, plan });
    }
    Ok(all)
}

fn trace_name(rehearsal: &Rehearsal, number: usize, verdict: &Verdict) -> String {
    format!("{}.{}.{number}.plan", rehearsal.scenario, verdict.diagnostic.code)
}

fn write_traces(folder: &Path, done: &[Rehearsal]) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))?;
    for rehearsal in done {
        for (number, verdict) in (1..).zip(&rehearsal.verdicts) {
            if let Some(plan) = &verdict.trace {
                let file = folder.join(trace_name(rehearsal, number, verdict));
                let text = format!("# {}\n{plan}", verdict.diagnostic.message);
                std::fs::write(&file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
            }
        }
    }
    Ok(())
}

fn told(verdict: &Verdict) -> Told<'_> {
    Told { diagnostic: &verdict.diagnostic, trace: verdict.trace.as_ref().map(ToString::to_string) }
}

fn output(rehearsal: &Rehearsal) -> Output<'_> {
    Output {
        scenario: &rehearsal.scenario,
        situations: rehearsal.casts.values().map(|cast| cast.explored.situations).sum(),
        exhausted: rehearsal.casts.values().all(|cast| cast.explored.exhausted),
        undecided: rehearsal.casts.values().map(|cast| cast.explored.undecided).sum(),
        calls: rehearsal.casts.values().map(|cast| cast.good.len() + cast.others.len()).sum(),
        found: rehearsal.verdicts.iter().map(told).collect(),
    }
}

fn show(rehearsal: &Rehearsal, language: Language) {
    let sum = output(rehearsal);
    let resolved =
        rehearsal.casts.values().flat_map(|cast| &cast.good).filter(|call| call.outcome == Some(Outcome::Resolved)).count();
    let casts = rehearsal.casts.len();
    let reach = match (sum.exhausted, sum.undecided) {
        (true, _) => pick(language, "tutte, senza eccezioni", "all there are"),
        (false, 0) => pick(language, "fin dove arriva il limite", "as far as the bound goes"),
        (false, _) => pick(language, "alcune non decise", "some undecided"),
    };
    println!(
        "{}: {}",
        rehearsal.scenario,
        pick(
            language,
            &format!(
                "{} situazioni ({reach}), {} telefonate dei bot, buona chiamata risolta in {resolved} varianti su {casts}",
                sum.situations, sum.calls
            ),
            &format!(
                "{} situations ({reach}), {} calls of bots, the good call resolved in {resolved} of {casts} casts",
                sum.situations, sum.calls
            ),
        )
    );
    for verdict in &rehearsal.verdicts {
        println!("{}", verdict.diagnostic);
        for line in verdict.trace.iter().flat_map(|plan| plan.to_string().lines().map(str::to_owned).collect::<Vec<_>>()) {
            println!("    {line}");
        }
    }
}
