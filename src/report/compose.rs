//! Gathers what a debrief shows from a record, its scorecard and the rubric.

use std::collections::BTreeMap;

use crate::ids::{CriticalId, IndicatorId, Language};
use crate::record::{Header, Record};
use crate::rubric::{IndicatorRule, Rubric, Standing as Adoption};
use crate::scoring::reading::Reading;
use crate::scoring::{About, Decided, Decision, Evidence, Finding, Item, Mark, Outcome, PartSeen, Scorecard, Speaker};
use crate::time::CallTime;

use super::advice::{self, Telling};
use super::lines::{LineView, lines};
use super::ribbon::ribbon;
use super::view::{CriticalView, EvidenceView, FindingView, Group, IdentityView, PartView, RowView, UnitView, View};
use super::words;

/// Gathers a debrief of a scored record in one language.
pub fn view(record: &Record, card: &Scorecard, rubric: &Rubric, language: Language) -> View {
    let Record { header, events, .. } = record;
    let reading = Reading::of(header, events, rubric.floor());
    let mut lines = lines(&reading, language);
    let telling = Telling { reading: &reading, rubric, language };
    let mut findings: Vec<FindingView> = card
        .findings
        .iter()
        .filter_map(|finding| Some(finding_view(&telling, &lines, finding, rubric.rule(&finding.indicator)?)))
        .collect();
    findings.sort_by_key(|finding| (finding.critical.is_none(), finding.group, std::cmp::Reverse(finding.weight)));
    mark_lines(&mut lines, &findings);
    let at: BTreeMap<IndicatorId, usize> =
        findings.iter().enumerate().map(|(index, finding)| (finding.id.clone(), index)).collect();
    let criticals = card.criticals.iter().map(|pending| CriticalView {
        id: pending.critical.0.clone(),
        title: rubric.critical(&pending.critical).map_or(String::new(), |critical| critical.title.get(language).to_owned()),
        finding: at.get(&pending.indicator).copied().unwrap_or(0),
        evidence: pending.evidence.iter().map(|evidence| place(&telling, &lines, evidence)).collect(),
    });
    let rows = card.rows.iter().map(|row| RowView {
        id: row.row.clone(),
        text: rubric.rows.get(&row.row).map_or(String::new(), |text| text.get(language).to_owned()),
        points: row.standing.points,
        coverage: row.standing.coverage,
        findings: row.indicators.iter().filter_map(|id| at.get(id).copied()).collect(),
    });
    let conversation = reading.conversation();
    View {
        language,
        identity: identity(header, card, rubric, language),
        ending: card.ending,
        ending_label: match card.ending {
            None if reading.is_transcript() => {
                words::say(language, "Trascrizione: esito non noto", "Transcript: outcome not known")
            }
            ending => words::ending(language, ending),
        }
        .to_owned(),
        conversation,
        duration: words::millis(language, conversation.millis() / 1000 * 1000),
        units: units(card, rubric, language),
        criticals: criticals.collect(),
        decisions: card.decisions.iter().map(|decided| decision(decided, rubric, language)).collect(),
        ribbon: ribbon(&reading, &findings, language),
        rows: sorted_rows(rows.collect()),
        floor: words::confidence(language, rubric.floor()),
        notices: notices(rubric, language),
        findings,
        lines,
    }
}

