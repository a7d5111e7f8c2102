//! What can be seen in a record: turns, pauses, overlaps, holds, phases, disclosures, facts, the mood curve, the end.
//! Collected once, judged many times.
//!
//! Absent: any judgement, and any threshold but the confidence floor.

mod course;
mod gaps;
mod telephone;
mod turns;

pub use course::{Landmarks, Phase, Stretch, is_remedy};
pub use telephone::{Hold, Silence};
pub use turns::{CustomerTurn, OperatorTurn, act_names, contains_words, normalised};

use std::collections::BTreeMap;

use crate::event::{
    Channel, Consequence, DeskChange, DeviceNote, Event, Fact, FactSeen, How, Kind, Mode, Mood, Outcome as Ending, Permille, Role,
};
use crate::ids::{FactId, FeelingId, Seq};
use crate::record::Header;
use crate::time::{CallTime, Span};

use super::finding::{Evidence, Speaker};

/// A record, read once for all indicators.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The record's header.
    pub header: &'a Header,
    /// Its events.
    pub events: &'a [Event],
    /// Words below this confidence are evidence for nothing against the trainee.
    pub floor: Permille,
    /// When the trainee picked up.
    pub answered: Option<(Seq, CallTime)>,
    /// When the conversation ended: closed, hung up, or the last event of a record that breaks off.
    pub over: CallTime,
    /// How it ended, if it did.
    pub ending: Option<(Seq, CallTime, Ending)>,
    /// What the trainee said, in order.
    pub operator: Vec<OperatorTurn<'a>>,
    /// What the customer was heard to say, in order.
    pub customer: Vec<CustomerTurn<'a>>,
    /// Where speech of the trainee could not be turned into words.
    pub unheard: Vec<(Seq, Span)>,
    /// Where something may have been said that nobody can know: speech not understood, and turns with a word below the floor or
    /// with time for words that are not there. In order of time.
    pub unclear: Vec<Evidence>,
    /// Stretches in which the trainee spoke or typed, words or not.
    pub speaking: Vec<Span>,
    /// Times on hold.
    pub holds: Vec<Hold>,
    /// Stretches after answering in which nobody spoke and nobody was on hold.
    pub silences: Vec<Silence>,
    /// What changed at the desk.
    pub desk: Vec<(Seq, CallTime, &'a DeskChange)>,
    /// The customer's mood from the start, at every change.
    pub mood: Vec<(Seq, CallTime, Mood)>,
    /// The four phases as far as the call reached them, after the ringing and before wrap-up.
    pub phases: Vec<Stretch>,
    /// Where solving and closing begin.
    pub landmarks: Landmarks,
    disclosed: BTreeMap<&'a FactId, (Seq, CallTime, How)>,
}

/// One occasion for empathy: what the customer disclosed before the trainee could answer.
#[derive(Debug, Clone)]
pub struct Occasion<'a> {
    /// The feelings, in order.
    pub feelings: Vec<FeelingId>,
    /// The customer's lines that disclose them.
    pub lines: Vec<&'a CustomerTurn<'a>>,
}

impl<'a> Reading<'a> {
    /// By which way the contact came about.
    pub fn channel(&self) -> Channel {
        let offered = self.events.iter().find_map(|event| match event.kind {
            Kind::Fact(Fact::Offered(channel)) => Some(channel),
            _ => None,
        });
        offered.unwrap_or_default()
    }

    /// Reads a record.
    pub fn of(header: &'a Header, events: &'a [Event], floor: Permille) -> Self {
        let answered = events.iter().find(|event| event.kind == Kind::Fact(Fact::Answered)).map(|event| (event.seq, event.at));
        let ending = events.iter().find_map(|event| match &event.kind {
            Kind::Consequence(Consequence::Closed(outcome)) => Some((event.seq, event.at, *outcome)),
            _ => None,
        });
        let over = telephone::conversation_end(events);
        let operator = turns::operator(header, events);
        let customer = turns::customer(events, over);
        let (speaking, unheard) = telephone::speaking(events, &operator, over);
        let holds = telephone::holds(events, over);
        let silences = match answered {
            Some((_, answered)) => telephone::silences(answered, over, &speaking, &customer, &holds),
            None => Vec::new(),
        };
        let mut reading = Self {
            header,
            events,
            floor,
            answered,
            over,
            ending,
            customer,
            unclear: unclear(&operator, &unheard, floor),
            operator,
            unheard,
            speaking,
            holds,
            silences,
            desk: events.iter().filter_map(desk_change).collect(),
            mood: mood(header, events),
            phases: Vec::new(),
            landmarks: Landmarks::default(),
            disclosed: disclosed(events),
        };
        reading.landmarks = course::landmarks(&reading);
        reading.phases = course::phases(&reading);
        reading
    }

