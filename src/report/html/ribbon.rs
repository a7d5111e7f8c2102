//! The call as a picture: phases, holds, the virtual customer's mood over them, and where findings lie. Whole numbers only.

use maud::{Markup, PreEscaped, html};

use crate::scoring::reading::Phase;
use crate::time::{CallTime, Span};

use super::super::compose::clock;
use super::super::ribbon::{MoodPoint, RibbonMark};
use super::{Page, signs};

const WIDTH: u64 = 960;
const LEFT: u64 = 34;
const RIGHT: u64 = 86;
/// Top of the mood's plot, and its height.
const PLOT_TOP: u64 = 62;
const PLOT: u64 = 170;
const STRIP_TOP: u64 = PLOT_TOP + PLOT + 14;
const STRIP: u64 = 34;
const HEIGHT: u64 = STRIP_TOP + STRIP + 30;
/// How near two marks may lie before the second moves up a lane.
const MARK_GAP: u64 = 20;
const LANES: usize = 3;

/// One of the three measures of the mood.
type Measure = fn(&MoodPoint) -> i16;

/// The figure with its caption and, for whoever does not see it, its data as tables.
pub(super) fn ribbon(page: Page<'_>) -> Markup {
    let ribbon = &page.view.ribbon;
    let say = |it, en| page.say(it, en);
    let placed = placed(page);
    // Room on top only for the lanes that hold signs.
    let top = placed.iter().map(|(_, top, _)| *top).min().unwrap_or(PLOT_TOP - 10).saturating_sub(4);
    html! {
        figure.ribbon {
            div.scroll role="region" aria-label=(say("Grafico della telefonata", "Picture of the call")) tabindex="0" {
                svg viewBox={ "0 " (top) " " (WIDTH) " " (HEIGHT - top) } role="img" aria-labelledby="ribbon-title ribbon-desc" {
                    title #ribbon-title { (say("Fasi della telefonata e umore del cliente virtuale", "Phases of the call and mood of the virtual customer")) }
                    desc #ribbon-desc { (described(page)) }
                    (PreEscaped(patterns()))
                    (grid(page))
                    (strip(page))
                    (curves(page))
                    (marks(page, &placed))
                }
            }
            figcaption {
                (say(
                    "Sopra, l'umore del cliente virtuale da 0 a 100; sotto, le fasi. Il tratteggio obliquo è attesa. I segni in alto portano ai giudizi.",
                    "Above, the virtual customer's mood from 0 to 100; below, the phases. Oblique hatching is hold. The signs on top lead to the findings.",
                ))
            }
            details {
                summary { (say("I dati del grafico", "The data of the picture")) }
                div.tables {
                    table {
                        caption { (say("Fasi", "Phases")) }
                        tbody { @for stretch in &ribbon.stretches { tr { th scope="row" { (stretch.label) } td { (clock(stretch.span.from)) "–" (clock(stretch.span.to)) } } } }
                    }
                    table {
                        caption { (say("Umore del cliente virtuale", "Mood of the virtual customer")) }
                        thead { tr { th scope="col" { (say("Ora", "Time")) } th scope="col" { (say("Rabbia", "Anger")) } th scope="col" { (say("Fiducia", "Trust")) } th scope="col" { (say("Pazienza", "Patience")) } } }
                        tbody { @for point in &ribbon.mood { tr { td { (clock(point.at)) } td { (point.anger) } td { (point.trust) } td { (point.patience) } } } }
                    }
                }
            }
        }
    }
}

fn described(page: Page<'_>) -> String {
    let ribbon = &page.view.ribbon;
    let phases: Vec<String> =
        ribbon.stretches.iter().map(|stretch| format!("{} {}", stretch.label, clock(stretch.span.from))).collect();
    let anger = match (ribbon.mood.first(), ribbon.mood.last()) {
        (Some(first), Some(last)) => {
            format!("{} {} → {}", page.say("Rabbia da inizio a fine:", "Anger from start to end:"), first.anger, last.anger)
        }
        _ => String::new(),
    };
    format!("{}. {anger}.", phases.join(", "))
}

/// Where a moment lies from left to right.
fn x(page: Page<'_>, at: CallTime) -> u64 {
    let span = page.view.ribbon.span;
    let width = WIDTH - LEFT - RIGHT;
    LEFT + at.since(span.from).min(span.millis()) * width / span.millis().max(1)
}

/// Where a measure from 0 to 100 lies from top to bottom.
fn y(measure: i16) -> u64 {
    let measure = u64::try_from(measure.clamp(0, 100)).unwrap_or(0);
    PLOT_TOP + PLOT - measure * PLOT / 100
}

fn patterns() -> &'static str {
    r#"<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v7" stroke="currentColor" stroke-width="1.6" opacity=".5"/></pattern><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r=".9" fill="currentColor" opacity=".45"/></pattern></defs>"#
}

