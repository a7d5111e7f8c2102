//! The picture: a box a step, a row a way, and a line from each row that leads on, in a lane of its own at the right.

use maud::{Markup, html};

use super::{Node, Way};
use crate::ids::Language;

const MARGIN: usize = 24;
const BOX: usize = 780;
const HEAD: usize = 34;
const SAYS: usize = 22;
const ROW: usize = 22;
const FOOT: usize = 10;
const GAP: usize = 26;
/// Distance between two lanes of lines.
const LANE: usize = 12;
/// Characters of a row that fit in a box.
const FITS: usize = 96;

const STYLE: &str = "text{font:14px 'DejaVu Sans',Verdana,sans-serif;fill:#1b1e20}.title{font-weight:bold;font-size:20px}\
.name{font-weight:bold}.says{font-style:italic;fill:#565c61}.soft{fill:#565c61}rect{fill:#fcfbf8;stroke:#9b978d}\
.first rect{stroke:#0b5a63;stroke-width:3}.lost rect{stroke:#a3361f;stroke-width:2;stroke-dasharray:6 4}\
.everywhere rect{fill:#e3eeee}path{fill:none;stroke:#0b5a63;stroke-width:1.5}.back path{stroke-dasharray:6 4}\
.head{fill:#0b5a63;stroke:none}";

/// Draws a scenario's shape as an SVG file. Rows that end the conversation carry ■; lines that lead
/// back, or from what holds in every step, are dashed.
pub fn draw(title: &str, nodes: &[Node], language: Language) -> String {
    let say = |it: &'static str, en: &'static str| match language {
        Language::It => it,
        Language::En => en,
    };
    let tops = tops(nodes);
    let lines = lines(nodes);
    let lanes = lines.iter().map(|line| line.lane + 1).max().unwrap_or(0);
    let width = MARGIN * 2 + BOX + 30 + lanes * LANE;
    let height = tops.last().copied().unwrap_or(0) + nodes.last().map_or(0, height) + MARGIN + 26;
    let key = say(
        "■ chiude · ↻ resta nel passo · tratteggio: torna indietro, o da ogni passo · rosso: nessuna via ci porta",
        "■ ends the call · ↻ stays · dashed: leads back, or from every step · red: no way leads there",
    );
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="img" aria-labelledby="t d" {
            title #t { (title) }
            desc #d { (said(nodes, language)) }
            style { (STYLE) }
            rect x="0" y="0" width=(width) height=(height) style="fill:#fff;stroke:none" {}
            text.title x=(MARGIN) y=(MARGIN + 12) { (title) }
            @for (index, (node, top)) in nodes.iter().zip(&tops).enumerate() { (step(node, *top, index, language)) }
            @for line in &lines { (way_line(line, nodes, &tops)) }
            text.soft x=(MARGIN) y=(height - 14) { (key) }
        }
    };
    drawing.into_string()
}

/// The same for whoever does not see it.
fn said(nodes: &[Node], language: Language) -> String {
    let to = |way: &Way| way.to.and_then(|to| nodes[to].step.as_ref()).map(|step| format!(" → {step}")).unwrap_or_default();
    let ways = |node: &Node| node.ways.iter().map(|way| format!("{}{}", way.name, to(way))).collect::<Vec<_>>().join(", ");
    nodes.iter().map(|node| format!("{}: {}. ", name(node, language), ways(node))).collect()
}

fn name(node: &Node, language: Language) -> String {
    match (&node.step, language) {
        (Some(step), _) => step.0.clone(),
        (None, Language::It) => "in ogni passo".to_owned(),
        (None, Language::En) => "in every step".to_owned(),
    }
}

fn height(node: &Node) -> usize {
    HEAD + if node.says.is_some() { SAYS } else { 0 } + node.ways.len().max(1) * ROW + FOOT
}

/// The top of each box.
fn tops(nodes: &[Node]) -> Vec<usize> {
    let mut at = MARGIN + 36;
    nodes
        .iter()
        .map(|node| {
            let top = at;
            at += height(node) + GAP;
            top
        })
        .collect()
}

fn step(node: &Node, top: usize, index: usize, language: Language) -> Markup {
    let class = match (&node.step, index, node.lost) {
        (None, ..) => "everywhere",
        (_, _, true) => "lost",
        (_, 0, _) => "first",
        _ => "",
    };
    let rows = top + HEAD + if node.says.is_some() { SAYS } else { 0 };
    html! {
        g class=(class) {
            rect x=(MARGIN) y=(top) width=(BOX) height=(height(node)) rx="8" {}
            text.name x=(MARGIN + 14) y=(top + 23) { (name(node, language)) }
            @if let Some(says) = &node.says { text.says x=(MARGIN + 14) y=(top + 23 + SAYS) { "«" (short(says, FITS)) "»" } }
            @for (row, way) in node.ways.iter().enumerate() {
                text x=(MARGIN + 14) y=(rows + row * ROW + 16) {
                    title { (way.name) ": " (way.when) }
                    tspan.soft { (sign(way)) }
                    tspan dx="6" { (short(&way.name, 40)) }
                    tspan.soft dx="10" { (short(&way.when, FITS.saturating_sub(way.name.chars().count().min(40) + 6))) }
                }
            }
            @if node.ways.is_empty() {
                text.says x=(MARGIN + 14) y=(rows + 16) {
                    (match language {
                        Language::It => "non aspetta niente di suo: vale ciò che vale in ogni passo",
                        Language::En => "waits for nothing of its own: what holds in every step holds here",
                    })
                }
            }
        }
    }
}

fn sign(way: &Way) -> &'static str {
    match (way.closes, way.to) {
        (true, _) => "■",
        (false, Some(_)) => "→",
        (false, None) => "↻",
    }
}

/// A text that fits, with … where it was cut.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// A line from a row to a box.
struct Line {
    from: usize,
    row: usize,
    to: usize,
    lane: usize,
}

/// Lines with their lanes. All that lead from one box to another share one lane; short ones lie inside.
fn lines(nodes: &[Node]) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for (from, node) in nodes.iter().enumerate() {
        for (row, way) in node.ways.iter().enumerate() {
            let Some(to) = way.to.filter(|to| *to != from) else { continue };
            all.push(Line { from, row, to, lane: 0 });
        }
    }
    let mut pairs: Vec<(usize, usize)> = all.iter().map(|line| (line.from, line.to)).collect();
    pairs.sort_by_key(|(from, to)| (from.abs_diff(*to), *from, *to));
    pairs.dedup();
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for (from, to) in pairs {
        let (low, high) = (from.min(to), from.max(to));
        let free = taken.iter().position(|lane| lane.iter().all(|(a, b)| *b < low || high < *a));
        let lane = free.unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push((low, high));
        all.iter_mut().filter(|line| (line.from, line.to) == (from, to)).for_each(|line| line.lane = lane);
    }
    all
}

fn way_line(line: &Line, nodes: &[Node], tops: &[usize]) -> Markup {
    let says = if nodes[line.from].says.is_some() { SAYS } else { 0 };
    let from = tops[line.from] + HEAD + says + line.row * ROW + 11;
    let to = tops[line.to] + 17;
    let right = MARGIN + BOX;
    let lane = right + 22 + line.lane * LANE;
    let class = if line.to < line.from { "back" } else { "on" };
    html! {
        g class=(class) {
            path d={ "M" (right) " " (from) "H" (lane) "V" (to) "H" (right + 10) } {}
            path.head d={ "M" (right + 1) " " (to) "l10 -5v10z" } {}
        }
    }
}
