//! Tests of `scoring`: single indicators on short logs, the policy alone, whole records, properties.

mod advice;
mod assessment;
mod duties;
mod fair;
mod forms;
mod golden;
mod indicators;
pub(crate) mod log;
mod plans;
mod policy;
mod rubric;
mod variant;
mod whole;

use pronto::event::Event;
use pronto::record::Header;
use pronto::rubric::{Rubric, parse_rubric};
use pronto::scoring::indicator::{Terms, judge};
use pronto::scoring::{Finding, Reading};

/// Every shipped plan's record: scenario, plan, record.
pub(crate) fn records() -> &'static [(String, String, pronto::record::Record)] {
    &plans::RECORDS
}

/// The rubric that ships.
pub(crate) fn shipped() -> Rubric {
    let faults =
        |faults: Vec<pronto::diagnostic::Diagnostic>| -> String { faults.iter().map(|fault| format!("{fault}\n")).collect() };
    parse_rubric("scenarios/rubric/pronto.ron", include_str!("../../../scenarios/rubric/pronto.ron"))
        .map_err(faults)
        .unwrap_or_else(|faults| panic!("{faults}"))
}

/// One indicator of the shipped rubric on a short log.
pub(crate) fn finding(indicator: &str, log: &str) -> Finding {
    finding_of(indicator, &log::header(), &log::events(log))
}

/// The same with a header of one's own.
pub(crate) fn finding_of(indicator: &str, header: &Header, events: &[Event]) -> Finding {
    let rubric = shipped();
    let rule = rubric.rule(&indicator.into()).unwrap();
    let reading = Reading::of(header, events, rubric.floor());
    judge(&reading, Terms { rule, rubric: &rubric }).unwrap()
}
