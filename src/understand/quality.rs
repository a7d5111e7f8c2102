//! How well sentences are understood: labelled sentences against what was found in them, act by act, and whether the confidence
//! stated is the share that is right.

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng, RngExt};

use super::Understander;
use crate::diagnostic::did_you_mean;
use crate::event::Utterance;
use crate::ids::{ActId, Language};
use crate::time::{CallTime, Span};

/// A sentence and what it does, as a person labelled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Where it stands: `file:line`.
    pub place: String,
    /// What is said.
    pub sentence: String,
    /// Acts it does.
    pub wanted: BTreeSet<ActId>,
    /// Acts that may be found or not.
    pub allowed: BTreeSet<ActId>,
    /// Acts it must not be taken for, where nothing is said of the acts not named; otherwise empty, and no act not named is done.
    pub denied: Option<BTreeSet<ActId>>,
}

impl Labelled {
    /// Whether an act may be found or not: nothing was said of it.
    pub fn is_open(&self, act: &ActId) -> bool {
        let unsaid = self.denied.as_ref().is_some_and(|denied| !denied.contains(act) && !self.wanted.contains(act));
        self.allowed.contains(act) || unsaid
    }
}

/// Reads `sentence -> act act (act)`, one a line; `#` begins a comment line. After a line `# rest: open` nothing is said of acts
/// that a line does not name, and `-act` names one it does not do; facts (`told:id`) are passed over.
///
/// # Errors
/// Every line that cannot be read, with its place and what to do.
pub fn parse_labelled(file: &str, text: &str) -> Result<Vec<Labelled>, Vec<String>> {
    let mut faults = Vec::new();
    let mut sentences = Vec::new();
    let open = text.lines().any(|line| line.trim() == "# rest: open");
    let lines = (1u32..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    for (number, line) in lines {
        let Some((sentence, labels)) = line.rsplit_once("->") else {
            faults
                .push(format!("{file}:{number}: no \"->\" in this line: write the sentence, then \"->\", then the acts it does"));
            continue;
        };
        let mut one = Labelled {
            place: format!("{file}:{number}"),
            sentence: sentence.trim().to_owned(),
            wanted: BTreeSet::new(),
            allowed: BTreeSet::new(),
            denied: open.then(BTreeSet::new),
        };
        for label in labels.split_whitespace().filter(|label| !open || !label.contains(':')) {
            let allowed = label.strip_prefix('(').and_then(|label| label.strip_suffix(')'));
            let (bare, set) = match (allowed, label.strip_prefix('-'), &mut one.denied) {
                (Some(bare), ..) => (bare, &mut one.allowed),
                (None, Some(bare), Some(denied)) => (bare, denied),
                _ => (label, &mut one.wanted),
            };
            if !super::ACTS.contains(&bare) {
                let remedy = did_you_mean(bare, super::ACTS).map_or_else(String::new, |act| format!(": did you mean \"{act}\"?"));
                faults.push(format!("{file}:{number}: \"{bare}\" is no act{remedy}"));
            }
            set.insert(ActId::from(bare));
        }
        sentences.push(one);
    }
    if faults.is_empty() { Ok(sentences) } else { Err(faults) }
}

/// Up to so many wordings of a sentence in which `{a|b}` stands for either and `{|a}` for what may be left out: first the one
/// with all first alternatives, then others as the dice fall.
pub(super) fn wordings(sentence: &str, most: usize, dice: &mut impl Rng) -> Vec<String> {
    let mut all = vec![wording(sentence, |_| 0)];
    if sentence.contains('{') {
        all.extend((1..most).map(|_| wording(sentence, |count| dice.random_range(0..count))));
    }
    all
}

fn wording(sentence: &str, mut choose: impl FnMut(usize) -> usize) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, behind) = after.split_once('}').unwrap_or((after, ""));
        let choices: Vec<&str> = inside.split('|').collect();
        text.push_str(before);
        text.push_str(choices.get(choose(choices.len())).copied().unwrap_or_default());
        rest = behind;
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(" .", ".").replace(" ?", "?")
}

/// What the sentences gave of one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Found where it is.
    pub right: u32,
    /// Not found where it is.
    pub missed: u32,
    /// Found where it is not.
    pub wrong: u32,
}

impl Tally {
    /// Sentences that do it.
    pub fn positives(self) -> u32 {
        self.right + self.missed
    }

    /// The share of what was found that is right, 0.0 to 1.0; 1 if nothing was found.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of what is there that was found, 0.0 to 1.0.
    pub fn recall(self) -> f64 {
        share(self.right, self.positives())
    }

    /// The harmonic mean of precision and recall, 0.0 to 1.0 (van Rijsbergen's F with equal weights).
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.missed + self.wrong)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// Acts found with a confidence in one tenth of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bin {
    /// How many were found.
    pub found: u32,
    /// How many of them are right.
    pub right: u32,
    /// The sum of the confidences stated, in thousandths.
    pub stated: u64,
}

