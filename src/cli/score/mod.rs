//! `pronto score`: scorecards of records, and what two rubrics make of the same ones.
#![expect(clippy::print_stdout, reason = "a command's output")]

pub(super) mod many;

use std::path::{Path, PathBuf};

use serde_json::json;

use super::probe::result_lines;
use super::{Exit, Format, could_not_run, library, transcripts as records};
use crate::ids::Language;
use crate::probe::result;
use crate::report::{difference, text, view};
use crate::rubric::Rubric;
use crate::scoring::{assessed, compare};
use crate::store::{is_sitting, read_sitting};

/// Judge records: findings with their evidence, points per unit, coverage.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Records: their folders, their record.ron files, or a folder that holds many; transcripts of other calls (.txt)
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// The rubric: a name in scenarios/rubric, or a file; twice with --diff
    #[arg(long, default_value = "pronto")]
    rubric: Vec<String>,
    /// Say whose outcome differs between two rubrics, and why
    #[arg(long)]
    diff: bool,
    /// text, or json: one object a line and record
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What judging a record gave: what to print, whether two rubrics part ways on it.
struct Judged {
    printed: Result<String, String>,
    differs: bool,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let rubrics = match library().and_then(|library| read_rubrics(args, &library)) {
        Ok(rubrics) => rubrics,
        Err(exit) => return exit,
    };
    let records = many::expand(&args.records);
    let (mut exit, mut differing) = (Exit::Done, 0);
    let judge = |path: &Path| judged(path, &rubrics, args, language);
    many::each(&records, judge, |judged| {
        differing += usize::from(judged.differs);
        match judged.printed {
            Ok(printed) if printed.is_empty() => {}
            Ok(printed) => println!("{printed}"),
            Err(error) => exit = could_not_run(error),
        }
    });
    if let ([before, after], Format::Text, true) = (rubrics.as_slice(), args.format, args.diff) {
        let (of, differing, a, b) = (records.len(), differing, &before.id, &after.id);
        println!(
            "{}",
            match language {
                Language::It => format!("{a} e {b}: esito diverso in {differing} registrazioni su {of}"),
                Language::En => format!("{a} and {b}: another outcome in {differing} of {of} records"),
            }
        );
    }
    exit
}

fn read_rubrics(args: &Args, library: &crate::store::Library) -> Result<Vec<Rubric>, Exit> {
    match (args.diff, args.rubric.len()) {
        (true, 2) | (false, 1) => {}
        (true, _) => return Err(could_not_run("--diff compares two rubrics: --rubric pronto --rubric stricter --diff")),
        (false, _) => return Err(could_not_run("more than one --rubric is for --diff; without it, name one")),
    }
    args.rubric.iter().map(|name| library.rubric(name).map_err(could_not_run)).collect()
}

fn judged(path: &Path, rubrics: &[Rubric], args: &Args, language: Language) -> Judged {
    let (printed, differs) = match rubrics {
        [before, after] => match differing(path, before, after, args.format, language) {
            Ok((printed, differs)) => (Ok(printed), differs),
            Err(error) => (Err(error), false),
        },
        [rubric] => (one(path, rubric, args.format, language), false),
        _ => (Ok(String::new()), false),
    };
    Judged { printed, differs }
}

fn one(path: &Path, rubric: &Rubric, format: Format, language: Language) -> Result<String, String> {
    if is_sitting(path) {
        let result = result(&read_sitting(path).map_err(|error| error.to_string())?);
        return Ok(match format {
            Format::Json => serde_json::to_string(&result).unwrap_or_default(),
            Format::Text => result_lines(&result, language).join("\n"),
        });
    }
    let (record, card) = records::judge(path, rubric)?;
    Ok(match format {
        Format::Json => serde_json::to_string(&card).unwrap_or_default(),
        Format::Text => text(&view(&record, &card, rubric, language)),
    })
}

/// Sittings of quizzes have no rubric: they are passed over.
fn differing(path: &Path, before: &Rubric, after: &Rubric, format: Format, language: Language) -> Result<(String, bool), String> {
    if is_sitting(path) {
        return Ok((String::new(), false));
    }
    let (record, decided) = records::read_decided(path, before)?;
    let found = compare((&assessed(&record, before, &decided), before), (&assessed(&record, after, &decided), after));
    let changes = found.changes_a_level();
    let shown = path.parent().filter(|_| path.is_file()).unwrap_or(path).display().to_string();
    let printed = match format {
        Format::Json => {
            json!({ "record": shown, "before": before.id, "after": after.id, "changes": changes, "difference": found })
                .to_string()
        }
        Format::Text => {
            let lines = difference(&found, before, after, language);
            let same = || crate::report::same_outcome(language).to_owned();
            let head = format!("{} ({}, {})", shown, record.header.title.get(language), record.header.trainee);
            if lines.is_empty() { format!("{head}: {}", same()) } else { format!("{head}\n{}", lines.join("\n")) }
        }
    };
    Ok((printed, changes))
}
