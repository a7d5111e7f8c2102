//! Plans as their authors would write them: what was tried becomes a file that can be played again.

use std::fmt::{self, Write};

use super::parse::{Plan, Step};
use crate::event::{DeskAction, PhoneAction, Reach};

impl fmt::Display for Plan {
    /// Every step on a line of its own; expectations are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(cast) = &self.cast {
            writeln!(f, "cast {cast}")?;
        }
        if let Some(seed) = self.seed {
            writeln!(f, "seed {seed}")?;
        }
        self.lines.iter().try_for_each(|line| writeln!(f, "{}", line.step))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(ms) => write!(f, "answer {}", seconds(*ms)),
            Self::Say(text) => write!(f, "say {text}"),
            Self::Play(file) => write!(f, "play {file}"),
            Self::Do(action) => {
                f.write_str("do ")?;
                desk(f, action)
            }
            Self::Phone(PhoneAction::Hold) => f.write_str("hold"),
            Self::Phone(PhoneAction::Resume) => f.write_str("resume"),
            Self::Phone(PhoneAction::Transfer { to, reach }) => {
                write!(f, "transfer {to} {}", if *reach == Reach::Cold { "cold" } else { "warm" })
            }
            Self::Wait(ms) => write!(f, "wait {}", seconds(*ms)),
            Self::HangUp => f.write_str("hangup"),
        }
    }
}

fn desk(f: &mut fmt::Formatter<'_>, action: &DeskAction) -> fmt::Result {
    match action {
        DeskAction::Search(text) => write!(f, "search {text}"),
        DeskAction::Open(customer) => write!(f, "open {customer}"),
        DeskAction::Verify(facts) => {
            f.write_str("verify")?;
            facts.iter().try_for_each(|fact| write!(f, " {fact}"))
        }
        DeskAction::Ticket { field, value } => write!(f, "ticket {field:?} {value}"),
        DeskAction::FileTicket => f.write_str("file"),
        DeskAction::Refund(cents) => write!(f, "refund {},{:02}", cents / 100, cents % 100),
        DeskAction::Change { field, value } => write!(f, "change {field} = {value}"),
        DeskAction::Send(document) => write!(f, "send {document}"),
        DeskAction::Note(text) => write!(f, "note {text}"),
        DeskAction::Fill { form, field, value } => write!(f, "fill {form} {field} = {}", value.replace('\n', "\\n")),
        DeskAction::Submit(form) => write!(f, "submit {form}"),
    }
}

fn seconds(ms: u64) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(text, "{}.{:03}", ms / 1_000, ms % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
