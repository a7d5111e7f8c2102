//! `pronto dossier`: what a candidate's records show together.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;

use super::call::show::{self, text};
use super::{Exit, Format, could_not_run, coverage, library, score::many, transcripts};
use crate::dossier::{Call, Dossier, RowShown, Rule, RuleState, dossier};
use crate::ids::Language;
use crate::probe::result;
use crate::report::{level_text, list};
use crate::rubric::Elsewhere;
use crate::store::list_sittings;

/// Show what all records of a candidate together say of each row of the profile, and what is still missing.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the candidate's records
    folder: PathBuf,
    /// The rubric: a name in scenarios/rubric, or a file
    #[arg(long, default_value = "pronto")]
    rubric: String,
    /// Show only rows that have not been seen often enough
    #[arg(long)]
    gaps: bool,
    /// text, or json: one object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    match gathered(args) {
        Ok((found, mut exit, errors)) => {
            match args.format {
                Format::Json => println!("{}", serde_json::to_string_pretty(&found).unwrap_or_default()),
                Format::Text => lines(&found, args.gaps, language).iter().for_each(|line| println!("{line}")),
            }
            for error in errors {
                exit = could_not_run(error);
            }
            exit
        }
        Err(exit) => exit,
    }
}

/// The dossier, and the records that cannot be read: they are named, and the others count.
fn gathered(args: &Args) -> Result<(Dossier, Exit, Vec<String>), Exit> {
    let library = library()?;
    let rubric = library.rubric(&args.rubric).map_err(could_not_run)?;
    let (mut calls, mut errors) = (Vec::new(), Vec::new());
    let paths = many::expand(std::slice::from_ref(&args.folder));
    many::each(
        &paths.into_iter().filter(|path| path.join("record.ron").is_file()).collect::<Vec<_>>(),
        |path| transcripts::judge(path, &rubric).map(|(record, card)| Call { record, card }),
        |call| match call {
            Ok(call) => calls.push(call),
            Err(error) => errors.push(error),
        },
    );
    let (sittings, broken) = list_sittings(&args.folder);
    errors.extend(broken.iter().map(ToString::to_string));
    let quizzes: Vec<_> = sittings.iter().map(|(_, sitting)| result(sitting)).collect();
    if calls.is_empty() && quizzes.is_empty() && errors.is_empty() {
        return Err(could_not_run(format!("there are no records in {}", args.folder.display())));
    }
    let rows = coverage::of_library(&library, &rubric).map_err(could_not_run)?;
    Ok((dossier(calls, &quizzes, &rubric, &rows), Exit::Done, errors))
}

fn lines(found: &Dossier, gaps: bool, language: Language) -> Vec<String> {
    let s = |it: &'static str, en: &'static str| text(language, it, en);
    let mut lines = vec![format!("{} {}", s("Fascicolo di", "Dossier of"), list(language, &found.trainees))];
    if found.trainees.len() > 1 {
        lines.push(s("ATTENZIONE: registrazioni di persone diverse.", "NOTE: these records are of different people.").to_owned());
    }
    lines.push(String::new());
    lines.push(s("== Telefonate ==", "== Calls ==").to_owned());
    for (number, call) in found.calls.iter().enumerate() {
        let levels: Vec<String> =
            call.levels.iter().map(|(unit, level)| format!("{unit} {}", level_text(language, *level))).collect();
        let end = call.ending.map_or_else(|| s("interrotta", "interrupted"), |ending| show::outcome_text(ending, language));
        lines.push(format!("{:>3}. {}  {} · {end} · {}", number + 1, call.started, call.title.get(language), levels.join(", ")));
    }
    if !found.confirmed.is_empty() {
        lines.push(String::new());
        lines.push(s("== Errori critici confermati ==", "== Critical errors confirmed ==").to_owned());
        for critical in &found.confirmed {
            let (call, why) = (critical.call + 1, &critical.why);
            lines.push(format!("  {} · {} {call} · {}: {why}", critical.critical, s("telefonata", "call"), critical.by));
        }
    }
    if !found.criticals.is_empty() {
        lines.push(String::new());
        lines.push(
            s("== Errori critici proposti, da confermare ==", "== Critical errors proposed, to be confirmed ==").to_owned(),
        );
        for critical in &found.criticals {
            let quotes: Vec<&str> =
                critical.evidence.iter().map(|evidence| evidence.quote.as_str()).filter(|quote| !quote.is_empty()).collect();
            let quotes = quotes.iter().map(|quote| format!("«{quote}»")).collect::<Vec<_>>().join(" ");
            lines.push(format!("  {} · {} {} {quotes}", critical.critical, s("telefonata", "call"), critical.call + 1));
        }
    }
    lines.push(String::new());
    lines.push(s("== Campione (regole proposte da noi) ==", "== Sample (rules are our proposal) ==").to_owned());
    lines.extend(found.sample.iter().map(|state| rule_line(state, language)));
    lines.push(String::new());
    lines.push(s("== Righe del profilo ==", "== Rows of the profile ==").to_owned());
    lines.extend(found.rows.iter().filter(|row| !gaps || !row.is_covered()).flat_map(|row| row_lines(row, language)));
    lines
}

