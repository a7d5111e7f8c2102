//! `pronto report`: the debrief as one self-contained page.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Exit, could_not_run, library, transcripts};
use crate::event::{Fact, Kind, Source};
use crate::ids::Language;
use crate::record::Record;
use crate::report::{Clip, html, view};
use crate::store::{read_clip, write_whole};

/// Write the debrief of a record as one self-contained page, audio included.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The record's folder, or its record.ron file
    record: PathBuf,
    /// The page to write; debrief.html beside the record, if not named
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// The rubric: a name in scenarios/rubric, or a file
    #[arg(long, default_value = "pronto")]
    rubric: String,
    /// Language of the page: it or en; the interface's, if not named
    #[arg(long)]
    language: Option<Language>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let rubric = match library().map(|library| library.rubric(&args.rubric)) {
        Ok(Ok(rubric)) => rubric,
        Ok(Err(error)) => return could_not_run(error),
        Err(exit) => return exit,
    };
    let (record, card) = match transcripts::judge(&args.record, &rubric) {
        Ok(judged) => judged,
        Err(error) => return could_not_run(error),
    };
    let folder = if args.record.is_dir() { args.record.clone() } else { args.record.parent().unwrap_or(&args.record).to_owned() };
    let view = view(&record, &card, &rubric, args.language.unwrap_or(language));
    let page = html(&view, &clips(&record, &folder));
    let beside = if args.record.extension().is_some_and(|ending| ending == "txt") {
        args.record.with_extension("debrief.html")
    } else {
        folder.join("debrief.html")
    };
    let output = args.output.clone().unwrap_or(beside);
    match write_whole(&output, page.as_bytes()) {
        Ok(()) => {
            println!("{}", output.display());
            Exit::Done
        }
        Err(error) => could_not_run(error),
    }
}

/// The trainee's clips that are still there, by their hash. Erased ones are simply missing: the words remain.
pub(crate) fn clips(record: &Record, folder: &std::path::Path) -> BTreeMap<String, Clip> {
    let hashes = record.events.iter().filter_map(|event| match &event.kind {
        Kind::Fact(Fact::Heard(utterance)) => match &utterance.source {
            Source::Spoken { clip } => clip.clone(),
            Source::Typed => None,
        },
        _ => None,
    });
    let read = |hash: String| {
        let bytes = read_clip(folder, &hash)?;
        Some((hash, Clip { bytes, mime: "audio/flac".to_owned() }))
    };
    hashes.filter_map(read).collect()
}
