//! From lexicons, topics and names to labelled wordings, ready for the automaton.

use std::collections::BTreeMap;

use super::acts::Act;
use super::lexicon::Lexicon;
use super::template::{Mood, Piece, expand};
use super::tokens::Tokens;
use super::topics::{self, Part, Wanted};
use super::understander::{Names, Target};
use super::vocabulary::{BUILT_IN, CALLER, CLAUSE_END, CLAUSE_START, COMPANY, Label, UTTERANCE_END, UTTERANCE_START, Vocabulary};
use crate::ids::{ActId, FactId, Language};
use crate::scenario::Topic;

/// Articles of both languages, as tokens.
const ARTICLES: [&str; 10] = ["il", "lo", "la", "l", "i", "gli", "le", "the", "a", "an"];

/// Everything an understander is made of.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) vocabulary: Vocabulary,
    pub(super) set_wordings: Vec<(Vec<Label>, u32)>,
    pub(super) wordings: Vec<(Vec<Label>, u32)>,
    pub(super) targets: Vec<(Target, Mood)>,
    pub(super) acts: Vec<Act>,
    pub(super) wanted: Vec<Wanted>,
    pub(super) denials: Vec<Label>,
}

/// Compiles them.
pub(super) fn compile(lexicons: &[Lexicon], facts: &BTreeMap<FactId, Topic>, names: &Names) -> Compiled {
    let mut compiler = Compiler {
        language: lexicons.first().map_or(Language::It, |lexicon| lexicon.language),
        sets: BUILT_IN.iter().map(|(name, label)| ((*name).to_owned(), *label)).collect(),
        out: Compiled {
            vocabulary: Vocabulary::default(),
            set_wordings: Vec::new(),
            wordings: Vec::new(),
            targets: Vec::new(),
            acts: Vec::new(),
            wanted: Vec::new(),
            denials: Vec::new(),
        },
    };
    compiler.names(&names.caller, CALLER);
    compiler.names(&names.company, COMPANY);
    for lexicon in lexicons {
        compiler.words(lexicon);
    }
    let sets: Vec<Label> = compiler.sets.values().copied().filter(|set| BUILT_IN.iter().all(|(_, label)| label != set)).collect();
    compiler.out.vocabulary.weigh_sets(sets);
    compiler.acts(lexicons);
    for (fact, topic) in facts {
        compiler.topic(fact, topic);
    }
    compiler.out.vocabulary.index_slips();
    compiler.out
}

struct Compiler {
    language: Language,
    sets: BTreeMap<String, Label>,
    out: Compiled,
}

impl Compiler {
    /// Names are plain text, whatever signs they hold.
    fn names(&mut self, names: &[String], set: Label) {
        for name in names {
            let labels = self.labels_of_text(name);
            self.member(labels, set);
        }
    }

    fn words(&mut self, lexicon: &Lexicon) {
        for (name, members) in &lexicon.words {
            let set = self.out.vocabulary.set(name);
            self.sets.insert(name.clone(), set);
            for member in members {
                for labels in self.wordings(member).0 {
                    self.member(labels, set);
                }
            }
        }
        for text in &lexicon.fillers {
            for label in self.labels_of_text(text) {
                self.out.vocabulary.mark_filler(label);
            }
        }
        for text in &lexicon.weak {
            for label in self.labels_of_text(text) {
                self.out.vocabulary.mark_weak(label);
            }
        }
        for (list, target) in [
            (&lexicon.denials, Target::Denial),
            (&lexicon.questions, Target::Question),
            (&lexicon.requests, Target::Request),
            (&lexicon.hedges, Target::Hedge),
        ] {
            for cue in list {
                let wordings = self.wordings(cue).0;
                if target == Target::Denial {
                    self.out.denials.extend(wordings.iter().filter(|w| w.len() == 1).map(|w| w[0]));
                }
                self.cue(wordings, target, Mood::Any);
            }
        }
    }

    fn member(&mut self, labels: Vec<Label>, set: Label) {
        match labels.as_slice() {
            [] => {}
            [word] => self.out.vocabulary.put_into(*word, set),
            _ => {
                let cue = self.target(Target::Set(set), Mood::Any);
                self.out.set_wordings.push((labels, cue));
            }
        }
    }

