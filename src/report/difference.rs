//! What two rubrics make of one record, in sentences.

use super::words::{level, outcome, permille, say};
use crate::ids::Language;
use crate::rubric::Rubric;
use crate::scoring::{Difference, FindingDifference, Level, UnitJudged};

/// The difference as lines: the units whose level changes, with their points and thresholds, then what changed beneath. Empty,
/// where both rubrics give the same.
pub fn difference(difference: &Difference, before: &Rubric, after: &Rubric, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = difference
        .units
        .iter()
        .filter(|unit| unit.before != unit.after)
        .map(|unit| {
            let of = |judged: Option<UnitJudged>| judged.map_or_else(|| "–".to_owned(), |judged| unit_line(judged, language));
            let sign = if unit.changes() { "!" } else { " " };
            format!("{sign} {}  {}  →  {}", unit.unit, of(unit.before), of(unit.after))
        })
        .collect();
    lines.extend(difference.findings.iter().map(|finding| finding_line(finding, before, after, language)));
    lines
}

fn unit_line(judged: UnitJudged, language: Language) -> String {
    let share = |value: Option<u32>| value.map_or("–".to_owned(), |value| permille(language, u64::from(value)));
    let threshold = |value: i64| permille(language, u64::try_from(value).unwrap_or(0));
    let mut line = format!(
        "{}: {} {}, {} {}",
        level(language, judged.level),
        say(language, "punti", "points"),
        share(judged.standing.points),
        say(language, "soglia", "threshold"),
        threshold(judged.reached_from)
    );
    if judged.level == Level::ToBeAssessed {
        let seen = (share(judged.standing.coverage), threshold(judged.coverage_from));
        line +=
            &format!(", {} {} ({} {})", say(language, "osservato", "observed"), seen.0, say(language, "serve", "needed"), seen.1);
    }
    line
}

fn finding_line(finding: &FindingDifference, before: &Rubric, after: &Rubric, language: Language) -> String {
    let rule = before.rule(&finding.indicator).or_else(|| after.rule(&finding.indicator));
    let title = rule.map_or(finding.indicator.as_str(), |rule| rule.met.get(language));
    let of = |answer: Option<(crate::scoring::Outcome, u16)>| match answer {
        Some((answered, weight)) => {
            format!("{} ({} {weight})", outcome(language, answered), say(language, "peso", "weight"))
        }
        None => say(language, "non richiesto", "not asked").to_owned(),
    };
    let mut line = format!("     {title}: {} → {}", of(finding.before), of(finding.after));
    for (name, a, b) in &finding.thresholds {
        line += &format!("; {name} {a} → {b}");
    }
    line
}

/// What is said where two rubrics give the same.
pub fn same_outcome(language: Language) -> &'static str {
    say(language, "nessuna differenza", "no difference")
}
