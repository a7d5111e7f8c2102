//! From a transcript to a record: the same events a call in the simulator would have left, as far as words can tell.

use std::collections::BTreeMap;

use super::parse::{Line, Speaker, Transcript};
use crate::event::{Arrival, Cause, Channel, Consequence, DeviceNote, Duties, Event, Fact, Goals, Kind, Mood, Utterance};
use crate::ids::{Bilingual, CustomerId, FeelingId, LineId, Seq};
use crate::record::{Chain, FORMAT_MAJOR, FORMAT_MINOR, Header, Record, encode_event, encode_header};
use crate::rubric::{Feeling, Rubric};
use crate::time::{CallTime, Span};
use crate::understand::Understander;

/// A word takes so long to say, where the transcript gives no times (milliseconds; about 150 words a minute). Nothing is judged by
/// it: it only keeps the turns in order.
const WORD_MS: u64 = 400;
/// Between two turns without times.
const GAP_MS: u64 = 300;
/// Words that make the naming of a feeling its opposite.
const DENIALS: [&str; 4] = ["non", "no", "not", "never"];

/// Makes a record of a transcript. The customer's feelings are those the rubric has words for, named by the customer and not denied.
pub fn import(transcript: &Transcript, understander: &Understander, lexicon_hash: &str, rubric: &Rubric) -> Record {
    let header = header(transcript, lexicon_hash);
    let mut writer = Writer { events: Vec::new(), at: CallTime(0) };
    writer.push(Kind::Fact(Fact::Offered(Channel::InboundCall)));
    writer.push(Kind::Fact(Fact::Device(DeviceNote::Transcribed)));
    writer.push(Kind::Fact(Fact::Answered));
    for (index, line) in transcript.lines.iter().enumerate() {
        let next = transcript.lines.get(index + 1).and_then(|next| next.at);
        writer.line(transcript, line, next, understander, rubric);
    }
    writer.push(Kind::Fact(Fact::HungUp));
    writer.push(Kind::Fact(Fact::WrappedUp));
    let (_, mut chain): (String, Chain) = encode_header(&header);
    for event in &writer.events {
        chain = encode_event(&chain, event).1;
    }
    Record { header, events: writer.events, chain, torn: false }
}

fn header(transcript: &Transcript, lexicon_hash: &str) -> Header {
    let title = if transcript.title.is_empty() { "—".to_owned() } else { transcript.title.clone() };
    Header {
        format: (FORMAT_MAJOR, FORMAT_MINOR),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: "transcript".into(),
        title: Bilingual { it: title.clone(), en: title },
        cast: "transcript".into(),
        persona: "transcript".into(),
        company: transcript.company.clone(),
        language: transcript.language,
        scenario_hash: String::new(),
        lexicon_hash: lexicon_hash.to_owned(),
        model: None,
        seed: 0,
        trainee: if transcript.operator.is_empty() { "—".to_owned() } else { transcript.operator.clone() },
        started: String::new(),
        arrival: Arrival::default(),
        mood: Mood { anger: 50, trust: 50, patience: 50 },
        goals: Goals {
            kind: transcript.kind,
            customer: CustomerId::from(""),
            facts: BTreeMap::new(),
            needs_identity: false,
            verify_with: Vec::new(),
            verify_at_least: 0,
            ticket: BTreeMap::new(),
            refund_cents: None,
            authority_cents: 0,
            documents: Vec::new(),
            changes: Vec::new(),
            caller_name: transcript.caller.clone(),
            forms: Vec::new(),
            desk_order: Vec::new(),
            need: None,
            note: BTreeMap::new(),
            duties: Duties::default(),
        },
    }
}

struct Writer {
    events: Vec<Event>,
    at: CallTime,
}

impl Writer {
    fn push(&mut self, kind: Kind) -> Seq {
        let seq = Seq(self.events.len() as u32);
        self.events.push(Event { seq, at: self.at, kind });
        seq
    }

    fn line(
        &mut self,
        transcript: &Transcript,
        line: &Line,
        next: Option<CallTime>,
        understander: &Understander,
        rubric: &Rubric,
    ) {
        // Times that go backwards are a typist's slip: the order of the lines is what counts.
        let from = line.at.unwrap_or(CallTime(self.at.0 + GAP_MS)).max(self.at);
        let words = line.text.split_whitespace().count() as u64;
        let spoken = CallTime(from.0 + words * WORD_MS);
        let to = next.map_or(spoken, |next| spoken.min(next)).max(from);
        match line.speaker {
            Speaker::Operator => {
                self.at = to;
                let said = Utterance::typed(transcript.language, Span::new(from, to), &line.text);
                let understood = understander.understand(&said);
                let utterance = self.push(Kind::Fact(Fact::Heard(said)));
                let (acts, facts) = (understood.acts, understood.facts);
                self.push(Kind::Consequence(Consequence::Understood { utterance, acts, facts }));
            }
            Speaker::Customer => {
                self.at = from;
                let reply = self.push(Kind::Consequence(Consequence::Replied {
                    line: LineId::from(format!("line_{}", line.number).as_str()),
                    variant: 0,
                    text: line.text.clone(),
                    feeling: feeling(&line.text, &rubric.feelings),
                    because: Cause::Listening,
                    asks: Vec::new(),
                }));
                self.push(Kind::Fact(Fact::LineBegan(reply)));
                self.at = to;
                self.push(Kind::Fact(Fact::LineEnded { reply, cut: false }));
            }
        }
    }
}

/// The first feeling that a customer's words name.
fn feeling(text: &str, feelings: &BTreeMap<FeelingId, Feeling>) -> Option<FeelingId> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| word.to_lowercase()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let denied = words[at.saturating_sub(2)..at].iter().any(|before| DENIALS.contains(&before.as_str()));
        let named = || feelings.iter().find(|(_, feeling)| feeling.stems.iter().any(|stem| word.starts_with(stem.as_str())));
        (!denied).then(named).flatten().map(|(id, _)| id.clone())
    })
}
