//! Everything that each token of an utterance may stand for: itself, a word it is a slip of, the sets it is in, and with
//! its neighbours a number, an amount, a date, a name.

use super::tokens::Tokens;
use super::values::{Value, Values, has_change};
use super::vocabulary::{
    AMOUNT, ANY, CLAUSE_END, CLAUSE_START, CODE, DATE, Label, NUMBER, PROPER, Slips, UTTERANCE_END, UTTERANCE_START, Vocabulary,
};

/// Believing that two tokens are one word written apart, or one token two words run together.
const SPLIT: u16 = 15;
/// Taking `riceverli` for `riceverlo`: the cue is written with another gender, number or pronoun.
const INFLECTED: u16 = 20;
/// Taking the article out of an articulated preposition: `del codice` for `il codice`.
const ARTICLE: u16 = 5;
/// Taking "e" for "è": people and recognisers write them for each other.
const ACCENT: u16 = 2;

/// One thing that the tokens from one place to another may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) to: u16,
    pub(super) label: Label,
    pub(super) cost: u16,
}

/// All arcs, by where they begin.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    arcs: Vec<Vec<Arc>>,
    flags: Vec<Flags>,
    joined: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    filler: bool,
    repeats: bool,
    denies: bool,
    begins_sentence: bool,
    known: bool,
}

impl Lattice {
    /// Reads tokens. What the sets of several words add comes later, by [`Self::add`].
    pub(super) fn read(tokens: &Tokens, values: &Values, vocabulary: &Vocabulary, denials: &[Label], slips: &mut Slips) -> Self {
        let count = tokens.list.len();
        let mut lattice =
            Self { arcs: vec![Vec::with_capacity(8); count + 1], flags: vec![Flags::default(); count + 1], ..Self::default() };
        for token in 0..count {
            lattice.token(token, tokens, vocabulary, denials, slips);
        }
        for token in 0..count {
            lattice.joins(token, tokens, vocabulary);
        }
        for value in &values.list {
            let label = match &value.value {
                Value::Number { .. } => NUMBER,
                Value::Amount { explicit, cents } if *explicit || has_change(cents) => AMOUNT,
                Value::Amount { .. } => continue,
                Value::Date { .. } => DATE,
                Value::Code(_) => CODE,
            };
            lattice.add(value.from, Arc { to: value.to as u16, label, cost: 0 });
        }
        lattice.places(tokens);
        lattice
    }

    /// Adds what the tokens from `from` on may stand for.
    pub(super) fn add(&mut self, from: usize, arc: Arc) {
        if let Some(arcs) = self.arcs.get_mut(from)
            && !arcs.iter().any(|other| other.to == arc.to && other.label == arc.label)
        {
            arcs.push(arc);
        }
    }

    pub(super) fn tokens(&self) -> usize {
        self.flags.len().saturating_sub(1)
    }