fn identity(header: &Header, card: &Scorecard, rubric: &Rubric, language: Language) -> IdentityView {
    let s = |it, en| words::say(language, it, en).to_owned();
    let none = s("nessuno (turni digitati)", "none (typed turns)");
    let model = header.model.as_ref().map_or(none, |model| model.name.clone());
    let mut facts = vec![
        (s("Allievo", "Trainee"), header.trainee.clone()),
        (s("Iniziata", "Started"), when(&header.started)),
        (s("Azienda", "Company"), header.company.clone()),
        (s("Scenario", "Scenario"), header.scenario.0.clone()),
        (s("Variante", "Cast"), header.cast.0.clone()),
        (s("Interlocutore", "Persona"), header.persona.0.clone()),
        (s("Riconoscitore", "Recogniser"), model),
        (s("Programma", "Program"), format!("Pronto {}, {} {}", header.program, s("regole", "rules"), card.identity.scoring)),
    ];
    // A transcript has no scenario, cast or persona, and not everything is known of it.
    facts.retain(|(_, value)| !value.is_empty() && value != "transcript" && value != "—");
    let mut hashes = vec![
        (s("Registrazione", "Record"), card.identity.record.clone()),
        (s("Scenario", "Scenario"), card.identity.scenario.clone()),
        (s("Lessico", "Lexicon"), card.identity.lexicon.clone()),
        (s("Rubrica", "Rubric"), card.identity.rubric.clone()),
    ];
    hashes.retain(|(_, hash)| !hash.is_empty());
    hashes.extend(header.model.as_ref().map(|model| (s("Riconoscitore", "Recogniser"), model.sha256.clone())));
    let adoption = match &rubric.standing {
        Adoption::Proposal => s(
            "Soglie e pesi sono una proposta: nessun ente li ha adottati.",
            "Thresholds and weights are a proposal: no body has adopted them.",
        ),
        Adoption::Adopted { by, act } => {
            format!("{} {by} ({act}).", s("Soglie e pesi adottati da", "Thresholds and weights adopted by"))
        }
    };
    let rubric = format!("{}, {} {}", rubric.title.get(language), s("versione", "version"), rubric.version);
    IdentityView { title: header.title.get(language).to_owned(), facts, hashes, rubric, adoption }
}

/// `2026-11-24T09:30:00Z` as `2026-11-24, 09:30 UTC`; anything else as it is.
fn when(started: &str) -> String {
    match started.split_once('T') {
        Some((date, time)) if time.len() >= 5 && time.ends_with('Z') => format!("{date}, {} UTC", &time[..5]),
        _ => started.to_owned(),
    }
}

fn units(card: &Scorecard, rubric: &Rubric, language: Language) -> Vec<UnitView> {
    let scored = card.units.iter().filter_map(|score| Some((score, rubric.units.iter().find(|unit| unit.id == score.unit)?)));
    scored
        .map(|(score, unit)| UnitView {
            id: unit.id.0.clone(),
            title: unit.title.get(language).to_owned(),
            points: score.standing.points,
            threshold: u32::try_from(unit.reached_from.0).unwrap_or(0),
            threshold_source: words::source(language, &unit.reached_from.1),
            coverage: score.standing.coverage,
            level: score.level,
            level_label: match score.confirmed.is_empty() {
                true => words::level(language, score.level).to_owned(),
                // The points may well reach the threshold: what stands against it is named.
                false => words::say(language, "non raggiunta: errore critico", "not reached: critical error").to_owned(),
            },
            pending: score.pending.iter().map(|id| id.0.clone()).collect(),
            confirmed: score.confirmed.iter().map(|id| id.0.clone()).collect(),
        })
        .collect()
}

/// `CE1 confermato: … A. B., 2026-11-28, 09:30 UTC: perché.`
fn decision(decided: &Decided, rubric: &Rubric, language: Language) -> String {
    let s = |it, en| words::say(language, it, en);
    let Decision { about, by, at, why } = &decided.decision;
    let critical = |id: &CriticalId| rubric.critical(id).map_or(String::new(), |known| known.title.get(language).to_owned());
    let what = match about {
        About::Confirmed(id) => format!("{id} {}: {}", s("confermato", "confirmed"), critical(id)),
        About::Refused(id) => format!("{id} {}: {}", s("non confermato", "not confirmed"), critical(id)),
        About::Answered(id, answer) => {
            let title = rubric.rule(id).map_or(id.0.clone(), |rule| neutral(language, rule));
            let was = decided.was.map_or(String::new(), |was| {
                format!(" ({} {})", s("il programma:", "the program:"), words::outcome(language, was))
            });
            // Titles of questions are questions: `Il sorriso si sente? raggiunto`.
            format!("{title} {}{was}", words::outcome(language, (*answer).into()))
        }
    };
    format!("{what} · {by}, {}: {why}", when(at))
}