    /// From the start of the answered call to its end.
    pub fn conversation(&self) -> Span {
        let from = self.answered.map_or(self.over, |(_, at)| at);
        Span::new(from, self.over.max(from))
    }

    /// Whether the record reaches the end of the conversation.
    pub fn is_complete(&self) -> bool {
        self.ending.is_some() || self.is_transcript()
    }

    /// Whether people wrote it down: only words can be judged.
    pub fn is_transcript(&self) -> bool {
        self.noted(DeviceNote::Transcribed)
    }

    /// Whether after-call work was finished: nothing more could be entered at the desk.
    pub fn is_wrapped_up(&self) -> bool {
        self.events.iter().rev().any(|event| event.kind == Kind::Fact(Fact::WrappedUp))
    }

    /// Operator turns of the conversation that are more than a "mh" or "sì".
    pub fn substantial(&self) -> impl Iterator<Item = &OperatorTurn<'a>> {
        self.operator.iter().filter(|turn| !turn.is_backchannel())
    }

    /// Places of the operator's turns that clearly refuse something.
    pub fn refusals(&self) -> Vec<usize> {
        let refuses = |turn: &OperatorTurn<'_>| turn.clearly(&["refuse"], self.floor).next().is_some();
        self.operator.iter().enumerate().filter(|(_, turn)| refuses(turn)).map(|(index, _)| index).collect()
    }

    /// The first operator turn within a range that does one of the acts.
    pub fn first_doing<'s>(&'s self, turns: &'s [OperatorTurn<'a>], acts: &[&str]) -> Option<Evidence> {
        turns.iter().find_map(|turn| turn.doing(acts))
    }

    /// Where, within a stretch, something may have been said that nobody can know.
    pub fn unclear_within(&self, span: Span) -> Option<Evidence> {
        self.unclear.iter().find(|spot| touches(spot.span, span)).cloned()
    }

    /// The same over the whole conversation.
    pub fn unclear_anywhere(&self) -> Option<Evidence> {
        self.unclear_within(self.conversation())
    }

    /// The role of a fact in this scenario.
    pub fn role(&self, fact: &FactId) -> Option<Role> {
        self.header.goals.facts.get(fact).map(|(role, _)| *role)
    }

    /// The facts of one role, in the scenario's order.
    pub fn facts_of(&self, role: Role) -> impl Iterator<Item = &'a FactId> {
        let header: &'a Header = self.header;
        header.goals.facts.iter().filter(move |(_, (own, _))| *own == role).map(|(fact, _)| fact)
    }

    /// When the customer first made a fact known.
    pub fn disclosed(&self, fact: &FactId) -> Option<(Seq, CallTime, How)> {
        self.disclosed.get(fact).copied()
    }

    /// Every time the operator did something with a fact.
    pub fn taken_up<'s>(
        &'s self,
        fact: &'s FactId,
        mode: Mode,
    ) -> impl Iterator<Item = (&'s OperatorTurn<'a>, &'a FactSeen)> + 's {
        self.operator.iter().flat_map(move |turn| {
            turn.facts.iter().filter(move |seen| seen.fact == *fact && seen.mode == mode).map(move |seen| (turn, seen))
        })
    }

    /// Occasions for empathy the trainee had a chance to answer. Lines said in one breath count once; what the customer says
    /// while hanging up is none.
    pub fn occasions(&self) -> Vec<Occasion<'_>> {
        let mut occasions: Vec<Occasion<'_>> = Vec::new();
        let mut open_until: Option<Seq> = None;
        for line in self.customer.iter().filter(|line| self.hears_out(line)) {
            let Some(feeling) = line.feeling else { continue };
            let next = self.substantial().find(|turn| turn.answers(line)).map(|turn| turn.seq);
            match occasions.last_mut() {
                Some(last) if open_until == next => {
                    last.feelings.push(feeling.clone());
                    last.lines.push(line);
                }
                _ => occasions.push(Occasion { feelings: vec![feeling.clone()], lines: vec![line] }),
            }
            open_until = next;
        }
        occasions
    }

    /// Whether the call went on after this line of the customer.
    fn hears_out(&self, line: &CustomerTurn<'_>) -> bool {
        match self.ending {
            Some((seq, ..)) => line.began < seq && !(line.span.to >= self.over && self.ended_by_customer()),
            None => true,
        }
    }

    /// Whether the customer hung up.
    pub fn ended_by_customer(&self) -> bool {
        matches!(self.ending, Some((_, _, Ending::CustomerHungUp)))
    }

    /// The first event at or after which the identity check rests on enough data the caller really gave.
    pub fn data_given(&self) -> Option<(Seq, CallTime)> {
        let goals = &self.header.goals;
        let mut when: Vec<(Seq, CallTime)> =
            goals.verify_with.iter().filter_map(|fact| self.disclosed(fact).map(|(seq, at, _)| (seq, at))).collect();
        when.sort();
        usize::from(goals.verify_at_least).checked_sub(1).and_then(|index| when.get(index).copied())
    }

    /// When a sound identity check was recorded at the desk.
    pub fn check_recorded(&self) -> Option<(Seq, CallTime)> {
        let goals = &self.header.goals;
        self.desk.iter().find_map(|(seq, at, change)| match change {
            DeskChange::Verified { customer, given, .. } => {
                let right = customer.as_ref().is_none_or(|customer| *customer == goals.customer);
                let enough = given.iter().filter(|fact| goals.verify_with.contains(fact)).count();
                (right && enough >= usize::from(goals.verify_at_least)).then_some((*seq, *at))
            }
            _ => None,
        })
    }

    /// How long a contact the operator was on was, for shares of it.
    pub fn conversation_millis(&self) -> u64 {
        self.conversation().millis()
    }

    /// Whether any turn was spoken into a microphone.
    pub fn is_spoken(&self) -> bool {
        self.operator.iter().any(OperatorTurn::is_spoken)
    }

    /// Whether the devices noted trouble of this kind.
    pub fn noted(&self, note: DeviceNote) -> bool {
        self.events.iter().any(|event| matches!(&event.kind, Kind::Fact(Fact::Device(noted)) if *noted == note))
    }
}