/// What labelled sentences say of an understander.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quality {
    /// How many sentences.
    pub sentences: u32,
    /// Act by act: every act that occurs, or was found.
    pub acts: BTreeMap<ActId, Tally>,
    /// The ten tenths of confidence, lowest first.
    pub bins: [Bin; 10],
    /// What went wrong: place, sentence, acts missed, acts found wrongly.
    pub errors: Vec<Mistake>,
}

/// A sentence that was not understood as it is labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// `file:line`.
    pub place: String,
    /// What is said.
    pub sentence: String,
    /// Acts it does that were not found.
    pub missed: Vec<ActId>,
    /// Acts found that it does not do, with the words that were taken for them.
    pub wrong: Vec<(ActId, String)>,
}

impl Quality {
    /// The mean of the acts' F1, over acts with at least one sentence that does them: rare acts count as much as common ones.
    pub fn macro_f1(&self) -> f64 {
        let judged: Vec<f64> = self.acts.values().filter(|tally| tally.positives() > 0).map(|tally| tally.f1()).collect();
        judged.iter().sum::<f64>() / (judged.len().max(1)) as f64
    }

    /// Mean F1 over the acts that at least so many sentences do, and how many acts those are: an act with one sentence says little of
    /// how well it is heard and counts as much as one with fifty.
    pub fn macro_f1_from(&self, sentences: u32) -> (f64, usize) {
        let known: Vec<f64> = self.acts.values().filter(|tally| tally.positives() >= sentences).map(|tally| tally.f1()).collect();
        (known.iter().sum::<f64>() / known.len().max(1) as f64, known.len())
    }

    /// How far stated confidence is from the share that is right, weighted by how often it is stated: the expected calibration
    /// error (Naeini, Cooper, Hauskrecht, AAAI 2015), 0.0 to 1.0.
    pub fn calibration_error(&self) -> f64 {
        let found: u32 = self.bins.iter().map(|bin| bin.found).sum();
        let off = |bin: &Bin| (bin.stated as f64 / 1_000.0 - f64::from(bin.right)).abs();
        self.bins.iter().map(off).sum::<f64>() / f64::from(found.max(1))
    }

    /// Adds what other sentences gave.
    pub fn add(&mut self, other: Self) {
        self.sentences += other.sentences;
        for (act, tally) in other.acts {
            let sum = self.acts.entry(act).or_default();
            sum.right += tally.right;
            sum.missed += tally.missed;
            sum.wrong += tally.wrong;
        }
        for (sum, bin) in self.bins.iter_mut().zip(other.bins) {
            sum.found += bin.found;
            sum.right += bin.right;
            sum.stated += bin.stated;
        }
        self.errors.extend(other.errors);
    }
}

impl Labelled {
    /// The sentence in its first wording: with all first alternatives.
    pub fn first_wording(&self) -> String {
        wording(&self.sentence, |_| 0)
    }
}

/// Understands every sentence in its first wording, as if it had been typed, and compares.
pub fn measure(understander: &Understander, language: Language, sentences: &[Labelled]) -> Quality {
    let typed = |one: &Labelled| Utterance::typed(language, Span::new(CallTime(0), CallTime(0)), &one.first_wording());
    measure_utterances(understander, sentences.iter().map(|one| (one, typed(one))))
}

/// Understands utterances and compares with the labels of the sentences that were said. An act found that a sentence neither does
/// nor may do is wrong.
pub fn measure_utterances<'a>(understander: &Understander, said: impl IntoIterator<Item = (&'a Labelled, Utterance)>) -> Quality {
    let mut quality = Quality::default();
    for (one, utterance) in said {
        quality.sentences += 1;
        // An act done twice in a breath is one act: the surest finding speaks for it.
        let mut found: BTreeMap<ActId, (u16, String)> = BTreeMap::new();
        for act in understander.understand(&utterance).acts {
            let words = utterance.words.get(usize::from(act.words.from)..usize::from(act.words.to)).unwrap_or_default();
            let words = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            let best = found.entry(act.act).or_default();
            if act.confidence.0 >= best.0 {
                *best = (act.confidence.0, words);
            }
        }
        for (act, (confidence, _)) in found.iter().filter(|(act, _)| !one.is_open(act)) {
            let right = one.wanted.contains(act);
            let tally = quality.acts.entry(act.clone()).or_default();
            if right {
                tally.right += 1
            } else {
                tally.wrong += 1
            }
            let bin = &mut quality.bins[usize::from(confidence / 100).min(9)];
            bin.found += 1;
            bin.right += u32::from(right);
            bin.stated += u64::from(*confidence);
        }
        let missed: Vec<ActId> = one.wanted.iter().filter(|act| !found.contains_key(*act)).cloned().collect();
        for act in &missed {
            quality.acts.entry(act.clone()).or_default().missed += 1;
        }
        let listed = |act: &ActId| one.wanted.contains(act) || one.is_open(act);
        let wrong: Vec<(ActId, String)> =
            found.into_iter().filter(|(act, _)| !listed(act)).map(|(act, (_, words))| (act, words)).collect();
        if !missed.is_empty() || !wrong.is_empty() {
            quality.errors.push(Mistake { place: one.place.clone(), sentence: one.sentence.clone(), missed, wrong });
        }
    }
    quality
}
