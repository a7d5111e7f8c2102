//! Bringing a file that authors write up to the present format, text to text: comments, order and spacing stay as they are.
//!
//! Two things are done so far. A file from before formats were numbered gets its number. And a sentence written where a line's id
//! belongs moves under `lines`: the author writes `say: ["Ma come, ancora?"]`, the tool gives it the id that recordings, records and
//! plans will know it by; what a line says already is that line. An id once given is never changed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::FORMAT;

/// Fields that hold the ids of lines.
const LINE_FIELDS: [&str; 6] = ["say", "enter", "nudge", "silence", "answer", "answer_again"];
/// So many words of a sentence make its id.
const WORDS_OF_ID: usize = 4;

/// What was done to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upgrade {
    /// It was given the number of its format.
    Numbered,
    /// A sentence is now a line under `lines`.
    Named {
        /// The line's id.
        id: String,
        /// What it says.
        sentence: String,
    },
}

/// The text in the present format, and what had to be done: nothing, if it was in it already. A text that is not well formed is
/// changed only as far as it can be followed; `check` says what else is wrong with it.
pub fn upgraded(text: &str) -> (String, Vec<Upgrade>) {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let tokens = tokens(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut done = Vec::new();
    if let (Some(open), None) = (tokens.first().filter(|token| token.is(text, "(")), field(text, &tokens, "format")) {
        edits.push((open.span.end..open.span.end, format!("{newline}    format: {FORMAT},")));
        done.push(Upgrade::Numbered);
    }
    if let Some(block) = field(text, &tokens, "lines").and_then(|at| Block::after(text, &tokens, at)) {
        let named = sentences(text, &tokens, &block, &mut edits);
        let mut added = String::new();
        let indent = " ".repeat(8);
        for Named { sentence, id, is_new } in named {
            if is_new {
                let _ = write!(added, "{indent}\"{id}\": (say: [\"{sentence}\"]),{newline}");
            }
            done.push(Upgrade::Named { id, sentence });
        }
        if !added.is_empty() {
            edits.extend(block.append(text, &tokens, &added, newline));
        }
    }
    let mut upgraded = text.to_owned();
    edits.sort_by_key(|(span, _)| std::cmp::Reverse((span.start, span.end)));
    for (span, new) in edits {
        upgraded.replace_range(span, &new);
    }
    (upgraded, done)
}

/// Whether something written where a line's id belongs is a sentence and no id.
pub(super) fn is_sentence(written: &str) -> bool {
    written.chars().any(|one| !(one.is_ascii_alphanumeric() || matches!(one, '_' | '-')))
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    span: Range<usize>,
    /// How many brackets are open before it.
    depth: usize,
}

impl Token {
    fn is(&self, text: &str, what: &str) -> bool {
        &text[self.span.clone()] == what
    }

    /// What stands between its quotes, as written, if it is a text.
    fn quoted<'a>(&self, text: &'a str) -> Option<&'a str> {
        text[self.span.clone()].strip_prefix('"')?.strip_suffix('"')
    }
}

/// Names, texts and signs of a RON text; comments and blanks are no tokens.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ if first.is_whitespace() => first.len_utf8(),
            '"' => quoted_length(rest),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|one: char| !(one.is_alphanumeric() || one == '_')).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let skipped = first.is_whitespace() || rest.starts_with("//") || rest.starts_with("/*");
        if matches!(first, ')' | ']' | '}') {
            depth = depth.saturating_sub(1);
        }
        if !skipped {
            tokens.push(Token { span: at..at + length, depth });
        }
        if matches!(first, '(' | '[' | '{') {
            depth += 1;
        }
        at += length;
    }
    tokens
}

