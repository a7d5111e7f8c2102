//! The thread that turns turns into words, and the clock that says when each sample was spoken.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use super::handle::{EarEvent, LoadTranscriber};
use crate::speech::hear::{DropReason, Hearing, Setting, recognise};
use crate::speech::segment::Segment;
use crate::speech::{RATE, SpeechError, Transcriber, Whisper, WhisperConfig, model};
use crate::time::{CallTime, Span};

pub(super) fn load(config: &WhisperConfig) -> Result<(Box<dyn Transcriber>, EarEvent), SpeechError> {
    let whisper = Whisper::load(config)?;
    let name = config.model.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256 = model::sha256_of(&config.model)?;
    Ok((Box::new(whisper), EarEvent::ModelReady { name, sha256 }))
}

/// When a sample of the stream was spoken: one sample whose instant is known, and 16,000 a second from there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) origin: Instant,
    pub(super) anchor: (u64, Instant),
}

impl Clock {
    pub(super) fn at(&self, sample: u64) -> CallTime {
        let since = |from: Instant, to: Instant| to.saturating_duration_since(from).as_millis() as i64;
        let anchor = since(self.origin, self.anchor.1) - since(self.anchor.1, self.origin);
        let distance = (sample as i64 - self.anchor.0 as i64) * 1_000 / i64::from(RATE);
        CallTime((anchor + distance).max(0) as u64)
    }
}

/// Work for the recogniser.
pub(super) struct Job {
    pub(super) segment: Segment,
    pub(super) clock: Clock,
    pub(super) setting: Setting,
    /// Early work waits for `Order::Settle` and may be called off.
    pub(super) early: bool,
    pub(super) called_off: Arc<AtomicBool>,
}

pub(super) enum Order {
    Hear(Box<Job>),
    /// The turn is over as the last early work heard it.
    Settle,
}

pub(super) fn recognise_jobs(load: LoadTranscriber, orders: &Receiver<Order>, tell: &Sender<EarEvent>) {
    let _ = tell.send(EarEvent::ModelLoading);
    let mut transcriber = match load() {
        Ok((transcriber, ready)) => {
            let _ = tell.send(ready);
            Some(transcriber)
        }
        Err(error) => {
            let _ = tell.send(EarEvent::ModelFailed(error.to_string()));
            None
        }
    };
    let mut early: Option<EarEvent> = None;
    while let Ok(order) = orders.recv() {
        match order {
            Order::Hear(job) => {
                let event = match &mut transcriber {
                    Some(transcriber) => hear(&job, transcriber.as_mut()),
                    None => Some(nothing_heard(&job)),
                };
                if job.early {
                    early = event;
                } else if let Some(event) = event {
                    let _ = tell.send(event);
                }
            }
            Order::Settle => {
                if let Some(event) = early.take() {
                    let _ = tell.send(event);
                }
            }
        }
    }
}

/// What a job gives; nothing if it was called off.
fn hear(job: &Job, transcriber: &mut dyn Transcriber) -> Option<EarEvent> {
    if job.called_off.load(Ordering::Relaxed) {
        return None;
    }
    match recognise(&job.segment, |sample| job.clock.at(sample), &job.setting, transcriber, &job.called_off) {
        Ok(Hearing::Words(heard)) => Some(EarEvent::Heard(Box::new(heard))),
        Ok(Hearing::Nothing { span, why, clip }) => Some(EarEvent::Dropped { span, why, clip }),
        Err(_) => None,
    }
}

fn nothing_heard(job: &Job) -> EarEvent {
    let span = Span::new(job.clock.at(job.segment.from), job.clock.at(job.segment.to));
    EarEvent::Dropped { span, why: DropReason::NoRecogniser, clip: None }
}