fn rule_line(state: &RuleState, language: Language) -> String {
    let s = |it: &'static str, en: &'static str| text(language, it, en);
    let what = match &state.rule {
        Rule::CallsOfUnit(unit) => format!("{} {unit}", s("telefonate con un esito per", "calls with an outcome for")),
        Rule::NewScenario => {
            s("telefonate in uno scenario mai affrontato prima", "calls in a scenario not taken before").to_owned()
        }
        Rule::English => s("telefonate in inglese", "calls in English").to_owned(),
        Rule::Complaint => s("reclami", "complaints").to_owned(),
        Rule::Abilities => s("abilità osservate almeno due volte", "abilities seen at least twice").to_owned(),
        Rule::Knowledge => s("conoscenze osservate almeno una volta", "knowledge seen at least once").to_owned(),
    };
    format!("  [{}] {what}: {} {} {}", if state.is_kept() { 'x' } else { ' ' }, state.got, s("su", "of"), state.wanted)
}

fn row_lines(row: &RowShown, language: Language) -> Vec<String> {
    let s = |it: &'static str, en: &'static str| text(language, it, en);
    let mark = if row.is_covered() { 'x' } else { ' ' };
    let mut seen = format!("{} {}", row.observed, s("volte", "times"));
    if row.quizzes.0 > 0 {
        seen += &format!(", {} {}/{}", s("quiz superati", "quizzes passed"), row.quizzes.1, row.quizzes.0);
    }
    if let Some(points) = row.points {
        seen += &format!(", {} {}/1000", s("punti", "points"), points);
    }
    let mut lines = vec![format!(
        "  [{mark}] {:<8} {} · {seen} ({} {})",
        row.row.as_str(),
        row.title.get(language),
        s("servono", "wanted"),
        row.wanted
    )];
    match &row.elsewhere {
        Some(Elsewhere::SameAs(other)) => lines.push(format!("               {} {other}", s("come", "same as"))),
        Some(Elsewhere::ExternalTest(test)) => lines.push(format!("               {}", test.get(language))),
        None => {}
    }
    if !row.is_covered() && !row.would_show.is_empty() {
        let names: Vec<String> = row.would_show.iter().map(|scenario| scenario.0.clone()).collect();
        lines.push(format!("               {} {}", s("si vedrebbe in", "would show in"), list(language, &names)));
    }
    if !row.is_covered() && !row.would_ask.is_empty() {
        let names: Vec<String> = row.would_ask.iter().map(|probe| format!("pronto probe {probe}")).collect();
        lines.push(format!("               {} {}", s("lo chiede", "asked by"), list(language, &names)));
    }
    lines
}