/// The length of a text in quotes, its quotes included; all the rest, if it is never closed.
fn quoted_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, one) in rest.char_indices().skip(1) {
        match one {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Where a field of the outermost brackets begins: the place of its name among the tokens.
fn field(text: &str, tokens: &[Token], name: &str) -> Option<usize> {
    let named = |pair: &[Token]| pair[0].depth == 1 && pair[0].is(text, name) && pair[1].is(text, ":");
    tokens.windows(2).position(named)
}

/// The braces of `lines: { … }`, by their places among the tokens.
struct Block {
    open: usize,
    close: usize,
}

impl Block {
    fn after(text: &str, tokens: &[Token], field: usize) -> Option<Self> {
        let open = field + 2;
        let opened = tokens.get(open).filter(|token| token.is(text, "{"))?;
        let close = (open + 1..tokens.len()).find(|at| tokens[*at].depth == opened.depth && tokens[*at].is(text, "}"))?;
        Some(Self { open, close })
    }

    fn holds(&self, at: usize) -> bool {
        (self.open..self.close).contains(&at)
    }

    /// Adds entries at its end, and the comma the last one may have been written without.
    fn append(&self, text: &str, tokens: &[Token], added: &str, newline: &str) -> Vec<(Range<usize>, String)> {
        let last = &tokens[self.close - 1];
        let end = tokens[self.close].span.start;
        let line_start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let own_line = text[line_start..end].chars().all(char::is_whitespace);
        let mut edits = Vec::new();
        if !last.is(text, ",") && !last.is(text, "{") {
            edits.push((last.span.end..last.span.end, ",".to_owned()));
        }
        edits.push(match own_line {
            true => (line_start..line_start, added.to_owned()),
            false => (end..end, format!("{newline}{added}    ")),
        });
        edits
    }
}

/// A sentence found where a line's id belongs.
struct Named {
    /// As written between its quotes.
    sentence: String,
    id: String,
    /// Whether no line said it yet.
    is_new: bool,
}

/// Every sentence that stands where a line's id belongs, with the id it gets; the edits that put the ids there are added.
fn sentences(text: &str, tokens: &[Token], lines: &Block, edits: &mut Vec<(Range<usize>, String)>) -> Vec<Named> {
    let mut taken: Vec<String> = (lines.open..lines.close).filter_map(|at| tokens[at].quoted(text).map(str::to_owned)).collect();
    let said = said_already(text, tokens, lines);
    let mut named: Vec<Named> = Vec::new();
    for at in (0..tokens.len().saturating_sub(2)).filter(|at| !lines.holds(*at)) {
        if !(LINE_FIELDS.contains(&&text[tokens[at].span.clone()]) && tokens[at + 1].is(text, ":")) {
            continue;
        }
        let depth = tokens[at + 2].depth;
        let listed = tokens[at + 2].is(text, "[");
        let values = tokens[at + 2..].iter().enumerate();
        let values = values.take_while(|(place, token)| *place == 0 || listed && token.depth > depth);
        for (_, token) in values {
            let Some(written) = token.quoted(text).filter(|written| is_sentence(written)) else { continue };
            let id = match (named.iter().find(|one| one.sentence == written), said.get(written)) {
                (Some(named), _) => named.id.clone(),
                (None, known) => {
                    let id = known.map_or_else(|| id_of(written, &taken), |id| (*id).to_owned());
                    taken.push(id.clone());
                    named.push(Named { sentence: written.to_owned(), id: id.clone(), is_new: known.is_none() });
                    id
                }
            };
            edits.push((token.span.clone(), format!("\"{id}\"")));
        }
    }
    named
}

/// Lines with one wording only, by what they say: `"id": (say: ["…"]…`.
fn said_already<'a>(text: &'a str, tokens: &[Token], lines: &Block) -> BTreeMap<&'a str, &'a str> {
    let inside = &tokens[lines.open..lines.close];
    let line = |seven: &[Token]| {
        let signs = [(1, ":"), (2, "("), (3, "say"), (4, ":"), (5, "["), (7, "]")];
        signs.iter().all(|(at, sign)| seven[*at].is(text, sign)).then_some(())?;
        Some((seven[6].quoted(text)?, seven[0].quoted(text)?))
    };
    inside.windows(8).filter_map(line).collect()
}

/// An id from the first words of a sentence, unlike all taken.
fn id_of(sentence: &str, taken: &[String]) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String =
        sentence.to_lowercase().nfd().filter(|one| !unicode_normalization::char::is_combining_mark(*one)).collect();
    let plain = without_slots(&plain);
    let words = plain.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.take(WORDS_OF_ID).collect::<Vec<_>>().join("_");
    if id.is_empty() {
        id.push_str("riga");
    }
    let numbered = |number: u32| if number == 1 { id.clone() } else { format!("{id}_{number}") };
    (1..).map(numbered).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// A sentence without its `{slots}`: what differs from cast to cast names nothing.
fn without_slots(sentence: &str) -> String {
    let mut kept = String::new();
    let mut rest = sentence;
    while let Some((before, slot)) = rest.split_once('{') {
        kept.push_str(before);
        rest = slot.split_once('}').map_or("", |(_, after)| after);
    }
    kept + rest
}
