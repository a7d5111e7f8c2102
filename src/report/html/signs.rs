//! Signs for outcomes: shapes first, drawn inline, so that nothing rests on colour or on a font.

use maud::{Markup, PreEscaped, html};

use crate::scoring::Mark;

use super::super::view::Group;

/// The sign of a group of findings. Hidden from screen readers: the words stand beside it.
pub(super) fn group(group: Group) -> Markup {
    drawn(match group {
        Group::Met => {
            r#"<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.6 8.2l2.3 2.3 4.4-4.9" fill="none" stroke="var(--paper)" stroke-width="1.8"/>"#
        }
        Group::Partly => {
            r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor"/>"#
        }
        Group::NotMet => {
            r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke="currentColor" stroke-width="1.6"/>"#
        }
        Group::NotObserved => {
            r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.4 2"/><path d="M6 6.4c0-2.6 4-2.5 4 0 0 1.5-2 1.5-2 3" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="8" cy="11.4" r=".9" fill="currentColor"/>"#
        }
        Group::ForAssessor => {
            r#"<path d="M4.2 6.2c0-5.2 7.6-5.2 7.6 0 0 3.2-2.6 3.2-2.8 6-.2 2.6-3.4 2.6-3.6.2M6.4 6.6c0-2.2 3.2-2.2 3.2 0 0 1.2-1.4 1.4-1.4 2.6" fill="none" stroke="currentColor" stroke-width="1.4"/>"#
        }
        Group::NotApplicable => r#"<path d="M3 8h10" stroke="currentColor" stroke-width="1.6"/>"#,
    })
}

/// The sign of a part.
pub(super) fn mark(mark: Mark, unwanted: bool) -> Markup {
    group(match (mark, unwanted) {
        (Mark::Seen | Mark::SeenFully, true) | (Mark::Missing, _) => Group::NotMet,
        (Mark::SeenFully | Mark::Seen, false) => Group::Met,
        (Mark::Unclear, _) => Group::NotObserved,
    })
}

fn drawn(shape: &str) -> Markup {
    html! { svg.sign viewBox="0 0 16 16" aria-hidden="true" focusable="false" { (PreEscaped(shape)) } }
}
