//! Changing a record: words said or unsaid, things done or undone, waits made shorter. The result is a record as good as any.

use std::collections::BTreeMap;

use crate::event::{
    ActSeen, Consequence, DeskChange, Event, Fact, FactSeen, How, Kind, Mode, Permille, PhoneAction, Reach, Utterance, WordRange,
};
use crate::ids::{ActId, FactId, Language, OfficeId, Seq};
use crate::time::{CallTime, Span};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The operator says something right after an event.
    Say {
        /// Which event.
        after: Seq,
        /// The words; they carry every act and fact.
        text: String,
        /// What they do.
        acts: Vec<ActId>,
        /// What they do with facts.
        facts: Vec<(FactId, Mode)>,
    },
    /// The operator asks for a fact right after an event, and the customer says it.
    Ask {
        /// Which event.
        after: Seq,
        /// The fact.
        fact: FactId,
    },
    /// Something is done at the desk right after an event.
    Do {
        /// Which event.
        after: Seq,
        /// What changes.
        change: DeskChange,
    },
    /// An act, wherever it was heard, was not said.
    Unsay(ActId),
    /// An act was not said in one utterance.
    UnsayThere(Seq, ActId),
    /// A fact was not asked for in one utterance.
    Unask(Seq, FactId),
    /// A fact told wrong, wherever it was, was told right.
    Correct(FactId),
    /// An event did not happen.
    Undo(Seq),
    /// Everything from an event on happened so many milliseconds earlier.
    Sooner(Seq, u64),
    /// What was said in an utterance was said in its last instant: nobody was talked over.
    Hush(Seq),
    /// The words of an utterance were said at this many milliseconds in all.
    Pace(Seq, u64),
    /// These words were left out of all utterances.
    Omit(Vec<String>),
    /// The call was handed over by voice.
    Warm,
    /// The call was handed over to this office.
    Redirect(OfficeId),
    /// A sentence left hanging was brought to its end.
    Finish(Seq),
}

/// The events with the edits made, numbered anew.
pub fn apply(language: Language, events: &[Event], edits: &[Edit]) -> Vec<Event> {
    let mut rest: Vec<(Option<Seq>, CallTime, Kind)> = Vec::with_capacity(events.len() + 2 * edits.len());
    for event in events {
        if edits.contains(&Edit::Undo(event.seq)) {
            continue;
        }
        let mut kind = event.kind.clone();
        edits.iter().for_each(|edit| alter(edit, event, &mut kind));
        rest.push((Some(event.seq), event.at, kind));
        for edit in edits {
            insert(language, edit, event, &mut rest);
        }
    }
    for edit in edits {
        let Edit::Sooner(from, by) = edit else { continue };
        for (seq, at, kind) in rest.iter_mut().skip_while(|(seq, ..)| *seq != Some(*from)) {
            debug_assert!(seq.is_none_or(|seq| seq >= *from));
            *at = CallTime(at.0.saturating_sub(*by));
            shift(kind, *by);
        }
    }
    number(rest)
}

fn insert(language: Language, edit: &Edit, event: &Event, rest: &mut Vec<(Option<Seq>, CallTime, Kind)>) {
    let mut say = |text: &str, acts: &[ActId], facts: &[(FactId, Mode)]| {
        // Spoken in the hundredth of a second before: not at the very moment at which a silence begins.
        let span = Span::new(CallTime(event.at.0.saturating_sub(10)), event.at);
        let said = Utterance::typed(language, span, text);
        let words = WordRange { from: 0, to: said.words.len() as u16 };
        let confidence = Permille::FULL;
        let acts = acts.iter().map(|act| ActSeen { act: act.clone(), confidence, words }).collect();
        let seen = |(fact, mode): &(FactId, Mode)| FactSeen { fact: fact.clone(), mode: *mode, value: None, confidence, words };
        let facts = facts.iter().map(seen).collect();
        rest.push((None, event.at, Kind::Fact(Fact::Heard(said))));
        // The number of the utterance just pushed is put in when all are numbered.
        rest.push((None, event.at, Kind::Consequence(Consequence::Understood { utterance: Seq(u32::MAX), acts, facts })));
    };
    match edit {
        Edit::Say { after, text, acts, facts } if *after == event.seq => say(text, acts, facts),
        Edit::Ask { after, fact } if *after == event.seq => {
            say("?", &[], &[(fact.clone(), Mode::Asked)]);
            rest.push((None, event.at, Kind::Consequence(Consequence::Disclosed { fact: fact.clone(), how: How::Elicited })));
        }
        Edit::Do { after, change } if *after == event.seq => {
            rest.push((None, event.at, Kind::Consequence(Consequence::DeskChanged(change.clone()))));
        }
        _ => {}
    }
}

