//! When silence, ringing or a hold begins to matter.

use super::state::{Phase, State};
use crate::event::Channel;
use crate::scenario::Script;
use crate::time::CallTime;

/// How long a phone rings before the caller gives up: 60 s, our proposal (a call should be answered within 20 s: norms.md).
const RING_LIMIT_MS: u64 = 60_000;

/// How long the customer waits for the first words after the phone was picked up: 4 s, our proposal.
const GREETING_MS: u64 = 4_000;

/// How long somebody waits for a message in a chat before they write again: 45 s, our proposal. A message takes longer to write than to
/// say, and nobody hears the other writing.
const CHAT_MS: u64 = 45_000;

/// When the call wants to be told the time, if nothing else happens before.
pub(super) fn deadline(state: &State, script: &Script) -> Option<CallTime> {
    // Nobody waits for a mail, second by second.
    if script.scenario.channel == Channel::Mail {
        return None;
    }
    let silence = if script.scenario.channel == Channel::Chat { CHAT_MS } else { script.persona.silence_ms };
    match state.phase {
        Phase::Ringing => Some(state.quiet_since.plus(RING_LIMIT_MS)),
        Phase::OnHold => Some(state.quiet_since.plus(script.persona.hold_ms)),
        Phase::Talking if state.trainee_speaks || !state.pending_lines.is_empty() => None,
        Phase::Talking if state.memory.heard == 0 && state.memory.silences == 0 => {
            Some(state.quiet_since.plus(if script.scenario.channel == Channel::Chat {
                silence
            } else {
                GREETING_MS.min(silence)
            }))
        }
        Phase::Talking => Some(state.quiet_since.plus(silence)),
        Phase::Waiting | Phase::WrapUp | Phase::Over => None,
    }
}
