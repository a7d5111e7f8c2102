//! What follows from what the trainee does: facts for the call, changes of screen.

use bevy::prelude::*;

use super::action::Action;
use super::app::Choice;
use super::contact::{Contact, Question};
use super::devices::Devices;
use super::ears::typed_since;
use super::paperwork::{desk, keep_all};
use super::screens::Screen;
use super::sets::Stage;
use super::shelf::Shelf;
use super::shift::{Working, work};
use super::theme::Look;
use super::ui::{Act, Drafts, Field};
use super::verdict::Verdict;
use crate::call::Phase;
use crate::event::{Arrival, Fact, PhoneAction, Utterance};
use crate::ids::{CastId, ScenarioId};
use crate::session::{Session, Setup, any_seed};
use crate::time::Span;

/// A call could not be started, and why. Shown on the home screen.
#[derive(Resource, Debug, Default)]
pub(crate) struct StartTrouble(pub(crate) Option<String>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<StartTrouble>().add_systems(
        Update,
        (look, navigate, work, telephone.run_if(resource_exists::<Contact>), desk.run_if(resource_exists::<Contact>))
            .chain()
            .in_set(Stage::Decide),
    );
    app.add_systems(Update, (read_clock, tell_the_time).chain().in_set(Stage::Listen).run_if(resource_exists::<Contact>));
}

fn read_clock(mut contact: ResMut<Contact>) {
    contact.read_clock();
}

/// Tells the call the time when it asked for it.
fn tell_the_time(mut contact: ResMut<Contact>) {
    let now = contact.now;
    if contact.session.deadline().is_some_and(|due| due <= now) {
        contact.tell_quietly(now, Fact::TimeIs);
    }
    if contact.notice.is_some_and(|(_, until)| until <= now) {
        contact.notice = None;
    }
}

