//! What was said and done, line by line.

use accesskit::Role;
use bevy::prelude::*;

use crate::game::action::Action;
use crate::game::theme::{Icon, Size, Tone, Ui};
use crate::game::ui::El;
use crate::game::verdict::{Judged, Verdict};
use crate::report::{LineKind, LineView};

pub(super) fn transcript(ui: &Ui, verdict: &Verdict, judged: &Judged) -> El {
    let view = &judged.view;
    let mut any_faint = false;
    let rows: Vec<El> = view
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            any_faint |= line.words.iter().any(|word| word.faint);
            row(ui, verdict, index, line)
        })
        .collect();
    let mut el = El::column().full().gap(6.0).role(Role::List).label(ui.texts.transcript);
    if any_faint {
        el = el.child(ui.small(ui.texts.unsure_words));
    }
    el.children(rows)
}

fn row(ui: &Ui, verdict: &Verdict, index: usize, line: &LineView) -> El {
    let p = &ui.palette;
    let chosen = verdict.line == Some(index);
    let spoken = matches!(line.kind, LineKind::Operator | LineKind::Customer);
    let mut words = Vec::new();
    for word in &line.words {
        let ink = if spoken { p.ink } else { p.muted };
        let mut run = ui.run(format!("{} ", word.text), if spoken { Size::Body } else { Size::Small }, 400, ink);
        if word.faint {
            (run.ink, run.underline) = (p.muted, Some(p.warn));
        }
        match words.last_mut() {
            Some(last) if same(last, &run) => last.text.push_str(&run.text),
            _ => words.push(run),
        }
    }
    let icon = match line.kind {
        LineKind::Operator => Icon::Headphones,
        LineKind::Customer => Icon::User,
        LineKind::Desk => Icon::IdCard,
        LineKind::Phone => Icon::Phone,
    };
    let ink = if line.kind == LineKind::Operator { p.accent } else { p.muted };
    let mut head = El::row()
        .full()
        .gap(8.0)
        .child(ui.icon(icon, Size::Small, ink))
        .child(ui.words(line.who.as_str(), Size::Small, 650, ink).single_line())
        .child(ui.words(line.time.as_str(), Size::Small, 450, p.muted).single_line());
    if let Some(feeling) = &line.feeling {
        head = head.child(ui.badge(Tone::Warn, None, feeling.as_str()));
    }
    if line.cut {
        head = head.child(ui.small(ui.texts.cut_short).single_line());
    }
    if verdict.clip(index).is_some() {
        let playing = verdict.playing == Some(index);
        let (sign, name, action) = if playing {
            (Icon::Stop, ui.texts.stop, Action::Quiet)
        } else {
            (Icon::Play, ui.texts.listen, Action::Listen(index))
        };
        let side = ui.px(Size::Body) * 1.7;
        let button = El::row()
            .centre()
            .width(side)
            .height(side)
            .round(6.0)
            .child(ui.icon(sign, Size::Small, p.accent))
            .does(action, p.hover, p.press)
            .label(format!("{name}: {} {}", line.time, line.who));
        head = head.child(El::space()).child(button);
    }
    let mut el = El::column()
        .full()
        .pad_xy(10.0, 6.0)
        .gap(2.0)
        .round(8.0)
        .key(format!("transcript {index}"))
        .role(Role::ListItem)
        .child(head)
        .child(El::words(words));
    if line.kind == LineKind::Operator {
        el = el.fill(p.accent_soft.with_alpha(0.5));
    }
    if chosen {
        el = el.line(p.focus).fill(p.accent_soft);
    }
    el
}

fn same(a: &crate::game::ui::Run, b: &crate::game::ui::Run) -> bool {
    a.ink == b.ink && a.underline == b.underline
}
