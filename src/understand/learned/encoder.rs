//! The encoder: a small neural network that reads an utterance as a whole and says, for every act, how much speaks for it and where.
//!
//! It is a transformer (Vaswani et al. 2017) of twelve narrow layers, begun from multilingual-e5-small (Wang et al. 2024, MIT licence)
//! and taught with our own labelled sentences (`tests/understand/teach`).

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use super::arithmetic::{Bend, Linear, Whole, add, dot, normalise, one_thread, soft_most, softmax};
use super::pieces::{Piece, Pieces};
use crate::ids::ActId;

/// So many pieces are read at once, beside the two that begin and end them; what is longer is read in parts.
const MOST_PIECES: usize = 94;
/// So many places the network must know.
pub(super) const PLACES: usize = MOST_PIECES + 2;
/// Where a piece speaks this much less for an act than the one that speaks most (in log-odds), the act's words end. Our proposal.
const MUCH_LESS: f32 = 2.0;

/// What a sentence ends with.
const ENDS: [char; 4] = ['.', '?', '!', '…'];
/// So many utterances are remembered: customers, casts and bots hear the same sentences again and again.
pub(super) const REMEMBERED: NonZeroUsize = NonZeroUsize::new(16_384).unwrap();
/// So many parts are read together, at most.
const MOST_TOGETHER: usize = 8;

/// What is read by the network, whatever the language.
#[derive(Debug)]
pub struct Encoder {
    /// The SHA-256 of its file, in hex.
    pub(super) hash: String,
    pub(super) acts: Vec<ActId>,
    /// The files of labelled sentences, below the folder of sentences, that it was not taught with.
    pub(super) held_out: Vec<String>,
    pub(super) pieces: Pieces,
    pub(super) begin: u32,
    pub(super) end: u32,
    pub(super) width: usize,
    pub(super) heads: usize,
    /// A row of whole numbers a piece, and what one is worth.
    pub(super) table: (Vec<i8>, Vec<f32>),
    /// A row of numbers a place.
    pub(super) places: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    /// From the mean of all pieces and the first to acts.
    pub(super) whole: Linear,
    /// From each piece to acts.
    pub(super) each: Linear,
    pub(super) bend: Bend,
    /// Utterances read before: scores by words.
    pub(super) before: Mutex<LruCache<String, Arc<[Score]>>>,
}

/// Stretch and shift of a norm.
#[derive(Debug)]
pub(super) struct Norm(pub(super) Vec<f32>, pub(super) Vec<f32>);

/// One layer: pieces look at each other, then each is thought over.
#[derive(Debug)]
pub(super) struct Layer {
    /// What each piece asks, answers to and hands on, in this order.
    pub(super) look: Linear,
    pub(super) gather: Linear,
    pub(super) norm: Norm,
    pub(super) widen: Linear,
    pub(super) narrow: Linear,
    pub(super) end_norm: Norm,
}

/// How much speaks for an act.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    /// In log-odds, before they are checked against sentences held out.
    pub(super) score: f32,
    /// The first word that speaks for it.
    pub(super) from: u16,
    /// One past the last.
    pub(super) to: u16,
}

impl Norm {
    fn of(&self, rows: &mut [f32]) {
        rows.chunks_exact_mut(self.0.len()).for_each(|row| normalise(row, &self.0, &self.1));
    }
}

impl Encoder {
    /// The SHA-256 of the file it was read from, in hex.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// A score for each act, in the order of [`Self::acts`]; none, if there are no words.
    pub(super) fn read(&self, words: &[&str]) -> Option<Arc<[Score]>> {
        let text = words.join("\0");
        let before = || self.before.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = before().get(&text) {
            return Some(Arc::clone(known));
        }
        let scores: Arc<[Score]> = self.read_anew(words)?.into();
        before().put(text, Arc::clone(&scores));
        Some(scores)
    }

