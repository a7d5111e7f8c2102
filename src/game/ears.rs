//! What the trainee says: from the microphone through `speech`, or typed.

use bevy::prelude::*;

use super::contact::Contact;
use super::sets::Stage;
use super::ui::{Drafts, Field};
use crate::call::Phase;
use crate::event::{Fact, Permille};
use crate::time::CallTime;

/// What the microphone does in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ear {
    /// Switched off by the trainee.
    pub(crate) muted: bool,
    /// What is heard now.
    pub(crate) state: Hearing,
    /// How loud it is: 0 to 1000.
    pub(crate) level: Level,
}

/// A level from 0 to 1000, at first 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level(pub(crate) Permille);

impl Default for Level {
    fn default() -> Self {
        Self(Permille(0))
    }
}

/// What is heard now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Hearing {
    /// Nobody listens: no microphone or no recogniser.
    #[default]
    Off,
    /// Listening, nobody speaks.
    Quiet,
    /// The trainee speaks.
    Speech,
    /// The words are being worked out.
    Transcribing,
}

/// So long after the last keystroke the customer no longer takes the trainee to be about to say something.
const TYPING_PAUSE_MS: u64 = 6_000;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, notice_typing.in_set(Stage::Listen).run_if(resource_exists::<Contact>));
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

/// The stretch over which a typed sentence was typed.
pub(super) fn typed_since(contact: &Contact) -> CallTime {
    contact.typing.map_or(contact.now, |(since, _)| since)
}
