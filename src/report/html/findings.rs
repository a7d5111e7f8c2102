//! Findings by group: title, quotation, reason, advice, rule.

use maud::{Markup, html};

use crate::scoring::Mark;

use super::super::text::heading;
use super::super::view::{EvidenceView, FindingView, Group, PartView};
use super::{Page, signs};

/// All groups that have findings, in order.
pub(super) fn findings(page: Page<'_>) -> Markup {
    let groups = [Group::NotMet, Group::Partly, Group::NotObserved, Group::ForAssessor, Group::Met, Group::NotApplicable];
    html! {
        @for group in groups {
            @let members: Vec<(usize, &FindingView)> = page.view.findings.iter().enumerate().filter(|(_, finding)| finding.group == group).collect();
            @if !members.is_empty() {
                section.group aria-labelledby={ "g" (group as u8) } {
                    h3 id={ "g" (group as u8) } { (signs::group(group)) " " (heading(page.view, group)) " " span.count { (members.len()) } }
                    @if let Some(note) = note(page, group) { p.note { (note) } }
                    @match group {
                        Group::NotApplicable => { (brief(page, &members, false)) }
                        Group::Met => { (brief(page, &members, true)) }
                        _ => { @for (index, finding) in members { (full(page, index, finding)) } }
                    }
                }
            }
        }
    }
}

fn note(page: Page<'_>, group: Group) -> Option<&'static str> {
    match group {
        Group::NotObserved => Some(page.say(
            "Non pesano sul punteggio: abbassano solo la quota osservata. Una persona può ascoltare e decidere.",
            "They do not weigh on the score: they only lower the share observed. A person can listen and decide.",
        )),
        Group::ForAssessor => Some(page.say(
            "Il programma sceglie i brani da ascoltare e non esprime alcun giudizio.",
            "The program picks the passages to listen to and gives no judgement.",
        )),
        _ => None,
    }
}

/// One finding in full.
fn full(page: Page<'_>, index: usize, finding: &FindingView) -> Markup {
    let unwanted = matches!(finding.id.as_str(), "avoids_forbidden_phrases" | "tells_no_wrong_fact");
    // Where the parts already show the passages, the finding does not repeat them.
    let shown_by_parts = |place: &EvidenceView| finding.parts.iter().any(|part| part.evidence.contains(place));
    let own: Vec<_> = finding.evidence.iter().filter(|place| !shown_by_parts(place) && !place.quote.is_empty()).collect();
    html! {
        article.finding #{ "f" (index) } {
            header {
                h4 { (signs::group(finding.group)) span { (finding.title) } }
                p.meta {
                    span.outcome { (finding.outcome_label) }
                    @if let Some(measured) = &finding.measured { span { (measured) } }
                    @if let Some(critical) = &finding.critical { strong.pending { (critical) " " (page.say("proposto", "proposed")) } }
                }
            }
            @if let Some(unseen) = &finding.unseen { p.unseen { (unseen) } }
            @if !own.is_empty() { ul.quotes { @for place in own { (page.quotation(place)) } } }
            @let (placed, bare): (Vec<&PartView>, Vec<&PartView>) = finding.parts.iter().partition(|part| !part.evidence.is_empty());
            @if !placed.is_empty() { ul.parts { @for part in placed { (part_item(page, part, unwanted)) } } }
            @if !bare.is_empty() { ul.parts.bare { @for part in bare { (part_item(page, part, unwanted)) } } }
            @if !finding.advice.is_empty() {
                div.advice {
                    h5 { (page.say("Che cosa avrebbe dato il punto", "What would have earned the point")) }
                    @for sentence in &finding.advice { p { (sentence) } }
                }
            }
            p.why { b { (page.say("Perché conta.", "Why it matters.")) } " " (finding.why) }
            (rule(page, finding))
        }
    }
}

fn part_item(page: Page<'_>, part: &PartView, unwanted: bool) -> Markup {
    let missing = part.mark == Mark::Missing;
    html! {
        li.missing[missing] {
            (signs::mark(part.mark, unwanted))
            div {
                span.name { (part.name) } " " span.state { (part.mark_label) }
                @if !part.evidence.is_empty() { ul.quotes { @for place in &part.evidence { (page.quotation(place)) } } }
            }
        }
    }
}

/// The rule behind a finding: rows, weight, limits, id.
fn rule(page: Page<'_>, finding: &FindingView) -> Markup {
    html! {
        p.rule {
            (rows(page, finding))
            span { (page.say("peso", "weight")) " " (finding.weight) }
            @for limit in &finding.limits { span { (page.say("limite", "limit")) " " (limit) } }
            code { (finding.id) }
        }
    }
}

fn rows(page: Page<'_>, finding: &FindingView) -> Markup {
    html! {
        @for row in &finding.rows { a.row href={ "#r-" (row) } title=[text_of(page, row.as_str())] { (row) } }
    }
}

fn text_of<'a>(page: Page<'a>, row: &str) -> Option<&'a str> {
    page.view.rows.iter().find(|known| known.id.as_str() == row).map(|known| known.text.as_str())
}

/// Where a finding can be checked, in order of time, each moment once.
fn places(finding: &FindingView) -> Vec<&EvidenceView> {
    let of_parts = finding.parts.iter().flat_map(|part| &part.evidence);
    let mut places: Vec<&EvidenceView> = finding.evidence.iter().chain(of_parts).filter(|place| place.line.is_some()).collect();
    places.sort_by_key(|place| place.span.from);
    places.dedup_by_key(|place| (place.time.clone(), place.line));
    places
}

/// Findings as a plain list: what was met with where, or what did not arise.
fn brief(page: Page<'_>, members: &[(usize, &FindingView)], with_places: bool) -> Markup {
    html! {
        ul.brief.short[!with_places] {
            @for (index, finding) in members {
                li #{ "f" (index) } {
                    (signs::group(finding.group))
                    span.title { (finding.title) }
                    @if with_places {
                        span.places {
                            @if let Some(measured) = &finding.measured { span.measured { (measured) } }
                            @for place in places(finding).into_iter().take(4) { (page.time(place)) }
                        }
                    }
                    @if with_places { span.rows { (rows(page, finding)) } }
                }
            }
        }
    }
}
