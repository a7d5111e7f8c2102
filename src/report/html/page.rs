//! The page around its parts.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::scoring::Level;

use super::super::view::{Group, UnitView, View};
use super::super::words::permille;
use super::{Clip, Page, findings, ribbon, signs, transcript};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The debrief as one file: style, script and clips inside, nothing fetched. Clips are found by the keys of
/// [`LineView::clip`](super::super::LineView::clip); a line without its clip simply cannot be heard.
pub fn html(view: &View, clips: &BTreeMap<String, Clip>) -> String {
    let page = Page { view, clips };
    let title = format!("{} · {}", view.identity.title, page.say("resoconto", "debrief"));
    markup! {
        (DOCTYPE)
        html lang=(view.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (page.say("Vai al contenuto", "Skip to content")) }
                (masthead(page))
                (contents(page))
                main #main {
                    (criticals(page))
                    (decisions(page))
                    (section("units", page.say("Le unità di competenza", "The units of competence"), units(page)))
                    (section("ribbon", page.say("La telefonata in una figura", "The call in one picture"), ribbon::ribbon(page)))
                    (section("findings", page.say("I giudizi", "The findings"), findings::findings(page)))
                    (section("transcript", page.say("La trascrizione", "The transcript"), spoken(page)))
                    (section("desk", page.say("Il registro della postazione", "The desk log"), transcript::desk_log(page)))
                    (section("rows", page.say("Le righe del profilo", "The rows of the profile"), rows(page)))
                    (section("identity", page.say("Che cosa è stato giudicato, e con che cosa", "What was judged, and by what"), identity(page)))
                }
                (colophon(page))
                div #player hidden { p { span #playing aria-live="polite" {} } button type="button" #stop { (page.say("Ferma", "Stop")) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn section(id: &str, title: &str, body: Markup) -> Markup {
    markup! { section id=(id) aria-labelledby={ "h-" (id) } { h2 id={ "h-" (id) } { (title) } (body) } }
}

fn masthead(page: Page<'_>) -> Markup {
    let view = page.view;
    let count = |group: Group| view.findings.iter().filter(|finding| finding.group == group).count();
    let tallies = [
        (Group::Met, page.say("raggiunti", "met")),
        (Group::Partly, page.say("in parte", "in part")),
        (Group::NotMet, page.say("da migliorare", "to work on")),
        (Group::NotObserved, page.say("non osservati", "not observed")),
        (Group::ForAssessor, page.say("per il valutatore", "for the assessor")),
    ];
    markup! {
        header.masthead {
            p.over { "Pronto" span { (page.say("Resoconto di una telefonata simulata", "Debrief of a simulated call")) } }
            h1 { (view.identity.title) }
            p.outcome { strong { (view.ending_label) } span { (view.duration) } @for (label, value) in view.identity.facts.iter().take(3) { span { small { (label) } " " (value) } } }
            ul.tally { @for (group, label) in tallies { li { (signs::group(group)) b { (count(group)) } " " (label) } } }
            @if let Some(notice) = view.notices.first() { p.notice { (notice) } }
        }
    }
}

fn contents(page: Page<'_>) -> Markup {
    let entries = [
        ("units", page.say("Unità", "Units")),
        ("ribbon", page.say("Figura", "Picture")),
        ("findings", page.say("Giudizi", "Findings")),
        ("transcript", page.say("Trascrizione", "Transcript")),
        ("desk", page.say("Postazione", "Desk")),
        ("rows", page.say("Profilo", "Profile")),
        ("identity", page.say("Identità", "Identity")),
    ];
    markup! {
        nav.contents aria-label=(page.say("Indice", "Contents")) { ul { @for (id, label) in entries { li { a href={ "#" (id) } { (label) } } } } }
    }
}

fn criticals(page: Page<'_>) -> Markup {
    let view = page.view;
    markup! {
        @if !view.criticals.is_empty() {
            section.criticals aria-labelledby="h-criticals" {
                h2 #h-criticals { (page.say("Errori critici proposti", "Critical errors proposed")) }
                p { (page.say(
                    "Nessuno di questi ha effetto finché una persona non ne ha confermato l'evidenza.",
                    "None of these has any effect until a person has confirmed its evidence.",
                )) }
                ul {
                    @for critical in &view.criticals {
                        li {
                            p { b { (critical.id) } " " a href={ "#f" (critical.finding) } { (critical.title) } }
                            ul.quotes { @for place in critical.evidence.iter().filter(|place| !place.quote.is_empty()) { (page.quotation(place)) } }
                        }
                    }
                }
            }
        }
    }
}

fn decisions(page: Page<'_>) -> Markup {
    markup! {
        @if !page.view.decisions.is_empty() {
            section.decisions aria-labelledby="h-decisions" {
                h2 #h-decisions { (page.say("Decisioni di persone", "Decisions of persons")) }
                ul { @for decision in &page.view.decisions { li { (decision) } } }
            }
        }
    }
}

fn units(page: Page<'_>) -> Markup {
    markup! {
        ul.units { @for unit in &page.view.units { (unit_item(page, unit)) } }
        p.note {
            (page.say(
                "I punti sono la media pesata di ciò che è stato osservato in questa sola telefonata; il trattino verticale è la soglia. Una telefonata non basta a valutare un'unità.",
                "Points are the weighted mean of what was observed in this one call; the upright stroke is the threshold. One call is not enough to assess a unit.",
            ))
            " " (page.view.identity.adoption)
        }
    }
}

