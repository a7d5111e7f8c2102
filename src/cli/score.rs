//! `pronto score`: scorecards of records.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::probe::result_lines;
use super::{Exit, could_not_run, library};
use crate::ids::Language;
use crate::probe::result;
use crate::report::{text, view};
use crate::scoring::score;
use crate::store::{is_sitting, read_record, read_sitting};

/// Judge records: findings with their evidence, points per unit, coverage.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders of records, or their record.ron files
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// The rubric: a name in scenarios/rubric, or a file
    #[arg(long, default_value = "pronto")]
    rubric: String,
    /// text, or json: one object a line and record
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let rubric = match library().map(|library| library.rubric(&args.rubric)) {
        Ok(Ok(rubric)) => rubric,
        Ok(Err(error)) => return could_not_run(error),
        Err(exit) => return exit,
    };
    let mut exit = Exit::Done;
    for path in &args.records {
        if is_sitting(path) {
            match read_sitting(path).map(|sitting| result(&sitting)) {
                Ok(result) if args.format == "json" => println!("{}", serde_json::to_string(&result).unwrap_or_default()),
                Ok(result) => result_lines(&result, language).iter().for_each(|line| println!("{line}")),
                Err(error) => exit = could_not_run(error),
            }
            continue;
        }
        match read_record(path) {
            Ok(record) => {
                let card = score(&record, &rubric);
                if args.format == "json" {
                    println!("{}", serde_json::to_string(&card).unwrap_or_default());
                } else {
                    println!("{}", text(&view(&record, &card, &rubric, language)));
                }
            }
            Err(error) => exit = could_not_run(error),
        }
    }
    exit
}
