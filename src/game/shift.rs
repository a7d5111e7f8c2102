//! The shift being worked in the window: its day's clock, and what follows from what the trainee does between contacts.

use std::path::PathBuf;
use std::time::Instant;

use bevy::prelude::*;

use super::action::Action;
use super::app::Choice;
use super::contact::Contact;
use super::decide::{StartTrouble, begin, offer};
use super::devices::Devices;
use super::screens::Screen;
use super::shelf::Shelf;
use super::ui::{Act, Drafts};
use super::verdict::Verdict;
use crate::session::any_seed;
use crate::shift::{Run, handled_s};

/// The shift being worked, if one is.
#[derive(Resource, Debug)]
pub(crate) struct Working {
    /// Where it stands.
    pub(crate) run: Run,
    /// The records of what is done, in the same order, where they could be kept.
    pub(crate) folders: Vec<Option<PathBuf>>,
    /// When the day began.
    began: Instant,
    /// How far the day's clock has been put forward, in seconds: nobody has to sit and wait.
    ahead_s: u32,
}

impl Working {
    fn new(run: Run, folders: Vec<Option<PathBuf>>) -> Self {
        let mut working = Self { run, folders, began: Instant::now(), ahead_s: 0 };
        // A shift that is taken up again goes on with the next contact, who has not waited all the while.
        if !working.run.done().is_empty() {
            working.go_on();
        }
        working
    }

    /// The time of the day, in seconds.
    pub(crate) fn now_s(&self) -> u32 {
        u32::try_from(self.began.elapsed().as_secs()).unwrap_or(u32::MAX).saturating_add(self.ahead_s)
    }

    /// Puts the clock forward to when the next contact comes in.
    fn go_on(&mut self) {
        if let Some(next) = self.run.next() {
            self.ahead_s += next.at_s.saturating_sub(self.now_s());
        }
    }

    /// A contact of the shift is done.
    pub(super) fn finish(&mut self, contact: &Contact) {
        let header = contact.session.header();
        let handled_s = handled_s(contact.session.events());
        self.run.finish(header.cast.clone(), header.arrival.waited_s, handled_s, contact.session.became());
        self.folders.push(contact.session.record_folder().map(PathBuf::from));
    }

    fn next_day(&mut self) {
        self.run.begin_next_day();
        (self.began, self.ahead_s) = (Instant::now(), 0);
    }
}

/// What the trainee does between contacts.
#[expect(clippy::too_many_arguments, reason = "a system names what it touches")]
pub(super) fn work(
    mut acts: MessageReader<Act>,
    mut shelf: ResMut<Shelf>,
    mut working: Option<ResMut<Working>>,
    devices: Res<Devices>,
    choice: Res<Choice>,
    mut drafts: ResMut<Drafts>,
    mut next: ResMut<NextState<Screen>>,
    mut trouble: ResMut<StartTrouble>,
    mut commands: Commands,
) {
    for Act(action) in acts.read() {
        match action {
            Action::StartShift(id) => match shelf.library.begin_shift(id, choice.seed.unwrap_or_else(any_seed)) {
                Ok(run) => {
                    commands.insert_resource(Working::new(run, Vec::new()));
                    trouble.0 = None;
                    next.set(Screen::Shift);
                }
                Err(error) => trouble.0 = Some(error.to_string()),
            },
            Action::ContinueShift(place) => {
                if let Some(begun) = shelf.begun.get(*place).cloned() {
                    commands.insert_resource(Working::new(begun.run, begun.folders.into_iter().map(Some).collect()));
                    next.set(Screen::Shift);
                }
            }
            Action::NextContact => {
                let Some(working) = &mut working else { continue };
                working.go_on();
                let Some(coming) = working.run.next() else { continue };
                let arrival = working.run.arrival(working.now_s());
                let cast = coming.cast.clone();
                match begin(&shelf, &coming.scenario, cast, coming.seed, &devices, arrival) {
                    Ok(session) => {
                        offer(session, &mut drafts, &mut next, &mut commands);
                        trouble.0 = None;
                    }
                    Err(error) => trouble.0 = Some(error),
                }
            }
            Action::NextDay => {
                if let Some(working) = &mut working {
                    working.next_day();
                }
            }
            Action::LeaveShift => {
                *shelf = shelf.again();
                commands.remove_resource::<Working>();
                commands.remove_resource::<Verdict>();
                next.set(Screen::Home);
            }
            _ => {}
        }
    }
}
