//! Normalisation: the written words of an utterance as tokens without case, accents, elisions and punctuation.
//!
//! What punctuation says is kept beside the tokens: where clauses and sentences end, and which sentences are questions.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::ids::Language;

/// At most so many words of an utterance are read: word ranges count in `u16`, and nobody speaks so long in one breath.
const MOST_WORDS: usize = 4_000;

/// At most so many characters of one token are kept: no word of either language is longer.
const MOST_CHARS: usize = 40;

/// The tokens of an utterance.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    text: String,
    /// In the order they were spoken.
    pub(super) list: Vec<Token>,
    /// Every sentence, as a range of tokens, and whether it ends with a question mark.
    pub(super) sentences: Vec<(Range<usize>, bool)>,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    from: u32,
    to: u32,
    /// The word of the utterance that it comes from.
    pub(super) word: u16,
    /// The sentence it belongs to.
    pub(super) sentence: u16,
    /// Whether a clause ends after it: comma, colon, or the end of the sentence.
    pub(super) ends_clause: bool,
    /// Whether it was written with a capital letter.
    pub(super) capital: bool,
    /// Whether it is written in digits (with the separators between them).
    pub(super) digits: bool,
    /// Whether it repeats the token before it: a stutter.
    pub(super) repeats: bool,
}

impl Tokens {
    /// The text of a token.
    pub(super) fn text(&self, token: usize) -> &str {
        self.list.get(token).and_then(|t| self.text.get(t.from as usize..t.to as usize)).unwrap_or("")
    }

    /// Reads words; `words` are the utterance's, punctuation attached.
    pub(super) fn read<'a>(words: impl Iterator<Item = &'a str>, language: Language) -> Self {
        let mut reader = Reader { tokens: Self::default(), language, sentence_from: 0, word: 0, capital: false };
        for (index, word) in words.take(MOST_WORDS).enumerate() {
            reader.word = index as u16;
            reader.word(word);
        }
        reader.end_sentence(false);
        let mut tokens = reader.tokens;
        tokens.mark_repeats();
        tokens
    }

    /// Whether a clause begins at this token.
    pub(super) fn begins_clause(&self, token: usize) -> bool {
        token == 0 || self.list.get(token - 1).is_some_and(|t| t.ends_clause)
    }

    /// Whether a sentence ends before this token.
    pub(super) fn begins_sentence(&self, token: usize) -> bool {
        token == 0 || self.list.get(token).zip(self.list.get(token - 1)).is_none_or(|(a, b)| a.sentence != b.sentence)
    }

    /// Parts words that were run together. `parting` says after which letter, if a word is such.
    pub(super) fn part(&mut self, mut parting: impl FnMut(&str) -> Option<usize>) {
        let mut token = 0;
        while token < self.list.len() {
            let info = self.list[token];
            let within = !info.digits && (!info.capital || self.begins_sentence(token));
            if let Some(at) = within.then(|| parting(self.text(token))).flatten() {
                let middle = info.from + at as u32;
                self.list[token] = Token { to: middle, ends_clause: false, ..info };
                self.list.insert(token + 1, Token { from: middle, repeats: false, capital: false, ..info });
                for (range, _) in self.sentences.iter_mut().filter(|(range, _)| range.end > token) {
                    range.end += 1;
                    range.start += usize::from(range.start > token);
                }
                token += 1;
            }
            token += 1;
        }
    }

    fn mark_repeats(&mut self) {
        for token in 1..self.list.len() {
            let same = self.text(token) == self.text(token - 1) && !self.list[token].digits;
            // "il suo il suo problema": the first pair is the stutter.
            let pair = token >= 3
                && self.text(token) == self.text(token - 2)
                && self.text(token - 1) == self.text(token - 3)
                && !self.list[token].digits
                && !self.list[token - 1].digits;
            if same {
                self.list[token].repeats = true;
            }
            if pair {
                self.list[token].repeats = true;
                self.list[token - 1].repeats = true;
            }
        }
    }
}

struct Reader {
    tokens: Tokens,
    language: Language,
    sentence_from: usize,
    word: u16,
    capital: bool,
}

