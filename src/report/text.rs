//! A debrief for the terminal.

use std::fmt::Write;

use crate::scoring::Mark;

use super::view::{EvidenceView, FindingView, Group, View};
use super::words::{list, permille, say};

/// The debrief as plain text: outcome, units, then findings by group with evidence and advice. No colour, no wide characters.
pub fn text(view: &View) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_all(&mut out, view);
    out
}

fn write_all(out: &mut String, view: &View) -> std::fmt::Result {
    let s = |it, en| say(view.language, it, en);
    writeln!(out, "{}", view.identity.title)?;
    writeln!(out, "{} · {}", view.ending_label, view.duration)?;
    for (label, value) in &view.identity.facts {
        writeln!(out, "  {label}: {value}")?;
    }
    writeln!(out, "  {}\n  {}", view.identity.rubric, view.identity.adoption)?;
    writeln!(out)?;
    for unit in &view.units {
        let share = |value: Option<u32>| value.map_or("–".to_owned(), |value| permille(view.language, u64::from(value)));
        let (points, coverage) = (share(unit.points), share(unit.coverage));
        writeln!(
            out,
            "{}  {:<22} {} {points}, {} {}; {} {coverage}  {}",
            unit.id,
            unit.level_label,
            s("punti", "points"),
            s("soglia", "threshold"),
            permille(view.language, u64::from(unit.threshold)),
            s("osservato", "observed"),
            unit.title,
        )?;
        if !unit.confirmed.is_empty() {
            let label = s("errori critici confermati da una persona", "critical errors confirmed by a person");
            writeln!(out, "     {label}: {}", list(view.language, &unit.confirmed))?;
        }
        if !unit.pending.is_empty() {
            writeln!(
                out,
                "     {}: {}",
                s("errori critici proposti, da confermare", "critical errors proposed, to be confirmed"),
                list(view.language, &unit.pending)
            )?;
        }
    }
    for critical in &view.criticals {
        writeln!(out, "\n!! {} {}: {}", critical.id, s("proposto", "proposed"), critical.title)?;
        for evidence in &critical.evidence {
            writeln!(out, "   {}", place(view, evidence))?;
        }
    }
    if !view.decisions.is_empty() {
        writeln!(out, "\n== {} ==", s("Decisioni di persone", "Decisions of persons"))?;
    }
    for decision in &view.decisions {
        writeln!(out, "  {decision}")?;
    }
    let mut group = None;
    for finding in &view.findings {
        if group != Some(finding.group) {
            group = Some(finding.group);
            writeln!(out, "\n== {} ==", heading(view, finding.group))?;
        }
        write_finding(out, view, finding)?;
    }
    writeln!(out)?;
    for notice in &view.notices {
        writeln!(out, "* {notice}")?;
    }
    Ok(())
}

fn write_finding(out: &mut String, view: &View, finding: &FindingView) -> std::fmt::Result {
    let sign = match finding.group {
        Group::Met => "[x]",
        Group::Partly => "[~]",
        Group::NotMet => "[ ]",
        Group::NotObserved => "[?]",
        Group::ForAssessor => "[>]",
        Group::NotApplicable => "[-]",
    };
    writeln!(out, "{sign} {}", finding.title)?;
    if finding.group == Group::NotApplicable {
        return Ok(());
    }
    let rows: Vec<&str> = finding.rows.iter().map(|row| row.as_str()).collect();
    let measured = finding.measured.as_ref().map_or(String::new(), |measured| format!(" · {measured}"));
    writeln!(out, "    {}{measured} · {}", finding.outcome_label, rows.join(" "))?;
    if let Some(unseen) = &finding.unseen {
        writeln!(out, "    {unseen}")?;
    }
    for part in finding.parts.iter().filter(|part| finding.group != Group::Met || part.mark != Mark::Seen) {
        writeln!(out, "    - {}: {}", part.name, part.mark_label)?;
        for evidence in &part.evidence {
            writeln!(out, "        {}", place(view, evidence))?;
        }
    }
    if finding.group != Group::Met {
        for evidence in &finding.evidence {
            writeln!(out, "    {}", place(view, evidence))?;
        }
    }
    for sentence in &finding.advice {
        writeln!(out, "    > {sentence}")?;
    }
    Ok(())
}

fn place(_: &View, evidence: &EvidenceView) -> String {
    match evidence.said {
        true => format!("{} {}: \"{}\"", evidence.time, evidence.speaker_label, evidence.quote),
        false => format!("{} {}: {}", evidence.time, evidence.speaker_label, evidence.quote),
    }
}

/// What a group of findings is called.
pub(super) fn heading(view: &View, group: Group) -> &'static str {
    match group {
        Group::NotMet => say(view.language, "Da migliorare", "To work on"),
        Group::Partly => say(view.language, "Raggiunto in parte", "Met in part"),
        Group::NotObserved => say(view.language, "Non osservato", "Not observed"),
        Group::ForAssessor => say(view.language, "Per il valutatore", "For the assessor"),
        Group::Met => say(view.language, "Raggiunto", "Met"),
        Group::NotApplicable => say(view.language, "Non pertinente in questa telefonata", "Not applicable in this call"),
    }
}
