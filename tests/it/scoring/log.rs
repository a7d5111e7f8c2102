//! A tiny language for records, so that tests read like calls. One event, or one turn, a line; times in seconds.
//!
//! ```text
//! 0 ring
//! 2 answer
//! 2.5-6 op Buongiorno, Luce Viva, sono Marta. | greet state_company state_name
//! 7-11 cu La bolletta è raddoppiata! | rabbia
//! 12-15 op Lei è uno stupido~300. | insult=stupido
//! ```
//!
//! After `|`: for the operator, acts and facts (`asked:codice`, `told:importo`, `wrong:importo`, `mentioned:bolletta`), each with
//! `=word` for the word that carries it (otherwise all do). For the customer, feelings and `gives:fact` (elicited) or
//! `volunteers:fact`; `waiting` if only silence made them speak. `word~300` is heard with confidence 300; `op?` is typed.

use std::collections::BTreeMap;

use pronto::event::*;
use pronto::ids::*;
use pronto::record::{Header, Record, encode_event, encode_header};
use pronto::time::{CallTime, Span};

/// A header for a complaint about a doubled bill: one fact of each role.
pub(crate) fn header() -> Header {
    let fact = |id: &str, role, it: &str, en: &str| (FactId::from(id), (role, Bilingual { it: it.into(), en: en.into() }));
    let facts = BTreeMap::from([
        fact("codice", Role::Identity, "codice cliente", "customer number"),
        fact("nascita", Role::Identity, "data di nascita", "date of birth"),
        fact("bolletta", Role::Open, "bolletta raddoppiata", "doubled bill"),
        fact("trasloco", Role::Hidden, "trasloco di agosto", "move in August"),
        fact("importo", Role::Required, "importo del rimborso", "amount of the refund"),
        fact("giorni", Role::Optional, "giorni per l'accredito", "days until credited"),
        fact("saldo", Role::Personal, "saldo del conto", "account balance"),
    ]);
    Header {
        format: (1, 0),
        program: "0.1.0".into(),
        scenario: "bolletta".into(),
        title: Bilingual { it: "La bolletta raddoppiata".into(), en: "The doubled bill".into() },
        cast: "a".into(),
        persona: "arrabbiato".into(),
        company: "Luce Viva".into(),
        language: Language::It,
        scenario_hash: "5ce0".into(),
        lexicon_hash: "1e81".into(),
        model: None,
        seed: 7,
        trainee: "allieva-07".into(),
        started: "2026-11-24T09:30:00Z".into(),
        arrival: Default::default(),
        mood: Mood { anger: 50, trust: 40, patience: 60 },
        goals: Goals {
            kind: ContactKind::Complaint,
            customer: "C1".into(),
            facts,
            needs_identity: true,
            verify_with: vec!["codice".into(), "nascita".into()],
            verify_at_least: 2,
            ticket: BTreeMap::from([
                (TicketField::Kind, vec!["reclamo".into()]),
                (TicketField::Cause, vec!["conguaglio".into(), "trasloco".into()]),
            ]),
            refund_cents: Some(2990),
            authority_cents: 5000,
            documents: vec!["modulo".into()],
            changes: vec![],
            caller_name: "Ferri".into(),
            duties: Duties::default(),
            forms: vec![],
            desk_order: vec![],
            need: None,
            note: BTreeMap::new(),
        },
    }
}

/// A record of the header above and these events.
pub(crate) fn record(events: Vec<Event>) -> Record {
    let (_, mut chain) = encode_header(&header());
    for event in &events {
        chain = encode_event(&chain, event).1;
    }
    Record { header: header(), events, chain, torn: false }
}

/// Events of a log. A line that cannot be read stops the test with the line.
pub(crate) fn events(log: &str) -> Vec<Event> {
    let mut written = Written::default();
    for line in log.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        written.line(line).unwrap_or_else(|| panic!("cannot read: {line}"));
    }
    written.events.sort_by_key(|(at, _)| *at);
    let renumber: BTreeMap<u32, u32> = written.events.iter().enumerate().map(|(new, (_, (old, _)))| (*old, new as u32)).collect();
    let seq = |old: Seq| Seq(renumber[&old.0]);
    written
        .events
        .iter()
        .enumerate()
        .map(|(new, (at, (_, kind)))| {
            let kind = match kind.clone() {
                Kind::Consequence(Consequence::Understood { utterance, acts, facts }) => {
                    Kind::Consequence(Consequence::Understood { utterance: seq(utterance), acts, facts })
                }
                Kind::Fact(Fact::LineBegan(reply)) => Kind::Fact(Fact::LineBegan(seq(reply))),
                Kind::Fact(Fact::LineEnded { reply, cut }) => Kind::Fact(Fact::LineEnded { reply: seq(reply), cut }),
                other => other,
            };
            Event { seq: Seq(new as u32), at: *at, kind }
        })
        .collect()
}