/// What a character is to the tokeniser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Other,
}

fn kind(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Digit
    } else if c.is_alphabetic() || is_combining_mark(c) {
        Kind::Letter
    } else {
        Kind::Other
    }
}

impl Reader {
    fn word(&mut self, word: &str) {
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            match kind(c) {
                Kind::Letter => rest = self.letters(rest),
                Kind::Digit => rest = self.digits(rest),
                Kind::Other => {
                    rest = &rest[c.len_utf8()..];
                    self.mark(c);
                }
            }
        }
    }

    /// A run of letters, with the apostrophes and abbreviation points inside it.
    fn letters<'a>(&mut self, text: &'a str) -> &'a str {
        let mut end = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let inside = match c {
                '\'' | '’' | '‘' | '`' | '´' => true,
                // "Sig.ra", "S.p.A.", "a.m.": a point between letters belongs to the word.
                '.' => chars.peek().is_some_and(|(_, next)| kind(*next) == Kind::Letter),
                _ => kind(c) == Kind::Letter,
            };
            if !inside {
                break;
            }
            end = at + c.len_utf8();
        }
        let (run, rest) = text.split_at(end);
        self.capital = run.chars().next().is_some_and(char::is_uppercase);
        match self.language {
            Language::It => self.italian(run),
            Language::En => self.english(run),
        }
        if is_abbreviation(self.tokens.text(self.tokens.list.len().wrapping_sub(1)))
            && let Some(after) = rest.strip_prefix('.')
        {
            return after;
        }
        rest
    }

    /// Italian words: the apostrophe parts an elided word from the next, or stands for an accent at the end.
    fn italian(&mut self, run: &str) {
        let mut parts = run.split(is_apostrophe).peekable();
        while let Some(part) = parts.next() {
            let last = parts.peek().is_none();
            if part.is_empty() {
                continue;
            }
            // "e'", "si'" and "perche'" are how people without an Italian keyboard write the accent.
            let accent_after = !last && parts.peek().is_some_and(|next| next.is_empty());
            let elided = !last && !accent_after;
            let full = if elided { full_form(part) } else { None };
            match full {
                Some(full) => self.push(full),
                None => self.push_folded(part, accent_after),
            }
            self.capital = false;
        }
    }

    /// English words: contractions are written out.
    fn english(&mut self, run: &str) {
        let mut folded = String::with_capacity(run.len());
        fold(run, &mut folded);
        let folded = folded.replace(is_apostrophe, "'");
        let text = folded.trim_matches('\'');
        let Some(at) = text.rfind('\'') else {
            match text {
                "cannot" => self.push_all(&["can", "not"]),
                "dont" => self.push_all(&["do", "not"]),
                "cant" => self.push_all(&["can", "not"]),
                "gonna" => self.push_all(&["going", "to"]),
                "wanna" => self.push_all(&["want", "to"]),
                _ => self.push(text),
            }
            return;
        };
        let (head, tail) = (&text[..at], &text[at + 1..]);
        match (head, tail) {
            ("can", "t") => self.push_all(&["can", "not"]),
            ("won", "t") => self.push_all(&["will", "not"]),
            ("shan", "t") => self.push_all(&["shall", "not"]),
            (_, "t") if head.ends_with('n') => self.push_all(&[&head[..head.len() - 1], "not"]),
            (_, "re") => self.push_all(&[head, "are"]),
            (_, "ll") => self.push_all(&[head, "will"]),
            (_, "ve") => self.push_all(&[head, "have"]),
            (_, "m") => self.push_all(&[head, "am"]),
            (_, "d") => self.push_all(&[head, "would"]),
            ("let", "s") => self.push_all(&["let", "us"]),
            ("it" | "that" | "what" | "who" | "where" | "how" | "there" | "here" | "he" | "she" | "when" | "why", "s") => {
                self.push_all(&[head, "is"]);
            }
            (_, "s") => self.push(head),
            ("o", "clock") => self.push("oclock"),
            _ => self.push_all(&[head, tail]),
        }
    }

    fn push_all(&mut self, parts: &[&str]) {
        for part in parts {
            self.push(part);
            self.capital = false;
        }
    }

    /// A run of digits with the separators between them: `29,90`, `1.250,00`, `03/10`, `10:30`.
    fn digits<'a>(&mut self, text: &'a str) -> &'a str {
        let bytes = text.as_bytes();
        let mut end = 0;
        while end < bytes.len() {
            let between = matches!(bytes[end], b'.' | b',' | b'/' | b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !between {
                break;
            }
            end += 1;
        }
        let (run, rest) = text.split_at(end);
        self.capital = false;
        let from = self.tokens.list.len();
        self.push(run);
        if let Some(token) = self.tokens.list.get_mut(from) {
            token.digits = true;
        }
        rest
    }

    /// A character that is neither letter nor digit.
    fn mark(&mut self, c: char) {
        match c {
            '€' => self.push("euro"),
            '£' => self.push("pounds"),
            '%' => self.push(if self.language == Language::It { "percento" } else { "percent" }),
            ',' | ':' | '–' | '—' => self.end_clause(),
            '.' | '!' | ';' | '…' => self.end_sentence(false),
            '?' => self.end_sentence(true),
            _ => {}
        }
    }

    fn end_clause(&mut self) {
        if let Some(last) = self.tokens.list.last_mut() {
            last.ends_clause = true;
        }
    }

    fn end_sentence(&mut self, question: bool) {
        let to = self.tokens.list.len();
        if to > self.sentence_from {
            self.end_clause();
            self.tokens.sentences.push((self.sentence_from..to, question));
            self.sentence_from = to;
        } else if question && let Some(last) = self.tokens.sentences.last_mut() {
            // "Davvero...?" and "Davvero!?" are questions too.
            last.1 = true;
        }
    }

    fn push_folded(&mut self, part: &str, accent_after: bool) {
        let mut folded = String::with_capacity(part.len());
        fold(part, &mut folded);
        let accented = accent_after || part.chars().last().is_some_and(|c| !c.is_ascii());
        let kept = if accented { accented_form(&folded) } else { None };
        self.push(kept.unwrap_or(&folded));
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let from = self.tokens.text.len() as u32;
        match text.char_indices().nth(MOST_CHARS) {
            Some((cut, _)) => self.tokens.text.push_str(&text[..cut]),
            None => self.tokens.text.push_str(text),
        }
        self.tokens.list.push(Token {
            from,
            to: self.tokens.text.len() as u32,
            word: self.word,
            sentence: self.tokens.sentences.len().min(usize::from(u16::MAX)) as u16,
            ends_clause: false,
            capital: self.capital,
            digits: false,
            repeats: false,
        });
    }
}

