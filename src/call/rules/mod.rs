//! What follows from what: small rules, each shown every event, in this order. Adding a behaviour is adding a rule and a line.

mod conversation;
mod desk;
mod limits;
mod replies;
mod time;

use super::dice::Dice;
use super::handle::Sight;
use crate::event::{Consequence, Event};

/// A rule: what it concludes from an event, given all that is the case.
pub(super) type Rule = fn(&Sight<'_>, &Event, &mut Dice) -> Vec<Consequence>;

/// All rules, in the order in which they are asked.
pub(super) const RULES: &[Rule] = &[
    desk::use_desk,
    desk::use_phone,
    conversation::open,
    conversation::understand,
    conversation::feel,
    limits::give_up,
    conversation::interject,
    conversation::answer,
    conversation::follow,
    conversation::part,
    conversation::nothing_to_say,
    conversation::enter_step,
    time::ring_out,
    time::speak_up,
    time::suffer_hold,
    limits::hang_up,
];
