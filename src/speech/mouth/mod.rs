//! The mouth: plays the customer's lines through a telephone's band, and the sounds around them. Without a loudspeaker it
//! is silent and still tells when each line would have ended, so that a call runs the same on captions alone.
//!
//! Absent: which line is said when (`call`), and where its file is (`scenario::clips`).

mod handle;
mod loudspeaker;
mod speaking;

pub use handle::{Background, Mouth, MouthConfig, MouthEvent};
pub use loudspeaker::{Loudspeaker, OpenLoudspeaker};