    pub(super) fn arcs(&self, from: u16) -> &[Arc] {
        self.arcs.get(from as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn repeats(&self, token: u16) -> bool {
        self.flag(token).repeats
    }

    pub(super) fn is_filler(&self, token: u16) -> bool {
        self.flag(token).filler
    }

    /// Whether the token is a negation, which no cue may jump over.
    pub(super) fn denies(&self, token: u16) -> bool {
        self.flag(token).denies
    }

    pub(super) fn begins_sentence(&self, token: u16) -> bool {
        self.flag(token).begins_sentence
    }

    fn flag(&self, token: u16) -> Flags {
        self.flags.get(token as usize).copied().unwrap_or_default()
    }

    fn token(&mut self, token: usize, tokens: &Tokens, vocabulary: &Vocabulary, denials: &[Label], slips: &mut Slips) {
        let text = tokens.text(token);
        let to = token as u16 + 1;
        let info = &tokens.list[token];
        let begins_sentence = tokens.begins_sentence(token);
        let mut flags = Flags { repeats: info.repeats, begins_sentence, ..Flags::default() };
        match vocabulary.get(text) {
            Some(label) => {
                flags.known = true;
                flags.filler = vocabulary.is_filler(label);
                flags.denies = denials.contains(&label);
                self.word(token, Arc { to, label, cost: 0 }, vocabulary);
                for label in vocabulary.inflected(text) {
                    self.word(token, Arc { to, label, cost: INFLECTED }, vocabulary);
                }
            }
            None if !info.digits => {
                for &(label, cost) in slips.of(vocabulary, text) {
                    self.word(token, Arc { to, label, cost }, vocabulary);
                }
            }
            None => {}
        }
        // "Si, certo." is a yes that lost its accent.
        let other_accent = match text {
            "è" => Some("e"),
            "e" => Some("è"),
            "dà" => Some("da"),
            "da" => Some("dà"),
            "là" => Some("la"),
            "lì" => Some("li"),
            "si" if info.ends_clause && tokens.begins_clause(token) => Some("sì"),
            _ => None,
        };
        if let Some(label) = other_accent.and_then(|text| vocabulary.get(text)) {
            self.word(token, Arc { to, label, cost: ACCENT }, vocabulary);
        }
        if let Some(label) = article(text).and_then(|text| vocabulary.get(text)) {
            self.word(token, Arc { to, label, cost: ARTICLE }, vocabulary);
        }
        if info.capital && !begins_sentence {
            self.add(token, Arc { to, label: PROPER, cost: 0 });
        }
        self.add(token, Arc { to, label: ANY, cost: 0 });
        self.flags[token] = flags;
    }

    fn word(&mut self, from: usize, arc: Arc, vocabulary: &Vocabulary) {
        self.add(from, arc);
        for &set in vocabulary.sets(arc.label) {
            self.add(from, Arc { label: set, ..arc });
        }
    }

    /// Words that the recogniser cut in two ("di sguido") or ran together ("mirendo conto").
    fn joins(&mut self, token: usize, tokens: &Tokens, vocabulary: &Vocabulary) {
        let info = &tokens.list[token];
        if info.digits || (self.flags[token].known && self.flags.get(token + 1).is_none_or(|next| next.known)) {
            return;
        }
        let text = tokens.text(token);
        if token + 1 < tokens.list.len() && !tokens.list[token + 1].digits && !info.ends_clause {
            self.joined.clear();
            self.joined.push_str(text);
            self.joined.push_str(tokens.text(token + 1));
            if self.joined.len() >= 5
                && let Some(label) = vocabulary.get(&self.joined)
            {
                self.word(token, Arc { to: token as u16 + 2, label, cost: SPLIT }, vocabulary);
            }
        }
    }

    /// Where clauses and the utterance begin and end. Fillers before and after do not count.
    fn places(&mut self, tokens: &Tokens) {
        let count = tokens.list.len();
        let (mut clause, mut utterance) = (true, true);
        for token in 0..count {
            clause |= tokens.begins_clause(token);
            let here = token as u16;
            if clause {
                self.add(token, Arc { to: here, label: CLAUSE_START, cost: 0 });
            }
            if utterance {
                self.add(token, Arc { to: here, label: UTTERANCE_START, cost: 0 });
            }
            let skips = self.is_filler(here) || self.repeats(here);
            clause &= skips;
            utterance &= skips;
        }
        let (mut clause, mut utterance) = (true, true);
        for token in (1..=count).rev() {
            clause |= tokens.list[token - 1].ends_clause;
            let here = token as u16;
            if clause {
                self.add(token, Arc { to: here, label: CLAUSE_END, cost: 0 });
            }
            if utterance {
                self.add(token, Arc { to: here, label: UTTERANCE_END, cost: 0 });
            }
            let skips = self.is_filler(here - 1) || self.repeats(here - 1);
            clause &= skips;
            utterance &= skips;
        }
    }
}

/// The article in an Italian articulated preposition.
fn article(text: &str) -> Option<&'static str> {
    Some(match text {
        "del" | "al" | "dal" | "nel" | "sul" | "col" => "il",
        "dello" | "allo" | "dallo" | "nello" | "sullo" => "lo",
        "della" | "alla" | "dalla" | "nella" | "sulla" => "la",
        "dell" | "all" | "dall" | "nell" | "sull" => "l",
        "dei" | "ai" | "dai" | "nei" | "sui" => "i",
        "degli" | "agli" | "dagli" | "negli" | "sugli" => "gli",
        "delle" | "alle" | "dalle" | "nelle" | "sulle" => "le",
        _ => return None,
    })
}