    /// What is said in one of many sentences is drowned by the others: where a sentence alone speaks more for an act than the whole does, both
    /// count, the whole the less the more sentences it has (our proposal; the whole knows what the sentence is about).
    fn read_anew(&self, words: &[&str]) -> Option<Vec<Score>> {
        let pieces = self.pieces.cut(words.iter().copied());
        let ends = |piece: &Piece| words.get(usize::from(piece.word)).is_some_and(|word| word.ends_with(ENDS));
        let sentences: Vec<&[Piece]> = pieces.chunk_by(|one, next| one.word == next.word || !ends(one)).collect();
        let share = 1.0 / sentences.len().max(1) as f32;
        // What is too long to be read at once is read in parts, of which the surest counts.
        let mut all: Vec<&[Piece]> = parts(&pieces).collect();
        let of_whole = all.len();
        if sentences.len() > 1 {
            all.extend(sentences.into_iter().flat_map(parts));
        }
        let mut read = one_thread(|| self.read_parts(&all)).into_iter();
        let mut whole = read.by_ref().take(of_whole).reduce(surest)?;
        if let Some(alone) = read.reduce(surest) {
            for (whole, alone) in whole.iter_mut().zip(alone).filter(|(whole, alone)| alone.score > whole.score) {
                *whole = Score { score: share * whole.score + (1.0 - share) * alone.score, ..alone };
            }
        }
        Some(whole)
    }

    fn read_parts(&self, parts: &[&[Piece]]) -> Vec<Vec<Score>> {
        parts.chunks(MOST_TOGETHER).flat_map(|together| self.read_together(together)).collect()
    }

    /// Parts share each pass through the weights, which takes longer to fetch than to multiply; none looks at another.
    fn read_together(&self, parts: &[&[Piece]]) -> Vec<Vec<Score>> {
        let mut rows = parts.iter().map(|part| self.rows(part)).collect::<Vec<_>>().concat();
        let counts: Vec<usize> = parts.iter().map(|part| part.len() + 2).collect();
        self.norm.of(&mut rows);
        for layer in &self.layers {
            self.attend(layer, &mut rows, &counts);
            let mut wide = layer.widen.of(&Whole::of(&rows, self.width));
            self.bend.all(&mut wide);
            let more = layer.narrow.of(&Whole::of(&wide, layer.narrow.inputs()));
            add(&mut rows, 1.0, &more);
            layer.end_norm.of(&mut rows);
        }
        let means = split(&rows, self.width, &counts).map(|rows| self.mean_and_first(rows)).collect::<Vec<_>>().concat();
        let whole = self.whole.of(&Whole::of(&means, 2 * self.width));
        let each = self.each.of(&Whole::of(&rows, self.width));
        let acts = self.acts.len();
        let of_parts = parts.iter().zip(whole.chunks_exact(acts)).zip(split(&each, acts, &counts));
        of_parts.map(|((part, whole), each)| (0..acts).map(|act| self.score(act, whole[act], each, part)).collect()).collect()
    }

    fn mean_and_first(&self, rows: &[f32]) -> Vec<f32> {
        let share = self.width as f32 / rows.len() as f32;
        let mut mean = vec![0.0; self.width];
        rows.chunks_exact(self.width).for_each(|row| add(&mut mean, share, row));
        mean.extend_from_slice(&rows[..self.width]);
        mean
    }

    fn score(&self, act: usize, whole: f32, each: &[f32], pieces: &[Piece]) -> Score {
        let of_piece = each.iter().skip(act).step_by(self.acts.len()).copied();
        let score = whole + soft_most(of_piece.clone());
        // The first and the last row are no piece of the utterance.
        let of_piece: Vec<f32> = of_piece.skip(1).take(pieces.len()).collect();
        let (from, to) = stretch(&of_piece);
        let word = |piece: usize| pieces.get(piece).map_or(0, |piece| piece.word);
        Score { score, from: word(from), to: word(to.saturating_sub(1).max(from)) + 1 }
    }

