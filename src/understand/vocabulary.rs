//! The words that cues are made of, and the nearest of them to a word the recogniser got wrong.

use std::collections::HashMap;

/// What an arc of the lattice and an edge of the automaton are labelled with: a word, a set of words, or a place.
pub(super) type Label = u32;

/// A clause begins here.
pub(super) const CLAUSE_START: Label = 0;
/// A clause ends here.
pub(super) const CLAUSE_END: Label = 1;
/// The utterance begins here.
pub(super) const UTTERANCE_START: Label = 2;
/// The utterance ends here.
pub(super) const UTTERANCE_END: Label = 3;
/// Sets that need no list, with their names in cues.
pub(super) const BUILT_IN: [(&str, Label); 8] = [
    ("number", NUMBER),
    ("amount", AMOUNT),
    ("date", DATE),
    ("code", CODE),
    ("caller", CALLER),
    ("company", COMPANY),
    ("proper", PROPER),
    ("any", ANY),
];
/// A number, in digits or words.
pub(super) const NUMBER: Label = 4;
/// An amount of money.
pub(super) const AMOUNT: Label = 5;
/// A date.
pub(super) const DATE: Label = 6;
/// Letters or digits read out.
pub(super) const CODE: Label = 7;
/// One of the caller's names.
pub(super) const CALLER: Label = 8;
/// One of the company's names.
pub(super) const COMPANY: Label = 9;
/// A word written with a capital letter, not at the beginning of a sentence.
pub(super) const PROPER: Label = 10;
/// Any word.
pub(super) const ANY: Label = 11;
const FIRST_WORD: Label = 12;

/// Weight of a word that carries meaning.
const STRONG: u16 = 100;
/// Weight of a little word.
const WEAK: u16 = 30;

/// A word of fewer letters is too short to be recognised with a letter wrong.
const SHORTEST_WITH_ONE_SLIP: usize = 5;
/// From so many letters on, two may be wrong.
const SHORTEST_WITH_TWO_SLIPS: usize = 8;

/// A word of fewer letters is another word with another last vowel: `deve`, `devi`.
const SHORTEST_INFLECTED: usize = 6;

/// What the words of one utterance may be slips of, each looked for once: it is the dearest question understanding asks.
#[derive(Debug, Default)]
pub(super) struct Slips {
    found: Vec<(Label, u16)>,
    /// Words looked for, with where their answers lie.
    known: Vec<(Box<str>, usize, usize)>,
}

impl Slips {
    /// Words that `said` may be a slip of, with what believing it costs (0 to 100).
    pub(super) fn of(&mut self, vocabulary: &Vocabulary, said: &str) -> &[(Label, u16)] {
        let (from, to) = match self.known.iter().find(|(word, ..)| **word == *said) {
            Some((_, from, to)) => (*from, *to),
            None => {
                let from = self.found.len();
                vocabulary.near(said, &mut self.found);
                self.known.push((said.into(), from, self.found.len()));
                (from, self.found.len())
            }
        };
        &self.found[from..to]
    }
}

/// Prefixes that turn a word into its opposite: what differs by one of them is another word, not a slip.
const NEGATING: [&str; 9] = ["s", "in", "im", "ir", "il", "dis", "un", "mis", "non"];

/// All labels in use.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, Label>,
    words: Vec<Word>,
    /// Words long enough for slips, by length, each with the letters it holds.
    by_length: Vec<Vec<(u64, Label)>>,
    /// Words by what stands before their last vowel, where several share it: `arrabbiato`, `arrabbiata`.
    by_stem: HashMap<Box<str>, Vec<Label>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: Box<str>,
    sets: Vec<Label>,
    filler: bool,
    weak: bool,
}

impl Vocabulary {
    /// The label of a word, new if need be.
    pub(super) fn intern(&mut self, text: &str) -> Label {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = FIRST_WORD + self.words.len() as Label;
        self.ids.insert(text.into(), id);
        self.words.push(Word { text: text.into(), sets: Vec::new(), filler: false, weak: false });
        id
    }

