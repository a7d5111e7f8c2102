//! An author's open preview: the contact on screen is held anew whenever a file of its scenario is saved.

use std::time::{Duration, Instant};

use bevy::prelude::*;

use super::contact::Contact;
use super::devices::Headset;
use super::sets::Stage;
use crate::store::Watch;

/// That the contact on screen follows its files, and what is wrong with them now.
#[derive(Resource, Debug, Default)]
pub(crate) struct Preview {
    watch: Option<Watch>,
    looked: Option<Instant>,
    /// Why the files as they are now cannot be played.
    pub(crate) fault: Option<String>,
}

/// How often the files are looked at: far below the second in which an author expects to see what they changed.
const LOOK_EVERY: Duration = Duration::from_millis(300);

pub(super) fn plugin(app: &mut App) {
    let wanted = resource_exists::<Preview>.and_then(resource_exists::<Contact>);
    app.add_systems(Update, follow_the_files.in_set(Stage::Record).run_if(wanted));
}

fn follow_the_files(mut preview: ResMut<Preview>, mut contact: ResMut<Contact>, headset: Option<Res<Headset>>) {
    let now = Instant::now();
    if preview.looked.is_some_and(|last| now.duration_since(last) < LOOK_EVERY) {
        return;
    }
    preview.looked = Some(now);
    let session = &contact.session;
    let watch = preview.watch.get_or_insert_with(|| Watch::new(session.library(), &session.header().scenario));
    if !watch.has_changed() {
        return;
    }
    match contact.session.anew() {
        Ok(session) => {
            if let Some(headset) = headset {
                headset.mouth.cut();
            }
            contact.session = session;
            contact.unheard.clear();
            preview.fault = None;
        }
        Err(error) => preview.fault = Some(error.to_string()),
    }
}