    fn acts(&mut self, lexicons: &[Lexicon]) {
        let ids: BTreeMap<&ActId, u16> = {
            let mut ids: Vec<&ActId> = lexicons.iter().flat_map(Lexicon::acts).collect();
            ids.sort();
            ids.dedup();
            ids.into_iter().zip(0..).collect()
        };
        self.out.acts =
            ids.keys().map(|id| Act { id: (*id).clone(), beats: Vec::new(), strict: false, survives_denial: false }).collect();
        for (id, cues) in lexicons.iter().flat_map(|lexicon| &lexicon.acts) {
            let Some(&act) = ids.get(id) else { continue };
            let beats = cues.beats.iter().filter_map(|other| ids.get(other).copied());
            let entry = &mut self.out.acts[act as usize];
            entry.beats.extend(beats);
            entry.strict |= cues.strict;
            entry.survives_denial |= cues.survives_denial;
            for (list, target) in [(&cues.cues, Target::Act(act)), (&cues.unless, Target::Unless(act))] {
                for cue in list {
                    let (mut wordings, mood) = self.wordings(cue);
                    // What is left of a cue when all that carries meaning is optional says nothing, unless its place says it.
                    let means = |label: &Label| *label <= UTTERANCE_END || self.out.vocabulary.is_strong(*label);
                    wordings.retain(|labels| mood != Mood::Any || labels.iter().any(means));
                    self.cue(wordings, target, mood);
                }
            }
        }
    }

    fn topic(&mut self, fact: &FactId, topic: &Topic) {
        let index = self.out.wanted.len() as u16;
        let (wanted, phrases) = topics::read(fact, topic);
        self.out.wanted.push(wanted);
        for (part, phrase) in phrases {
            let (mut wordings, mood) = self.wordings(phrase);
            // "Suo indirizzo?" asks what "il suo indirizzo" asks.
            if !matches!(part, Part::Right | Part::Wrong) {
                let shorter: Vec<Vec<Label>> = wordings.iter().filter_map(|labels| self.without_article(labels)).collect();
                wordings.extend(shorter);
            }
            self.cue(wordings, Target::Topic(index, part), mood);
        }
    }

    fn without_article(&self, labels: &[Label]) -> Option<Vec<Label>> {
        let (first, rest) = labels.split_first()?;
        let vocabulary = &self.out.vocabulary;
        let article = ARTICLES.iter().any(|article| vocabulary.get(article) == Some(*first));
        (article && rest.iter().any(|label| vocabulary.is_strong(*label))).then(|| rest.to_vec())
    }

    fn cue(&mut self, wordings: Vec<Vec<Label>>, target: Target, mood: Mood) {
        let cue = self.target(target, mood);
        self.out.wordings.extend(wordings.into_iter().filter(|labels| !labels.is_empty()).map(|labels| (labels, cue)));
    }

    fn target(&mut self, target: Target, mood: Mood) -> u32 {
        if let Some(last) = self.out.targets.last()
            && *last == (target, mood)
        {
            return self.out.targets.len() as u32 - 1;
        }
        self.out.targets.push((target, mood));
        self.out.targets.len() as u32 - 1
    }

    /// All wordings of a template as labels. One that cannot be read has none.
    fn wordings(&mut self, template: &str) -> (Vec<Vec<Label>>, Mood) {
        let Ok((wordings, mood)) = expand(template) else { return (Vec::new(), Mood::Any) };
        (wordings.iter().filter_map(|pieces| self.labels(pieces)).collect(), mood)
    }

    fn labels(&mut self, pieces: &[Piece]) -> Option<Vec<Label>> {
        let mut labels = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => labels.extend(self.labels_of_text(text)),
                Piece::Set(name) => labels.push(*self.sets.get(name)?),
                Piece::ClauseStart => labels.push(CLAUSE_START),
                Piece::ClauseEnd => labels.push(CLAUSE_END),
                Piece::UtteranceStart => labels.push(UTTERANCE_START),
                Piece::UtteranceEnd => labels.push(UTTERANCE_END),
            }
        }
        Some(labels)
    }

    fn labels_of_text(&mut self, text: &str) -> Vec<Label> {
        let tokens = Tokens::read(text.split_whitespace(), self.language);
        (0..tokens.list.len()).map(|token| self.out.vocabulary.intern(tokens.text(token))).collect()
    }
}
