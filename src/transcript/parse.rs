//! The text of a transcript.

use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};
use crate::event::ContactKind;
use crate::ids::Language;
use crate::time::CallTime;

/// A call written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The language it is in.
    pub language: Language,
    /// What it is called in reports.
    pub title: String,
    /// The company that was called, if given.
    pub company: String,
    /// The caller's surname, if given.
    pub caller: String,
    /// Who handled the call: a pseudonym.
    pub operator: String,
    /// What the call was about.
    pub kind: ContactKind,
    /// What was said, in order.
    pub lines: Vec<Line>,
}

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who says it.
    pub speaker: Speaker,
    /// When it begins, where the transcript says.
    pub at: Option<CallTime>,
    /// The words.
    pub text: String,
    /// Its line in the file, from 1.
    pub number: u32,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// Who is judged.
    Operator,
    /// Who called.
    Customer,
}

/// Names of the speakers, both languages, as people write them.
const OPERATORS: [&str; 8] = ["operatore", "operatrice", "op", "o", "operator", "agent", "advisor", "addetto"];
const CUSTOMERS: [&str; 7] = ["cliente", "cl", "c", "customer", "client", "caller", "chiamante"];
/// What the lines before the first words may say, Italian and English.
const HEADS: [(&str, &str); 6] = [
    ("lingua", "language"),
    ("titolo", "title"),
    ("azienda", "company"),
    ("cliente", "customer"),
    ("operatore", "operator"),
    ("tipo", "kind"),
];

/// Reads a transcript. Lines `# key: value` give language, title, company, customer, operator and kind (complaint, information,
/// request); every other line is `Operatore: words` or `Cliente: words`, a time `[1:23]` before it if it is known. A line
/// without a speaker goes on with the one before.
///
/// # Errors
/// Every line that cannot be read, with its place and what to do (PR601 to PR604).
pub fn parse_transcript(file: &str, source: &str) -> Result<Transcript, Vec<Diagnostic>> {
    let mut reader = Reader {
        file,
        faults: Vec::new(),
        transcript: Transcript {
            language: Language::It,
            title: String::new(),
            company: String::new(),
            caller: String::new(),
            operator: String::new(),
            kind: ContactKind::Information,
            lines: Vec::new(),
        },
    };
    for (number, line) in (1u32..).zip(source.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim();
        match line.strip_prefix('#') {
            Some(head) => reader.head(number, head),
            None if line.is_empty() => {}
            None => reader.line(number, line),
        }
    }
    let mut faults = reader.faults;
    let said = |speaker| reader.transcript.lines.iter().any(|line| line.speaker == speaker);
    if faults.is_empty() && !(said(Speaker::Operator) && said(Speaker::Customer)) {
        let message = "a transcript needs both speakers".to_owned();
        let remedy = "Write every turn as \"Operatore: …\" or \"Cliente: …\" (Operator, Customer).".to_owned();
        let place = Place { file: file.to_owned(), ..Place::default() };
        faults.push(Diagnostic { place, code: "PR604", severity: Severity::Fault, message, remedy });
    }
    if faults.is_empty() { Ok(reader.transcript) } else { Err(faults) }
}

struct Reader<'a> {
    file: &'a str,
    faults: Vec<Diagnostic>,
    transcript: Transcript,
}

