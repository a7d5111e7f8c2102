//! Who said what, when, and how surely it was heard.

use crate::event::{ActSeen, Cause, Consequence, Event, Fact, FactSeen, Kind, Permille, Source, Utterance, WordRange};
use crate::ids::{FactId, FeelingId, LineId, Seq};
use crate::record::Header;
use crate::scoring::finding::{Breach, Evidence, Speaker};
use crate::time::{CallTime, Span};

use super::gaps;

/// Names of acts that several readers need.
pub mod act_names {
    /// Emotional reaction, interpretation, exploration: the three kinds of empathic words (EPITOME); and the feeling mirrored.
    pub const EMPATHY: &[&str] = &["empathise", "interpret", "explore", "reflect_feeling"];
    /// Acts of the opening.
    pub const OPENING: &[&str] = &["greet", "state_company", "state_name", "offer_help"];
    /// Acts that look for what the customer needs.
    pub const NEEDS: &[&str] = &[
        "ask_name",
        "ask_identity",
        "explain_privacy",
        "paraphrase",
        "reflect_feeling",
        "recap",
        "open_question",
        "closed_question",
        "clarify",
        "explore",
        "ask_repeat",
        "ask_spell",
        "read_back",
    ];
    /// Acts that solve.
    pub const SOLUTION: &[&str] =
        &["offer_option", "offer_alternative", "explain_step", "promise", "refuse", "transfer_announce", "escalate"];
    /// Acts of the closing.
    pub const CLOSING: &[&str] = &["anything_else", "teach_back", "check_satisfaction", "farewell"];
}

/// One utterance of the trainee with what understanding saw in it.
#[derive(Debug, Clone)]
pub struct OperatorTurn<'a> {
    /// Its `Heard` event.
    pub seq: Seq,
    /// The last event that belongs to it.
    pub last: Seq,
    /// When it became known.
    pub heard: CallTime,
    /// The words.
    pub utterance: &'a Utterance,
    /// Acts seen.
    pub acts: &'a [ActSeen],
    /// Facts seen.
    pub facts: &'a [FactSeen],
    /// The words in the form in which they are compared: see [`normalised`].
    pub plain: String,
    names_company: bool,
    names_caller: bool,
}

/// One line of the customer that was heard.
#[derive(Debug, Clone)]
pub struct CustomerTurn<'a> {
    /// Its `Replied` event.
    pub seq: Seq,
    /// Its `LineBegan` event.
    pub began: Seq,
    /// The last event that belongs to it.
    pub last: Seq,
    /// From its begin to its end.
    pub span: Span,
    /// Which line.
    pub line: &'a LineId,
    /// Which of its wordings.
    pub variant: u16,
    /// The words.
    pub text: &'a str,
    /// The feeling it discloses.
    pub feeling: Option<&'a FeelingId>,
    /// Whether it was cut short.
    pub cut: bool,
    /// Why the customer said it.
    pub because: &'a Cause,
    /// The facts it asks the operator for.
    pub asks: &'a [FactId],
}