fn sorted_rows(mut rows: Vec<RowView>) -> Vec<RowView> {
    // UC1.A2 comes before UC1.A10: by unit, then skills before knowledge, then number.
    rows.sort_by_key(|row| {
        let (unit, rest) = row.id.0.split_once('.').unwrap_or((&row.id.0, ""));
        let (kind, number) = rest.split_at(rest.len().min(1));
        (unit.to_owned(), kind.to_owned(), number.parse::<u32>().unwrap_or(0))
    });
    rows
}

fn notices(rubric: &Rubric, language: Language) -> Vec<String> {
    let mut notices = words::notices(language);
    if rubric.standing == Adoption::Proposal {
        let text = words::say(
            language,
            "Il profilo regionale non fissa indicatori né soglie: quelli usati qui sono proposte, finché un ente non li adotta.",
            "The regional profile sets no indicators and no thresholds: those used here are proposals until a body adopts them.",
        );
        notices.push(text.to_owned());
    }
    notices
}

fn finding_view(telling: &Telling<'_>, lines: &[LineView], finding: &Finding, rule: &IndicatorRule) -> FindingView {
    let language = telling.language;
    let group = match finding.outcome {
        Outcome::NotMet => Group::NotMet,
        Outcome::Partly { .. } => Group::Partly,
        Outcome::NotObserved(_) => Group::NotObserved,
        Outcome::ForAssessor => Group::ForAssessor,
        Outcome::Met => Group::Met,
        Outcome::NotApplicable => Group::NotApplicable,
    };
    let title = if finding.outcome == Outcome::Met { &rule.met } else { &rule.not_met };
    let unseen = match finding.outcome {
        Outcome::NotObserved(why) => Some(words::why(language, why).to_owned()),
        _ => None,
    };
    // What was not judged has a neutral title: "not met" would say what nobody knows.
    let title = match group {
        Group::NotObserved | Group::NotApplicable => neutral(language, rule),
        _ => title.get(language).to_owned(),
    };
    let lost = matches!(group, Group::NotMet | Group::Partly);
    FindingView {
        id: finding.indicator.clone(),
        group,
        outcome: finding.outcome,
        outcome_label: words::outcome(language, finding.outcome),
        title,
        why: rule.why.get(language).to_owned(),
        unseen,
        advice: if lost { advice::sentences(telling, finding, rule) } else { Vec::new() },
        measured: finding.measured.map(|measured| {
            let amount = words::measured(language, measured);
            rule.measure.as_ref().map_or(amount.clone(), |name| format!("{}: {amount}", name.get(language)))
        }),
        limits: advice::limits(language, rule),
        parts: merged(language, finding.parts.iter().map(|part| part_view(telling, lines, part, rule))),
        evidence: finding.evidence.iter().map(|evidence| place(telling, lines, evidence)).collect(),
        rows: rule.rows.clone(),
        weight: rule.weight,
        critical: finding.critical.as_ref().map(|proposed| proposed.error.0.clone()),
    }
}

/// The title for what was met, as a question would name it: `Apertura completa: …?`
fn neutral(language: Language, rule: &IndicatorRule) -> String {
    format!("{}?", rule.met.get(language))
}

/// Parts that are unclear for the same reason, as one: `a, b e c`.
fn merged(language: Language, parts: impl Iterator<Item = PartView>) -> Vec<PartView> {
    let mut all: Vec<(Vec<String>, PartView)> = Vec::new();
    for part in parts {
        match all
            .iter_mut()
            .find(|(_, known)| known.mark == Mark::Unclear && part.mark == Mark::Unclear && known.evidence == part.evidence)
        {
            Some((names, _)) => names.push(part.name),
            None => all.push((vec![part.name.clone()], part)),
        }
    }
    all.into_iter().map(|(names, part)| PartView { name: words::list(language, &names), ..part }).collect()
}

