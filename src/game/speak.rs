//! What is to be heard: the ring, the customer's lines, music on hold, the tone of a dead line. And what of it has been heard.

use bevy::prelude::*;

use super::contact::Contact;
use super::devices::{DeviceEvent, Headset};
use super::sets::Stage;
use crate::call::Phase;
use crate::event::{Consequence, DeviceNote, Fact, Kind, PhoneAction};
use crate::plan::caption_ms;
use crate::speech::{Background, MouthEvent};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, tell_what_was_heard.in_set(Stage::Listen).run_if(resource_exists::<Contact>));
    app.add_systems(
        Update,
        sound_what_happened.in_set(Stage::Present).run_if(resource_exists::<Contact>).run_if(resource_exists::<Headset>),
    );
    app.add_systems(Update, fall_silent.in_set(Stage::Present).run_if(resource_removed::<Contact>));
}

/// Lines that began and ended are facts.
fn tell_what_was_heard(mut events: MessageReader<DeviceEvent>, mut contact: ResMut<Contact>) {
    for event in events.read() {
        let DeviceEvent::Mouth(event) = event else { continue };
        let now = contact.now;
        match event {
            MouthEvent::Began(reply) => contact.tell_quietly(now, Fact::LineBegan(*reply)),
            MouthEvent::Ended { reply, cut } => contact.tell_quietly(now, Fact::LineEnded { reply: *reply, cut: *cut }),
            MouthEvent::DeviceLost(_) => contact.note_device(DeviceNote::SpeakerLost),
            MouthEvent::DeviceBack => contact.note_device(DeviceNote::SpeakerBack),
            // The line goes on as a caption.
            MouthEvent::Unplayable { .. } => {}
        }
    }
}

/// Orders the sounds of what has happened since the last frame.
fn sound_what_happened(mut contact: ResMut<Contact>, headset: Res<Headset>) {
    let mouth = &headset.mouth;
    for event in std::mem::take(&mut contact.unheard) {
        match &event.kind {
            Kind::Fact(Fact::Offered(_)) => {
                mouth.set_noise(Some(contact.session.script().scenario.noise_db));
                mouth.sound(Some(Background::Ring));
            }
            Kind::Fact(Fact::Answered | Fact::Phone(PhoneAction::Resume)) => mouth.sound(Some(Background::Line)),
            Kind::Fact(Fact::Phone(PhoneAction::Hold)) => {
                mouth.cut();
                mouth.sound(Some(Background::HoldMusic));
            }
            // Whoever has hung up, or handed the call over, hears nothing more.
            Kind::Fact(Fact::HungUp | Fact::Phone(PhoneAction::Transfer { .. })) => mouth.cut(),
            Kind::Consequence(Consequence::Replied { text, .. }) => match contact.session.clip_of(&event) {
                Some(clip) => mouth.play_line(&clip, event.seq),
                None => mouth.show_line(caption_ms(text), event.seq),
            },
            Kind::Consequence(Consequence::Closed(_)) => contact.line_open = true,
            _ => {}
        }
    }
    // After the customer's last word the line is dead, and sounds so.
    let said_all = contact.session.state().pending_lines.is_empty();
    if contact.line_open && said_all && matches!(contact.phase(), Phase::WrapUp | Phase::Over) {
        contact.line_open = false;
        mouth.sound(None);
        mouth.end_tone();
    }
}

/// The screen was left: nothing goes on sounding.
fn fall_silent(headset: Option<Res<Headset>>) {
    if let Some(headset) = headset {
        headset.mouth.cut();
        headset.mouth.sound(None);
    }
}
