//! Findings in groups. Each opens to what was said, the rule, why it matters, and what would have earned the point.

use accesskit::Role;
use bevy::prelude::*;

use crate::game::action::Action;
use crate::game::text::fill;
use crate::game::theme::{Icon, Size, Tone, Ui, Weight};
use crate::game::ui::El;
use crate::game::verdict::{Judged, Verdict};
use crate::report::{EvidenceView, FindingView, Group, PartView};
use crate::scoring::Mark;

/// Groups in the order to read them.
const ORDER: [Group; 5] = [Group::NotMet, Group::Partly, Group::Met, Group::NotObserved, Group::ForAssessor];

/// Sign, tone and name of a group.
pub(super) fn group_sign(ui: &Ui, group: Group) -> (Icon, Tone, &'static str) {
    let t = ui.texts;
    match group {
        Group::NotMet => (Icon::CrossCircle, Tone::Bad, t.group_not_met),
        Group::Partly => (Icon::MinusCircle, Tone::Warn, t.group_partly),
        Group::Met => (Icon::CheckCircle, Tone::Good, t.group_met),
        Group::NotObserved => (Icon::Dashed, Tone::Plain, t.group_not_observed),
        Group::ForAssessor => (Icon::Scale, Tone::Accent, t.group_for_assessor),
        Group::NotApplicable => (Icon::Dashed, Tone::Plain, t.group_not_applicable),
    }
}

pub(super) fn findings(ui: &Ui, verdict: &Verdict, judged: &Judged) -> El {
    let all = judged.view.findings.iter().enumerate();
    let groups = ORDER.into_iter().filter_map(|group| {
        let members: Vec<(usize, &FindingView)> = all.clone().filter(|(_, finding)| finding.group == group).collect();
        if members.is_empty() {
            return None;
        }
        let (icon, tone, name) = group_sign(ui, group);
        let head = El::row()
            .gap(8.0)
            .pad_xy(4.0, 2.0)
            .child(ui.icon(icon, Size::Large, ui.palette.strong(tone)))
            .child(ui.heading(name))
            .child(ui.small(members.len().to_string()));
        let rows = members.into_iter().map(|(index, finding)| row(ui, verdict, index, finding));
        let card = ui.card().pad(4.0).gap(0.0).role(Role::List).label(name).children(rows);
        Some(El::column().full().gap(6.0).key(format!("group {group:?}")).child(head).child(card))
    });
    El::column().full().gap(14.0).children(groups)
}

fn row(ui: &Ui, verdict: &Verdict, index: usize, finding: &FindingView) -> El {
    let p = &ui.palette;
    let open = verdict.open == Some(index);
    let (icon, tone, _) = group_sign(ui, finding.group);
    let rows: Vec<&str> = finding.rows.iter().map(crate::ids::RowId::as_str).collect();
    let mut title = El::column().grow().gap(1.0).child(ui.words(finding.title.as_str(), Size::Body, 600, p.ink));
    if let Some(measured) = &finding.measured {
        title = title.child(ui.small(measured.as_str()));
    }
    let mut head =
        El::row().full().pad_xy(10.0, 9.0).gap(10.0).round(8.0).child(ui.icon(icon, Size::Large, p.strong(tone))).child(title);
    if finding.critical.is_some() {
        head = head.child(ui.badge(Tone::Bad, Some(Icon::Scale), ui.texts.critical));
    }
    head = head
        .child(ui.small(rows.join(" ")).single_line())
        .child(ui.icon(if open { Icon::Up } else { Icon::Down }, Size::Body, p.muted))
        .does(Action::Finding(index), p.hover, p.press)
        .role(Role::DisclosureTriangle)
        .key("head")
        .label(format!("{}. {}", finding.title, finding.outcome_label));
    let mut el = El::column().full().role(Role::ListItem).key(format!("finding {}", finding.id)).child(head);
    if open {
        el = el.child(detail(ui, verdict, finding));
    }
    el
}

fn detail(ui: &Ui, verdict: &Verdict, finding: &FindingView) -> El {
    let t = ui.texts;
    let mut el = El::column().full().gap(12.0).pad_xy(16.0, 10.0).key("detail");
    if finding.critical.is_some() {
        el = el.child(ui.banner(Tone::Warn, Icon::Scale, t.critical_help));
    }
    el = el.child(section(ui, Icon::Info, t.why, [ui.body(finding.why.as_str())]));
    if let Some(unseen) = &finding.unseen {
        el = el.child(section(ui, Icon::Hidden, t.why_not_observed, [ui.body(unseen.as_str())]));
    }
    if !finding.parts.is_empty() {
        el = el.child(section(ui, Icon::Checklist, t.looked_for, finding.parts.iter().map(|part| part_row(ui, verdict, part))));
    }
    if !finding.evidence.is_empty() {
        let evidence = finding.evidence.iter().map(|place| evidence_row(ui, verdict, place));
        el = el.child(section(ui, Icon::Quote, t.evidence, evidence));
    }
    if !finding.advice.is_empty() {
        let advice = finding.advice.iter().map(|sentence| ui.body(sentence.as_str()));
        el = el.child(section(ui, Icon::Bulb, t.advice, advice));
    }
    el.children(finding.limits.iter().map(|limit| ui.small(limit.as_str())))
}

fn section(ui: &Ui, icon: Icon, name: &str, inside: impl IntoIterator<Item = El>) -> El {
    let icon = ui.icon(icon, Size::Large, ui.palette.accent);
    let words = El::column().grow().gap(5.0).child(ui.overline(name)).children(inside);
    El::row().full().gap(12.0).start().child(icon).child(words)
}

fn part_row(ui: &Ui, verdict: &Verdict, part: &PartView) -> El {
    let (icon, tone) = match part.mark {
        Mark::Seen | Mark::SeenFully => (Icon::Check, Tone::Good),
        Mark::Missing => (Icon::Close, Tone::Bad),
        Mark::Unclear => (Icon::Dashed, Tone::Plain),
    };
    let words = ui.words(format!("{}: {}", part.name, part.mark_label), Size::Body, 450, ui.palette.ink);
    El::column()
        .full()
        .gap(4.0)
        .child(
            El::row()
                .full()
                .gap(8.0)
                .child(ui.icon(icon, Size::Body, ui.palette.strong(tone)))
                .child(El::column().grow().child(words)),
        )
        .children(part.evidence.iter().map(|place| evidence_row(ui, verdict, place)))
}

/// A quotation with its second; pressing it shows the line in the transcript and plays it.
fn evidence_row(ui: &Ui, verdict: &Verdict, place: &EvidenceView) -> El {
    let t = ui.texts;
    let p = &ui.palette;
    let quote = if place.said { format!("«{}»", place.quote) } else { place.quote.clone() };
    let mut el = El::row()
        .full()
        .gap(10.0)
        .pad_xy(10.0, 6.0)
        .round(8.0)
        .fill(p.sunken)
        .child(ui.words(place.time.as_str(), Size::Small, 650, p.muted).single_line())
        .child(El::column().grow().child(ui.body(quote)).child(ui.small(place.speaker_label.as_str())));
    if let Some(line) = place.line {
        let playable = verdict.clip(line).is_some();
        let (icon, words) = if playable { (Icon::Volume, t.listen) } else { (Icon::Right, t.show) };
        let button = ui
            .button(Weight::Quiet, Some(icon), words, None, Action::Listen(line))
            .label(fill("{what}: {time} {quote}", &[("what", words), ("time", &place.time), ("quote", &place.quote)]));
        el = el.child(button);
    }
    el
}
