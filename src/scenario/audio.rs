//! Where the audio of a line lies. One rule for those who render, play and check it.

use crate::ids::{CastId, LineId, PersonaId, ScenarioId};

/// The path of a clip under the package's root, with `/` on every system.
///
/// `variant` counts the wordings of the line from 0. A line whose wording has slots sounds different in every cast and is filed under it;
/// one without is shared by all casts, and if it is the persona's own (`from_persona`), by all scenarios with that persona.
pub fn clip_path(
    scenario: &ScenarioId,
    cast: &CastId,
    line: &LineId,
    variant: u16,
    has_slots: bool,
    from_persona: Option<&PersonaId>,
) -> String {
    match (has_slots, from_persona) {
        (true, _) => format!("audio/{scenario}/{cast}/{line}.{variant}.ogg"),
        (false, Some(persona)) => format!("audio/personas/{persona}/{line}.{variant}.ogg"),
        (false, None) => format!("audio/{scenario}/{line}.{variant}.ogg"),
    }
}

/// Whether a wording has `{name}` slots to be filled from a cast.
pub fn has_slots(say: &str) -> bool {
    say.contains('{')
}
