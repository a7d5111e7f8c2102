//! Everything a trainee can do with a button or a key. One list, so that mouse, keyboard and screen reader can do the same.

use std::path::PathBuf;

use crate::event::{Reach, TicketField};
use crate::ids::{CustomerId, DocumentId, FactId, Language, OfficeId, ScenarioId};

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
    /// The free note.
    Notes,
    /// The company's knowledge.
    Guide,
}

impl DeskTab {
    /// All, in the order shown; Alt and a digit choose.
    pub(crate) const ALL: [Self; 6] = [Self::Customer, Self::Ticket, Self::Refund, Self::Documents, Self::Notes, Self::Guide];
}
