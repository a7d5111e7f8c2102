//! Rehearsing a scenario before a class does: bots hold every conversation it allows, as far as a bound goes, and what went wrong
//! is told with the conversation that shows it, as a plan that can be played again.
//!
//! Two things are looked at. *Where can a call get to?* `explore` walks through the situations of a call (what the customer knows
//! and was told, where in the scenario they are, what stands at the desk), one move of the trainee at a time: from each it must be
//! possible to resolve the contact, and to end it. *What is worth what?* The author's good call is held in every cast and judged, and
//! then held by `bots` that each do one thing badly: every criterion has to be met by somebody and lost by somebody.
//!
//! Absent: voices and recogniser (bots type), time (silences and waits are bots', not explored), moods except where a condition asks
//! for them (a situation reached in two moods is looked at in the first).

mod bots;
mod cast;
mod explore;
mod moves;
mod phrases;
mod possible;
mod situation;
mod transpose;
mod verdict;
mod when;

pub use bots::{Bot, bots};
pub use cast::{CastRehearsal, Tried, rehearse_cast};
pub use explore::{Explored, explore};
pub use moves::{Move, Moves, moves};
pub use phrases::{misunderstood, sentence};
pub use transpose::transpose;
pub use verdict::{Verdict, verdicts};
