//! What a linear model sees of an utterance: at each token, the word, its stem, its neighbours, the sets it is in, what a cue
//! found, whether it is asked or denied.

use super::concepts::Concepts;
use crate::understand::acts::Found;
use crate::understand::lattice::Lattice;
use crate::understand::sight::Sight;
use crate::understand::tokens::Tokens;
use crate::understand::values::Values;
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
    pub(super) hash: u64,
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
    /// Words that stand in for tokens not well heard, by token; none at its end.
    pub(in crate::understand) meant: &'a [Option<&'a str>],
    pub(in crate::understand) lattice: &'a Lattice,
    pub(in crate::understand) sight: &'a Sight<'a>,
    /// Values said: amounts, dates, codes.
    pub(in crate::understand) values: &'a Values,
    /// Acts that cues found.
    pub(in crate::understand) cues: &'a [Found<'a>],
    /// Acts that cues say it only looks like doing.
    pub(in crate::understand) refused: &'a [Found<'a>],
    pub(in crate::understand) vocabulary: &'a Vocabulary,
    pub(in crate::understand) concepts: &'a Concepts,
}

pub(super) fn part(text: &str) -> Part<'_> {
    Part { text, hash: hashed(text) }
}

/// FNV-1a.
fn hashed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn cut(text: &str, letters: usize) -> Option<&str> {
    text.char_indices().nth(letters).map(|(at, _)| &text[..at])
}

/// A token as features see it.
#[derive(Debug, Clone, Copy)]
struct Seen<'a> {
    token: u16,
    word: Part<'a>,
    stem: Part<'a>,
    /// Its closest concept, else its stem.
    class: Part<'a>,
}

/// Shows a sink every feature of an utterance.
pub(in crate::understand) fn visit(around: Around<'_>, sink: &mut impl Sink) {
    let Around { tokens, sight, .. } = around;
    let count = tokens.list.len();
    // The tokens that have neighbours.
    let mut seen: Vec<Seen<'_>> = Vec::with_capacity(count);
    for token in 0..count {
        let text = around.meant.get(token).copied().flatten().unwrap_or_else(|| tokens.text(token));
        if tokens.list[token].repeats || HESITATIONS.contains(&text) {
            continue;
        }
        let word = if tokens.list[token].digits { part(FIGURES) } else { part(text) };
        let stem = if tokens.list[token].digits { word } else { cut(text, STEM).map_or(word, part) };
        let mut class = None;
        around.concepts.of(text, |concept| {
            class.get_or_insert(concept);
            sink.feature(token as u16, Feature { kind: b'C', parts: [concept, NOTHING, NOTHING] });
            if sight.is_question(token as u16) {
                sink.feature(token as u16, Feature { kind: b'Q', parts: [concept, NOTHING, NOTHING] });
            }
        });
        seen.push(Seen { token: token as u16, word, stem, class: class.unwrap_or(stem) });
    }
    for at in 0..seen.len() {
        around.word(&seen, at, sink);
        around.neighbours(&seen, at, sink);
        around.sets(&seen, at, sink);
    }
    for found in around.cues {
        let kinds: &[u8] = if found.exact { b"ae" } else { b"a" };
        for kind in kinds {
            sink.feature(found.from, Feature { kind: *kind, parts: [part(found.act), NOTHING, NOTHING] });
        }
    }
}

impl Around<'_> {
    /// The word itself, its stems, and whether it is asked, denied, first or last.
    fn word(&self, seen: &[Seen<'_>], at: usize, sink: &mut impl Sink) {
        let Seen { token, word, stem, class } = seen[at];
        let mut see = |kind: u8, one: Part<'_>| sink.feature(token, Feature { kind, parts: [one, NOTHING, NOTHING] });
        see(b'w', word);
        if stem.text.len() < word.text.len() {
            see(b'p', stem);
        }
        if let Some(short) = cut(word.text, STEM - 1) {
            see(b'p', part(short));
        }
        if let Some(long) = cut(word.text, STEM + 2) {
            see(b'p', part(long));
        }
        if self.sight.is_question(token) {
            see(b'q', stem);
        }
        if denied(self.sight, token) {
            see(b'n', class);
        }
        if self.tokens.begins_sentence(usize::from(token)) {
            see(b'f', class);
        }
        if at + 1 == seen.len() || self.tokens.list[usize::from(token)].ends_clause {
            let ends = if self.sight.is_question(token) { b'?' } else { b'.' };
            see(ends, class);
            see(ends, NOTHING);
        }
    }

    /// The word with those before it: as words, as stems, as concepts.
    fn neighbours(&self, seen: &[Seen<'_>], at: usize, sink: &mut impl Sink) {
        let here = seen[at];
        let start = Seen { token: 0, word: START, stem: START, class: START };
        let one = at.checked_sub(1).map_or(start, |at| seen[at]);
        let mut see = |kind: u8, parts: [Part<'_>; 3]| sink.feature(here.token, Feature { kind, parts });
        see(b'b', [one.word, here.word, NOTHING]);
        see(b'c', [one.stem, here.stem, NOTHING]);
        see(b'D', [one.class, here.class, NOTHING]);
        if at > 0 {
            let two = at.checked_sub(2).map_or(start, |at| seen[at]);
            see(b't', [two.stem, one.stem, here.stem]);
            see(b'T', [two.class, one.class, here.class]);
            see(b'K', [two.class, here.class, NOTHING]);
        }
        if at > 2 {
            see(b'J', [seen[at - 3].class, here.class, NOTHING]);
        }
        if at + 1 == seen.len() {
            see(b'b', [here.word, END, NOTHING]);
        }
    }

    /// The sets of the lexicon that begin at the word, with what stands before and behind.
    fn sets(&self, seen: &[Seen<'_>], at: usize, sink: &mut impl Sink) {
        let token = seen[at].token;
        let before = at.checked_sub(1).map_or(START, |at| seen[at].class);
        let mut see = |kind: u8, parts: [Part<'_>; 3]| sink.feature(token, Feature { kind, parts });
        for arc in self.lattice.arcs(token) {
            if arc.label < NUMBER || arc.label == ANY {
                continue;
            }
            let Some(set) = self.vocabulary.set_name(arc.label).map(part) else { continue };
            let behind = seen[at..].iter().find(|seen| seen.token >= arc.to).map_or(END, |seen| seen.class);
            see(b's', [set, NOTHING, NOTHING]);
            see(b'l', [before, set, NOTHING]);
            see(b'r', [set, behind, NOTHING]);
        }
    }
}

/// Whether a denial stands before a token and reaches it.
fn denied(sight: &Sight<'_>, token: u16) -> bool {
    sight.denials.iter().any(|&(_, to)| to <= token && sight.between(to, token) < DENIED && !sight.parted(to, token))
}
