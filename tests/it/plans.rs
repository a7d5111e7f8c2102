//! Every shipped plan goes as written, and its record proves itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pronto::call::{Call, resimulate};
use pronto::event::Event;
use pronto::plan::{Pace, parse_plan, run_plan};
use pronto::store::Library;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

pub(crate) fn pace() -> Pace<'static> {
    Pace::AS_READ
}

/// Runs a plan on a bare call: the events, and what came out otherwise.
pub(crate) fn run(scenario: &str, plan: &Path) -> (Call, Vec<Event>, Vec<String>) {
    let library = Library::new(root());
    let name = plan.display().to_string();
    let plan = parse_plan(&name, &std::fs::read_to_string(plan).unwrap())
        .unwrap_or_else(|faults| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    let seed = plan.seed.unwrap_or(1);
    let (script, understander, _) =
        library.script(&scenario.into(), plan.cast.as_ref(), seed).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut call = Call::new(Arc::clone(&script), Arc::clone(&understander), seed);
    let (events, faults) = run_plan(&mut call, &plan, &pace());
    let mut faults: Vec<String> = faults.iter().map(|fault| format!("{name} {fault}")).collect();
    if let Err(difference) = resimulate(script, understander, seed, &events) {
        faults.push(format!("{name}: resimulation differs: {difference}"));
    }
    (call, events, faults)
}

pub(crate) fn shipped_plans() -> Vec<(String, PathBuf)> {
    let library = Library::new(root());
    let mut all = Vec::new();
    for id in library.scenario_ids() {
        let folder = library.scenarios().join(&id.0);
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut plans: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "plan")).collect();
        plans.sort();
        all.extend(plans.into_iter().map(|plan| (id.0.clone(), plan)));
    }
    all
}

#[test]
fn every_shipped_plan_goes_as_written() {
    let faults: Vec<String> = shipped_plans().iter().flat_map(|(scenario, plan)| run(scenario, plan).2).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_scenario_has_three_plans_one_of_them_bad() {
    let library = Library::new(root());
    for id in library.scenario_ids() {
        let plans: Vec<_> = shipped_plans().into_iter().filter(|(scenario, _)| *scenario == id.0).collect();
        let named = |name: &str| plans.iter().any(|(_, plan)| plan.file_stem().is_some_and(|stem| stem == name));
        assert!(plans.len() >= 3, "{id} has {} plans", plans.len());
        assert!(named("good") && named("bad"), "{id} needs good.plan and bad.plan");
    }
}

#[test]
fn a_bad_call_leaves_the_customer_angrier_than_a_good_one() {
    let library = Library::new(root());
    for id in library.scenario_ids() {
        let anger = |plan: &str| {
            let file = library.scenarios().join(&id.0).join(plan);
            run(&id.0, &file).0.state().memory.mood.anger
        };
        assert!(anger("good.plan") < anger("bad.plan"), "{id}");
    }
}
