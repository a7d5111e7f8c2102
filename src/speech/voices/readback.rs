//! Whether a clip says what was written: heard by the recogniser, compared by sound.

use super::reading::reading;
use super::sounds::{SoundsError, sounds};
use crate::ids::Language;

/// Sounds below which a comparison says nothing: recognisers write anything for an "eh".
const TOO_SHORT: usize = 6;

/// How many sounds in a hundred of the written line were heard otherwise; `None` for a line too short to tell.
///
/// Sounds and not words are compared, so that "39" is "trentanove" and a missing apostrophe is no fault. Stress and marks do not count.
/// A few in a hundred are the recogniser's own slips; from about 25 on a person should listen.
///
/// # Errors
/// [`SoundsError`] if `espeak-ng` is missing.
pub fn misheard(written: &str, heard: &str, language: Language) -> Result<Option<u8>, SoundsError> {
    let bare = |text: &str| -> Result<Vec<char>, SoundsError> {
        let sounds = sounds(&reading(text, language), language)?;
        Ok(sounds.chars().filter(|sound| sound.is_alphabetic() && !"ˈˌː".contains(*sound)).collect())
    };
    let (written, heard) = (bare(written)?, bare(heard)?);
    if written.len() < TOO_SHORT {
        return Ok(None);
    }
    let wrong = strsim::generic_levenshtein(&written, &heard);
    Ok(Some((wrong * 100 / written.len()).min(100) as u8))
}
