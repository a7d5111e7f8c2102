//! The transcript with the desk's doings between the words.

use crate::event::{Channel, Consequence, DeskChange, DeviceNote, Event, Fact, Kind, PhoneAction, Source};
use crate::ids::{Language, Seq};
use crate::scoring::Reading;
use crate::time::Span;

use super::compose::clock;
use super::words;

/// A line of the transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    /// The event it shows.
    pub seq: Seq,
    /// Whose it is.
    pub kind: LineKind,
    /// When it was.
    pub span: Span,
    /// Its beginning as people read it: `1:07`.
    pub time: String,
    /// Who speaks or acts, in words.
    pub who: String,
    /// The words, those below the floor marked.
    pub words: Vec<WordView>,
    /// Key of the clip to play: the content hash for the trainee's words, `line#variant` for the customer's.
    pub clip: Option<String>,
    /// The feeling the customer's line discloses.
    pub feeling: Option<String>,
    /// Whether the customer's line was cut short.
    pub cut: bool,
    /// Indices of the findings that speak of it.
    pub findings: Vec<usize>,
}

/// Whose a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// The trainee's words.
    Operator,
    /// The customer's words.
    Customer,
    /// The desk's doing.
    Desk,
    /// The telephone: answered, hold, end, devices.
    Phone,
}

/// A word, and whether it was heard below the floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordView {
    /// As written.
    pub text: String,
    /// Heard below the confidence floor.
    pub faint: bool,
}

impl LineView {
    /// The words as one text.
    pub fn plain(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Every line, in order of time.
pub(super) fn lines(reading: &Reading<'_>, language: Language) -> Vec<LineView> {
    let mut lines = Vec::new();
    lines.extend(reading.operator.iter().map(|turn| {
        let words =
            turn.utterance.words.iter().map(|word| WordView { text: word.text.clone(), faint: word.confidence < reading.floor });
        let clip = match &turn.utterance.source {
            Source::Spoken { clip } => clip.clone(),
            Source::Typed => None,
        };
        let who = words::say(language, "Operatore", "Operator");
        LineView { words: words.collect(), clip, ..line(turn.seq, LineKind::Operator, turn.span(), who) }
    }));
    lines.extend(reading.customer.iter().map(|turn| {
        let who = words::say(language, "Cliente", "Customer");
        LineView {
            words: plain(turn.text),
            clip: Some(format!("{}#{}", turn.line, turn.variant)),
            feeling: turn.feeling.map(|feeling| feeling.0.clone()),
            cut: turn.cut,
            ..line(turn.seq, LineKind::Customer, turn.span, who)
        }
    }));
    let desk = words::say(language, "Postazione", "Desk");
    // Holds and transfers are told by the telephone's own lines.
    let shown = reading
        .desk
        .iter()
        .filter(|(.., change)| !matches!(change, DeskChange::Held(_) | DeskChange::Resumed(_) | DeskChange::Transferred(_)));
    lines.extend(shown.map(|(seq, at, change)| LineView {
        words: plain(&words::desk(language, reading.header, change)),
        ..line(*seq, LineKind::Desk, Span::new(*at, *at), desk)
    }));
    let phone = words::say(language, "Telefono", "Telephone");
    lines.extend(reading.events.iter().filter_map(|event| {
        let text = doing(language, event)?;
        let span =
            reading.holds.iter().find(|hold| hold.from == event.seq).map_or(Span::new(event.at, event.at), |hold| hold.span);
        let span = reading.unheard.iter().find(|(seq, _)| *seq == event.seq).map_or(span, |(_, spot)| *spot);
        Some(LineView { words: plain(&text), ..line(event.seq, LineKind::Phone, span, phone) })
    }));
    lines.sort_by_key(|line| (line.span.from, line.seq));
    lines
}

fn line(seq: Seq, kind: LineKind, span: Span, who: &str) -> LineView {
    LineView {
        seq,
        kind,
        span,
        time: clock(span.from),
        who: who.to_owned(),
        words: Vec::new(),
        clip: None,
        feeling: None,
        cut: false,
        findings: Vec::new(),
    }
}

fn plain(text: &str) -> Vec<WordView> {
    text.split_whitespace().map(|word| WordView { text: word.to_owned(), faint: false }).collect()
}

fn doing(language: Language, event: &Event) -> Option<String> {
    let s = |it, en| Some(words::say(language, it, en).to_owned());
    let fact = match &event.kind {
        Kind::Fact(fact) => fact,
        Kind::Consequence(Consequence::Closed(outcome)) => {
            let end = words::say(language, "Fine della conversazione", "End of the conversation");
            return Some(format!("{end}: {}", words::ending(language, Some(*outcome))));
        }
        Kind::Consequence(_) => return None,
    };
    match fact {
        Fact::Offered(Channel::InboundCall) => s("Il telefono squilla", "The phone rings"),
        Fact::Offered(Channel::OutboundCall) => s("Chiama l'operatore", "The operator calls"),
        Fact::Offered(Channel::Mail) => s("Arriva una mail", "A mail arrives"),
        Fact::Offered(Channel::Chat) => s("Arriva un messaggio in chat", "A chat message arrives"),
        Fact::Refused(_) => s("Comando non possibile in questo momento", "Command not possible at this moment"),
        Fact::Answered => s("Risposta", "Answered"),
        Fact::Phone(PhoneAction::Hold) => s("Cliente in attesa", "Customer on hold"),
        Fact::Phone(PhoneAction::Resume) => s("Ripresa dall'attesa", "Back from hold"),
        Fact::Phone(PhoneAction::Transfer { to, .. }) => {
            Some(format!("{} {to}", words::say(language, "Trasferita a", "Transferred to")))
        }
        Fact::HungUp => s("L'operatore ha chiuso la telefonata", "The operator ended the call"),
        Fact::WrappedUp => s("Fine del lavoro dopo chiamata", "End of after-call work"),
        Fact::Device(DeviceNote::Unintelligible) => {
            s("Parlato che il riconoscitore non ha saputo trascrivere", "Speech the recogniser could not transcribe")
        }
        Fact::Device(DeviceNote::Transcribed) => {
            s("Trascrizione di una telefonata vera: solo le parole", "Transcript of a real call: words only")
        }
        Fact::Device(DeviceNote::MicrophoneLost) => s("Microfono perso: da qui si digita", "Microphone lost: typed from here"),
        Fact::Device(DeviceNote::MicrophoneBack) => s("Microfono di nuovo presente", "Microphone back"),
        Fact::Device(DeviceNote::SpeakerLost) => s("Audio perso: da qui solo didascalie", "Sound lost: captions only from here"),
        Fact::Device(DeviceNote::SpeakerBack) => s("Audio di nuovo presente", "Sound back"),
        _ => None,
    }
}
