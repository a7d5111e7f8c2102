//! Words cut into pieces: the likeliest way to put a word together from pieces that were counted in much text (a unigram language
//! model, Kudo 2018). A word never met is still made of pieces that were.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// What begins a word.
const BEGINS: char = '\u{2581}';
/// What is made of no piece costs so much more than the rarest piece, in log-likelihood.
const UNKNOWN: f32 = 10.0;
/// No word is read further: nobody says a longer one.
const MOST_LETTERS: usize = 60;

/// The pieces words are made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pieces {
    known: HashMap<Box<str>, (u32, f32)>,
    longest: usize,
    rarest: f32,
    unknown: u32,
}

/// A piece of an utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which piece, by its place in the encoder's list.
    pub(super) id: u32,
    /// The word it is of.
    pub(super) word: u16,
}

impl Pieces {
    /// Pieces in their order with how likely each is (natural logarithm); `unknown` stands for all that is made of none.
    pub(super) fn new<'a>(pieces: impl Iterator<Item = (&'a str, f32)>, unknown: u32) -> Self {
        let mut all = Self { known: HashMap::new(), longest: 1, rarest: 0.0, unknown };
        for (id, (piece, likely)) in (0..).zip(pieces) {
            all.rarest = all.rarest.min(likely);
            // The first few stand for no text: the beginning, the end, what is unknown.
            if !piece.is_empty() {
                all.longest = all.longest.max(piece.chars().count());
                all.known.entry(piece.into()).or_insert((id, likely));
            }
        }
        all
    }

    /// Cuts words, as they are written: case does not count, punctuation does.
    pub(super) fn cut<'a>(&self, words: impl Iterator<Item = &'a str>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (word, text) in (0..=u16::MAX).zip(words) {
            let plain: String = text.nfkc().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
            for part in plain.split_whitespace() {
                self.cut_word(part, |id| pieces.push(Piece { id, word }));
            }
        }
        pieces
    }

    fn cut_word(&self, word: &str, mut give: impl FnMut(u32)) {
        let text: String = std::iter::once(BEGINS).chain(word.chars().take(MOST_LETTERS)).collect();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let letters = ends.len() - 1;
        // The likeliest way to each letter: how likely, from which letter, by which piece.
        let mut best = vec![(f32::NEG_INFINITY, 0_usize, self.unknown); letters + 1];
        best[0].0 = 0.0;
        for from in 0..letters {
            let likely = best[from].0;
            for to in from + 1..=letters.min(from + self.longest) {
                if let Some((id, more)) = self.known.get(&text[ends[from]..ends[to]])
                    && likely + more > best[to].0
                {
                    best[to] = (likely + more, from, *id);
                }
            }
            if likely + self.rarest - UNKNOWN > best[from + 1].0 {
                best[from + 1] = (likely + self.rarest - UNKNOWN, from, self.unknown);
            }
        }
        let mut way = Vec::new();
        let mut at = letters;
        while at > 0 {
            way.push(best[at].2);
            at = best[at].1;
        }
        way.into_iter().rev().for_each(&mut give);
    }
}