    /// A label for a set of words. Sets share the numbering of words; their text cannot be said.
    pub(super) fn set(&mut self, name: &str) -> Label {
        self.intern(&format!("<{name}>"))
    }

    pub(super) fn put_into(&mut self, word: Label, set: Label) {
        if let Some(word) = self.word_mut(word)
            && !word.sets.contains(&set)
        {
            word.sets.push(set);
        }
    }

    pub(super) fn mark_filler(&mut self, word: Label) {
        if let Some(word) = self.word_mut(word) {
            word.filler = true;
        }
    }

    pub(super) fn mark_weak(&mut self, word: Label) {
        if let Some(word) = self.word_mut(word) {
            word.weak = true;
        }
    }

    /// How many labels there are.
    pub(super) fn len(&self) -> usize {
        FIRST_WORD as usize + self.words.len()
    }

    pub(super) fn get(&self, text: &str) -> Option<Label> {
        self.ids.get(text).copied()
    }

    pub(super) fn sets(&self, word: Label) -> &[Label] {
        self.word(word).map_or(&[], |word| &word.sets)
    }

    pub(super) fn is_filler(&self, word: Label) -> bool {
        self.word(word).is_some_and(|word| word.filler)
    }

    /// Whether a cue survives without this word.
    pub(super) fn is_weak(&self, word: Label) -> bool {
        self.word(word).is_some_and(|word| word.weak)
    }

    /// How much a label weighs in a cue: what a match costs is measured against the sum of its words' weights.
    pub(super) fn weight(&self, label: Label) -> u16 {
        match label {
            CLAUSE_START..=UTTERANCE_END => 0,
            ANY => WEAK,
            label if self.is_weak(label) => WEAK,
            _ => STRONG,
        }
    }

    /// Whether a label carries meaning of its own.
    pub(super) fn is_strong(&self, label: Label) -> bool {
        self.weight(label) >= STRONG
    }

    fn word(&self, label: Label) -> Option<&Word> {
        self.words.get(label.checked_sub(FIRST_WORD)? as usize)
    }

    fn word_mut(&mut self, label: Label) -> Option<&mut Word> {
        self.words.get_mut(label.checked_sub(FIRST_WORD)? as usize)
    }

    /// Must be called when the last word is in: prepares the search for near words.
    pub(super) fn index_slips(&mut self) {
        self.by_length.clear();
        for (index, word) in self.words.iter().enumerate() {
            let length = word.text.len();
            if length < SHORTEST_WITH_ONE_SLIP || !word.text.bytes().all(|b| b.is_ascii_lowercase()) {
                continue;
            }
            if self.by_length.len() <= length {
                self.by_length.resize(length + 1, Vec::new());
            }
            self.by_length[length].push((letters(&word.text), FIRST_WORD + index as Label));
        }
        self.by_stem.clear();
        for (index, word) in self.words.iter().enumerate() {
            if let Some(stem) = stem(&word.text) {
                self.by_stem.entry(stem.into()).or_default().push(FIRST_WORD + index as Label);
            }
        }
    }

    /// Where to part `said` if it is no word, like none, and two known words run together: "mirendo".
    pub(super) fn parting(&self, said: &str, slips: &mut Slips) -> Option<usize> {
        if said.len() < SHORTEST_INFLECTED || !said.is_ascii() || self.get(said).is_some() {
            return None;
        }
        let parts = |at: &usize| {
            let (a, b) = said.split_at(*at);
            a.len().max(b.len()) >= SHORTEST_WITH_ONE_SLIP && self.get(a).is_some() && self.get(b).is_some()
        };
        if slips.of(self, said).is_empty() { (2..=said.len() - 2).find(parts) } else { None }
    }

    /// Words that differ from `said` in their last vowel only: Italian gender, number and pronouns.
    pub(super) fn inflected<'a>(&'a self, said: &'a str) -> impl Iterator<Item = Label> + 'a {
        let all = stem(said).and_then(|stem| self.by_stem.get(stem)).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(|label| self.word(*label).is_some_and(|word| !is_other_person(said, &word.text)))
    }

