//! How a record stands in a file. Every line is a RON pair: the chain's hash up to and including this line, and the value.
//!
//! ```text
//! ("9f2c…",(format:(1,0),program:"0.1.0",…))
//! ("41aa…",(seq:0,at:0,kind:Fact(Offered(InboundCall))))
//! ```
//! A line's hash is SHA-256 over the hash before it (as hex; empty for the first line) and the value's text. A last line
//! without its line break is a torn write: it is left out, and everything before it stands.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{FORMAT_MAJOR, Header};
use crate::event::{Consequence, Event, Fact, Kind, Outcome};
use crate::ids::Seq;

/// The hash a record has come to: what the next line is chained to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain(pub String);

/// A record as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What was run.
    pub header: Header,
    /// What happened.
    pub events: Vec<Event>,
    /// The hash of its last line: the record's identity.
    pub chain: Chain,
    /// Whether the file ended in the middle of a line, which was left out.
    pub torn: bool,
}

impl Record {
    /// Whether the contact was brought to its end (after-call work finished).
    pub fn is_complete(&self) -> bool {
        self.events.last().is_some_and(|event| event.kind == Kind::Fact(Fact::WrappedUp))
    }

    /// How the conversation ended, if it did.
    pub fn outcome(&self) -> Option<Outcome> {
        self.events.iter().find_map(|event| match &event.kind {
            Kind::Consequence(Consequence::Closed(outcome)) => Some(*outcome),
            _ => None,
        })
    }
}

/// What is wrong with a record's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// There is not even a whole first line.
    #[error("the record has no complete first line: nothing in it can be used")]
    NoHeader,
    /// A line is not what a record holds.
    #[error("line {line} cannot be read as part of a record ({why}): the file was altered or is not a record")]
    Unreadable {
        /// Line number from 1.
        line: usize,
        /// What the reader met.
        why: String,
    },
    /// A line's hash does not fit.
    #[error("line {line} was altered after it was written: its hash does not fit the lines up to it. Use the original file")]
    Altered {
        /// Line number from 1.
        line: usize,
    },
    /// An event is not at its place.
    #[error("line {line} holds event {found} where event {expected} belongs: a line was removed or moved")]
    OutOfOrder {
        /// Line number from 1.
        line: usize,
        /// The number expected.
        expected: u32,
        /// The number found.
        found: u32,
    },
    /// Written in another major version of the format.
    #[error("the record is written in format {major}.{minor}, this program reads {FORMAT_MAJOR}.x: use a program that does")]
    OtherFormat {
        /// Its major version.
        major: u16,
        /// Its minor version.
        minor: u16,
    },
}

/// The first line, line break included, and the chain it begins.
pub fn encode_header(header: &Header) -> (String, Chain) {
    chained_line(&Chain::default(), header)
}

/// A whole record as its file's text.
pub fn encode(record: &Record) -> String {
    let (mut text, mut chain) = encode_header(&record.header);
    for event in &record.events {
        let (line, next) = encode_event(&chain, event);
        text.push_str(&line);
        chain = next;
    }
    text
}

/// The line of an event, line break included, and the chain it leads to.
pub fn encode_event(chain: &Chain, event: &Event) -> (String, Chain) {
    chained_line(chain, event)
}

/// Reads a record back. Lines after a torn one do not exist: a torn line is always the last.
///
/// # Errors
/// The first [`Damage`], with its line.
pub fn decode(text: &str) -> Result<Record, Damage> {
    let (header, events, chain, torn) = chained_lines(text, |event: &Event| event.seq)?;
    Ok(Record { header, events, chain, torn })
}

/// The lines of a chained file: its header, its events, the chain it has come to, and whether its end was torn.
type Lines<H, E> = (H, Vec<E>, Chain, bool);

/// Reads any file of chained lines back: a header, then events numbered from 0 without gaps. For every kind of record alike.
///
/// # Errors
/// The first [`Damage`], with its line.
pub fn chained_lines<H, E>(text: &str, seq: impl Fn(&E) -> Seq) -> Result<Lines<H, E>, Damage>
where
    H: for<'de> Deserialize<'de>,
    E: for<'de> Deserialize<'de>,
{
    let torn = !text.is_empty() && !text.ends_with('\n');
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut lines = whole.split('\n').enumerate().map(|(index, line)| (index + 1, line));
    let (_, first) = lines.next().filter(|(_, line)| !line.is_empty()).ok_or(Damage::NoHeader)?;
    // The version is looked at before all else, so that a newer record is refused by name and not as unreadable.
    if let Some((major, minor)) = format_of(first).filter(|(major, _)| *major != FORMAT_MAJOR) {
        return Err(Damage::OtherFormat { major, minor });
    }
    let (header, mut chain) = unline::<H>(&Chain::default(), first, 1)?;
    let mut events: Vec<E> = Vec::new();
    for (number, line) in lines {
        let (event, next) = unline::<E>(&chain, line, number)?;
        let expected = u32::try_from(events.len()).unwrap_or(u32::MAX);
        if seq(&event) != Seq(expected) {
            return Err(Damage::OutOfOrder { line: number, expected, found: seq(&event).0 });
        }
        events.push(event);
        chain = next;
    }
    Ok((header, events, chain, torn))
}

/// One line of a chained file, line break included, and the chain it leads to. For every kind of record alike.
pub fn chained_line(chain: &Chain, value: &impl serde::Serialize) -> (String, Chain) {
    // Plain data always serialises; if it ever did not, the empty value would be refused on reading, with its line.
    let body = ron::to_string(value).unwrap_or_default();
    let next = chained(chain, &body);
    (format!("(\"{}\",{body})\n", next.0), next)
}

fn unline<T: for<'de> Deserialize<'de>>(chain: &Chain, line: &str, number: usize) -> Result<(T, Chain), Damage> {
    let unreadable = |why: String| Damage::Unreadable { line: number, why };
    let (hash, body) = parts(line).ok_or_else(|| unreadable("not a pair of a hash and a value".to_owned()))?;
    let next = chained(chain, body);
    if next.0 != hash {
        return Err(Damage::Altered { line: number });
    }
    let value = ron::from_str(body).map_err(|error| unreadable(error.to_string()))?;
    Ok((value, next))
}

fn parts(line: &str) -> Option<(&str, &str)> {
    let (hash, rest) = line.strip_prefix("(\"")?.split_once("\",")?;
    Some((hash, rest.strip_suffix(')')?))
}

fn chained(chain: &Chain, body: &str) -> Chain {
    let mut hash = Sha256::new();
    hash.update(chain.0.as_bytes());
    hash.update(body.as_bytes());
    Chain(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn format_of(first: &str) -> Option<(u16, u16)> {
    let (_, rest) = first.split_once("(format:(")?;
    let (version, _) = rest.split_once(')')?;
    let (major, minor) = version.split_once(',')?;
    Some((major.trim().parse().ok()?, minor.trim().parse().ok()?))
}