#[derive(Default)]
struct Written {
    events: Vec<(CallTime, (u32, Kind))>,
}

impl Written {
    fn put(&mut self, at: CallTime, kind: Kind) -> Seq {
        let seq = self.events.len() as u32;
        self.events.push((at, (seq, kind)));
        Seq(seq)
    }

    fn fact(&mut self, at: CallTime, fact: Fact) -> Seq {
        self.put(at, Kind::Fact(fact))
    }

    fn says(&mut self, at: CallTime, consequence: Consequence) -> Seq {
        self.put(at, Kind::Consequence(consequence))
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (when, rest) = line.split_once(' ')?;
        let (from, to) = when.split_once('-').unwrap_or((when, when));
        let (from, to) = (seconds(from)?, seconds(to)?);
        let (what, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let word = |index: usize| rest.split(' ').nth(index);
        let customer =
            |index: usize| word(index).filter(|word| !word.is_empty()).map_or(CustomerId::from("C1"), CustomerId::from);
        let change = match what {
            "op" | "op?" => return self.operator(Span::new(from, to), rest, what == "op?"),
            "cu" => return self.customer(Span::new(from, to), rest),
            "mood" => return self.mood(from, rest),
            "ring" => return put(self.fact(from, Fact::Offered(Channel::InboundCall))),
            "answer" => return put(self.fact(from, Fact::Answered)),
            "hold" => return put(self.fact(from, Fact::Phone(PhoneAction::Hold))),
            "resume" => return put(self.fact(from, Fact::Phone(PhoneAction::Resume))),
            "unintelligible" => {
                self.fact(from, Fact::SpeechBegan);
                return put(self.fact(to, Fact::Device(DeviceNote::Unintelligible)));
            }
            "hangup" => return put(self.fact(from, Fact::HungUp)),
            "wrapup" => return put(self.fact(from, Fact::WrappedUp)),
            "closed" => return put(self.says(from, Consequence::Closed(ending(word(0)?)?))),
            "open" => DeskChange::Opened(customer(0)),
            "verify" => DeskChange::Verified {
                customer: Some("C1".into()),
                given: rest.split(' ').filter(|fact| !fact.is_empty()).map(FactId::from).collect(),
                missing: vec![],
            },
            "refund" => {
                let cents = word(0)?.parse().ok()?;
                DeskChange::Refunded { customer: customer(1), cents, within_authority: cents <= 5000 }
            }
            "ticket" => {
                let (field, value) = rest.split_once(' ')?;
                let field = match field {
                    "kind" => TicketField::Kind,
                    "cause" => TicketField::Cause,
                    "area" => TicketField::Area,
                    "action" => TicketField::Action,
                    _ => TicketField::NextStep,
                };
                DeskChange::TicketFilled { field, value: value.into() }
            }
            "file" => DeskChange::TicketFiled("4712".into()),
            "send" => DeskChange::Sent { customer: customer(1), document: word(0)?.into() },
            "change" => {
                DeskChange::Changed { customer: customer(2), field: word(0)?.into(), old: String::new(), new: word(1)?.into() }
            }
            "transfer" => {
                let reach = if word(0)? == "warm" { Reach::Warm } else { Reach::Cold };
                self.fact(from, Fact::Phone(PhoneAction::Transfer { to: "tecnico".into(), reach }));
                DeskChange::Transferred("tecnico".into())
            }
            _ => return None,
        };
        put(self.says(from, Consequence::DeskChanged(change)))
    }

    fn operator(&mut self, span: Span, rest: &str, typed: bool) -> Option<()> {
        let (text, does) = rest.split_once(" | ").unwrap_or((rest, ""));
        let words: Vec<Word> = words(text.trim(), span, typed);
        let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let count = words.len() as u16;
        let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let carried = |word: Option<&str>| match word {
            None => Some(WordRange { from: 0, to: count }),
            Some(wanted) => {
                let at = words.iter().position(|word| bare(&word.text) == wanted)? as u16;
                Some(WordRange { from: at, to: at + 1 })
            }
        };
        let (mut acts, mut facts) = (Vec::new(), Vec::new());
        for item in does.split_whitespace() {
            let (name, word) = item.split_once('=').map_or((item, None), |(name, word)| (name, Some(word)));
            let (words, confidence) = (carried(word)?, Permille(900));
            match name.split_once(':') {
                None => acts.push(ActSeen { act: name.into(), confidence, words }),
                Some((mode, fact)) => {
                    let mode = match mode {
                        "asked" => Mode::Asked,
                        "told" => Mode::Told,
                        "wrong" => Mode::ToldWrong,
                        "mentioned" => Mode::Mentioned,
                        _ => return None,
                    };
                    facts.push(FactSeen { fact: fact.into(), mode, value: None, confidence, words });
                }
            }
        }
        let source = if typed { Source::Typed } else { Source::Spoken { clip: Some(format!("clip{}", span.from.0)) } };
        let utterance = self.fact(span.to, Fact::Heard(Utterance { language: Language::It, span, text, words, source }));
        self.says(span.to, Consequence::Understood { utterance, acts, facts });
        Some(())
    }

    fn customer(&mut self, span: Span, rest: &str) -> Option<()> {
        let (text, does) = rest.split_once(" | ").unwrap_or((rest, ""));
        let feeling = does.split_whitespace().find(|item| !item.contains(':') && *item != "waiting").map(FeelingId::from);
        let line = LineId(format!("l{}", span.from.0));
        let asks = does.split_whitespace().filter_map(|item| item.strip_prefix("asks:")).map(FactId::from).collect();
        let because = if does.contains("waiting") { Cause::Silence } else { Cause::Listening };
        let reply =
            self.says(span.from, Consequence::Replied { line, variant: 0, text: text.trim().into(), feeling, because, asks });
        for item in does.split_whitespace() {
            let how = match item.split_once(':') {
                Some(("gives", fact)) => (fact, How::Elicited),
                Some(("volunteers", fact)) => (fact, How::Volunteered),
                Some(("asks", _)) | None => continue,
                Some(_) => return None,
            };
            self.says(span.from, Consequence::Disclosed { fact: how.0.into(), how: how.1 });
        }
        self.fact(span.from, Fact::LineBegan(reply));
        self.fact(span.to, Fact::LineEnded { reply, cut: false });
        Some(())
    }

    /// `mood ±anger to ANGER because act:NAME|not_understood|silence`.
    fn mood(&mut self, at: CallTime, rest: &str) -> Option<()> {
        let words: Vec<&str> = rest.split(' ').collect();
        let [by, "to", to, "because", cause] = words[..] else { return None };
        let because = match cause.split_once(':') {
            Some(("act", act)) => Cause::Act(act.into()),
            None if cause == "not_understood" => Cause::NotUnderstood,
            None if cause == "silence" => Cause::Silence,
            _ => return None,
        };
        let by = MoodShift { anger: by.parse().ok()?, trust: 0, patience: 0 };
        let to = Mood { anger: to.parse().ok()?, trust: 40, patience: 60 };
        self.says(at, Consequence::MoodShifted { by, to, because });
        Some(())
    }
}

/// One event was put; nothing else follows.
fn put(_: Seq) -> Option<()> {
    Some(())
}

fn words(text: &str, span: Span, typed: bool) -> Vec<Word> {
    let texts: Vec<&str> = text.split_whitespace().collect();
    let each = span.millis() / (texts.len() as u64).max(1);
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let (text, confidence) = match text.split_once('~') {
                Some((word, rest)) => {
                    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                    (format!("{word}{}", &rest[digits.len()..]), digits.parse().unwrap())
                }
                None => ((*text).to_owned(), if typed { 1000 } else { 900 }),
            };
            let from = span.from.plus(each * index as u64);
            Word { text, span: Span::new(from, from.plus(each)), confidence: Permille(confidence) }
        })
        .collect()
}

fn ending(name: &str) -> Option<Outcome> {
    Some(match name {
        "resolved" => Outcome::Resolved,
        "partly" => Outcome::PartlyResolved,
        "unresolved" => Outcome::Unresolved,
        "transferred" => Outcome::Transferred,
        "hungup" => Outcome::CustomerHungUp,
        "unanswered" => Outcome::NotAnswered,
        _ => return None,
    })
}

fn seconds(text: &str) -> Option<CallTime> {
    let seconds: f64 = text.parse().ok()?;
    Some(CallTime((seconds * 1000.0).round() as u64))
}
