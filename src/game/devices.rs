//! Microphone, recogniser and loudspeaker: what is known of them, and the threads behind them. Their events wake the window, so
//! that it may sleep in between and still answer at once.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bevy::prelude::*;

use super::sets::Stage;
use crate::ids::Language;
use crate::record::Model;
use crate::speech::{EarEvent, Ears, EarsConfig, Mouth, MouthConfig, MouthEvent, model};

/// The state of the devices.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Devices {
    /// The microphone.
    pub(crate) microphone: Microphone,
    /// The speech recogniser.
    pub(crate) recogniser: Recogniser,
    /// Whether customers can be heard.
    pub(crate) speaker: Speaker,
}

/// The microphone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Microphone {
    /// Not looked for yet.
    #[default]
    Unknown,
    /// It can be used.
    Ready,
    /// There is none, or it vanished.
    Missing,
}

/// The speech recogniser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Recogniser {
    /// Its model is being read.
    #[default]
    Loading,
    /// It can be used.
    Ready(Model),
    /// There is no model, or it could not be read: why and what to do.
    Missing(String),
}

/// Sound output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Not tried yet.
    #[default]
    Unknown,
    /// Customers can be heard.
    Ready,
    /// No sound: captions only.
    Missing,
}

impl Devices {
    /// Whether a call can be spoken.
    pub(crate) fn can_hear(&self) -> bool {
        self.microphone == Microphone::Ready && matches!(self.recogniser, Recogniser::Ready(_))
    }

    /// The recogniser for a record's header.
    pub(crate) fn model(&self) -> Option<Model> {
        match &self.recogniser {
            Recogniser::Ready(model) => Some(model.clone()),
            Recogniser::Loading | Recogniser::Missing(_) => None,
        }
    }
}

/// Something a device tells.
#[derive(Message, Debug, Clone)]
pub(crate) enum DeviceEvent {
    /// From the ears.
    Ear(EarEvent),
    /// From the mouth.
    Mouth(MouthEvent),
}

/// The devices themselves.
#[derive(Resource)]
pub(crate) struct Headset {
    /// The microphone with the recogniser behind it; none in a rehearsal without devices.
    pub(crate) ears: Option<Arc<Ears>>,
    /// The loudspeaker, or its silent stand-in.
    pub(crate) mouth: Arc<Mouth>,
    events: Mutex<Receiver<DeviceEvent>>,
}

/// Wakes the window.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// How long a forwarding thread waits for an event before it looks whether it is still needed.
const PATIENCE: Duration = Duration::from_millis(500);

impl Headset {
    /// Opens microphone, recogniser and loudspeaker in the background.
    pub(crate) fn open(language: Language, wake: Wake) -> Self {
        let ears = Arc::new(Ears::start(EarsConfig::new(language, model::default_model(), Instant::now())));
        let mouth = Arc::new(Mouth::start(MouthConfig::default()));
        Self::with(Some(ears), mouth, wake)
    }

    fn with(ears: Option<Arc<Ears>>, mouth: Arc<Mouth>, wake: Wake) -> Self {
        let (tell, events) = channel();
        if let Some(ears) = &ears {
            let (ears, tell) = (Arc::downgrade(ears), tell.clone());
            forward("pronto-ear-events", Arc::clone(&wake), tell, move || {
                ears.upgrade().map(|ears| ears.recv_timeout(PATIENCE).map(DeviceEvent::Ear))
            });
        }
        let listened = Arc::downgrade(&mouth);
        forward("pronto-mouth-events", wake, tell, move || {
            listened.upgrade().map(|mouth| mouth.recv_timeout(PATIENCE).map(DeviceEvent::Mouth))
        });
        Self { ears, mouth, events: Mutex::new(events) }
    }
}

/// Passes events on and wakes the window, until the device is gone (`None`) or nobody takes them.
fn forward(
    name: &str,
    wake: Wake,
    tell: Sender<DeviceEvent>,
    mut next: impl FnMut() -> Option<Option<DeviceEvent>> + Send + 'static,
) {
    // If no thread can be had, no event comes: the call stays typed.
    let _ = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        while let Some(event) = next() {
            if let Some(event) = event {
                if tell.send(event).is_err() {
                    break;
                }
                wake();
            }
        }
    });
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Devices>().add_message::<DeviceEvent>();
    app.add_systems(Update, (receive.run_if(resource_exists::<Headset>), remember).chain().in_set(Stage::Listen));
}

fn receive(headset: Res<Headset>, mut events: MessageWriter<DeviceEvent>) {
    if let Ok(received) = headset.events.lock() {
        events.write_batch(received.try_iter());
    }
}

/// Keeps what is known of the devices.
fn remember(mut events: MessageReader<DeviceEvent>, mut devices: ResMut<Devices>) {
    for event in events.read() {
        match event {
            DeviceEvent::Ear(EarEvent::ModelLoading) => devices.recogniser = Recogniser::Loading,
            DeviceEvent::Ear(EarEvent::ModelReady { name, sha256 }) => {
                devices.recogniser = Recogniser::Ready(Model { name: name.clone(), sha256: sha256.clone() });
            }
            DeviceEvent::Ear(EarEvent::ModelFailed(why)) => devices.recogniser = Recogniser::Missing(why.clone()),
            DeviceEvent::Ear(EarEvent::DeviceLost(_)) => devices.microphone = Microphone::Missing,
            DeviceEvent::Ear(EarEvent::DeviceBack(_)) => devices.microphone = Microphone::Ready,
            DeviceEvent::Mouth(MouthEvent::DeviceLost(_)) => devices.speaker = Speaker::Missing,
            DeviceEvent::Mouth(MouthEvent::DeviceBack) => devices.speaker = Speaker::Ready,
            DeviceEvent::Ear(_) | DeviceEvent::Mouth(_) => {}
        }
    }
}
