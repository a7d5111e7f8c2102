//! Everything a trainee can do with a button or a key. One list, so that mouse, keyboard and screen reader can do the same.

use std::path::PathBuf;

use crate::event::{Reach, TicketField};
use crate::ids::{CustomerId, DocumentId, FactId, FieldId, FormId, Language, OfficeId, ScenarioId, ShiftId};

/// Something the trainee wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// Speak this language on screen.
    Speak(Language),
    /// Swap light and dark.
    SwapTheme,
    /// Next text size: 100, 125, 150, 175, 200 % and back.
    TextSize,
    /// Take a call of this scenario.
    Start(ScenarioId),
    /// Show, or no longer show, what a scenario of the list is about.
    Show(ScenarioId),
    /// Show only some scenarios of the list.
    Only(Filter),
    /// Begin a shift.
    StartShift(ShiftId),
    /// Go on with a shift that was begun: its place in the list.
    ContinueShift(usize),
    /// Take the next contact of the shift.
    NextContact,
    /// Begin the shift's next day.
    NextDay,
    /// Leave the shift; it can be taken up again.
    LeaveShift,
    /// Read the debrief of a record on disk.
    Review(PathBuf),
    /// Pick up.
    Answer,
    /// Put on hold, or take back.
    Hold,
    /// Open or close the list of offices.
    ShowOffices,
    /// Hand over.
    Transfer(OfficeId, Reach),
    /// Switch the microphone off or on.
    Mute,
    /// Ask whether to end the call; from wrap-up, to the debrief.
    End,
    /// Yes, end the call.
    ReallyEnd,
    /// No, stay.
    Stay,
    /// Say what is typed.
    Say,
    /// Show a part of the desk.
    Tab(DeskTab),
    /// Look customers up by what is typed.
    Search,
    /// Open a customer's record.
    Open(CustomerId),
    /// Back from a record to the list.
    BackToResults,
    /// Claim, or no longer claim, that the caller gave this datum.
    Claim(FactId),
    /// Record the identity check.
    Verify,
    /// Change a datum of the open record: open the field for it.
    Edit(String),
    /// Save the changed datum.
    SaveDatum,
    /// Open or close a drop-down.
    DropDown(TicketField),
    /// Choose in a ticket field.
    Choose(TicketField, String),
    /// File the ticket.
    FileTicket,
    /// Refund the typed amount: asks first.
    Refund,
    /// Yes, refund it.
    ReallyRefund,
    /// Send a document.
    SendDocument(DocumentId),
    /// Open a form.
    OpenForm(FormId),
    /// Back from a form to the list; what was entered stays.
    BackToForms,
    /// Open or close a drop-down of the open form.
    FormDropDown(FieldId),
    /// Choose in a field of the open form.
    FormChoose(FieldId, String),
    /// Hand the open form on.
    SubmitForm,
    /// Save the note.
    SaveNote,
    /// Open or close a card of the company's knowledge.
    Card(usize),
    /// Wrap-up is finished: show the debrief.
    Debrief,
    /// Open or close a finding.
    Finding(usize),
    /// Show a line of the transcript, and play it if it can be heard.
    Listen(usize),
    /// Stop playing.
    Quiet,
    /// Write the debrief as a page.
    Export,
    /// Take the same call again.
    Again,
    /// Back to the list of scenarios.
    Home,
    /// Put the focus where the trainee types what they say.
    FocusSay,
    /// Swap conversation and desk where there is room for only one.
    SwapSide,
}

/// Which scenarios of the list are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Filter {
    /// All of them.
    #[default]
    All,
    /// Complaints.
    Complaints,
    /// In English.
    English,
    /// Mails and chats.
    Written,
    /// Those never taken.
    New,
}

impl Filter {
    /// All, in the order shown.
    pub(crate) const ALL: [Self; 5] = [Self::All, Self::Complaints, Self::English, Self::Written, Self::New];
}

/// The parts of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum DeskTab {
    /// Search, record, identity check.
    #[default]
    Customer,
    /// The ticket.
    Ticket,
    /// Refunds.
    Refund,
    /// Documents to send.
    Documents,
    /// Forms: mails, orders, reports, hand-over notes.
    Forms,
    /// The free note.
    Notes,
    /// The company's knowledge.
    Guide,
}

impl DeskTab {
    /// All, in the order shown; Alt and a digit choose.
    pub(crate) const ALL: [Self; 7] =
        [Self::Customer, Self::Ticket, Self::Refund, Self::Documents, Self::Forms, Self::Notes, Self::Guide];
}
