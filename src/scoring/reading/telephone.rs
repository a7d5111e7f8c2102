//! What the line did: speaking, silence, hold, the end.

use crate::event::{Cause, Consequence, DeviceNote, Event, Fact, Kind, PhoneAction};
use crate::ids::Seq;
use crate::time::{CallTime, Span};

use super::turns::{CustomerTurn, OperatorTurn};

/// Silences shorter than this are breathing, not pauses (milliseconds; our proposal).
const BREATH_MS: u64 = 1_500;

/// A time on hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// The telephone event that began it.
    pub from: Seq,
    /// The event that ended it.
    pub to: Seq,
    /// From when to when.
    pub span: Span,
}

/// A stretch in which nobody spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// From when to when.
    pub span: Span,
}

/// When the conversation ended: the first closing or hanging up; the last event, if neither came.
pub(super) fn conversation_end(events: &[Event]) -> CallTime {
    events
        .iter()
        .find(|event| matches!(&event.kind, Kind::Fact(Fact::HungUp) | Kind::Consequence(Consequence::Closed(_))))
        .or(events.last())
        .map_or(CallTime::default(), |event| event.at)
}

/// Stretches in which the trainee was speaking, and those among them that gave no words.
pub(super) fn speaking(events: &[Event], operator: &[OperatorTurn<'_>], over: CallTime) -> (Vec<Span>, Vec<(Seq, Span)>) {
    let mut spans: Vec<Span> = operator.iter().map(OperatorTurn::span).collect();
    let mut unheard = Vec::new();
    let mut began: Option<CallTime> = None;
    for event in events {
        match &event.kind {
            Kind::Fact(Fact::SpeechBegan) => began = began.or(Some(event.at)),
            Kind::Fact(Fact::SpeechDropped | Fact::Heard(_)) => {
                if let Some(from) = began.take() {
                    spans.push(Span::new(from, event.at));
                }
            }
            Kind::Fact(Fact::Device(DeviceNote::Unintelligible)) => {
                let span = Span::new(began.take().unwrap_or(event.at), event.at);
                spans.push(span);
                unheard.push((event.seq, span));
            }
            _ => {}
        }
    }
    // A record may break off while somebody speaks.
    spans.extend(began.map(|from| Span::new(from, over.max(from))));
    spans.sort_by_key(|span| (span.from, span.to));
    (spans, unheard)
}

/// Times on hold; one that is never taken back lasts to the end.
pub(super) fn holds(events: &[Event], over: CallTime) -> Vec<Hold> {
    let mut holds = Vec::new();
    let mut open: Option<(Seq, CallTime)> = None;
    for event in events {
        match &event.kind {
            Kind::Fact(Fact::Phone(PhoneAction::Hold)) => open = open.or(Some((event.seq, event.at))),
            Kind::Fact(Fact::Phone(PhoneAction::Resume)) => {
                if let Some((from, at)) = open.take() {
                    holds.push(Hold { from, to: event.seq, span: Span::new(at, event.at) });
                }
            }
            _ => {}
        }
    }
    if let Some((from, at)) = open {
        holds.push(Hold { from, to: events.last().map_or(from, |event| event.seq), span: Span::new(at, over.max(at)) });
    }
    holds
}

/// Gaps in the conversation in which nobody spoke and nobody was on hold.
pub(super) fn silences(
    answered: CallTime,
    over: CallTime,
    speaking: &[Span],
    customer: &[CustomerTurn<'_>],
    holds: &[Hold],
) -> Vec<Silence> {
    let mut busy: Vec<Span> = speaking.to_vec();
    // A customer asking "are you still there?" does not end the operator's silence.
    busy.extend(customer.iter().filter(|line| *line.because != Cause::Silence).map(|line| line.span));
    busy.extend(holds.iter().map(|hold| hold.span));
    busy.sort_by_key(|span| span.from);
    let mut silences = Vec::new();
    let mut quiet_from = answered;
    for span in busy.into_iter().chain([Span::new(over, over)]) {
        let gap = Span { from: quiet_from, to: span.from.min(over) };
        if gap.to.since(gap.from) >= BREATH_MS {
            silences.push(Silence { span: gap });
        }
        quiet_from = quiet_from.max(span.to);
    }
    silences
}
