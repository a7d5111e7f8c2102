//! What the customer says: one line after the other, as sound where there is sound, for as long as it takes to read where
//! there is none.

use std::collections::VecDeque;
use std::path::PathBuf;

use bevy::prelude::*;

use super::contact::Contact;
use super::sets::Stage;
use super::sound::Sound;
use crate::call::Phase;
use crate::event::{Consequence, Event, Fact, Kind};
use crate::ids::Seq;
use crate::time::CallTime;

/// How long a line is taken to last where it cannot be heard: 60 ms a letter, about 1,000 letters a minute, the pace of quick
/// talk; our proposal.
const MS_PER_LETTER: u64 = 60;

/// Between two lines of the same breath.
const BREATH_MS: u64 = 250;

/// Lines waiting and sounding.
#[derive(Debug, Default)]
pub(crate) struct Mouth {
    waiting: VecDeque<Line>,
    sounding: Option<Sounding>,
    not_before: CallTime,
    /// The line was cut off: whoever hangs up hears nothing more.
    cut: bool,
}

#[derive(Debug)]
struct Line {
    reply: Seq,
    letters: u64,
    clip: Option<PathBuf>,
}

#[derive(Debug)]
struct Sounding {
    reply: Seq,
    until: Until,
}

#[derive(Debug)]
enum Until {
    /// The caption has been there long enough.
    Time(CallTime),
    /// The sound is over.
    Sound,
}

impl Mouth {
    /// Takes in what the customer is to say.
    pub(super) fn take(&mut self, event: &Event, clip: Option<PathBuf>) {
        if let Kind::Consequence(Consequence::Replied { text, .. }) = &event.kind {
            let letters = text.chars().count() as u64;
            self.waiting.push_back(Line { reply: event.seq, letters, clip });
        }
    }

    /// Nothing more is heard: the trainee hung up or handed the call over.
    pub(crate) fn cut(&mut self) {
        self.cut = true;
    }

    /// Whether the customer is saying something.
    pub(crate) fn is_sounding(&self) -> bool {
        self.sounding.is_some()
    }

    /// Whether anything is left to be said.
    pub(crate) fn is_empty(&self) -> bool {
        self.sounding.is_none() && self.waiting.is_empty()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, speak.in_set(Stage::Present).run_if(resource_exists::<Contact>));
}

/// Ends the line that is over and begins the next.
fn speak(mut contact: ResMut<Contact>, mut sound: ResMut<Sound>) {
    let held = contact.phase() == Phase::OnHold;
    let now = contact.now;
    if let Some(sounding) = &contact.mouth.sounding {
        let over = match sounding.until {
            Until::Time(end) => now >= end,
            Until::Sound => sound.line_is_over(),
        };
        let cut = (contact.mouth.cut || held) && !over;
        if over || cut {
            let reply = sounding.reply;
            if cut {
                sound.stop_line();
            }
            contact.mouth.sounding = None;
            contact.mouth.not_before = now.plus(BREATH_MS);
            contact.tell_quietly(now, Fact::LineEnded { reply, cut });
        }
    }
    if contact.mouth.cut {
        while let Some(line) = contact.mouth.waiting.pop_front() {
            contact.tell_quietly(now, Fact::LineEnded { reply: line.reply, cut: true });
        }
    }
    if contact.mouth.sounding.is_some() || held || now < contact.mouth.not_before {
        return;
    }
    if let Some(line) = contact.mouth.waiting.pop_front() {
        contact.tell_quietly(now, Fact::LineBegan(line.reply));
        let heard = line.clip.as_deref().is_some_and(|clip| sound.play_line(clip));
        let until = if heard { Until::Sound } else { Until::Time(now.plus(800 + line.letters * MS_PER_LETTER)) };
        contact.mouth.sounding = Some(Sounding { reply: line.reply, until });
    }
}