/// Lower case without accents.
fn fold(text: &str, into: &mut String) {
    if text.is_ascii() {
        into.extend(text.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase()));
    } else {
        into.extend(text.nfd().filter(|c| !is_combining_mark(*c) && *c != '.').flat_map(char::to_lowercase));
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

/// Little Italian words that an accent makes into other words.
fn accented_form(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "e" => "è",
        "si" => "sì",
        "ne" => "né",
        "da" => "dà",
        "la" => "là",
        "li" => "lì",
        _ => return None,
    })
}

/// Elided Italian words whose full form a cue may be written with.
fn full_form(elided: &str) -> Option<&'static str> {
    let form = |a: &str| elided.eq_ignore_ascii_case(a);
    Some(match () {
        () if form("dov") => "dove",
        () if form("com") => "come",
        () if form("cos") => "cosa",
        () if form("c") => "ci",
        () if form("quand") => "quando",
        () if form("quant") => "quanto",
        () if form("dev") => "deve",
        () if form("senz") => "senza",
        _ => return None,
    })
}

/// Abbreviations whose point ends no sentence.
fn is_abbreviation(token: &str) -> bool {
    matches!(
        token,
        "sig" | "dott" | "dr" | "mr" | "mrs" | "ms" | "avv" | "ing" | "prof" | "art" | "tel" | "gent" | "spett" | "rag" | "geom"
    )
}
