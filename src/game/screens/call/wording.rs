//! How a contact is spoken of on the screen, by the way it comes about: a telephone rings and is picked up, a chat is opened.

use crate::event::Channel;
use crate::game::text::Texts;
use crate::game::theme::Icon;

/// Words and icons of one way to be in contact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording {
    /// What stands over the brief before it begins.
    pub(super) waits: &'static str,
    /// The name of the brief there.
    pub(super) before: &'static str,
    /// The button that begins it.
    pub(super) begin: &'static str,
    /// The picture of it.
    pub(super) icon: Icon,
    /// While it runs.
    pub(super) state: &'static str,
    /// Once it is over.
    pub(super) over: &'static str,
    /// The button that ends it.
    pub(super) end: &'static str,
    /// Whether that was meant.
    pub(super) really_end: &'static str,
    /// Yes.
    pub(super) yes_end: &'static str,
    /// What stands where nothing was said yet.
    pub(super) nothing_yet: &'static str,
    /// While the customer's line comes.
    pub(super) customer_speaks: &'static str,
    /// The name of the field to type in.
    pub(super) type_here: &'static str,
    /// What stands in it.
    pub(super) type_hint: &'static str,
    /// The button beside it.
    pub(super) say: &'static str,
    /// What is to be done after it.
    pub(super) wrap_up: &'static str,
}

impl Wording {
    /// The words for a channel.
    pub(super) fn of(t: &'static Texts, channel: Channel) -> Self {
        let spoken = Self {
            waits: t.ringing,
            before: t.before_you_answer,
            begin: t.answer,
            icon: Icon::PhoneIncoming,
            state: t.state_talking,
            over: t.state_wrap_up,
            end: t.end,
            really_end: t.really_end,
            yes_end: t.yes_end,
            nothing_yet: t.say_hello,
            customer_speaks: t.customer_speaks,
            type_here: t.type_here,
            type_hint: t.type_hint,
            say: t.say,
            wrap_up: t.wrap_up,
        };
        let written = Self {
            icon: Icon::Message,
            over: t.state_wrap_up_written,
            really_end: t.really_end_written,
            nothing_yet: t.read_first,
            customer_speaks: t.customer_writes,
            type_here: t.type_here_written,
            type_hint: t.type_hint_written,
            say: t.send,
            wrap_up: t.wrap_up_written,
            ..spoken
        };
        match channel {
            Channel::InboundCall => spoken,
            Channel::OutboundCall => Self {
                waits: t.to_be_called,
                before: t.before_you_call,
                begin: t.make_call,
                icon: Icon::PhoneForwarded,
                nothing_yet: t.they_answer,
                ..spoken
            },
            Channel::Chat => Self {
                waits: t.chat_waits,
                before: t.before_you_open,
                begin: t.open_chat,
                state: t.state_chat,
                end: t.end_chat,
                yes_end: t.yes_end_written,
                ..written
            },
            Channel::Mail => Self {
                waits: t.mail_waits,
                before: t.before_you_open,
                begin: t.open_mail,
                state: t.state_mail,
                end: t.end_mail,
                yes_end: t.yes_end_written,
                ..written
            },
        }
    }
}
