//! Cue templates: `mi dispiace [davvero] per (il disagio|l'attesa)`.

use std::fmt;

/// No cue may stand for more wordings than this; a longer one is better written as two.
pub(super) const MOST_WORDINGS: usize = 4_000;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum TemplateFault {
    /// A bracket of any kind is not closed.
    #[error("a \"{0}\" is not closed")]
    NotClosed(char),
    /// A bracket of any kind is closed that was not opened.
    #[error("a \"{0}\" closes nothing")]
    ClosesNothing(char),
    /// It stands for too many wordings.
    #[error("it stands for more than {MOST_WORDINGS} wordings")]
    TooMany,
    /// Nothing is left when everything optional is left out.
    #[error("it can be left out altogether")]
    CanBeEmpty,
}

/// When a cue counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) enum Mood {
    /// Always.
    #[default]
    Any,
    /// Only in a question.
    Question,
    /// Only in a statement.
    Statement,
}

/// A piece of a wording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// Plain text, to be tokenised like an utterance.
    Text(String),
    /// A set of words by its name.
    Set(String),
    /// `^`
    ClauseStart,
    /// `$`
    ClauseEnd,
    /// `^^`
    UtteranceStart,
    /// `$$`
    UtteranceEnd,
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Set(name) => write!(f, "<{name}>"),
            Self::ClauseStart => f.write_str("^"),
            Self::ClauseEnd => f.write_str("$"),
            Self::UtteranceStart => f.write_str("^^"),
            Self::UtteranceEnd => f.write_str("$$"),
        }
    }
}

/// All wordings of a template and when it counts.
///
/// # Errors
/// What keeps it from being read.
pub(super) fn expand(template: &str) -> Result<(Vec<Vec<Piece>>, Mood), TemplateFault> {
    let trimmed = template.trim();
    let (body, mood) = match trimmed.chars().last() {
        Some('?') => (&trimmed[..trimmed.len() - 1], Mood::Question),
        Some('.') => (&trimmed[..trimmed.len() - 1], Mood::Statement),
        _ => (trimmed, Mood::Any),
    };
    let chars: Vec<char> = body.chars().collect();
    let mut at = 0;
    let wordings = alternatives(&chars, &mut at, None)?;
    let mut pieces: Vec<Vec<Piece>> = wordings.iter().map(|wording| split(wording)).collect::<Result<_, _>>()?;
    pieces.sort();
    pieces.dedup();
    if pieces.iter().any(|wording| !wording.iter().any(|p| matches!(p, Piece::Text(_) | Piece::Set(_)))) {
        return Err(TemplateFault::CanBeEmpty);
    }
    Ok((pieces, mood))
}

/// Why a cue cannot be read, if it cannot.
pub fn unreadable(template: &str) -> Option<String> {
    expand(template).err().map(|fault| fault.to_string())
}

/// The wordings of a cue that are plain words, as somebody might say them; none if it cannot be read.
pub fn wordings(template: &str) -> Vec<String> {
    let (all, mood) = expand(template).unwrap_or_default();
    let plain = |pieces: &Vec<Piece>| -> Option<String> {
        let words = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => Some(text.trim()),
            Piece::Set(_) => None,
            Piece::ClauseStart | Piece::ClauseEnd | Piece::UtteranceStart | Piece::UtteranceEnd => Some(""),
        });
        let words: Vec<&str> = words.collect::<Option<_>>()?;
        let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        Some(if mood == Mood::Question { text + "?" } else { text })
    };
    all.iter().filter_map(plain).collect()
}

/// Alternatives up to the closing bracket, or to the end.
fn alternatives(chars: &[char], at: &mut usize, closing: Option<char>) -> Result<Vec<String>, TemplateFault> {
    let mut all = Vec::new();
    let mut current = vec![String::new()];
    loop {
        let Some(&c) = chars.get(*at) else {
            if let Some(closing) = closing {
                return Err(TemplateFault::NotClosed(if closing == ')' { '(' } else { '[' }));
            }
            all.append(&mut current);
            return Ok(all);
        };
        *at += 1;
        match c {
            '(' => current = product(current, &alternatives(chars, at, Some(')'))?)?,
            '[' => {
                let mut inner = alternatives(chars, at, Some(']'))?;
                inner.push(String::new());
                current = product(current, &inner)?;
            }
            ')' | ']' => {
                if closing != Some(c) {
                    return Err(TemplateFault::ClosesNothing(c));
                }
                all.append(&mut current);
                return Ok(all);
            }
            '|' => all.append(&mut std::mem::replace(&mut current, vec![String::new()])),
            c => current.iter_mut().for_each(|wording| wording.push(c)),
        }
    }
}

fn product(heads: Vec<String>, tails: &[String]) -> Result<Vec<String>, TemplateFault> {
    if heads.len() * tails.len() > MOST_WORDINGS {
        return Err(TemplateFault::TooMany);
    }
    Ok(heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect())
}

/// One wording as pieces.
fn split(wording: &str) -> Result<Vec<Piece>, TemplateFault> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut chars = wording.chars().peekable();
    while let Some(c) = chars.next() {
        let piece = match c {
            '<' => {
                let mut name = String::new();
                loop {
                    match chars.next() {
                        Some('>') => break Piece::Set(name.trim().to_owned()),
                        Some(c) => name.push(c),
                        None => return Err(TemplateFault::NotClosed('<')),
                    }
                }
            }
            '>' => return Err(TemplateFault::ClosesNothing('>')),
            '^' if chars.next_if_eq(&'^').is_some() => Piece::UtteranceStart,
            '^' => Piece::ClauseStart,
            '$' if chars.next_if_eq(&'$').is_some() => Piece::UtteranceEnd,
            '$' => Piece::ClauseEnd,
            c => {
                text.push(c);
                continue;
            }
        };
        push_text(&mut pieces, &mut text);
        pieces.push(piece);
    }
    push_text(&mut pieces, &mut text);
    Ok(pieces)
}

fn push_text(pieces: &mut Vec<Piece>, text: &mut String) {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.clear();
    if !words.is_empty() {
        pieces.push(Piece::Text(words));
    }
}
