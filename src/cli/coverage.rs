//! `pronto coverage`: rows of the profile × indicators, quizzes and scenarios.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::BTreeSet;
use std::io::IsTerminal;

use serde::Serialize;

use super::call::{play_plan, show::text};
use super::{Exit, Format, could_not_run, library};
use crate::coverage::{Gap, Presented, RowCoverage, coverage, gaps};
use crate::ids::{IndicatorId, Language, ScenarioId};
use crate::rubric::{Elsewhere, Rubric};
use crate::scoring::score;
use crate::store::Library;

/// Show which rows of the profile can be seen, by what, and in which scenarios they arise.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The rubric: a name in scenarios/rubric, or a file
    #[arg(long, default_value = "pronto")]
    rubric: String,
    /// Show only rows that nothing sees, or that too few scenarios present
    #[arg(long)]
    gaps: bool,
    /// Also end with code 1 where a row is presented by too few scenarios
    #[arg(long)]
    deny_warnings: bool,
    /// text, or json: one object
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Serialize)]
struct Output<'a> {
    rubric: &'a str,
    rows: &'a [RowCoverage],
    gaps: &'a [Gap],
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    let rubric = match library.rubric(&args.rubric) {
        Ok(rubric) => rubric,
        Err(error) => return could_not_run(error),
    };
    let rows = match of_library(&library, &rubric) {
        Ok(rows) => rows,
        Err(error) => return could_not_run(error),
    };
    let missing = gaps(&rows);
    let unseen = missing.iter().filter(|gap| matches!(gap, Gap::Unseen(_))).count();
    match args.format {
        Format::Json => {
            let output = Output { rubric: &rubric.id, rows: &rows, gaps: &missing };
            println!("{}", serde_json::to_string_pretty(&output).unwrap_or_default());
        }
        Format::Text => {
            for row in &rows {
                let gap = missing.iter().find(|gap| row_of(gap) == &row.row);
                if !args.gaps || gap.is_some() {
                    lines(row, gap, language).iter().for_each(|line| println!("{line}"));
                }
            }
            println!("{}", summary(rows.len(), unseen, missing.len() - unseen, language));
        }
    }
    if unseen > 0 || args.deny_warnings && !missing.is_empty() { Exit::Faults } else { Exit::Done }
}

/// Every row of the rubric with what the library shows of it: plays every plan of every scenario.
pub(super) fn of_library(library: &Library, rubric: &Rubric) -> Result<Vec<RowCoverage>, String> {
    let probes: Result<Vec<_>, _> = library.probe_ids().iter().map(|id| library.probe(id)).collect();
    let probes = probes.map_err(|error| error.to_string())?;
    Ok(coverage(rubric, &probes, &presented(library, rubric)?))
}

/// Plays every plan of every scenario and notes which questions arose. Whoever waits at a terminal sees how far it is.
#[expect(clippy::print_stderr, reason = "progress")]
fn presented(library: &Library, rubric: &Rubric) -> Result<Presented, String> {
    let scenarios = library.scenario_ids();
    let watched = std::io::stderr().is_terminal();
    let mut presented = Presented::new();
    for (done, id) in scenarios.iter().enumerate() {
        if watched {
            eprint!("\r\x1b[K{}/{} {id}", done + 1, scenarios.len());
        }
        presented.insert(id.clone(), questions(library, rubric, id)?);
    }
    if watched {
        eprint!("\r\x1b[K");
    }
    Ok(presented)
}

fn questions(library: &Library, rubric: &Rubric, scenario: &ScenarioId) -> Result<BTreeSet<IndicatorId>, String> {
    let mut asked = BTreeSet::new();
    for plan in library.plans(scenario) {
        let record = play_plan(library, scenario, &plan)?;
        let findings = score(&record, rubric).findings;
        asked.extend(findings.into_iter().filter(|finding| finding.outcome.applies()).map(|finding| finding.indicator));
    }
    Ok(asked)
}

fn row_of(gap: &Gap) -> &crate::ids::RowId {
    match gap {
        Gap::Unseen(row) | Gap::TooFew { row, .. } => row,
    }
}

/// A row, what sees it, where it arises, and what is missing.
fn lines(row: &RowCoverage, gap: Option<&Gap>, language: Language) -> Vec<String> {
    let mut lines = vec![format!("{:<8} {}", row.row.as_str(), row.title.get(language))];
    let mut add = |what: &str, names: Vec<&str>| {
        if !names.is_empty() {
            lines.push(format!("         {what}: {}", names.join(", ")));
        }
    };
    add(text(language, "indicatori", "indicators"), row.indicators.iter().map(|id| id.as_str()).collect());
    add(text(language, "giudica una persona", "a person judges"), row.by_person.iter().map(|id| id.as_str()).collect());
    add(text(language, "quiz", "quizzes"), row.probes.iter().map(|id| id.as_str()).collect());
    match &row.elsewhere {
        Some(Elsewhere::SameAs(other)) => add(text(language, "come la riga", "as row"), vec![other.as_str()]),
        Some(Elsewhere::ExternalTest(test)) => add(text(language, "prova esterna", "external test"), vec![test.get(language)]),
        None => {}
    }
    add(text(language, "si presenta in", "arises in"), row.scenarios.iter().map(|id| id.as_str()).collect());
    match gap {
        Some(Gap::Unseen(_)) => lines.push(format!(
            "       ! {}",
            text(
                language,
                "niente la può vedere: manca un indicatore o un quiz",
                "nothing can see it: it lacks an indicator or a quiz"
            )
        )),
        Some(Gap::TooFew { shown, wanted, .. }) => lines.push(match language {
            Language::It => format!("       ~ si presenta in {shown} scenari; ne servono almeno {wanted}"),
            Language::En => format!("       ~ arises in {shown} scenarios; at least {wanted} are wanted"),
        }),
        None => {}
    }
    lines
}

fn summary(rows: usize, unseen: usize, few: usize, language: Language) -> String {
    match language {
        Language::It => format!("{rows} righe: {unseen} che niente può vedere, {few} presentate da troppo pochi scenari"),
        Language::En => format!("{rows} rows: {unseen} that nothing can see, {few} presented by too few scenarios"),
    }
}