fn grid(page: Page<'_>) -> Markup {
    let span = page.view.ribbon.span;
    // About ten ticks, on whole steps a person can read.
    let step = [15_000, 30_000, 60_000, 120_000, 300_000, 600_000]
        .into_iter()
        .find(|step| span.millis() / step <= 10)
        .unwrap_or(1_200_000);
    let ticks = (0..=span.millis() / step).map(|index| CallTime(index * step));
    html! {
        g.grid {
            @for level in [0i16, 50, 100] {
                line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y(level)) y2=(y(level)) {}
                text x=(LEFT - 8) y=(y(level) + 4) text-anchor="end" { (level) }
            }
            @for tick in ticks { text x=(x(page, tick)) y=(STRIP_TOP + STRIP + 20) text-anchor="middle" { (clock(tick)) } }
        }
    }
}

fn strip(page: Page<'_>) -> Markup {
    let box_of = |span: Span| (x(page, span.from), x(page, span.to).saturating_sub(x(page, span.from)).max(1));
    html! {
        g.strip {
            @for (index, stretch) in page.view.ribbon.stretches.iter().enumerate() {
                @let (left, width) = box_of(stretch.span);
                @let quiet = matches!(stretch.phase, Phase::Ringing | Phase::WrapUp);
                rect class=(if quiet { "quiet" } else if index % 2 == 0 { "even" } else { "odd" }) x=(left) y=(STRIP_TOP) width=(width) height=(STRIP) {}
                @if quiet { rect x=(left) y=(STRIP_TOP) width=(width) height=(STRIP) fill="url(#dots)" {} }
                line.cut x1=(left) x2=(left) y1=(PLOT_TOP) y2=(STRIP_TOP + STRIP) {}
                // A label stands where it fits; the table below names every phase.
                @if width > 8 * stretch.label.chars().count() as u64 {
                    text x=(left + width / 2) y=(STRIP_TOP + STRIP / 2 + 4) text-anchor="middle" { (stretch.label) }
                }
                title { (stretch.label) }
            }
            @for hold in &page.view.ribbon.holds {
                @let (left, width) = box_of(*hold);
                rect.hold x=(left) y=(PLOT_TOP) width=(width) height=(PLOT + 14 + STRIP) fill="url(#hatch)" {}
                @if width > 48 { text.onhold x=(left + width / 2) y=(PLOT_TOP + 16) text-anchor="middle" { (page.say("attesa", "hold")) } }
            }
        }
    }
}

fn curves(page: Page<'_>) -> Markup {
    let measures: [(&str, &str, Measure); 3] = [
        ("patience", page.say("pazienza", "patience"), |point| point.patience),
        ("trust", page.say("fiducia", "trust"), |point| point.trust),
        ("anger", page.say("rabbia", "anger"), |point| point.anger),
    ];
    let mut labels: Vec<(u64, &str, &str)> = measures
        .iter()
        .map(|(class, name, of)| (page.view.ribbon.mood.last().map_or(y(0), |point| y(of(point))), *class, *name))
        .collect();
    labels.sort();
    // Labels at the right keep 15 units from one another.
    for index in 1..labels.len() {
        labels[index].0 = labels[index].0.max(labels[index - 1].0 + 15);
    }
    html! {
        g.mood {
            @for (class, _, of) in &measures { path class=(class) d=(steps(page, *of)) {} }
            @for (at, class, name) in labels { text class=(class) x=(WIDTH - RIGHT + 8) y=(at + 4) { (name) } }
        }
    }
}

/// A measure holds until something moves it: a staircase, not a slope.
fn steps(page: Page<'_>, of: Measure) -> String {
    let mut path = String::new();
    for (index, point) in page.view.ribbon.mood.iter().enumerate() {
        let (left, top) = (x(page, point.at), y(of(point)));
        path.push_str(&if index == 0 { format!("M{left} {top}") } else { format!("H{left}V{top}") });
    }
    path.push_str(&format!("H{}", WIDTH - RIGHT));
    path
}

/// Signs with their places: left edge of the middle, top, and what they stand for.
type Placed<'a> = Vec<(u64, u64, &'a RibbonMark)>;

fn placed(page: Page<'_>) -> Placed<'_> {
    let mut lanes = [0u64; LANES];
    let marks = page.view.ribbon.marks.iter();
    marks
        .map(|mark| {
            let at = x(page, mark.at);
            let lane = lanes.iter().position(|taken| at >= *taken).unwrap_or(0);
            // With every lane taken the sign moves right rather than hide another.
            let at = at.max(lanes[lane]);
            lanes[lane] = at + MARK_GAP;
            (at, PLOT_TOP - 20 - 19 * lane as u64, mark)
        })
        .collect()
}

fn marks(page: Page<'_>, placed: &Placed<'_>) -> Markup {
    html! {
        g.found {
            @for (at, top, mark) in placed {
                @if let Some(finding) = page.view.findings.get(mark.finding) {
                    a href={ "#f" (mark.finding) } {
                        title { (clock(mark.at)) " " (finding.title) ": " (finding.outcome_label) }
                        svg x=(at.saturating_sub(8)) y=(top) width="16" height="16" { (signs::group(mark.group)) }
                    }
                }
            }
        }
    }
}
