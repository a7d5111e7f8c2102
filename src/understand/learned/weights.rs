//! The weights file: what was learned of a language, as text that can be read, compared and kept under version control.

use std::fmt::Write as _;

use super::features::Feature;
use super::rows::Rows;
use crate::ids::{ActId, Language};
use crate::understand::vocabulary::Vocabulary;

/// First line of a weights file.
const TITLE: &str = "pronto weights 1";
/// Confidences that a file gives the scores of: 50, 100, … 950 thousandths.
pub(super) const STEPS: usize = 19;
/// More features than this are no file of ours.
const MOST_FEATURES: usize = 4_000_000;

/// Acts are told apart by a byte.
const MOST_ACTS: usize = 256;

/// One act's own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hearing {
    pub(super) act: ActId,
    /// What speaks for it before a word is said; usually much below nothing.
    pub(super) bias: i32,
    /// It counts as found from this confidence on, in thousandths: where F1 is highest on sentences held out.
    pub(super) found_from: u16,
    /// Of a hundred held-out sentences in which a cue found it, so many do it, in thousandths; three of four where there are none.
    pub(super) cue: u16,
    /// The scores at which 5, 10, … 95 of 100 held-out sentences do it.
    pub(super) scores: [i32; STEPS],
}

/// What was learned of a language: weights of features for acts, and how a sum of them becomes a confidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    pub(super) language: Language,
    /// How many labelled sentences it was learned from.
    pub(super) sentences: u32,
    pub(super) acts: Vec<Hearing>,
    pub(super) rows: Rows,
    /// The words something was learned of.
    pub(super) words: Vocabulary,
    /// Features as written, in the order of the file.
    written: Vec<String>,
}

impl Learned {
    /// Which language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How many labelled sentences it was learned from.
    pub fn sentences(&self) -> u32 {
        self.sentences
    }

    /// How many features have a weight.
    pub fn features(&self) -> usize {
        self.rows.len()
    }

    /// Whether it knows anything of an act.
    pub(in crate::understand) fn knows(&self, act: &str) -> bool {
        self.acts.iter().any(|hearing| hearing.act.as_str() == act)
    }

    pub(super) fn new(language: Language, sentences: u32, acts: Vec<Hearing>, mut weights: Vec<(String, Vec<(u8, i8)>)>) -> Self {
        weights.sort();
        let rows = Rows::new(acts.len(), weights.len());
        let words = Vocabulary::default();
        let mut learned = Self { language, sentences, acts, rows, words, written: Vec::with_capacity(weights.len()) };
        for (feature, weights) in weights {
            learned.add(feature, &weights);
        }
        learned.words.index_slips();
        learned
    }

    fn add(&mut self, feature: String, weights: &[(u8, i8)]) -> Option<()> {
        let hash = Feature::read(&feature)?.hash();
        self.rows.add(hash, weights);
        if let Some(word) = feature.strip_prefix("w ") {
            self.words.intern(word);
        }
        self.written.push(feature);
        Some(())
    }

    /// Reads a weights file.
    ///
    /// # Errors
    /// A sentence with the line that cannot be read and what to do.
    pub fn parse(file: &str, text: &str) -> Result<Self, String> {
        let fault = |line: usize, what: &str| {
            format!(
                "{file}:{}: {what}: this file is made by \"pronto learn\", make it again rather than mend it by hand",
                line + 1
            )
        };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        if lines.next().is_none_or(|(_, line)| line != TITLE) {
            return Err(fault(0, &format!("it should begin with \"{TITLE}\"")));
        }
        let mut learned = Self::new(Language::It, 0, Vec::new(), Vec::new());
        for (number, line) in lines {
            let mut words = line.split(' ');
            let read = match (words.next(), learned.written.is_empty()) {
                (Some("language"), true) => words.next().and_then(|code| code.parse().ok()).map(|code| learned.language = code),
                (Some("sentences"), true) => words.next().and_then(|n| n.parse().ok()).map(|n| learned.sentences = n),
                (Some("act"), true) if learned.acts.len() == MOST_ACTS => return Err(fault(number, "too many acts")),
                (Some("act"), true) => hearing(words).map(|act| {
                    learned.acts.push(act);
                    // Acts come before features: nothing is lost.
                    learned.rows = Rows::new(learned.acts.len(), 0);
                }),
                _ if learned.written.len() >= MOST_FEATURES => return Err(fault(number, "too many features")),
                _ => weighted(line, learned.acts.len()).and_then(|(feature, weights)| learned.add(feature, &weights)),
            };
            read.ok_or_else(|| fault(number, "this line cannot be read"))?;
        }
        learned.words.index_slips();
        if learned.acts.is_empty() { Err(fault(0, "it names no act")) } else { Ok(learned) }
    }

    /// Writes a weights file; reading it gives the same again.
    pub fn write(&self) -> String {
        let mut text = format!(
            "{TITLE}\n# Made by \"pronto learn --language {code}\" from the labelled sentences; not for editing. A line is a feature and what it\n\
             # adds for acts, by their place in the list of acts. See src/understand/learned.\nlanguage {code}\nsentences {}\n",
            self.sentences,
            code = self.language.code()
        );
        for act in &self.acts {
            let scores = act.scores.map(|score| score.to_string()).join(" ");
            let _ = writeln!(text, "act {} {} {} {} {scores}", act.act, act.bias, act.found_from, act.cue);
        }
        for feature in &self.written {
            text.push_str(feature);
            let hash = Feature::read(feature).map_or(0, |feature| feature.hash());
            for (act, weight) in self.rows.weights(hash) {
                let _ = write!(text, " {act}:{weight}");
            }
            text.push('\n');
        }
        text
    }
}

fn hearing<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<Hearing> {
    let act = ActId::from(words.next()?);
    let bias = words.next()?.parse().ok()?;
    let found_from = words.next()?.parse().ok()?;
    let cue = words.next()?.parse().ok()?;
    let mut scores = [0; STEPS];
    for score in &mut scores {
        *score = words.next()?.parse().ok()?;
    }
    let rises = scores.windows(2).all(|pair| pair[0] < pair[1]);
    (rises && words.next().is_none()).then_some(Hearing { act, bias, found_from, cue, scores })
}

fn weighted(line: &str, acts: usize) -> Option<(String, Vec<(u8, i8)>)> {
    // A feature's own words hold no colon: it is no letter.
    let begins = line.split(' ').take_while(|word| !word.contains(':')).map(|word| word.len() + 1).sum::<usize>();
    let (feature, weights) = line.split_at_checked(begins.checked_sub(1)?)?;
    let mut read = Vec::new();
    for pair in weights.split_whitespace() {
        let (act, weight) = pair.split_once(':')?;
        let (act, weight) = (act.parse().ok()?, weight.parse().ok()?);
        if usize::from(act) >= acts {
            return None;
        }
        read.push((act, weight));
    }
    (!read.is_empty()).then(|| (feature.to_owned(), read))
}