impl OperatorTurn<'_> {
    /// When it was spoken or typed.
    pub fn span(&self) -> Span {
        self.utterance.span
    }

    /// Whether it was spoken, not typed.
    pub fn is_spoken(&self) -> bool {
        matches!(self.utterance.source, Source::Spoken { .. })
    }

    /// The mean confidence of its words; full for no words.
    pub fn mean_confidence(&self) -> Permille {
        let words = &self.utterance.words;
        let sum: u64 = words.iter().map(|word| u64::from(word.confidence.0)).sum();
        sum.checked_div(words.len() as u64).map_or(Permille::FULL, |mean| Permille(mean as u16))
    }

    /// Whether something may have been said in it that was not understood: a word below the floor, or time for words that are
    /// not there.
    pub fn is_unclear(&self, floor: Permille) -> bool {
        self.utterance.words.iter().any(|word| word.confidence < floor) || (self.is_spoken() && gaps::lost_words(self.utterance))
    }

    /// How often it clearly does one of the acts: what may speak against the trainee.
    pub fn clearly(&self, acts: &[&str], floor: Permille) -> impl Iterator<Item = Evidence> {
        self.acts.iter().filter(move |seen| acts.contains(&seen.act.as_str())).filter_map(move |seen| {
            match self.breach_by_act(seen, floor) {
                Breach::Clear(evidence) => Some(evidence),
                Breach::Doubtful(_) => None,
            }
        })
    }

    /// Whether it only shows that somebody listens.
    pub fn is_backchannel(&self) -> bool {
        !self.acts.is_empty()
            && self.facts.is_empty()
            && self.utterance.words.len() <= 3
            && self.acts.iter().all(|seen| matches!(seen.act.as_str(), "backchannel" | "affirm"))
    }

    /// Whether it was said after a line of the customer had begun: spoken later, or typed in answer.
    pub fn answers(&self, line: &CustomerTurn<'_>) -> bool {
        self.seq > line.began && (!self.is_spoken() || self.span().from >= line.span.from)
    }

    /// Whether it does one of the acts, however surely: what speaks for the trainee may rest on faint words.
    pub fn does(&self, acts: &[&str]) -> bool {
        self.doing_act(acts).is_some()
            || (acts.contains(&"state_company") && self.names_company)
            || (acts.contains(&"use_name") && self.names_caller)
    }

    /// The first of the acts it does.
    pub fn doing_act(&self, acts: &[&str]) -> Option<&ActSeen> {
        self.acts.iter().find(|seen| acts.contains(&seen.act.as_str()))
    }

    /// Evidence of one of the acts, if it does any.
    pub fn doing(&self, acts: &[&str]) -> Option<Evidence> {
        match self.doing_act(acts) {
            Some(seen) => Some(self.quote(seen.words)),
            None => self.does(acts).then(|| self.whole()),
        }
    }

    /// An act as evidence against the trainee: doubtful unless every carrying word, and the match itself, reaches the floor.
    pub fn breach_by_act(&self, seen: &ActSeen, floor: Permille) -> Breach {
        self.breach(seen.words, seen.confidence, floor)
    }

    /// The same for a fact.
    pub fn breach_by_fact(&self, seen: &FactSeen, floor: Permille) -> Breach {
        self.breach(seen.words, seen.confidence, floor)
    }

    fn breach(&self, words: WordRange, matched: Permille, floor: Permille) -> Breach {
        let evidence = self.quote(words);
        if self.carried_by(words).min(matched) >= floor { Breach::Clear(evidence) } else { Breach::Doubtful(evidence) }
    }

    /// The lowest confidence among words; none of them carries nothing.
    pub fn carried_by(&self, words: WordRange) -> Permille {
        self.slice(words).iter().map(|word| word.confidence).min().unwrap_or(Permille(0))
    }

    /// The turn as evidence, in whole.
    pub fn whole(&self) -> Evidence {
        Evidence {
            from: self.seq,
            to: self.last,
            span: self.span(),
            quote: self.utterance.text.clone(),
            speaker: Speaker::Operator,
        }
    }

    /// The sentence around some words as evidence.
    pub fn quote(&self, words: WordRange) -> Evidence {
        let all = &self.utterance.words;
        let (from, to) = self.sentence(words);
        let Some(sentence) = all.get(from..to).filter(|sentence| !sentence.is_empty()) else { return self.whole() };
        Evidence {
            from: self.seq,
            to: self.last,
            span: Span::new(sentence[0].span.from, sentence[sentence.len() - 1].span.to),
            quote: sentence.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
            speaker: Speaker::Operator,
        }
    }

    /// The words of a range, normalised, up to the end of their sentence: what is compared to find the same phrase again.
    pub fn phrase(&self, words: WordRange) -> String {
        let (_, to) = self.sentence(words);
        let text: Vec<&str> = self
            .utterance
            .words
            .get(usize::from(words.from)..to)
            .unwrap_or_default()
            .iter()
            .map(|word| word.text.as_str())
            .collect();
        normalised(&text.join(" "))
    }

    fn slice(&self, words: WordRange) -> &[crate::event::Word] {
        self.utterance.words.get(usize::from(words.from)..usize::from(words.to)).unwrap_or_default()
    }

    fn sentence(&self, words: WordRange) -> (usize, usize) {
        let all = &self.utterance.words;
        let ends = |index: usize| all.get(index).is_some_and(|word| word.text.ends_with(['.', '!', '?', '…', ';']));
        let from = (0..usize::from(words.from).min(all.len())).rev().find(|index| ends(*index)).map_or(0, |index| index + 1);
        let last = usize::from(words.to).max(1) - 1;
        let to = (last..all.len()).find(|index| ends(*index)).map_or(all.len(), |index| index + 1);
        (from, to)
    }
}