fn part_view(telling: &Telling<'_>, lines: &[LineView], part: &PartSeen, rule: &IndicatorRule) -> PartView {
    let language = telling.language;
    // Forbidden phrases and wrong facts are looked for in the hope of not finding them.
    let unwanted = matches!(rule.id.as_str(), "avoids_forbidden_phrases" | "tells_no_wrong_fact");
    let mark_label = match (part.mark, &part.item) {
        (Mark::Seen, Item::Disclosure(_)) => words::say(language, "risposta generica (1 di 2)", "generic answer (1 of 2)"),
        (Mark::SeenFully, Item::Disclosure(_)) => words::say(language, "risposta piena (2 di 2)", "full answer (2 of 2)"),
        (Mark::Missing, Item::Disclosure(_)) => words::say(language, "senza risposta", "unanswered"),
        (Mark::Seen | Mark::SeenFully, _) if unwanted => words::say(language, "detto", "said"),
        (Mark::Seen | Mark::SeenFully, _) => words::say(language, "c'è", "there"),
        (Mark::Missing, _) => words::say(language, "manca", "missing"),
        (Mark::Unclear, _) => words::say(language, "non udito con certezza", "not heard with certainty"),
    };
    PartView {
        name: advice::item_name(telling, &part.item, rule),
        mark: part.mark,
        mark_label: mark_label.to_owned(),
        evidence: part.evidence.iter().map(|evidence| place(telling, lines, evidence)).collect(),
    }
}

/// Evidence with the line it belongs to and, where nobody spoke, with what happened instead of words.
pub(super) fn place(telling: &Telling<'_>, lines: &[LineView], evidence: &Evidence) -> EvidenceView {
    let language = telling.language;
    let line = lines
        .iter()
        .position(|line| line.seq == evidence.from)
        .or_else(|| lines.iter().position(|line| evidence.speaker == Speaker::Nobody && line.span.from >= evidence.span.from));
    let said = !evidence.quote.is_empty();
    let quote = match (said, evidence.speaker) {
        (true, _) => evidence.quote.clone(),
        (false, Speaker::Desk) => lines.iter().find(|line| line.seq == evidence.from).map_or(String::new(), |line| line.plain()),
        (false, Speaker::Operator) => words::say(language, "parlato non trascritto", "speech not transcribed").to_owned(),
        (false, Speaker::Nobody) if lines.iter().any(|line| line.seq == evidence.from && evidence.from == evidence.to) => {
            lines.iter().find(|line| line.seq == evidence.from).map_or(String::new(), |line| line.plain())
        }
        (false, _) if evidence.span.millis() > 0 => words::millis(language, evidence.span.millis()),
        (false, _) => String::new(),
    };
    EvidenceView {
        span: evidence.span,
        time: clock(evidence.span.from),
        speaker: evidence.speaker,
        speaker_label: words::speaker(language, evidence.speaker).to_owned(),
        quote,
        said,
        line,
    }
}

/// `1:07`.
pub(super) fn clock(at: CallTime) -> String {
    format!("{}:{:02}", at.0 / 60_000, at.0 / 1_000 % 60)
}

/// Notes on each line the findings that speak of it and were not simply met.
fn mark_lines(lines: &mut [LineView], findings: &[FindingView]) {
    for (index, finding) in findings.iter().enumerate() {
        if matches!(finding.group, Group::NotApplicable) {
            continue;
        }
        let of_parts = finding.parts.iter().flat_map(|part| &part.evidence);
        let mut at: Vec<usize> = finding
            .evidence
            .iter()
            .chain(of_parts)
            .filter(|place| place.speaker != Speaker::Nobody)
            .filter_map(|place| place.line)
            .collect();
        at.sort_unstable();
        at.dedup();
        for line in at {
            lines[line].findings.push(index);
        }
    }
}
