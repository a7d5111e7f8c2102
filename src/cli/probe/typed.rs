//! What is typed at a question, as an answer to it.

use crate::probe::{Answer, Kind, Question};

/// What a typed line means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// An answer.
    Answer(Answer),
    /// Show the question again.
    Again,
    /// Nothing that fits.
    Unfit,
}

/// Reads a line as the answer to a question of a kind. Numbers are those shown on the screen, from 1; letters are classes.
pub(super) fn read(line: &str, kind: &Kind, question: &Question) -> Typed {
    let line = line.trim();
    match line {
        "?" => return Typed::Answer(Answer::Unknown),
        "r" | "R" => return Typed::Again,
        _ => {}
    }
    let answer = match kind {
        Kind::Number { unit, .. } => {
            // People write the unit too.
            let bare =
                [Some(unit.it.as_str()), unit.en.as_deref()].into_iter().flatten().find_map(|unit| line.strip_suffix(unit));
            bare.unwrap_or(line).trim().parse().ok().map(Answer::Number)
        }
        Kind::Choice { .. } | Kind::Several { .. } => places(line, &question.options).and_then(|chosen| {
            let fits = if matches!(kind, Kind::Choice { .. }) { chosen.len() == 1 } else { !chosen.is_empty() };
            fits.then(|| Answer::Chosen(chosen.into_iter().collect()))
        }),
        Kind::Order { .. } => places(line, &question.options).map(Answer::Ordered),
        Kind::Classify { .. } => places(line, &question.classes).and_then(|classes| {
            // Typed snippet by snippet as shown; kept in the file's order.
            let mut by_snippet: Vec<(u16, u16)> = question.options.iter().copied().zip(classes.iter().copied()).collect();
            by_snippet.sort_unstable();
            let complete = classes.len() == question.options.len();
            complete.then(|| Answer::Classed(by_snippet.into_iter().map(|(_, class)| class).collect()))
        }),
    };
    match answer {
        Some(answer) if kind.points(&answer).is_ok() => Typed::Answer(answer),
        _ => Typed::Unfit,
    }
}

/// The numbers or letters of a line as what stands at those places; `None` if one of them is no place.
fn places(line: &str, shown: &[u16]) -> Option<Vec<u16>> {
    let parts = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '-')).filter(|part| !part.is_empty());
    parts.map(|part| shown.get(place(part)?).copied()).collect()
}

/// A place from 0: `1` and `a` are the first.
fn place(part: &str) -> Option<usize> {
    let mut letters = part.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => {
            Some(usize::from(letter.to_ascii_lowercase() as u8).saturating_sub(usize::from(b'a')))
        }
        _ => part.parse::<usize>().ok()?.checked_sub(1),
    }
}
