//! The call as a ribbon: phases, holds, the customer's mood above them, and where the findings lie.

use accesskit::Role;
use bevy::prelude::*;

use super::findings::group_sign;
use crate::game::action::Action;
use crate::game::theme::{Icon, Size, Tone, Ui};
use crate::game::ui::El;
use crate::report::{FindingView, Ribbon};
use crate::time::{CallTime, Span};

/// Height of the mood's curve in pixels.
const CURVE: f32 = 64.0;

pub(super) fn ribbon(ui: &Ui, ribbon: &Ribbon, findings: &[FindingView]) -> El {
    let t = ui.texts;
    ui.card()
        .gap(8.0)
        .role(Role::Group)
        .label(t.ribbon)
        .child(
            El::row()
                .full()
                .gap(14.0)
                .wrap()
                .child(ui.heading(t.ribbon))
                .child(El::space())
                .child(legend(ui, El::row().width(16.0).height(10.0).fill(ui.palette.bad.with_alpha(0.28)), t.mood_anger))
                .child(legend(ui, El::row().width(16.0).height(3.0).fill(ui.palette.good), t.mood_trust)),
        )
        .child(El::column().full().child(marks(ui, ribbon, findings)).child(curve(ui, ribbon)).child(phases(ui, ribbon)))
}

fn legend(ui: &Ui, sign: El, words: &str) -> El {
    El::row().gap(6.0).child(sign).child(ui.small(words))
}

/// Where a time lies, in percent of the ribbon.
fn place(ribbon: &Ribbon, at: CallTime) -> f32 {
    at.since(ribbon.span.from) as f32 / ribbon.span.millis().max(1) as f32 * 100.0
}

/// A box over a stretch of time.
fn over(ribbon: &Ribbon, span: Span) -> El {
    let (from, to) = (place(ribbon, span.from), place(ribbon, span.to));
    let mut el = El::row().over(percent(from), Val::Auto, Val::Auto, px(0));
    el.node.width = percent((to - from).max(0.2));
    el
}

/// Tension as an area, trust as a line: steps, for the mood moves in steps.
fn curve(ui: &Ui, ribbon: &Ribbon) -> El {
    let p = &ui.palette;
    let mut el = El::row().full().height(CURVE).clip().fill(p.sunken).role(Role::Image).label(mood_in_words(ui, ribbon));
    for hold in &ribbon.holds {
        let mut shade = over(ribbon, *hold).fill(p.press);
        shade.node.height = percent(100);
        el = el.child(shade);
    }
    let ends = ribbon.mood.iter().skip(1).map(|next| next.at).chain([ribbon.span.to]);
    for (point, until) in ribbon.mood.iter().zip(ends) {
        let span = Span::new(point.at, until);
        let height = |value: i16| f32::from(value.clamp(0, 100)) / 100.0 * (CURVE - 4.0);
        let mut area = over(ribbon, span).fill(p.bad.with_alpha(0.28));
        area.node.height = px(height(point.anger));
        area.node.border = UiRect::top(px(2));
        area.line = p.bad;
        let mut line = over(ribbon, span).fill(p.good);
        line.node.height = px(3);
        line.node.bottom = px(height(point.trust));
        el = el.child(area).child(line);
    }
    el
}

fn mood_in_words(ui: &Ui, ribbon: &Ribbon) -> String {
    let t = ui.texts;
    let tell = |point: &crate::report::MoodPoint| format!("{} {}, {} {}", t.mood_anger, point.anger, t.mood_trust, point.trust);
    match (ribbon.mood.first(), ribbon.mood.last()) {
        (Some(first), Some(last)) => format!("{}: {} → {}", t.mood_of_customer, tell(first), tell(last)),
        _ => t.mood_of_customer.to_owned(),
    }
}

fn phases(ui: &Ui, ribbon: &Ribbon) -> El {
    let p = &ui.palette;
    let height = ui.px(Size::Small) * 1.9;
    let mut el = El::row().full().height(height).clip();
    for (place, stretch) in ribbon.stretches.iter().enumerate() {
        let tone = if place % 2 == 0 { p.accent_soft } else { p.hover };
        let mut part = over(ribbon, stretch.span)
            .fill(tone)
            .clip()
            .pad_xy(6.0, 0.0)
            .label(format!("{}: {} – {}", stretch.label, stretch.span.from, stretch.span.to))
            .child(ui.words(stretch.label.as_str(), Size::Small, 600, p.ink).single_line());
        part.node.height = percent(100);
        part.node.border = UiRect::right(px(1));
        part.line = p.line;
        el = el.child(part);
    }
    el
}

/// One sign for each finding that was not simply met; pressing it opens the finding.
fn marks(ui: &Ui, ribbon: &Ribbon, findings: &[FindingView]) -> El {
    let side = ui.px(Size::Body) * 1.5;
    let mut rows_until = [-100.0_f32; 3];
    let mut el = El::row().full();
    let mut deepest = 0;
    let mut signs = Vec::new();
    for mark in &ribbon.marks {
        let Some(finding) = findings.get(mark.finding) else { continue };
        let at = place(ribbon, mark.at).min(97.0);
        // Signs that would cover each other go one row up; beyond three rows they overlap.
        let row = rows_until.iter().position(|until| *until <= at).unwrap_or(2);
        rows_until[row] = at + 3.0;
        deepest = deepest.max(row);
        let (icon, tone, words) = group_sign(ui, mark.group);
        signs.push(
            El::row()
                .centre()
                .over(percent(at), Val::Auto, Val::Auto, px(row as f32 * side))
                .width(side)
                .height(side)
                .round(side)
                .key(format!("mark {}", finding.id))
                .child(ui.icon(icon, Size::Body, ui.palette.strong(tone)))
                .does(Action::Finding(mark.finding), ui.palette.hover, ui.palette.press)
                .label(format!("{} {words}: {}", mark.at, finding.title)),
        );
    }
    if signs.is_empty() {
        return El::row();
    }
    el = el.height(side * (deepest as f32 + 1.0));
    let _ = (Icon::Flag, Tone::Plain);
    el.children(signs)
}
