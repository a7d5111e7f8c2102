//! How sure the encoder's scores make an act, language by language: text that can be read, compared and kept under version control.

use std::fmt::Write as _;
use std::sync::{Arc, PoisonError};

use super::encoder::Encoder;
use crate::ids::{ActId, Language};

/// First line of a hearing file.
const TITLE: &str = "pronto hearing 1";
/// Confidences that a file gives the scores of: 50, 100, … 950 thousandths.
pub(super) const STEPS: usize = 19;

/// One act's own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hearing {
    pub(super) act: ActId,
    /// It counts as found from this confidence on, in thousandths: where F1 is highest on sentences held out.
    pub(super) found_from: u16,
    /// What a cue that found it adds to its score, in 64ths of a log-odd.
    pub(super) cue: i32,
    /// The scores at which 5, 10, … 95 of 100 held-out sentences do it, in 64ths of a log-odd.
    pub(super) scores: [i32; STEPS],
}

/// What was learned of a language: the encoder, and what its scores mean there.
#[derive(Debug, Clone)]
pub struct Learned {
    pub(super) language: Language,
    pub(super) encoder: Arc<Encoder>,
    pub(super) acts: Vec<Hearing>,
    /// The place of each act among the encoder's.
    pub(super) places: Vec<usize>,
}

impl Learned {
    /// Which language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The acts that are heard, in their order.
    pub fn acts(&self) -> impl Iterator<Item = &ActId> {
        self.acts.iter().map(|hearing| &hearing.act)
    }

    /// Whether it knows anything of an act.
    pub(in crate::understand) fn knows(&self, act: &str) -> bool {
        self.acts().any(|known| known.as_str() == act)
    }

    /// Forgets the utterances read before.
    pub(in crate::understand) fn forget(&self) {
        self.encoder.before.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(super) fn new(language: Language, encoder: Arc<Encoder>, acts: Vec<Hearing>) -> Option<Self> {
        let place = |hearing: &Hearing| encoder.acts.iter().position(|act| *act == hearing.act);
        let places = acts.iter().map(place).collect::<Option<Vec<_>>>()?;
        Some(Self { language, encoder, acts, places })
    }

    /// Reads a hearing file.
    ///
    /// # Errors
    /// A sentence with the line that cannot be read and what to do.
    pub fn parse(file: &str, text: &str, encoder: &Arc<Encoder>) -> Result<Self, String> {
        let fault = |line: usize, what: &str| {
            let remedy = "this file is made by \"pronto calibrate\", make it again rather than mend it by hand";
            format!("{file}:{}: {what}: {remedy}", line + 1)
        };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        if lines.next().is_none_or(|(_, line)| line != TITLE) {
            return Err(fault(0, &format!("it should begin with \"{TITLE}\"")));
        }
        let (mut language, mut of_encoder, mut acts) = (None, None, Vec::new());
        for (number, line) in lines {
            let mut words = line.split(' ');
            let read = match words.next() {
                Some("language") => words.next().and_then(|code| code.parse().ok()).map(|code| language = Some(code)),
                Some("encoder") => words.next().map(|hash| of_encoder = Some((number, hash))),
                Some("act") => hearing(words).map(|act| acts.push(act)),
                _ => None,
            };
            read.ok_or_else(|| fault(number, "this line cannot be read"))?;
        }
        let language = language.ok_or_else(|| fault(0, "it names no language"))?;
        let (number, hash) = of_encoder.ok_or_else(|| fault(0, "it names no encoder"))?;
        if hash != encoder.hash() {
            return Err(fault(number, "it says what the scores of another encoder mean"));
        }
        Self::new(language, Arc::clone(encoder), acts).ok_or_else(|| fault(0, "it names an act that the encoder does not hear"))
    }

    /// Writes a hearing file; reading it gives the same again.
    pub fn write(&self) -> String {
        let code = self.language.code();
        let mut text = format!(
            "{TITLE}\n# Made by \"pronto calibrate --language {code}\" from labelled sentences the encoder was not taught with; not for editing.\n\
             # An act, from which confidence it counts, what a cue adds to its score, and the scores that mean 50, 100, ... 950 of 1000.\n\
             language {code}\nencoder {}\n",
            self.encoder.hash()
        );
        for act in &self.acts {
            let scores = act.scores.map(|score| score.to_string()).join(" ");
            let _ = writeln!(text, "act {} {} {} {scores}", act.act, act.found_from, act.cue);
        }
        text
    }
}

fn hearing<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<Hearing> {
    let act = ActId::from(words.next()?);
    let found_from = words.next()?.parse().ok()?;
    let cue = words.next()?.parse().ok()?;
    let mut scores = [0; STEPS];
    for score in &mut scores {
        *score = words.next()?.parse().ok()?;
    }
    let rises = scores.windows(2).all(|pair| pair[0] < pair[1]);
    (rises && words.next().is_none()).then_some(Hearing { act, found_from, cue, scores })
}
