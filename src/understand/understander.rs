//! From an utterance to its acts and facts.

use std::collections::BTreeMap;

use super::acts::{self, Act, Candidate};
use super::automaton::{Automaton, Match};
use super::compile::{Compiled, compile};
use super::facts::{self, Phrase};
use super::lattice::{Arc, Lattice};
use super::sight::Sight;
use super::template::Mood;
use super::tokens::Tokens;
use super::topics::{Part, Wanted};
use super::values::Values;
use super::vocabulary::{Label, Vocabulary};
use super::{Lexicon, Understanding};
use crate::event::Utterance;
use crate::ids::{FactId, Language};
use crate::scenario::Topic;

/// Names that understanding should know when it hears them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The caller's names, as said: `Brambilla`, `De Luca`. For `use_name`.
    pub caller: Vec<String>,
    /// The company's names, as said: `Linea Aurora`. For `state_company`.
    pub company: Vec<String>,
}

/// A lexicon with its packs and one scenario's facts, ready to understand.
#[derive(Debug, Clone)]
pub struct Understander {
    language: Language,
    vocabulary: Vocabulary,
    /// Members of sets that have several words, looked for before all else.
    sets: Automaton,
    cues: Automaton,
    /// What each cue is a cue of, and when it counts.
    targets: Vec<(Target, Mood)>,
    acts: Vec<Act>,
    wanted: Vec<Wanted>,
    /// Denials of one word.
    denials: Vec<Label>,
}

/// What a cue is a cue of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// An act, by index.
    Act(u16),
    /// A near miss of an act.
    Unless(u16),
    /// A set of words.
    Set(Label),
    /// A denial.
    Denial,
    /// A question.
    Question,
    /// A request.
    Request,
    /// A supposition.
    Hedge,
    /// A topic, by index.
    Topic(u16, Part),
}

impl Understander {
    /// Compiles lexicons (of one language: the first one's), facts (the cast's values already in place) and names.
    ///
    /// Cues that cannot be read are left out: [`super::parse_lexicon`] has refused them, and checking a scenario reports a
    /// topic's.
    pub fn new(lexicons: &[Lexicon], topics: &BTreeMap<FactId, Topic>, names: &Names) -> Self {
        let Compiled { vocabulary, set_wordings, wordings, targets, acts, wanted, denials } = compile(lexicons, topics, names);
        Self {
            language: lexicons.first().map_or(Language::It, |lexicon| lexicon.language),
            sets: Automaton::build(set_wordings, &vocabulary),
            cues: Automaton::build(wordings, &vocabulary),
            vocabulary,
            targets,
            acts,
            wanted,
            denials,
        }
    }

    /// What an utterance does. Never fails: words it cannot make sense of do nothing.
    pub fn understand(&self, utterance: &Utterance) -> Understanding {
        let mut tokens = Tokens::read(utterance.words.iter().map(|word| word.text.as_str()), self.language);
        if tokens.list.is_empty() {
            return Understanding::default();
        }
        let mut near = Vec::new();
        tokens.part(|text| self.vocabulary.parting(text, &mut near));
        let values = Values::find(&tokens, self.language);
        let mut lattice = Lattice::read(&tokens, &values, &self.vocabulary, &self.denials);
        let (mut stack, mut found) = (Vec::new(), Vec::new());
        self.sets.search(&lattice, &mut stack, &mut found);
        for m in found.drain(..) {
            if let Some((Target::Set(label), _)) = self.targets.get(m.cue as usize) {
                let cost = (1_000 - m.confidence) / 10;
                lattice.add(m.from as usize, Arc { to: m.to, label: *label, cost });
            }
        }
        self.cues.search(&lattice, &mut stack, &mut found);
        self.settle(&tokens, &lattice, &values, &found)
    }

    fn settle(&self, tokens: &Tokens, lattice: &Lattice, values: &Values, found: &[Match]) -> Understanding {
        let mut sight = Sight {
            tokens,
            lattice,
            questions: tokens.sentences.iter().map(|(_, question)| *question).collect(),
            denials: Vec::new(),
            question_cues: Vec::new(),
            requests: Vec::new(),
            hedges: Vec::new(),
        };
        for m in found {
            let range = (m.from, m.to);
            match self.targets.get(m.cue as usize) {
                Some((Target::Denial, _)) if m.whole => sight.denials.push(range),
                Some((Target::Request, _)) => sight.requests.push(range),
                Some((Target::Hedge, _)) => sight.hedges.push(range),
                Some((Target::Question, _)) => {
                    sight.question_cues.push(range);
                    if let Some(question) = sight.questions.get_mut(tokens.list[m.from as usize].sentence as usize) {
                        *question = true;
                    }
                }
                _ => {}
            }
        }
        let (mut candidates, mut unless, mut phrases) = (Vec::new(), Vec::new(), Vec::new());
        for &m in found {
            let Some(&(target, mood)) = self.targets.get(m.cue as usize) else { continue };
            let counts = match mood {
                Mood::Any => true,
                Mood::Question => sight.is_question(m.from),
                Mood::Statement => !sight.is_question(m.from),
            };
            if !counts {
                continue;
            }
            match target {
                Target::Act(act) => candidates.push(Candidate { act, found: m }),
                // A near miss is recognised by the very word that makes it one, so nothing of it may be missing.
                Target::Unless(act) if m.whole => unless.push(Candidate { act, found: m }),
                Target::Topic(topic, part) => phrases.push(Phrase { topic, part, found: m }),
                _ => {}
            }
        }
        Understanding {
            acts: acts::settle(&self.acts, candidates, &unless, &sight),
            facts: facts::settle(&self.wanted, &phrases, values, &sight),
        }
    }
}
