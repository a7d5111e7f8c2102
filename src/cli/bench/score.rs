//! How many calls a second one core judges, and how many records a second are read, verified and judged from disk.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::cli::call::play_plan;
use crate::cli::{Exit, Format, could_not_run, library};
use crate::record::{Record, decode, encode};
use crate::scoring::score;

/// How many runs the median is taken of.
const RUNS: usize = 9;
/// A run lasts at least so long, so that the clock's grain does not show.
const SHORTEST_RUN: Duration = Duration::from_millis(400);
/// Calls of fewer events were hardly begun; they would flatter the figure.
const LEAST_EVENTS: usize = 60;

/// Plays every plan of every scenario, then judges the records again and again by the shipped rubric.
pub(super) fn run(format: Format) -> Exit {
    let records = match played() {
        Ok(records) if records.is_empty() => return could_not_run("no plan gives a call to judge"),
        Ok(records) => records,
        Err(exit) => return exit,
    };
    let rubric = match library().and_then(|library| library.rubric("pronto").map_err(could_not_run)) {
        Ok(rubric) => rubric,
        Err(exit) => return exit,
    };
    let texts: Vec<String> = records.iter().map(encode).collect();
    let events = records.iter().map(|record| record.events.len()).sum::<usize>() as f64 / records.len() as f64;
    let judged = median(records.len(), || records.iter().for_each(|record| drop(black_box(score(black_box(record), &rubric)))));
    let read = median(texts.len(), || {
        texts.iter().filter_map(|text| decode(black_box(text)).ok()).for_each(|record| drop(black_box(score(&record, &rubric))));
    });
    match format {
        Format::Json => println!(
            "{}",
            serde_json::json!({ "calls": records.len(), "events_a_call": events, "indicators": rubric.indicators.len(),
                "judged_a_second": judged.0, "judged_range": [judged.1, judged.2],
                "read_and_judged_a_second": read.0, "read_range": [read.1, read.2] })
        ),
        Format::Text => {
            println!(
                "{} calls of {events:.0} events on average, {} indicators, one core",
                records.len(),
                rubric.indicators.len()
            );
            println!("judged: {:.0} calls/s, median of the runs ({:.0} to {:.0})", judged.0, judged.1, judged.2);
            println!("read, chain verified and judged: {:.0} records/s ({:.0} to {:.0})", read.0, read.1, read.2);
        }
    }
    Exit::Done
}

fn played() -> Result<Vec<Record>, Exit> {
    let library = library()?;
    let mut records = Vec::new();
    for id in library.scenario_ids() {
        for plan in library.plans(&id) {
            let record = play_plan(&library, &id, &plan).map_err(could_not_run)?;
            records.extend(Some(record).filter(|record| record.events.len() >= LEAST_EVENTS));
        }
    }
    Ok(records)
}

/// Median, slowest and fastest rate of several runs.
fn median(count: usize, mut work: impl FnMut()) -> (f64, f64, f64) {
    let mut rates: Vec<f64> = (0..RUNS)
        .map(|_| {
            let (begun, mut rounds) = (Instant::now(), 0);
            while begun.elapsed() < SHORTEST_RUN {
                work();
                rounds += 1;
            }
            (rounds * count) as f64 / begun.elapsed().as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    (rates[RUNS / 2], rates[0], rates[RUNS - 1])
}