fn unit_item(page: Page<'_>, unit: &UnitView) -> Markup {
    let language = page.view.language;
    let share = |value: Option<u32>| value.map_or("–".to_owned(), |value| permille(language, u64::from(value)));
    let class = match unit.level {
        Level::Reached => "reached",
        Level::NotReached => "below",
        Level::ToBeAssessed => "open",
    };
    let percent = |value: u32| format!("{}.{}%", value / 10, value % 10);
    markup! {
        li class=(class) {
            div.name { b { (unit.id) } " " span { (unit.title) } }
            div.level {
                (signs::group(match unit.level {
                    Level::Reached => Group::Met,
                    Level::NotReached => Group::NotMet,
                    Level::ToBeAssessed => Group::NotObserved,
                }))
                span { (unit.level_label) }
            }
            div.bar aria-hidden="true" {
                @if let Some(points) = unit.points { span style={ "inline-size:" (percent(points)) } {} }
                i style={ "inset-inline-start:" (percent(unit.threshold)) } {}
            }
            dl {
                div { dt { (page.say("punti", "points")) } dd { (share(unit.points)) } }
                div { dt { (page.say("soglia", "threshold")) } dd { (permille(language, u64::from(unit.threshold))) " " small { "(" (unit.threshold_source) ")" } } }
                div { dt { (page.say("osservato", "observed")) } dd { (share(unit.coverage)) } }
            }
            @if !unit.confirmed.is_empty() { p.pending { (page.say("Errori critici confermati da una persona:", "Critical errors confirmed by a person:")) " " (unit.confirmed.join(", ")) } }
            @if !unit.pending.is_empty() { p.pending { (page.say("Da confermare da una persona:", "To be confirmed by a person:")) " " (unit.pending.join(", ")) } }
        }
    }
}

fn spoken(page: Page<'_>) -> Markup {
    markup! {
        p.note {
            (page.say("Le parole ", "Words "))
            span.faint { (page.say("punteggiate", "dotted")) }
            (page.say(" sono state udite con meno certezza della soglia (", " were heard with less certainty than the floor ("))
            (page.view.floor)
            (page.say("): non sono evidenza contro nessuno. I segni a destra portano ai giudizi.", "): they are evidence against nobody. The signs at the right lead to the findings."))
        }
        (transcript::transcript(page))
    }
}

fn rows(page: Page<'_>) -> Markup {
    let language = page.view.language;
    let share = |value: Option<u32>| value.map_or("–".to_owned(), |value| permille(language, u64::from(value)));
    markup! {
        p.note { (page.say(
            "Ogni riga con le parole del profilo, i punti di ciò che è stato osservato, e i giudizi che la riguardano. Le righe che nessun indicatore vede in questa telefonata non compaiono.",
            "Each row in the profile's words (glossed), the points of what was observed, and the findings that bear on it. Rows that no indicator sees in this call do not appear.",
        )) }
        div.scroll role="region" aria-label=(page.say("Righe del profilo", "Rows of the profile")) tabindex="0" {
            table.rows {
                thead { tr {
                    th scope="col" { (page.say("Riga", "Row")) }
                    th scope="col" { (page.say("Abilità o conoscenza", "Skill or knowledge")) }
                    th.number scope="col" { (page.say("Punti", "Points")) }
                    th.number scope="col" { (page.say("Osservato", "Observed")) }
                    th scope="col" { (page.say("Giudizi", "Findings")) }
                } }
                tbody {
                    @for row in &page.view.rows {
                        tr id={ "r-" (row.id) } {
                            th scope="row" { (row.id) }
                            td { (row.text) }
                            td.number { (share(row.points)) }
                            td.number { (share(row.coverage)) }
                            td { ul.marks { @for index in &row.findings {
                                @if let Some(finding) = page.view.findings.get(*index) {
                                    li { a href={ "#f" (index) } title=(finding.title) aria-label={ (finding.title) ": " (finding.outcome_label) } { (signs::group(finding.group)) } }
                                }
                            } } }
                        }
                    }
                }
            }
        }
    }
}

fn identity(page: Page<'_>) -> Markup {
    let identity = &page.view.identity;
    markup! {
        dl.facts {
            @for (label, value) in &identity.facts { div { dt { (label) } dd { (value) } } }
            div { dt { (page.say("Rubrica", "Rubric")) } dd { (identity.rubric) } }
        }
        h3 { (page.say("Impronte SHA-256", "SHA-256 fingerprints")) }
        dl.hashes { @for (label, value) in &identity.hashes { div { dt { (label) } dd { code { (value) } } } } }
        p.note { (page.say(
            "Stessa registrazione, stessa rubrica, stesse regole: lo stesso resoconto, byte per byte.",
            "Same record, same rubric, same rules: the same debrief, byte for byte.",
        )) }
    }
}

fn colophon(page: Page<'_>) -> Markup {
    markup! { footer.colophon { h2 { (page.say("Avvertenze", "Notices")) } ul { @for notice in &page.view.notices { li { (notice) } } } } }
}
