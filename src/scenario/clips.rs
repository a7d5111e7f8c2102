//! Every clip a scenario needs, and the manifest that tells which of them are there and still say what the scenario says.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::audio::{clip_path, has_slots};
use super::model::{Line, Persona, Scenario, Voice};
use super::script::{fill, hex, sentence_case};
use crate::ids::{FeelingId, Language, LineId, PersonaId};

/// Raised when clips are spoken so differently that all must be rendered anew.
const RENDERING: u16 = 2;

/// One wording of one line, in one cast if it has slots: what is to be spoken, how, and where the file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// Where the file lies, under the package's root.
    pub path: String,
    /// What is said, slots filled.
    pub text: String,
    /// In which language.
    pub language: Language,
    /// By which voice.
    pub voice: Voice,
    /// At which speed, in percent of the voice's.
    pub speed: u8,
    /// Which feeling it shows.
    pub feeling: Option<FeelingId>,
    /// Which wording of the line it is, and by which cast it is said (0 for the first, and for lines that all casts share): the
    /// smaller, the sooner a call can be taken with it.
    pub rank: (u16, usize),
}

/// What is known of the rendered clips, by path: `audio/manifest.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// By path of the clip.
    pub clips: BTreeMap<String, ManifestEntry>,
}

/// What is known of one clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestEntry {
    /// Hash of what it says.
    pub text: String,
    /// Whose voice it is.
    pub voice: Origin,
    /// How long it is, in milliseconds.
    pub ms: u32,
}

/// Where a clip comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The voice engine; with the hash of the voice and the manner.
    Rendered(String),
    /// A person spoke it. Such a clip is never rendered over; it is stale only when the text has changed.
    Recorded,
}

/// Whether a clip can be played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClipState {
    /// It is there and says what the scenario says.
    Fresh,
    /// The file or its entry is not there.
    Missing,
    /// It says something that the scenario no longer says.
    OtherText,
    /// It says it in a voice or manner that is no longer the persona's.
    OtherVoice,
}

impl Clip {
    /// Hash of what is said: the language and the text, whose capitals nobody hears.
    pub fn text_hash(&self) -> String {
        short_hash(&[self.language.code(), &self.text.to_lowercase()])
    }

    /// Hash of everything else that changes the sound.
    pub fn voice_hash(&self) -> String {
        let Voice { blend, speed, pitch, tremor } = &self.voice;
        let shares: Vec<String> = blend.iter().map(|(name, share)| format!("{name} {share}")).collect();
        let feeling = self.feeling.as_ref().map_or("", FeelingId::as_str);
        short_hash(&[&shares.join(","), &format!("{RENDERING} {speed} {pitch} {tremor} {}", self.speed), feeling])
    }
}

impl Manifest {
    /// Whether a clip can be played, given whether its file is there.
    pub fn state(&self, clip: &Clip, file_exists: bool) -> ClipState {
        match self.clips.get(&clip.path) {
            Some(entry) if file_exists => match &entry.voice {
                _ if entry.text != clip.text_hash() => ClipState::OtherText,
                Origin::Rendered(voice) if *voice != clip.voice_hash() => ClipState::OtherVoice,
                _ => ClipState::Fresh,
            },
            _ => ClipState::Missing,
        }
    }

    /// Paths of rendered clips that none of these needs any more: their line, cast or persona is gone. What a person recorded is kept.
    pub fn unneeded(&self, clips: &[Clip]) -> Vec<String> {
        let needed: BTreeSet<&str> = clips.iter().map(|clip| clip.path.as_str()).collect();
        let rendered = self.clips.iter().filter(|(_, entry)| entry.voice != Origin::Recorded);
        rendered.map(|(path, _)| path).filter(|path| !needed.contains(path.as_str())).cloned().collect()
    }
}

/// Every clip of a scenario and its persona, without doubles: lines without slots are shared by all casts. The first wordings of the
/// first cast come first, so that work broken off leaves a call that can be taken. Who writes has no voice: none for mails and chats.
pub fn clips(scenario: &Scenario, persona: &Persona) -> Vec<Clip> {
    let mut clips: BTreeMap<String, Clip> = BTreeMap::new();
    if scenario.channel.is_written() {
        return Vec::new();
    }
    for (cast_index, cast) in scenario.casts.iter().enumerate() {
        let mut add = |id: &LineId, line: &Line, from_persona: Option<&PersonaId>| {
            for (variant, say) in (0..).zip(&line.say) {
                let path = clip_path(&scenario.id, &cast.id, id, variant, has_slots(say), from_persona);
                clips.entry(path).or_insert_with_key(|path| Clip {
                    path: path.clone(),
                    text: sentence_case(&fill(say, &cast.values)),
                    language: scenario.language,
                    voice: persona.voice.clone(),
                    speed: line.speed,
                    feeling: line.feeling.clone(),
                    rank: (variant, cast_index),
                });
            }
        };
        scenario.lines.iter().for_each(|(id, line)| add(id, line, None));
        persona.say.iter().for_each(|(id, line)| add(id, line, Some(&persona.id)));
    }
    let mut clips: Vec<Clip> = clips.into_values().collect();
    clips.sort_by_key(|clip| clip.rank);
    clips
}

/// The first 64 bits of SHA-256, in hexadecimal: enough to notice a change.
fn short_hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize()[..8])
}
