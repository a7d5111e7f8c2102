//! How a feeling sounds. The engine has no emotion of its own: words, marks, tempo, pauses and level must carry it.

use super::say::Manner;
use crate::scenario::Clip;

/// The speed and level of a clip: the line's own speed, moved by the feeling it shows and by exclamation marks.
///
/// Anger is fast and loud, grief and shame slow and low, fear fast and a little low. The directions are textbook ones; the sizes are our
/// proposal, small enough that no line stands out as shouted or whispered.
pub fn manner(clip: &Clip) -> Manner {
    let (tempo, level_db) = match clip.feeling.as_ref().map(|feeling| feeling.as_str()) {
        Some("rabbia" | "anger") => (104, 2.5),
        Some("esasperazione" | "exasperation" | "annoyance" | "frustration") => (102, 1.5),
        Some("ansia" | "anxiety" | "paura" | "fear" | "spavento" | "distress" | "worry") => (105, 0.0),
        Some("umiliazione" | "humiliation" | "imbarazzo" | "embarrassment" | "vergogna" | "shame") => (96, -1.5),
        Some(
            "lutto" | "grief" | "solitudine" | "loneliness" | "avvilimento" | "abbandono" | "hurt" | "tristezza" | "sadness",
        ) => (93, -1.5),
        Some("smarrimento" | "confusion" | "stanchezza" | "tiredness" | "sfiducia") => (96, -1.0),
        _ => (100, 0.0),
    };
    let exclaimed = if clip.text.contains('!') { 1.0 } else { 0.0 };
    let speed = (u16::from(clip.speed) * tempo / 100).min(u16::from(u8::MAX)) as u8;
    Manner { speed, level_db: level_db + exclaimed }
}