fn look(mut acts: MessageReader<Act>, mut look: ResMut<Look>) {
    for Act(action) in acts.read() {
        match action {
            Action::Speak(language) => look.language = *language,
            Action::SwapTheme => look.dark = !look.dark,
            Action::TextSize => look.text = look.next_text(),
            _ => {}
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a system names what it touches")]
fn navigate(
    mut acts: MessageReader<Act>,
    mut shelf: ResMut<Shelf>,
    verdict: Option<Res<Verdict>>,
    working: Option<Res<Working>>,
    devices: Res<Devices>,
    choice: Res<Choice>,
    mut drafts: ResMut<Drafts>,
    mut next: ResMut<NextState<Screen>>,
    mut trouble: ResMut<StartTrouble>,
    mut commands: Commands,
) {
    for Act(action) in acts.read() {
        match action {
            Action::Start(scenario) => match begin_alone(&shelf, scenario, &choice, &devices) {
                Ok(session) => {
                    offer(session, &mut drafts, &mut next, &mut commands);
                    trouble.0 = None;
                }
                Err(error) => trouble.0 = Some(error),
            },
            Action::Again => {
                if let Some(id) = verdict.as_ref().map(|verdict| verdict.record.header.scenario.clone())
                    && let Ok(session) = begin_alone(&shelf, &id, &choice, &devices)
                {
                    offer(session, &mut drafts, &mut next, &mut commands);
                }
            }
            Action::Home => {
                commands.remove_resource::<Contact>();
                commands.remove_resource::<Verdict>();
                if working.is_some() {
                    next.set(Screen::Shift);
                } else {
                    *shelf = shelf.again();
                    next.set(Screen::Home);
                }
            }
            Action::Show(id) => shelf.open = (shelf.open.as_ref() != Some(id)).then(|| id.clone()),
            Action::Only(filter) => shelf.filter = *filter,
            _ => {}
        }
    }
}

/// A contact that begins now, by itself.
fn begin_alone(shelf: &Shelf, scenario: &ScenarioId, choice: &Choice, devices: &Devices) -> Result<Session, String> {
    begin(shelf, scenario, choice.cast.clone(), choice.seed.unwrap_or_else(any_seed), devices, Arrival::default())
}

/// A contact that has begun goes onto the screen.
pub(super) fn offer(session: Session, drafts: &mut Drafts, next: &mut NextState<Screen>, commands: &mut Commands) {
    drafts.clear();
    commands.insert_resource(Contact::offered(session));
    next.set(Screen::Call);
}

/// A contact that begins now.
pub(super) fn begin(
    shelf: &Shelf,
    scenario: &ScenarioId,
    cast: Option<CastId>,
    seed: u64,
    devices: &Devices,
    arrival: Arrival,
) -> Result<Session, String> {
    Session::start(Setup {
        library: &shelf.library,
        scenario: scenario.clone(),
        cast,
        seed,
        trainee: "trainee".to_owned(),
        records: Some(shelf.records.clone()),
        model: devices.model(),
        arrival,
    })
    .map_err(|error| error.to_string())
}

/// The telephone and what is said into it.
#[expect(clippy::too_many_arguments, reason = "a system names what it touches")]
#[expect(clippy::collapsible_match, reason = "what an arm does must not hide in its guard")]
fn telephone(
    mut acts: MessageReader<Act>,
    mut contact: ResMut<Contact>,
    mut drafts: ResMut<Drafts>,
    mut working: Option<ResMut<Working>>,
    shelf: Res<Shelf>,
    look: Res<Look>,
    mut next: ResMut<NextState<Screen>>,
    mut commands: Commands,
) {
    for Act(action) in acts.read() {
        let contact = &mut *contact;
        match action {
            Action::Answer if contact.phase() == Phase::Ringing => {
                contact.tell(Fact::Answered);
            }
            Action::Hold | Action::Mute if contact.session.script().scenario.channel.is_written() => {}
            Action::Hold => {
                let resume = contact.phase() == Phase::OnHold;
                contact.tell(Fact::Phone(if resume { PhoneAction::Resume } else { PhoneAction::Hold }));
            }
            Action::ShowOffices => contact.desk.offices = !contact.desk.offices,
            Action::Transfer(to, reach) => {
                if contact.tell(Fact::Phone(PhoneAction::Transfer { to: to.clone(), reach: *reach })) {
                    contact.desk.offices = false;
                }
            }
            Action::Mute => contact.ear.muted = !contact.ear.muted,
            Action::End => match contact.phase() {
                Phase::Talking | Phase::OnHold if contact.question == Some(Question::End) => hang_up(contact),
                Phase::Talking | Phase::OnHold => contact.question = Some(Question::End),
                _ => {}
            },
            Action::ReallyEnd => hang_up(contact),
            Action::Stay => {
                contact.question = None;
                contact.desk.offices = false;
                contact.desk.drop_down = None;
                contact.desk.editing = None;
            }
            Action::Say => say(contact, &mut drafts),
            Action::SwapSide => contact.desk.desk_side = !contact.desk.desk_side,
            Action::Debrief if matches!(contact.phase(), Phase::WrapUp | Phase::Over) => {
                keep_all(contact, &drafts);
                if contact.phase() == Phase::WrapUp {
                    contact.tell(Fact::WrappedUp);
                }
                commands.remove_resource::<Contact>();
                // Within a shift the next customer waits: the debrief comes when the trainee wants it.
                if let Some(working) = &mut working {
                    working.finish(contact);
                    next.set(Screen::Shift);
                } else {
                    commands.insert_resource(Verdict::of(&contact.session, &shelf.library, look.language));
                    next.set(Screen::Debrief);
                }
            }
            _ => {}
        }
    }
}

fn hang_up(contact: &mut Contact) {
    contact.question = None;
    contact.tell(Fact::HungUp);
}

fn say(contact: &mut Contact, drafts: &mut Drafts) {
    let text = drafts.get(Field::Say).trim().to_owned();
    if text.is_empty() || !matches!(contact.phase(), Phase::Talking | Phase::OnHold) {
        return;
    }
    let span = Span::new(typed_since(contact), contact.now);
    let language = contact.session.header().language;
    contact.typing = None;
    contact.tell(Fact::Heard(Utterance::typed(language, span, &text)));
    drafts.set(Field::Say, "");
}