impl CustomerTurn<'_> {
    /// The line as evidence.
    pub fn evidence(&self) -> Evidence {
        Evidence { from: self.seq, to: self.last, span: self.span, quote: self.text.to_owned(), speaker: Speaker::Customer }
    }
}

/// The trainee's turns with what was understood in them.
pub(super) fn operator<'a>(header: &'a Header, events: &'a [Event]) -> Vec<OperatorTurn<'a>> {
    let company = normalised(&header.company);
    let caller = normalised(&header.goals.caller_name);
    let mut turns: Vec<OperatorTurn<'a>> = Vec::new();
    for event in events {
        match &event.kind {
            Kind::Fact(Fact::Heard(utterance)) => {
                let text = normalised(&utterance.text);
                turns.push(OperatorTurn {
                    seq: event.seq,
                    last: event.seq,
                    heard: event.at,
                    utterance,
                    acts: &[],
                    facts: &[],
                    names_company: contains_words(&text, &company),
                    names_caller: contains_words(&text, &caller),
                    plain: text,
                });
            }
            Kind::Consequence(Consequence::Understood { utterance, acts, facts }) => {
                if let Some(turn) = turns.iter_mut().rev().find(|turn| turn.seq == *utterance) {
                    turn.acts = acts;
                    turn.facts = facts;
                    turn.last = event.seq;
                }
            }
            _ => {}
        }
    }
    turns
}

/// The customer's lines that began to sound.
pub(super) fn customer(events: &[Event], over: CallTime) -> Vec<CustomerTurn<'_>> {
    let mut turns: Vec<CustomerTurn<'_>> = Vec::new();
    let mut replies = Vec::new();
    for event in events {
        match &event.kind {
            Kind::Consequence(Consequence::Replied { line, variant, text, feeling, because, asks }) => {
                replies.push((event.seq, line, *variant, text, feeling.as_ref(), because, asks));
            }
            Kind::Fact(Fact::LineBegan(reply)) => {
                if let Some((seq, line, variant, text, feeling, because, asks)) =
                    replies.iter().rev().find(|known| known.0 == *reply)
                {
                    turns.push(CustomerTurn {
                        seq: *seq,
                        began: event.seq,
                        last: event.seq,
                        span: Span::new(event.at, over.max(event.at)),
                        line,
                        variant: *variant,
                        text,
                        feeling: *feeling,
                        cut: false,
                        because,
                        asks,
                    });
                }
            }
            Kind::Fact(Fact::LineEnded { reply, cut }) => {
                if let Some(turn) = turns.iter_mut().rev().find(|turn| turn.seq == *reply) {
                    turn.span = Span::new(turn.span.from, event.at);
                    turn.last = event.seq;
                    turn.cut = *cut;
                }
            }
            _ => {}
        }
    }
    turns
}

/// Lower case, letters and digits only, accents of Italian vowels taken off, single spaces.
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // Nearly all of them; what is lower case of the others costs more to find.
            'a'..='z' | '0'..='9' => out.push(letter),
            'A'..='Z' => out.push(letter.to_ascii_lowercase()),
            _ if letter.is_ascii() => push_plain(&mut out, ' '),
            _ => letter.to_lowercase().for_each(|letter| push_plain(&mut out, without_accent(letter))),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Of several gaps one is kept, and none before the first word.
fn push_plain(out: &mut String, letter: char) {
    if letter != ' ' || !(out.is_empty() || out.ends_with(' ')) {
        out.push(letter);
    }
}

fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' => 'a',
        'è' | 'é' => 'e',
        'ì' | 'í' => 'i',
        'ò' | 'ó' => 'o',
        'ù' | 'ú' => 'u',
        other if other.is_alphanumeric() => other,
        _ => ' ',
    }
}

/// Whether a normalised text holds a normalised phrase as whole words.
pub fn contains_words(text: &str, phrase: &str) -> bool {
    !phrase.is_empty()
        && text.match_indices(phrase).any(|(start, found)| {
            let end = start + found.len();
            (start == 0 || text.as_bytes()[start - 1] == b' ') && (end == text.len() || text.as_bytes()[end] == b' ')
        })
}