    /// A row a piece, with those that begin and end.
    fn rows(&self, pieces: &[Piece]) -> Vec<f32> {
        let ids = std::iter::once(self.begin).chain(pieces.iter().map(|piece| piece.id)).chain([self.end]);
        let mut rows = Vec::with_capacity((pieces.len() + 2) * self.width);
        for (id, place) in ids.zip(self.places.chunks_exact(self.width)) {
            let at = id as usize * self.width;
            let scale = self.table.1[id as usize];
            rows.extend(
                self.table.0[at..at + self.width].iter().zip(place).map(|(value, place)| f32::from(*value) * scale + place),
            );
        }
        rows
    }

    /// Each piece takes in what the others of its part hand on, as much as they answer to what it asks.
    fn attend(&self, layer: &Layer, rows: &mut [f32], counts: &[usize]) {
        let looked = layer.look.of(&Whole::of(rows, self.width));
        let seen = split(&looked, 3 * self.width, counts).map(|looked| self.seen(looked)).collect::<Vec<_>>().concat();
        let more = layer.gather.of(&Whole::of(&seen, self.width));
        add(rows, 1.0, &more);
        layer.norm.of(rows);
    }

    /// What the pieces of a part see; `looked` has a row a piece: what it asks, answers to and hands on.
    fn seen(&self, looked: &[f32]) -> Vec<f32> {
        let (width, count) = (self.width, looked.len() / self.width / 3);
        let each = width / self.heads;
        let part = |row: usize, which: usize, head: usize| {
            let from = row * 3 * width + which * width + head * each;
            &looked[from..from + each]
        };
        let less = 1.0 / (each as f32).sqrt();
        let mut seen = vec![0.0; count * width];
        let mut shares = vec![0.0; count];
        for head in 0..self.heads {
            for row in 0..count {
                for (other, share) in shares.iter_mut().enumerate() {
                    *share = dot(part(row, 0, head), part(other, 1, head)) * less;
                }
                softmax(&mut shares);
                let from = row * width + head * each;
                for (other, share) in shares.iter().enumerate() {
                    add(&mut seen[from..from + each], *share, part(other, 2, head));
                }
            }
        }
        seen
    }
}

/// So many rows of some width, then so many, one part after another.
fn split<'a>(mut numbers: &'a [f32], width: usize, counts: &'a [usize]) -> impl Iterator<Item = &'a [f32]> {
    counts.iter().map_while(move |count| {
        let (first, rest) = numbers.split_at_checked(count * width)?;
        numbers = rest;
        Some(first)
    })
}

/// Of two scores of each act, the greater.
fn surest(one: Vec<Score>, other: Vec<Score>) -> Vec<Score> {
    one.into_iter().zip(other).map(|(one, other)| if other.score > one.score { other } else { one }).collect()
}

/// Parts short enough to be read at once, parted between words.
fn parts(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    let mut rest = pieces;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut at = rest.len().min(MOST_PIECES);
        if at < rest.len() {
            let begins = (1..=at).rev().find(|&at| rest[at].word != rest[at - 1].word);
            at = begins.unwrap_or(at);
        }
        let (part, behind) = rest.split_at(at);
        rest = behind;
        Some(part)
    })
}

/// The stretch of pieces around the one that speaks most for an act: those that do not speak much less for it (Kadane's method).
fn stretch(of_piece: &[f32]) -> (usize, usize) {
    let from = of_piece.iter().copied().fold(f32::MIN, f32::max) - MUCH_LESS;
    let (mut best, mut range) = (f32::MIN, (0, of_piece.len()));
    let (mut sum, mut begun) = (0.0, 0);
    for (at, piece) in of_piece.iter().enumerate() {
        if sum <= 0.0 {
            (sum, begun) = (0.0, at);
        }
        sum += piece - from;
        if sum > best {
            (best, range) = (sum, (begun, at + 1));
        }
    }
    range
}
