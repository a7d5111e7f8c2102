//! What follows from what the trainee does: facts for the call, changes of screen.

use bevy::prelude::*;

use super::action::{Action, DeskTab};
use super::app::Choice;
use super::contact::{Contact, Question};
use super::ears::typed_since;
use super::screens::Screen;
use super::sets::Stage;
use super::shelf::Shelf;
use super::theme::Look;
use super::ui::{Act, Drafts, Field};
use super::verdict::Verdict;
use crate::call::Phase;
use crate::event::{DeskAction, Fact, PhoneAction, TicketField, Utterance};
use crate::ids::ScenarioId;
use crate::scenario::cents;
use crate::session::{Session, Setup, any_seed};
use crate::time::Span;

/// A call could not be started, and why. Shown on the home screen.
#[derive(Resource, Debug, Default)]
pub(crate) struct StartTrouble(pub(crate) Option<String>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<StartTrouble>().add_systems(
        Update,
        (look, navigate, telephone.run_if(resource_exists::<Contact>), desk.run_if(resource_exists::<Contact>))
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
    devices: Res<super::devices::Devices>,
    choice: Res<Choice>,
    mut drafts: ResMut<Drafts>,
    mut next: ResMut<NextState<Screen>>,
    mut trouble: ResMut<StartTrouble>,
    mut commands: Commands,
) {
    for Act(action) in acts.read() {
        match action {
            Action::Start(scenario) => {
                match begin(&shelf, scenario, &choice, &devices) {
                    Ok(session) => {
                        drafts.clear();
                        commands.insert_resource(Contact::offered(session));
                        trouble.0 = None;
                        next.set(Screen::Call);
                    }
                    Err(error) => trouble.0 = Some(error),
                };
            }
            Action::Again => {
                if let Some(id) = verdict.as_ref().map(|verdict| verdict.record.header.scenario.clone())
                    && let Ok(session) = begin(&shelf, &id, &choice, &devices)
                {
                    drafts.clear();
                    commands.insert_resource(Contact::offered(session));
                    next.set(Screen::Call);
                }
            }
            Action::Home => {
                *shelf = Shelf::read(shelf.library.clone(), shelf.records.clone());
                commands.remove_resource::<Contact>();
                commands.remove_resource::<Verdict>();
                next.set(Screen::Home);
            }
            _ => {}
        }
    }
}

fn begin(shelf: &Shelf, scenario: &ScenarioId, choice: &Choice, devices: &super::devices::Devices) -> Result<Session, String> {
    Session::start(Setup {
        library: &shelf.library,
        scenario: scenario.clone(),
        cast: choice.cast.clone(),
        seed: choice.seed.unwrap_or_else(any_seed),
        trainee: "trainee".to_owned(),
        records: Some(shelf.records.clone()),
        model: devices.model(),
    })
    .map_err(|error| error.to_string())
}

/// The telephone and what is said into it.
#[expect(clippy::collapsible_match, reason = "what an arm does must not hide in its guard")]
fn telephone(
    mut acts: MessageReader<Act>,
    mut contact: ResMut<Contact>,
    mut drafts: ResMut<Drafts>,
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
                fill_ticket(contact, &drafts);
                save_note(contact, &drafts);
                if contact.phase() == Phase::WrapUp {
                    contact.tell(Fact::WrappedUp);
                }
                commands.insert_resource(Verdict::of(&contact.session, &shelf.library, look.language));
                commands.remove_resource::<Contact>();
                next.set(Screen::Debrief);
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

/// The desk.
#[expect(clippy::collapsible_match, reason = "what an arm does must not hide in its guard")]
fn desk(mut acts: MessageReader<Act>, mut contact: ResMut<Contact>, mut drafts: ResMut<Drafts>) {
    for Act(action) in acts.read() {
        let contact = &mut *contact;
        match action {
            Action::Tab(tab) => {
                if contact.desk.tab == DeskTab::Ticket && *tab != DeskTab::Ticket {
                    fill_ticket(contact, &drafts);
                }
                contact.desk.tab = *tab;
                contact.desk.desk_side = true;
            }
            Action::Search => {
                let query = drafts.get(Field::Search).trim().to_owned();
                if !query.is_empty() && contact.tell(Fact::Desk(DeskAction::Search(query))) {
                    (contact.desk.searched, contact.desk.results) = (true, true);
                }
            }
            Action::Open(id) => {
                if contact.tell(Fact::Desk(DeskAction::Open(id.clone()))) {
                    contact.desk.results = false;
                    contact.desk.claims.clear();
                    contact.desk.editing = None;
                }
            }
            Action::BackToResults => contact.desk.results = true,
            Action::Claim(fact) => {
                if !contact.desk.claims.remove(fact) {
                    contact.desk.claims.insert(fact.clone());
                }
            }
            Action::Verify => {
                let claims = contact.desk.claims.iter().cloned().collect();
                contact.tell(Fact::Desk(DeskAction::Verify(claims)));
            }
            Action::Edit(field) => {
                let open = contact.desk.editing.as_ref() == Some(field);
                let value = contact
                    .session
                    .state()
                    .desk
                    .open_record()
                    .and_then(|record| record.data.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()));
                drafts.set(Field::NewValue, value.as_deref().unwrap_or_default());
                contact.desk.editing = (!open).then(|| field.clone());
            }
            Action::SaveDatum => {
                let value = drafts.get(Field::NewValue).trim().to_owned();
                if let Some(field) = contact.desk.editing.take()
                    && !value.is_empty()
                {
                    contact.tell(Fact::Desk(DeskAction::Change { field, value }));
                }
            }
            Action::DropDown(field) => {
                contact.desk.drop_down = if contact.desk.drop_down == Some(*field) { None } else { Some(*field) };
            }
            Action::Choose(field, value) => {
                contact.desk.drop_down = None;
                contact.tell(Fact::Desk(DeskAction::Ticket { field: *field, value: value.clone() }));
            }
            Action::FileTicket => {
                fill_ticket(contact, &drafts);
                contact.tell(Fact::Desk(DeskAction::FileTicket));
            }
            Action::Refund => contact.question = cents(drafts.get(Field::Refund)).filter(|c| *c > 0).map(Question::Refund),
            Action::ReallyRefund => {
                if let Some(Question::Refund(cents)) = contact.question.take()
                    && contact.tell(Fact::Desk(DeskAction::Refund(cents)))
                {
                    drafts.set(Field::Refund, "");
                }
            }
            Action::SendDocument(id) => {
                contact.tell(Fact::Desk(DeskAction::Send(id.clone())));
            }
            Action::SaveNote => save_note(contact, &drafts),
            Action::Card(place) => {
                contact.desk.card = if contact.desk.card == Some(*place) { None } else { Some(*place) };
            }
            _ => {}
        }
    }
}

/// What was typed into the ticket is put in, unless it is there already or the ticket is filed.
fn fill_ticket(contact: &mut Contact, drafts: &Drafts) {
    for (field, draft) in [
        (TicketField::Cause, Field::TicketCause),
        (TicketField::Action, Field::TicketAction),
        (TicketField::NextStep, Field::TicketNext),
    ] {
        let text = drafts.get(draft).trim();
        let desk = &contact.session.state().desk;
        let there = desk.ticket.get(&field).map_or("", String::as_str);
        if desk.filed.is_none() && text != there {
            contact.tell(Fact::Desk(DeskAction::Ticket { field, value: text.to_owned() }));
        }
    }
}

fn save_note(contact: &mut Contact, drafts: &Drafts) {
    let text = drafts.get(Field::Note).trim();
    if text != contact.session.state().desk.note {
        contact.tell(Fact::Desk(DeskAction::Note(text.to_owned())));
    }
}