impl Reader<'_> {
    fn fault(&mut self, line: u32, code: &'static str, message: String, remedy: String) {
        let place = Place { file: self.file.to_owned(), line: Some(line), column: None, path: String::new() };
        self.faults.push(Diagnostic { place, code, severity: Severity::Fault, message, remedy });
    }

    /// `# azienda: Girandola Telecom`. A comment without a colon is one.
    fn head(&mut self, number: u32, head: &str) {
        let Some((key, value)) = head.split_once(':') else { return };
        let (key, value) = (key.trim().to_lowercase(), value.trim().to_owned());
        match HEADS.iter().position(|(it, en)| key == *it || key == *en) {
            Some(0) => match value.parse() {
                Ok(language) => self.transcript.language = language,
                Err(_) => self.fault(
                    number,
                    "PR602",
                    format!("\"{value}\" is no language this program understands"),
                    "Write it or en.".into(),
                ),
            },
            Some(1) => self.transcript.title = value,
            Some(2) => self.transcript.company = value,
            Some(3) => self.transcript.caller = value,
            Some(4) => self.transcript.operator = value,
            Some(_) => match kind(&value.to_lowercase()) {
                Some(kind) => self.transcript.kind = kind,
                None => self.fault(
                    number,
                    "PR602",
                    format!("\"{value}\" is no kind of call"),
                    "Write reclamo, informazione or richiesta (complaint, information, request).".into(),
                ),
            },
            None => {
                let known = HEADS.iter().flat_map(|(it, en)| [*it, *en]);
                if let Some(near) = did_you_mean(&key, known) {
                    self.fault(number, "PR602", format!("nothing is called \"{key}\""), format!("Did you mean \"{near}\"?"));
                }
            }
        }
    }

    fn line(&mut self, number: u32, line: &str) {
        let (at, line) = match timed(line) {
            Ok(timed) => timed,
            Err(time) => {
                let message = format!("\"{time}\" is no time");
                self.fault(number, "PR603", message, "Write minutes and seconds: [1:23] or [0:04.5].".into());
                return;
            }
        };
        let named = line.split_once(':').and_then(|(name, words)| Some((speaker(name)?, words)));
        match named {
            Some((speaker, words)) => {
                let text = words.trim().to_owned();
                if !text.is_empty() {
                    self.transcript.lines.push(Line { speaker, at, text, number });
                }
            }
            None => match self.transcript.lines.last_mut() {
                Some(last) => {
                    last.text.push(' ');
                    last.text.push_str(line);
                }
                None => self.fault(
                    number,
                    "PR601",
                    "nobody says this line".into(),
                    "Begin it with \"Operatore:\" or \"Cliente:\" (Operator:, Customer:).".into(),
                ),
            },
        }
    }
}

fn speaker(name: &str) -> Option<Speaker> {
    let name = name.trim().to_lowercase();
    let one_of = |names: &[&str]| names.contains(&name.as_str());
    match () {
        () if one_of(&OPERATORS) => Some(Speaker::Operator),
        () if one_of(&CUSTOMERS) => Some(Speaker::Customer),
        () => None,
    }
}

fn kind(value: &str) -> Option<ContactKind> {
    Some(match value {
        "reclamo" | "complaint" => ContactKind::Complaint,
        "informazione" | "informazioni" | "information" => ContactKind::Information,
        "richiesta" | "request" => ContactKind::Request,
        _ => return None,
    })
}

/// A time at the beginning of a line: `[1:23]`, `[0:04.5]`, `1:23`. What begins like one and is none is given back.
fn timed(line: &str) -> Result<(Option<CallTime>, &str), String> {
    let (inside, rest) = match line.strip_prefix('[') {
        Some(after) => match after.split_once(']') {
            Some((inside, rest)) => (inside, rest),
            None => return Err(line.chars().take(12).collect()),
        },
        None => match line.split_once(' ') {
            Some((first, rest)) if first.contains(':') && first.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.') => {
                (first, rest)
            }
            _ => return Ok((None, line)),
        },
    };
    millis(inside.trim()).map(|at| (Some(CallTime(at)), rest.trim())).ok_or_else(|| inside.to_owned())
}

fn millis(text: &str) -> Option<u64> {
    let (minutes, seconds) = text.rsplit_once(':')?;
    let minutes = minutes.split(':').try_fold(0u64, |sum, part| sum.checked_mul(60)?.checked_add(part.parse().ok()?))?;
    let seconds: f64 = seconds.parse().ok().filter(|seconds: &f64| (0.0..60.0).contains(seconds))?;
    // A day is longer than any call.
    (minutes < 24 * 60).then_some(minutes * 60_000 + (seconds * 1_000.0).round() as u64)
}
