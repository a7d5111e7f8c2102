//! What a linear model sees of an utterance: at each token, the word, its stem, its neighbours, the sets it is in, what a cue
//! found, whether it is asked or denied.

use crate::understand::acts::Found;
use crate::understand::lattice::Lattice;
use crate::understand::sight::Sight;
use crate::understand::tokens::Tokens;
use crate::understand::vocabulary::{ANY, NUMBER, Vocabulary};

/// So many letters of a word stand for all its forms: `richi` for richiamo, richiamerò, richiamata.
const STEM: usize = 5;
/// A denial reaches so many words on.
const DENIED: usize = 3;
/// What is said while looking for a word: no neighbour of anything.
const HESITATIONS: [&str; 9] = ["ehm", "uhm", "mh", "eh", "er", "uh", "um", "hm", "mhm"];

/// Part of a feature: a piece of text and its hash.
#[derive(Debug, Clone, Copy)]
pub(in crate::understand) struct Part<'a> {
    pub(super) text: &'a str,
    hash: u64,
}

/// Something seen at a token.
#[derive(Debug, Clone, Copy)]
pub(in crate::understand) struct Feature<'a> {
    pub(super) kind: u8,
    pub(super) parts: [Part<'a>; 3],
}

const NOTHING: Part<'static> = Part { text: "", hash: 0 };
const START: Part<'static> = Part { text: "^", hash: 0x5e };
const END: Part<'static> = Part { text: "$", hash: 0x24 };
const FIGURES: &str = "0";

impl Feature<'_> {
    /// A hash of kind and parts: equal features have equal hashes, and no two of a language's some hundred thousand collide by
    /// more than bad luck (64 bits).
    pub(super) fn hash(&self) -> u64 {
        let mix = |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = self.parts.iter().fold(u64::from(self.kind), |hash, part| mix(hash, part.hash));
        hash ^ (hash >> 29)
    }

    /// As it is written in a weights file: `b in attesa`.
    pub(super) fn written(&self) -> String {
        let mut text = String::from(char::from(self.kind));
        for part in self.parts.iter().filter(|part| !part.text.is_empty()) {
            text.push(' ');
            text.push_str(part.text);
        }
        text
    }

    /// Reads what [`Self::written`] wrote.
    pub(super) fn read(written: &str) -> Option<Feature<'_>> {
        let mut words = written.split(' ');
        let kind = words.next().filter(|kind| kind.len() == 1)?.as_bytes()[0];
        let mut parts = [NOTHING; 3];
        for (slot, word) in parts.iter_mut().zip(&mut words) {
            *slot = match word {
                "^" => START,
                "$" => END,
                _ => part(word),
            };
        }
        words.next().is_none().then_some(Feature { kind, parts })
    }
}

/// What takes features as they are seen.
pub(in crate::understand) trait Sink {
    /// A feature at a token.
    fn feature(&mut self, token: u16, feature: Feature<'_>);
}

/// What features are seen in.
#[derive(Debug, Clone, Copy)]
pub(in crate::understand) struct Around<'a> {
    pub(in crate::understand) tokens: &'a Tokens,
    pub(in crate::understand) lattice: &'a Lattice,
    pub(in crate::understand) sight: &'a Sight<'a>,
    /// Acts that cues found.
    pub(in crate::understand) cues: &'a [Found<'a>],
    pub(in crate::understand) vocabulary: &'a Vocabulary,
}

fn part(text: &str) -> Part<'_> {
    Part { text, hash: hashed(text) }
}

/// FNV-1a.
fn hashed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn cut(text: &str, letters: usize) -> Option<&str> {
    text.char_indices().nth(letters).map(|(at, _)| &text[..at])
}

/// Shows a sink every feature of an utterance.
pub(in crate::understand) fn visit(around: Around<'_>, sink: &mut impl Sink) {
    let Around { tokens, lattice, sight, .. } = around;
    let count = tokens.list.len();
    // Words and stems of the tokens that have neighbours, and which tokens they are.
    let mut words: Vec<(u16, Part<'_>, Part<'_>)> = Vec::with_capacity(count);
    for token in 0..count {
        let text = tokens.text(token);
        if tokens.list[token].repeats || HESITATIONS.contains(&text) {
            continue;
        }
        let word = if tokens.list[token].digits { part(FIGURES) } else { part(text) };
        let stem = if tokens.list[token].digits { word } else { cut(text, STEM).map_or(word, part) };
        words.push((token as u16, word, stem));
    }
    for at in 0..words.len() {
        let (token, word, stem) = words[at];
        let before = |back: usize| at.checked_sub(back).map_or((START, START), |at| (words[at].1, words[at].2));
        let ((one, one_stem), (two, two_stem)) = (before(1), if at == 0 { (NOTHING, NOTHING) } else { before(2) });
        let mut see = |kind: u8, parts: [Part<'_>; 3]| sink.feature(token, Feature { kind, parts });
        see(b'w', [word, NOTHING, NOTHING]);
        see(b'b', [one, word, NOTHING]);
        see(b'c', [one_stem, stem, NOTHING]);
        if stem.text.len() < word.text.len() {
            see(b'p', [stem, NOTHING, NOTHING]);
        }
        if let Some(short) = cut(word.text, STEM - 1) {
            see(b'p', [part(short), NOTHING, NOTHING]);
        }
        if let Some(long) = cut(word.text, STEM + 2) {
            see(b'p', [part(long), NOTHING, NOTHING]);
        }
        if !two.text.is_empty() {
            see(b't', [two_stem, one_stem, stem]);
            see(b'k', [two_stem, stem, NOTHING]);
        }
        if sight.is_question(token) {
            see(b'q', [stem, NOTHING, NOTHING]);
        }
        if denied(sight, token) {
            see(b'n', [stem, NOTHING, NOTHING]);
        }
        if tokens.begins_sentence(token as usize) {
            see(b'f', [stem, NOTHING, NOTHING]);
        }
        let last = at + 1 == words.len();
        if last {
            see(b'b', [word, END, NOTHING]);
        }
        if last || tokens.list[token as usize].ends_clause {
            let ends = if sight.is_question(token) { b'?' } else { b'.' };
            see(ends, [stem, NOTHING, NOTHING]);
            see(ends, [NOTHING, NOTHING, NOTHING]);
        }
        let next = words.get(at + 1).map_or(END, |(_, word, _)| *word);
        for arc in lattice.arcs(token) {
            if arc.label < NUMBER || arc.label == ANY {
                continue;
            }
            let Some(set) = around.vocabulary.set_name(arc.label).map(part) else { continue };
            see(b's', [set, NOTHING, NOTHING]);
            see(b'l', [one, set, NOTHING]);
            let after = if arc.to == token + 1 { next } else { words_from(&words, arc.to) };
            see(b'r', [set, after, NOTHING]);
        }
    }
    for found in around.cues {
        let kinds: &[u8] = if found.exact { b"ae" } else { b"a" };
        for kind in kinds {
            sink.feature(found.from, Feature { kind: *kind, parts: [part(found.act), NOTHING, NOTHING] });
        }
    }
}

fn words_from<'a>(words: &[(u16, Part<'a>, Part<'a>)], token: u16) -> Part<'a> {
    words.iter().find(|(at, ..)| *at >= token).map_or(END, |(_, word, _)| *word)
}

/// Whether a denial stands before a token and reaches it.
fn denied(sight: &Sight<'_>, token: u16) -> bool {
    sight.denials.iter().any(|&(_, to)| to <= token && sight.between(to, token) < DENIED && !sight.parted(to, token))
}