/// Evidence of something the desk or the telephone did.
pub fn at_desk(seq: Seq, at: CallTime) -> Evidence {
    Evidence { from: seq, to: seq, span: Span::new(at, at), quote: String::new(), speaker: Speaker::Desk }
}

/// Evidence of a moment in which nobody speaks.
pub fn at_moment(from: Seq, to: Seq, span: Span) -> Evidence {
    Evidence { from, to, span, quote: String::new(), speaker: Speaker::Nobody }
}

fn touches(spot: Span, span: Span) -> bool {
    // A spot may have no length: then its instant counts.
    spot.from < span.to && (spot.to > span.from || spot.from >= span.from)
}

/// One misheard word may have been the one that counts, so one is enough.
fn unclear(operator: &[OperatorTurn<'_>], unheard: &[(Seq, Span)], floor: Permille) -> Vec<Evidence> {
    let unheard = unheard.iter().map(|(seq, spot)| Evidence { speaker: Speaker::Operator, ..at_moment(*seq, *seq, *spot) });
    let faint = operator.iter().filter(|turn| turn.is_unclear(floor)).map(OperatorTurn::whole);
    let mut spots: Vec<Evidence> = unheard.chain(faint).collect();
    spots.sort_by_key(|evidence| (evidence.span.from, evidence.from));
    spots
}

/// When each fact was first made known.
fn disclosed(events: &[Event]) -> BTreeMap<&FactId, (Seq, CallTime, How)> {
    let mut first = BTreeMap::new();
    for event in events {
        if let Kind::Consequence(Consequence::Disclosed { fact, how }) = &event.kind {
            first.entry(fact).or_insert((event.seq, event.at, *how));
        }
    }
    first
}

fn desk_change(event: &Event) -> Option<(Seq, CallTime, &DeskChange)> {
    match &event.kind {
        Kind::Consequence(Consequence::DeskChanged(change)) => Some((event.seq, event.at, change)),
        _ => None,
    }
}

fn mood(header: &Header, events: &[Event]) -> Vec<(Seq, CallTime, Mood)> {
    let start = (Seq(0), CallTime::default(), header.mood);
    let shifts = events.iter().filter_map(|event| match &event.kind {
        Kind::Consequence(Consequence::MoodShifted { to, .. }) => Some((event.seq, event.at, *to)),
        _ => None,
    });
    std::iter::once(start).chain(shifts).collect()
}
