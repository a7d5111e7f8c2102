//! What the trainee says, spoken or typed, becomes facts.

use bevy::prelude::*;

use super::contact::Contact;
use super::devices::{DeviceEvent, Headset};
use super::sets::Stage;
use super::ui::{Drafts, Field};
use crate::call::Phase;
use crate::event::{DeviceNote, Fact, Permille};
use crate::speech::EarEvent;
use crate::store::save_clip;
use crate::time::CallTime;

/// What the microphone does in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ear {
    /// Switched off by the trainee.
    pub(crate) muted: bool,
    /// What is heard now.
    pub(crate) state: Hearing,
    /// How loud it is.
    pub(crate) level: Permille,
}

impl Default for Ear {
    fn default() -> Self {
        Self { muted: false, state: Hearing::Quiet, level: Permille(0) }
    }
}

/// What is heard now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hearing {
    /// Nobody speaks.
    Quiet,
    /// The trainee speaks.
    Speech,
    /// The trainee pauses; the words are being worked out.
    Transcribing,
}

/// So long after the last keystroke the customer no longer takes the trainee to be about to say something.
const TYPING_PAUSE_MS: u64 = 6_000;

/// A microphone louder than this after a pause means that the trainee goes on speaking (root mean square, of 1000).
const SPEAKING_LEVEL: Permille = Permille(40);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (hear, open_and_close, notice_typing).chain().in_set(Stage::Listen).run_if(resource_exists::<Contact>),
    );
    app.add_systems(Update, close_between_calls.in_set(Stage::Listen).run_if(not(resource_exists::<Contact>)));
}

/// Speech becomes facts.
fn hear(mut events: MessageReader<DeviceEvent>, mut contact: ResMut<Contact>) {
    for event in events.read() {
        let DeviceEvent::Ear(event) = event else { continue };
        let now = contact.now;
        let talking = contact.phase() == Phase::Talking;
        match event {
            EarEvent::SpeechBegan { .. } if talking => {
                contact.ear.state = Hearing::Speech;
                contact.tell_quietly(now, Fact::SpeechBegan);
            }
            EarEvent::Paused { .. } if talking => contact.ear.state = Hearing::Transcribing,
            EarEvent::Heard(heard) => {
                contact.ear.state = Hearing::Quiet;
                if let Some(folder) = contact.session.record_folder()
                    && let Err(error) = save_clip(folder, &heard.clip.name, &heard.clip.flac)
                {
                    contact.clip_trouble = Some(error.to_string());
                }
                if talking {
                    contact.tell_quietly(now, Fact::Heard(heard.utterance.clone()));
                }
            }
            EarEvent::Dropped { why, .. } => {
                contact.ear.state = Hearing::Quiet;
                if talking {
                    if why.was_speech() {
                        contact.unclear_at = Some(now);
                        contact.tell_quietly(now, Fact::Device(DeviceNote::Unintelligible));
                    }
                    contact.tell_quietly(now, Fact::SpeechDropped);
                }
            }
            EarEvent::DeviceLost(_) => contact.note_device(DeviceNote::MicrophoneLost),
            EarEvent::DeviceBack(_) => contact.note_device(DeviceNote::MicrophoneBack),
            _ => {}
        }
    }
}

/// The microphone listens while the two are talking and the trainee has not switched it off.
fn open_and_close(mut contact: ResMut<Contact>, headset: Option<Res<Headset>>, mut open: Local<Option<bool>>) {
    let Some(ears) = headset.as_ref().and_then(|headset| headset.ears.as_ref()) else {
        return;
    };
    if !contact.ears_opened {
        contact.ears_opened = true;
        let (language, prompt) = (contact.session.header().language, contact.session.script().prompt());
        ears.open_call(contact.began, language, &prompt);
        *open = None;
    }
    let wanted = contact.phase() == Phase::Talking && !contact.ear.muted;
    if *open != Some(wanted) {
        *open = Some(wanted);
        ears.mute(!wanted);
    }
    contact.ear.level = if wanted { ears.level() } else { Permille(0) };
    if contact.ear.state == Hearing::Transcribing && contact.ear.level > SPEAKING_LEVEL {
        contact.ear.state = Hearing::Speech;
    }
}

/// Between calls nobody listens.
fn close_between_calls(headset: Option<Res<Headset>>, mut events: MessageReader<DeviceEvent>) {
    let found = events.read().any(|event| matches!(event, DeviceEvent::Ear(EarEvent::DeviceBack(_))));
    if let Some(ears) = headset.as_ref().and_then(|headset| headset.ears.as_ref())
        && found
    {
        ears.mute(true);
    }
}

/// Whoever types is about to speak: the customer does not take it for silence.
fn notice_typing(drafts: Res<Drafts>, mut contact: ResMut<Contact>, mut before: Local<String>) {
    let text = drafts.get(Field::Say);
    let now = contact.now;
    if contact.phase() != Phase::Talking {
        return;
    }
    let changed = *before != text;
    if changed {
        text.clone_into(&mut before);
    }
    let empty = text.trim().is_empty();
    match contact.typing {
        None if changed && !empty => {
            contact.typing = Some((now, now));
            contact.tell_quietly(now, Fact::SpeechBegan);
        }
        Some((since, _)) if changed && !empty => contact.typing = Some((since, now)),
        Some((_, last)) if empty || now.since(last) > TYPING_PAUSE_MS => {
            contact.typing = None;
            contact.tell_quietly(now, Fact::SpeechDropped);
        }
        _ => {}
    }
}

/// When the sentence in the field was begun.
pub(super) fn typed_since(contact: &Contact) -> CallTime {
    contact.typing.map_or(contact.now, |(since, _)| since)
}
