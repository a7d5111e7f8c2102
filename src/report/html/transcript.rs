//! The transcript: who said what, how surely it was heard, what the desk did, and where findings lie.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::super::lines::{LineKind, LineView, WordView};
use super::super::view::Group;
use super::{Page, signs};

/// Every line, with its clip where there is one.
pub(super) fn transcript(page: Page<'_>) -> Markup {
    html! {
        ol.transcript {
            @for (index, line) in page.view.lines.iter().enumerate() { (line_item(page, index, line)) }
        }
    }
}

/// Only what the desk and the telephone did.
pub(super) fn desk_log(page: Page<'_>) -> Markup {
    let doings: Vec<(usize, &LineView)> =
        page.view.lines.iter().enumerate().filter(|(_, line)| matches!(line.kind, LineKind::Desk | LineKind::Phone)).collect();
    html! {
        div.scroll role="region" aria-label=(page.say("Registro della postazione", "Desk log")) tabindex="0" {
            table {
                thead { tr {
                    th scope="col" { (page.say("Ora", "Time")) }
                    th scope="col" { (page.say("Dove", "Where")) }
                    th scope="col" { (page.say("Che cosa", "What")) }
                } }
                tbody {
                    @for (index, line) in doings { tr { td { a.time href={ "#l" (index) } { (line.time) } } td { (line.who) } td { (line.plain()) } } }
                }
            }
        }
    }
}

fn line_item(page: Page<'_>, index: usize, line: &LineView) -> Markup {
    let class = match line.kind {
        LineKind::Operator => "operator",
        LineKind::Customer => "customer",
        LineKind::Desk => "desk",
        LineKind::Phone => "phone",
    };
    html! {
        li class=(class) #{ "l" (index) } {
            span.time { (line.time) }
            span.who { (line.who) }
            div.said {
                (words(page, &line.words))
                @if line.cut { span.cut { " " (page.say("[interrotta]", "[cut short]")) } }
                @if let Some(clip) = page.audible(index) { (player(page, line, clip)) }
            }
            (marks(page, line))
        }
    }
}

fn words(page: Page<'_>, words: &[WordView]) -> Markup {
    let faint: Vec<&str> = words.iter().filter(|word| word.faint).map(|word| word.text.as_str()).collect();
    html! {
        p {
            @for (index, word) in words.iter().enumerate() {
                @if index > 0 { " " }
                @if word.faint { span.faint title=(page.say("udita con poca certezza", "heard with little certainty")) { (word.text) } } @else { (word.text) }
            }
            @if !faint.is_empty() {
                span.aloud { " (" (page.say("parole incerte:", "uncertain words:")) " " (faint.join(", ")) ")" }
            }
        }
    }
}

fn player(page: Page<'_>, line: &LineView, key: &str) -> Markup {
    let Some(clip) = page.clips.get(key) else { return html! {} };
    let source = format!("data:{};base64,{}", clip.mime, STANDARD.encode(&clip.bytes));
    let label = format!("{} {}, {}", page.say("Ascolta", "Listen to"), line.who, line.time);
    html! {
        button.play type="button" hidden data-play=(key) aria-label=(label) { span aria-hidden="true" { "▶" } }
        audio controls preload="none" data-key=(key) src=(source) aria-label=(label) {}
    }
}

/// The findings that speak of a line.
fn marks(page: Page<'_>, line: &LineView) -> Markup {
    let known = line.findings.iter().filter_map(|index| Some((*index, page.view.findings.get(*index)?)));
    let of_note: Vec<_> = known.filter(|(_, finding)| finding.group != Group::NotApplicable).collect();
    html! {
        @if !of_note.is_empty() {
            ul.marks {
                @for (index, finding) in of_note {
                    li { a href={ "#f" (index) } title=(finding.title) aria-label={ (finding.title) ": " (finding.outcome_label) } { (signs::group(finding.group)) } }
                }
            }
        }
    }
}
