//! `pronto assess`: what only a person can decide about a record.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::PathBuf;
use std::time::SystemTime;

use super::call::show::text;
use super::{Exit, could_not_run, library, transcripts};
use crate::ids::{CriticalId, IndicatorId, Language};
use crate::report::{EvidenceView, Group, View, view};
use crate::scoring::{About, Answer, Decision, Outcome, Scorecard, Why, assessed, score};
use crate::store::write_assessment;

/// Decide what only a person can: critical errors, questions left to an assessor, answers of the program that are wrong. Without a
/// decision, shows what is waiting for one.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The record's folder, or its record.ron file; or a transcript (.txt)
    record: PathBuf,
    /// The rubric: a name in scenarios/rubric, or a file
    #[arg(long, default_value = "pronto")]
    rubric: String,
    /// Confirm a critical error whose evidence you have looked at
    #[arg(long, value_name = "ERROR")]
    confirm: Vec<CriticalId>,
    /// Say that a proposed critical error is none
    #[arg(long, value_name = "ERROR")]
    refuse: Vec<CriticalId>,
    /// Answer the question of an indicator with yes
    #[arg(long, value_name = "INDICATOR")]
    met: Vec<IndicatorId>,
    /// Answer the question of an indicator with no
    #[arg(long, value_name = "INDICATOR")]
    not_met: Vec<IndicatorId>,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// On what ground
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    match assess(args, language) {
        Ok(exit) => exit,
        Err(error) => could_not_run(error),
    }
}

fn assess(args: &Args, language: Language) -> Result<Exit, String> {
    let library = library().map_err(|_| "the data folder was not found".to_owned())?;
    let rubric = library.rubric(&args.rubric).map_err(|error| error.to_string())?;
    let (record, mut assessment) = transcripts::read_decided(&args.record, &rubric)?;
    let wanted = wanted(args);
    if !wanted.is_empty() {
        let (Some(by), Some(why)) = (filled(&args.by), filled(&args.why)) else {
            return Err(text(
                language,
                "una decisione porta un nome e un motivo: --by \"A. Bianchi\" --why \"riascoltato a 1:07\"",
                "a decision has a name and a ground: --by \"A. Bianchi\" --why \"listened again at 1:07\"",
            )
            .to_owned());
        };
        let undecided = score(&record, &rubric);
        let at = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        for about in wanted {
            can_be_decided(&about, &undecided, language)?;
            assessment.decisions.push(Decision { about, by: by.to_owned(), at: at.clone(), why: why.to_owned() });
        }
        let file = write_assessment(&args.record, &assessment).map_err(|error| error.to_string())?;
        println!("{}", file.display());
    }
    let card = assessed(&record, &rubric, &assessment);
    show(&view(&record, &card, &rubric, language), language);
    Ok(Exit::Done)
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn wanted(args: &Args) -> Vec<About> {
    let confirmed = args.confirm.iter().cloned().map(About::Confirmed);
    let refused = args.refuse.iter().cloned().map(About::Refused);
    let met = args.met.iter().cloned().map(|id| About::Answered(id, Answer::Met));
    let not_met = args.not_met.iter().cloned().map(|id| About::Answered(id, Answer::NotMet));
    confirmed.chain(refused).chain(met).chain(not_met).collect()
}

/// Whether a decision would have an effect on what the program found: what was not proposed cannot be confirmed, what does not arise
/// cannot be answered.
fn can_be_decided(about: &About, card: &Scorecard, language: Language) -> Result<(), String> {
    match about {
        About::Confirmed(error) | About::Refused(error) => {
            let proposed: Vec<&str> = card.criticals.iter().map(|pending| pending.critical.as_str()).collect();
            if proposed.contains(&error.as_str()) {
                return Ok(());
            }
            let none = text(language, "nessuno", "none");
            let list = if proposed.is_empty() { none.to_owned() } else { proposed.join(", ") };
            Err(format!(
                "{error}: {} {list}",
                text(language, "non è tra gli errori proposti qui:", "is not among the errors proposed here:")
            ))
        }
        About::Answered(indicator, _) => match card.findings.iter().find(|finding| finding.indicator == *indicator) {
            Some(finding) if finding.outcome.applies() => Ok(()),
            Some(_) => Err(format!(
                "{indicator}: {}",
                text(language, "in questo contatto la domanda non si pone", "in this contact the question does not arise")
            )),
            None => {
                let known = card.findings.iter().map(|finding| finding.indicator.as_str());
                let near = crate::diagnostic::did_you_mean(indicator.as_str(), known);
                let near = near.map(|near| format!(" ({} {near}?)", text(language, "forse", "did you mean"))).unwrap_or_default();
                Err(format!(
                    "{indicator}: {}{near}",
                    text(language, "la rubrica non ha questo indicatore", "the rubric has no such indicator")
                ))
            }
        },
    }
}

/// Levels, what was decided, and what still waits for a person.
fn show(view: &View, language: Language) {
    let s = |it: &'static str, en: &'static str| text(language, it, en);
    for unit in &view.units {
        println!("{}  {}  {}", unit.id, unit.level_label, unit.title);
    }
    section(s("Decisioni di persone", "Decisions of persons"), &view.decisions);
    let criticals: Vec<String> = view
        .criticals
        .iter()
        .map(|critical| listed(&format!("{}  {}", critical.id, critical.title), &critical.evidence))
        .collect();
    section(s("Errori critici proposti: da confermare o no", "Critical errors proposed: to be confirmed or not"), &criticals);
    let left = view
        .findings
        .iter()
        .filter(|finding| finding.group == Group::ForAssessor || finding.outcome == Outcome::NotObserved(Why::Unclear));
    let left: Vec<String> = left
        .map(|finding| {
            let parts = finding.parts.iter().flat_map(|part| &part.evidence);
            // Several parts may point to one place.
            let mut evidence: Vec<EvidenceView> = Vec::new();
            for place in finding.evidence.iter().chain(parts) {
                if !evidence.contains(place) {
                    evidence.push(place.clone());
                }
            }
            listed(&format!("{}  {}", finding.id, finding.title), &evidence)
        })
        .collect();
    section(s("Domande lasciate a una persona", "Questions left to a person"), &left);
}

fn section(title: &str, lines: &[String]) {
    if !lines.is_empty() {
        println!("\n== {title} ==");
        lines.iter().for_each(|line| println!("  {line}"));
    }
}

fn listed(head: &str, evidence: &[EvidenceView]) -> String {
    let places = evidence.iter().map(|place| format!("\n      {} {}: {}", place.time, place.speaker_label, place.quote));
    std::iter::once(head.to_owned()).chain(places).collect()
}
