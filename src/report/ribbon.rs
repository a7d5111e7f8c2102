//! The call as a ribbon: phases, holds, the customer's mood, and where the findings lie.

use crate::ids::Language;
use crate::scoring::Reading;
use crate::scoring::reading::Phase;
use crate::time::{CallTime, Span};

use super::view::{FindingView, Group};
use super::words;

/// Everything the ribbon shows, over one stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ribbon {
    /// The whole stretch: from the first ring to the last event.
    pub span: Span,
    /// The phases in order, without gaps.
    pub stretches: Vec<StretchView>,
    /// Times on hold.
    pub holds: Vec<Span>,
    /// The virtual customer's mood, from the start, at every change.
    pub mood: Vec<MoodPoint>,
    /// Where findings lie that are not simply met.
    pub marks: Vec<RibbonMark>,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StretchView {
    /// Which.
    pub phase: Phase,
    /// Its name.
    pub label: String,
    /// When.
    pub span: Span,
}

/// The mood at a moment; each measure from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoodPoint {
    /// When.
    pub at: CallTime,
    /// 0 calm.
    pub anger: i16,
    /// 0 believes nothing.
    pub trust: i16,
    /// 0 can wait no longer.
    pub patience: i16,
}

/// A finding on the ribbon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RibbonMark {
    /// When.
    pub at: CallTime,
    /// Index of the finding.
    pub finding: usize,
    /// Its group, for its shape.
    pub group: Group,
}

pub(super) fn ribbon(reading: &Reading<'_>, findings: &[FindingView], language: Language) -> Ribbon {
    let end = reading.events.last().map_or(reading.over, |event| event.at).max(reading.over);
    let stretches = reading
        .phases
        .iter()
        .map(|stretch| StretchView {
            phase: stretch.phase,
            label: words::phase(language, stretch.phase).to_owned(),
            span: stretch.span,
        })
        .collect();
    let mood = reading
        .mood
        .iter()
        .map(|(_, at, mood)| MoodPoint { at: *at, anger: mood.anger, trust: mood.trust, patience: mood.patience })
        .collect();
    let mut marks: Vec<RibbonMark> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| matches!(finding.group, Group::NotMet | Group::Partly | Group::NotObserved))
        .filter_map(|(index, finding)| {
            let of_parts = finding.parts.iter().flat_map(|part| &part.evidence);
            let place = finding.evidence.iter().chain(of_parts).next()?;
            Some(RibbonMark { at: place.span.from, finding: index, group: finding.group })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.at, mark.finding));
    Ribbon {
        span: Span::new(CallTime::default(), end),
        stretches,
        holds: reading.holds.iter().map(|hold| hold.span).collect(),
        mood,
        marks,
    }
}
