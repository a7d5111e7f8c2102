//! Opens the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{PresentMode, WindowResizeConstraints, WindowResized, WindowResolution};
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};

use super::contact::Contact;
use super::devices::Headset;
use super::preview::Preview;
use super::shelf::Shelf;
use super::theme::Look;
use super::{action::Action, ui::Act};
use crate::ids::{CastId, Language, ScenarioId, ShiftId};
use crate::store::Library;

/// How to open the window.
#[derive(Debug, Clone)]
pub struct GameOptions {
    /// Where scenarios are.
    pub library: Library,
    /// Where records are kept.
    pub records: PathBuf,
    /// The language of the screens.
    pub language: Language,
    /// A call to take at once.
    pub scenario: Option<ScenarioId>,
    /// A shift to begin at once.
    pub shift: Option<ShiftId>,
    /// Which variation every call takes; the seed chooses, if none is named.
    pub cast: Option<CastId>,
    /// Seed of every call's dice; a new one each time, if none is given.
    pub seed: Option<u64>,
    /// Whether a contact is held anew whenever a file of its scenario is saved.
    pub watch: bool,
}

/// What was asked for beforehand of every call.
#[derive(Resource, Debug, Clone, Default)]
pub(super) struct Choice {
    pub(super) cast: Option<CastId>,
    pub(super) seed: Option<u64>,
}

/// Why there is no window, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWindow {
    /// There is no display.
    #[error("there is no display here (neither WAYLAND_DISPLAY nor DISPLAY is set): the call is taken in the terminal instead")]
    NoDisplay,
    /// The window closed with an error.
    #[error("the window stopped with an error: see the messages above")]
    Stopped,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// [`NoWindow`] if there can be none here.
pub fn run(options: GameOptions) -> Result<(), NoWindow> {
    // Winit panics where there is no display: better to say what to do instead.
    if cfg!(target_os = "linux")
        && !["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
    {
        return Err(NoWindow::NoDisplay);
    }
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window()), ..default() })
            .set(LogPlugin { filter: "warn,wgpu=error,naga=error".into(), ..default() }),
    );
    app.add_plugins(super::plugin).insert_resource(WinitSettings {
        focused_mode: UpdateMode::reactive_low_power(IDLE),
        unfocused_mode: UpdateMode::reactive_low_power(IDLE),
    });
    app.add_systems(Startup, (open_eye, open_headset));
    app.add_systems(PreUpdate, watch_window_size).add_systems(Last, choose_pace);
    let look = Look { language: options.language, ..default() };
    app.insert_resource(look).insert_resource(Shelf::read(options.library, options.records));
    app.insert_resource(Choice { cast: options.cast, seed: options.seed });
    if options.watch {
        app.init_resource::<Preview>();
    }
    if let Some(shift) = options.shift {
        app.add_systems(PostStartup, move |mut acts: MessageWriter<Act>| {
            acts.write(Act(Action::StartShift(shift.clone())));
        });
    }
    if let Some(scenario) = options.scenario {
        app.add_systems(PostStartup, move |mut acts: MessageWriter<Act>| {
            acts.write(Act(Action::Start(scenario.clone())));
        });
    }
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(_) => Err(NoWindow::Stopped),
    }
}

fn open_eye(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off));
}

/// Microphone, recogniser and loudspeaker open behind the window, which can be used meanwhile.
fn open_headset(mut commands: Commands, look: Res<Look>, proxy: Res<EventLoopProxyWrapper>) {
    let proxy = (**proxy).clone();
    // An error means that the window is closing.
    let wake = Arc::new(move || {
        let _ = proxy.send_event(WinitUserEvent::WakeUp);
    });
    commands.insert_resource(Headset::open(look.language, wake));
}

/// Between two frames when nothing happens: enough for a blinking caret.
const IDLE: Duration = Duration::from_millis(250);

/// Between two frames while a call runs: its clock, the level of the microphone, the next line.
const IN_CALL: Duration = Duration::from_millis(100);

/// A waiting program leaves the processor to others; the recogniser needs it.
fn choose_pace(contact: Option<Res<Contact>>, mut settings: ResMut<WinitSettings>) {
    let wait = if contact.is_some() { IN_CALL } else { IDLE };
    let mode = UpdateMode::reactive_low_power(wait);
    if settings.focused_mode != mode {
        (settings.focused_mode, settings.unfocused_mode) = (mode, mode);
    }
}

fn window() -> Window {
    Window {
        title: "Pronto".to_owned(),
        name: Some("pronto".to_owned()),
        resolution: WindowResolution::new(1280, 720),
        resize_constraints: WindowResizeConstraints { min_width: 960.0, min_height: 600.0, ..default() },
        present_mode: PresentMode::AutoVsync,
        ..default()
    }
}

fn watch_window_size(mut resized: MessageReader<WindowResized>, mut look: ResMut<Look>) {
    for size in resized.read() {
        let window = (size.width as u16, size.height as u16);
        if look.window != window {
            look.window = window;
        }
    }
}
