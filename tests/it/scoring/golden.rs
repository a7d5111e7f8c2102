//! Golden scorecards: a good, a middling, a poor, a rude and a garbled call of every scenario, each on a page a person can read.
//! What does not arise in a call is left out.

use std::fmt::Write as _;

use pronto::event::{Fact, Kind, Permille};
use pronto::record::Record;
use pronto::scoring::{Finding, Outcome, score};

use super::fair::voiced;
use super::plans::RECORDS;
use super::shipped;

/// Every so-manieth word of a garbled call is heard faintly.
const EVERY: usize = 7;

/// The good call, spoken, with every seventh word of the operator's below the floor.
fn garbled(record: &Record) -> Record {
    let mut record = voiced(record.clone());
    let said = record.events.iter_mut().filter_map(|event| match &mut event.kind {
        Kind::Fact(Fact::Heard(said)) => Some(said),
        _ => None,
    });
    let words = said.flat_map(|said| &mut said.words);
    words.step_by(EVERY).for_each(|word| word.confidence = Permille(350));
    record
}

fn line(finding: &Finding) -> Option<String> {
    let mark = match finding.outcome {
        Outcome::NotApplicable => return None,
        Outcome::Met => "[x]".to_owned(),
        Outcome::NotMet => "[ ]".to_owned(),
        Outcome::Partly { got, of } => format!("[{got}/{of}]"),
        Outcome::NotObserved(why) => format!("[?] {why:?}:"),
        Outcome::ForAssessor => "[a]".to_owned(),
    };
    let mut line = format!("{mark} {}", finding.indicator);
    if let Some(measured) = finding.measured {
        let _ = write!(line, " ({} {:?})", measured.amount, measured.unit);
    }
    let short = !matches!(finding.outcome, Outcome::Met | Outcome::ForAssessor);
    let spot = finding.parts.iter().flat_map(|part| &part.evidence).chain(&finding.evidence).find(|spot| !spot.quote.is_empty());
    if let Some(spot) = spot.filter(|_| short) {
        let _ = write!(line, " — {} {:?}: {}", spot.span.from, spot.speaker, spot.quote);
    }
    if let Some(proposed) = &finding.critical {
        let _ = write!(line, " !! {} proposed", proposed.error);
    }
    Some(line)
}

fn page(record: &Record) -> String {
    let card = score(record, &shipped());
    let mut page = format!("{:?}\n", card.ending);
    for unit in &card.units {
        let standing = unit.standing;
        let share = |share: Option<u32>| share.map_or("none".to_owned(), |share| format!("{share}"));
        let _ = writeln!(
            page,
            "{} {:?}: points {} of 1000, observed {} of 1000",
            unit.unit,
            unit.level,
            share(standing.points),
            share(standing.coverage)
        );
    }
    page.extend(card.findings.iter().filter_map(line).map(|line| line + "\n"));
    page
}

#[test]
fn calls_of_every_scenario_are_judged_so() {
    for (scenario, plan, record) in RECORDS.iter() {
        match plan.as_str() {
            "good" => {
                insta::assert_snapshot!(format!("{scenario}_good"), page(record));
                insta::assert_snapshot!(format!("{scenario}_garbled"), page(&garbled(record)));
            }
            "middling" => insta::assert_snapshot!(format!("{scenario}_middling"), page(record)),
            "bad" => insta::assert_snapshot!(format!("{scenario}_poor"), page(record)),
            "rude" => insta::assert_snapshot!(format!("{scenario}_rude"), page(record)),
            _ => {}
        }
    }
}

#[test]
fn every_scenario_has_a_good_a_middling_a_poor_and_a_rude_call() {
    let scenarios: std::collections::BTreeSet<&String> = RECORDS.iter().map(|(scenario, ..)| scenario).collect();
    for scenario in scenarios {
        for wanted in ["good", "middling", "bad", "rude"] {
            assert!(RECORDS.iter().any(|(own, plan, _)| own == scenario && plan == wanted), "{scenario} lacks {wanted}.plan");
        }
    }
}