    /// A set is as light as its heaviest word.
    pub(super) fn weigh_sets(&mut self, sets: impl IntoIterator<Item = Label>) {
        for set in sets {
            let mut members = self.words.iter().filter(|word| word.sets.contains(&set)).peekable();
            if members.peek().is_some() && members.all(|word| word.weak) {
                self.mark_weak(set);
            }
        }
    }

    /// Adds words that `said` may be a slip of, with what believing it costs (0 to 100).
    fn near(&self, said: &str, found: &mut Vec<(Label, u16)>) {
        let from = found.len();
        let length = said.len();
        if length < SHORTEST_WITH_ONE_SLIP || !said.bytes().all(|b| b.is_ascii_lowercase()) {
            return;
        }
        let reach = slips_allowed(length);
        let mask = letters(said);
        for other in length.saturating_sub(reach)..=length + reach {
            let Some(bucket) = self.by_length.get(other) else { continue };
            for &(letters, label) in bucket {
                // A slip that leaves the length alone changes at most two of the marks, one that does not changes one.
                if (letters ^ mask).count_ones() as usize > 2 * reach - length.abs_diff(other) {
                    continue;
                }
                let Some(word) = self.word(label) else { continue };
                let (a, b) = apart(said, &word.text);
                let slips = strsim::osa_distance(a, b);
                if slips == 0
                    || slips > reach.min(slips_allowed(other))
                    || is_opposite(said, &word.text)
                    || is_other_person(said, &word.text)
                {
                    continue;
                }
                found.push((label, slip_cost(slips, length.max(other))));
            }
        }
        // The nearest only: a word that is one letter off is not also taken for one that is two off.
        if let Some(best) = found[from..].iter().map(|(_, cost)| *cost).min() {
            let mut at = 0;
            found.retain(|(_, cost)| {
                at += 1;
                at <= from || *cost <= best
            });
        }
    }
}

/// Two words without the letters they begin and end with alike: their distance is the same, and sooner known.
fn apart<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let same = |a: &mut dyn Iterator<Item = u8>, b: &mut dyn Iterator<Item = u8>| a.zip(b).take_while(|(a, b)| a == b).count();
    let begin = same(&mut a.bytes(), &mut b.bytes());
    let (a, b) = (a.get(begin..).unwrap_or(a), b.get(begin..).unwrap_or(b));
    let end = same(&mut a.bytes().rev(), &mut b.bytes().rev());
    (a.get(..a.len() - end).unwrap_or(a), b.get(..b.len() - end).unwrap_or(b))
}

fn slips_allowed(length: usize) -> usize {
    if length >= SHORTEST_WITH_TWO_SLIPS { 2 } else { usize::from(length >= SHORTEST_WITH_ONE_SLIP) }
}

/// What it costs to take a word for another: less, the longer it is. Tuned on the sentences in `tests/understand`.
fn slip_cost(slips: usize, length: usize) -> u16 {
    match (slips, length) {
        (1, 0..=5) => 40,
        (1, 6..=7) => 30,
        (1, _) => 20,
        (_, 0..=9) => 50,
        _ => 40,
    }
}

/// What stands before the last vowel of a word long enough for that vowel not to make it another word.
fn stem(word: &str) -> Option<&str> {
    let ends = word.len() >= SHORTEST_INFLECTED && word.ends_with(['a', 'e', 'i', 'o']) && word.is_ascii();
    ends.then(|| &word[..word.len() - 1])
}

/// Whether two words are a verb in the first and in the third person: who says "capisce" does not say "capisco".
fn is_other_person(a: &str, b: &str) -> bool {
    let person =
        |one: &str, other: &str| one.ends_with('o') && other.ends_with('e') && one[..one.len() - 1] == other[..other.len() - 1];
    person(a, b) || person(b, a)
}

/// Which letters a word holds, one bit each, and which of them more than once, one more bit each.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |mask, b| {
        let once = 1_u64 << (b.wrapping_sub(b'a') & 31);
        mask | once | (mask & once) << 32
    })
}

fn is_opposite(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.strip_suffix(short).is_some_and(|prefix| NEGATING.contains(&prefix))
}
