//! What follows from what the trainee does in the debrief: findings open, lines sound.

use bevy::prelude::*;

use super::action::Action;
use super::devices::{DeviceEvent, Headset};
use super::screens::Screen;
use super::sets::Stage;
use super::shelf::Shelf;
use super::theme::Look;
use super::ui::{Act, Reveal};
use super::verdict::{Verdict, follow_language};
use crate::ids::Seq;
use crate::speech::MouthEvent;

/// The number under which the mouth reports a line of the transcript: no event of a record gets so far.
const FIRST: u32 = u32::MAX / 2;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (follow_language, review.run_if(resource_exists::<Verdict>)).chain().in_set(Stage::Decide));
    app.add_systems(Update, note_end.in_set(Stage::Listen).run_if(resource_exists::<Verdict>));
    app.add_systems(Update, open_record.in_set(Stage::Record));
}

fn review(mut acts: MessageReader<Act>, mut verdict: ResMut<Verdict>, headset: Option<Res<Headset>>, mut reveal: Reveal) {
    reveal.due();
    for Act(action) in acts.read() {
        match action {
            Action::Finding(index) => {
                verdict.open = if verdict.open == Some(*index) { None } else { Some(*index) };
                if let Ok(judged) = &verdict.judged
                    && let (Some(open), Some(finding)) = (verdict.open, judged.view.findings.get(*index))
                {
                    let _ = open;
                    reveal.later(format!("finding {}", finding.id));
                }
            }
            Action::Listen(line) => {
                verdict.line = Some(*line);
                reveal.later(format!("transcript {line}"));
                if let (Some(clip), Some(headset)) = (verdict.clip(*line), &headset) {
                    headset.mouth.cut();
                    headset.mouth.play_line(&clip, Seq(FIRST + *line as u32));
                    verdict.playing = Some(*line);
                }
            }
            Action::Quiet => {
                verdict.playing = None;
                if let Some(headset) = &headset {
                    headset.mouth.cut();
                }
            }
            _ => {}
        }
    }
}

/// A line that has sounded to its end no longer sounds.
fn note_end(mut events: MessageReader<DeviceEvent>, mut verdict: ResMut<Verdict>) {
    for event in events.read() {
        if let DeviceEvent::Mouth(MouthEvent::Ended { reply, .. }) = event
            && verdict.playing.is_some_and(|line| reply.0 == FIRST + line as u32)
        {
            verdict.playing = None;
        }
    }
}

/// A record on disk is opened from the home screen.
fn open_record(
    mut acts: MessageReader<Act>,
    shelf: Option<Res<Shelf>>,
    look: Res<Look>,
    mut next: ResMut<NextState<Screen>>,
    mut trouble: ResMut<super::decide::StartTrouble>,
    mut commands: Commands,
) {
    let Some(shelf) = shelf else { return };
    for Act(action) in acts.read() {
        if let Action::Review(folder) = action {
            match Verdict::read(folder.clone(), &shelf.library, look.language) {
                Ok(verdict) => {
                    commands.insert_resource(verdict);
                    next.set(Screen::Debrief);
                }
                Err(why) => trouble.0 = Some(why),
            }
        }
    }
}