fn alter(edit: &Edit, event: &Event, kind: &mut Kind) {
    match (edit, kind) {
        (Edit::Unsay(act), Kind::Consequence(Consequence::Understood { acts, .. })) => acts.retain(|seen| seen.act != *act),
        (Edit::UnsayThere(there, act), Kind::Consequence(Consequence::Understood { utterance, acts, .. }))
            if there == utterance =>
        {
            acts.retain(|seen| seen.act != *act);
        }
        (Edit::Unask(there, fact), Kind::Consequence(Consequence::Understood { utterance, facts, .. })) if there == utterance => {
            facts.retain(|seen| seen.fact != *fact || seen.mode != Mode::Asked);
        }
        (Edit::Correct(fact), Kind::Consequence(Consequence::Understood { facts, .. })) => {
            let wrong = |seen: &&mut FactSeen| seen.fact == *fact && seen.mode == Mode::ToldWrong;
            facts.iter_mut().filter(wrong).for_each(|seen| seen.mode = Mode::Told);
        }
        (Edit::Warm, Kind::Fact(Fact::Phone(PhoneAction::Transfer { reach, .. }))) => *reach = Reach::Warm,
        (Edit::Redirect(office), Kind::Consequence(Consequence::DeskChanged(DeskChange::Transferred(to)))) => {
            *to = office.clone()
        }
        (Edit::Hush(seq), Kind::Fact(Fact::Heard(said))) if *seq == event.seq => spread(said, said.span.to),
        (Edit::Pace(seq, millis), Kind::Fact(Fact::Heard(said))) if *seq == event.seq => {
            spread(said, CallTime(said.span.to.0.saturating_sub(*millis)));
        }
        (Edit::Omit(words), Kind::Fact(Fact::Heard(said))) => {
            // Acts point at words by their place: the place stays, the word is blank.
            let omitted = |word: &&mut crate::event::Word| words.contains(&crate::scoring::reading::normalised(&word.text));
            said.words.iter_mut().filter(omitted).for_each(|word| word.text.clear());
        }
        (Edit::Finish(seq), Kind::Fact(Fact::Heard(said))) if *seq == event.seq => {
            if let Some(last) = said.words.last_mut() {
                last.text = format!("{}.", last.text.trim_end_matches(['.', '…', '-', '–']));
            }
        }
        _ => {}
    }
}

/// The words of an utterance one after the other from a time to its end.
fn spread(said: &mut Utterance, from: CallTime) {
    let (length, count) = (said.span.to.since(from), said.words.len().max(1) as u64);
    said.span = Span::new(from, said.span.to);
    for (index, word) in (0..).zip(&mut said.words) {
        word.span = Span::new(from.plus(length * index / count), from.plus(length * (index + 1) / count));
    }
}

fn shift(kind: &mut Kind, by: u64) {
    if let Kind::Fact(Fact::Heard(said)) = kind {
        let earlier = |span: Span| Span::new(CallTime(span.from.0.saturating_sub(by)), CallTime(span.to.0.saturating_sub(by)));
        said.span = earlier(said.span);
        said.words.iter_mut().for_each(|word| word.span = earlier(word.span));
    }
}

/// Numbers from 0, and what refers to a number refers to the new one.
fn number(rest: Vec<(Option<Seq>, CallTime, Kind)>) -> Vec<Event> {
    let new: BTreeMap<Seq, Seq> = (0..).zip(&rest).filter_map(|(new, (old, ..))| old.map(|old| (old, Seq(new)))).collect();
    let refer = |seq: &mut Seq| *seq = new.get(seq).copied().unwrap_or(*seq);
    (0..)
        .zip(rest)
        .map(|(index, (_, at, mut kind))| {
            match &mut kind {
                Kind::Consequence(Consequence::Understood { utterance, .. }) if *utterance == Seq(u32::MAX) => {
                    *utterance = Seq(index - 1);
                }
                Kind::Consequence(Consequence::Understood { utterance, .. }) => refer(utterance),
                Kind::Fact(Fact::LineBegan(reply) | Fact::LineEnded { reply, .. }) => refer(reply),
                _ => {}
            }
            Event { seq: Seq(index), at, kind }
        })
        .collect()
}
