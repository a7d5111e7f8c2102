//! `pronto voice`: what the trainee's own voice did in a call, beside their earlier calls.
//!
//! Absent: writing anything, and a form for other programs: nobody but the trainee has a use for this.
#![expect(clippy::print_stdout, reason = "a command's output")]

mod show;

use std::path::{Path, PathBuf};

use super::score::many;
use super::{Exit, could_not_run};
use crate::event::{Fact, Kind, Source, Utterance};
use crate::ids::Language;
use crate::record::Record;
use crate::speech::clip;
use crate::store::{read_clip, read_record, records_folder};
use crate::voice::{CALLS_AT_MOST, Call, Turn, is_earlier};

/// Show what your own voice did in a call, as amounts of sound, beside your earlier calls: for yourself, in no scorecard.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The records: their folders, or their record.ron files; the newest spoken one, if none is named
    records: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let (mut lines, mut exit) = (Vec::new(), Exit::Done);
    if args.records.is_empty() {
        let folder = records_folder();
        match newest_spoken(&folder) {
            Some((path, record)) => lines.extend(told(&path, &record, language)),
            None => lines.push(show::nothing_in(&folder, language)),
        }
    }
    for path in &args.records {
        match read_record(path) {
            Ok(record) => {
                lines.extend(told(path, &record, language));
                lines.push(String::new());
            }
            Err(error) => exit = could_not_run(error),
        }
    }
    if !lines.is_empty() {
        println!("{}", lines.join("\n").trim_end());
    }
    exit
}

/// The call of a record in words, with the calls before it.
fn told(path: &Path, record: &Record, language: Language) -> Vec<String> {
    if spoken(record).next().is_none() {
        return show::typed(&record.header, language);
    }
    // A record may be named by its folder or by its file; other records of the same place lie beside the folder.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
    let this = measured(folder, record);
    let mut earlier = Vec::new();
    if let Some(place) = folder.parent().filter(|_| !this.call.amounts.is_empty()) {
        let call = |folder: &Path| read_record(folder).ok().map(|record| measured(folder, &record).call);
        // A call whose clips are gone says nothing of what is usual.
        many::each(&before(place, record), call, |call| earlier.extend(call.filter(|call| !call.amounts.is_empty())));
    }
    show::call(&record.header, &this, &earlier, language)
}

/// A call measured, and what of it could not be.
struct Measured {
    call: Call,
    /// Spoken turns whose clips are gone or broken.
    missing: usize,
}

fn measured(folder: &Path, record: &Record) -> Measured {
    let (mut turns, mut missing) = (Vec::new(), 0);
    for (utterance, hash) in spoken(record) {
        let bytes = hash.and_then(|hash| read_clip(folder, hash));
        match bytes.and_then(|bytes| clip::decode_bytes(&bytes).ok()) {
            Some(samples) => turns.extend(Turn::measure(&samples, &utterance.words, utterance.language)),
            None => missing += 1,
        }
    }
    Measured { call: Call::of(&turns), missing }
}

/// The spoken turns of a record with the names of their clips, as far as sound was kept.
fn spoken(record: &Record) -> impl Iterator<Item = (&Utterance, Option<&str>)> {
    record.events.iter().filter_map(|event| match &event.kind {
        Kind::Fact(Fact::Heard(utterance)) => match &utterance.source {
            Source::Spoken { clip } => Some((utterance, clip.as_deref())),
            Source::Typed => None,
        },
        _ => None,
    })
}

/// The readable records of a folder, newest first. Damaged ones are named by `pronto records`.
fn newest_first(place: &Path) -> impl Iterator<Item = (PathBuf, Record)> {
    let mut folders = many::expand(&[place.to_owned()]);
    folders.sort();
    folders.into_iter().rev().filter_map(|folder| read_record(&folder).ok().map(|record| (folder, record)))
}

fn newest_spoken(place: &Path) -> Option<(PathBuf, Record)> {
    newest_first(place).find(|(_, record)| spoken(record).next().is_some())
}

/// The latest spoken calls before this one that it can be compared with.
fn before(place: &Path, this: &Record) -> Vec<PathBuf> {
    let comparable = |record: &Record| is_earlier(&record.header, &this.header) && spoken(record).next().is_some();
    newest_first(place).filter(|(_, record)| comparable(record)).take(CALLS_AT_MOST).map(|(folder, _)| folder).collect()
}
