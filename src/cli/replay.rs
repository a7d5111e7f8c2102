//! `pronto replay`: a record, line by line.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::call::show;
use super::{Exit, could_not_run};
use crate::ids::Language;
use crate::store::read_record;

/// Show a record again, line by line.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The record's folder, or its record.ron file
    record: PathBuf,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let record = match read_record(&args.record) {
        Ok(record) => record,
        Err(error) => return could_not_run(error),
    };
    let header = &record.header;
    println!("{} · {} · {} · {}", header.title.get(language), header.cast, header.trainee, header.started);
    for event in &record.events {
        for line in show::lines(event, language) {
            println!("{line}");
        }
    }
    if !record.is_complete() {
        println!("{}", show::text(language, "— chiamata interrotta —", "— interrupted call —"));
    }
    Exit::Done
}
