//! One running contact: a call and the record it writes. Whoever has the ears, the mouth and the clock (the window, the
//! terminal) drives it by telling it facts.
//!
//! Absent: devices, and scoring, which nobody may see while the call runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::call::{Call, Refused, State, became, header_of};
use crate::event::{Arrival, Attempt, Channel, Consequence, DeviceNote, Earlier, Event, Fact, Kind, PhoneAction};
use crate::ids::{CastId, Language, LineId, ScenarioId};
use crate::plan::{Contact, Pace, settle};
use crate::record::{Header, Model};
use crate::scenario::Script;
use crate::store::{Library, LibraryError, Recorder};
use crate::time::CallTime;

/// What to run.
#[derive(Debug, Clone)]
pub struct Setup<'a> {
    /// Where scenarios are found.
    pub library: &'a Library,
    /// Which one.
    pub scenario: ScenarioId,
    /// Which cast; the seed chooses, if none is named.
    pub cast: Option<CastId>,
    /// Seed of all dice.
    pub seed: u64,
    /// Who is trained: a pseudonym.
    pub trainee: String,
    /// The folder records are kept in; none is written, if absent.
    pub records: Option<PathBuf>,
    /// The recogniser in use.
    pub model: Option<Model>,
    /// How it comes about within a shift.
    pub arrival: Arrival,
}

/// One running contact.
#[derive(Debug)]
pub struct Session {
    library: Library,
    call: Call,
    header: Header,
    events: Vec<Event>,
    recorder: Option<Recorder>,
    trouble: Option<String>,
}

impl Session {
    /// Prepares a contact and begins its record. A record that cannot be begun is a trouble (see [`Session::trouble`]), not a
    /// reason to refuse a call.
    ///
    /// # Errors
    /// [`LibraryError`] if the scenario cannot be used.
    pub fn start(setup: Setup<'_>) -> Result<Self, LibraryError> {
        let (script, understander, lexicon_hash) =
            setup.library.arriving(&setup.scenario, setup.cast.as_ref(), setup.seed, setup.arrival)?;
        let started = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        let header =
            Header { lexicon_hash, model: setup.model, seed: setup.seed, trainee: setup.trainee, started, ..header_of(&script) };
        let (recorder, trouble) = match setup.records.map(|folder| Recorder::begin(&folder, &header)) {
            None => (None, None),
            Some(Ok(recorder)) => (Some(recorder), None),
            Some(Err(error)) => (None, Some(error.to_string())),
        };
        let call = Call::new(Arc::clone(&script), understander, setup.seed);
        Ok(Self { library: setup.library.clone(), call, header, events: Vec::new(), recorder, trouble })
    }

    /// Takes a fact in, keeps what comes of it, and gives it back. A disk that refuses does not stop the call.
    ///
    /// # Errors
    /// [`Refused`], with nothing changed; an attempt at the telephone is recorded as [`Fact::Refused`].
    pub fn tell(&mut self, at: CallTime, fact: Fact) -> Result<Vec<Event>, Refused> {
        let attempt = attempt(&fact);
        let events = match (self.call.handle(at, fact), attempt) {
            (Ok(events), _) => events,
            (Err(why), None) => return Err(why),
            (Err(why), Some(attempt)) => {
                // What the telephone refused is part of how it was used.
                if let Ok(events) = self.call.handle(at, Fact::Refused(attempt)) {
                    self.keep(&events);
                }
                return Err(why);
            }
        };
        self.keep(&events);
        Ok(events)
    }

    fn keep(&mut self, events: &[Event]) {
        self.events.extend(events.iter().cloned());
        if let Some(recorder) = &mut self.recorder {
            // Success after a failure has written what was missing as well.
            self.trouble = recorder.append(events).err().map(|error| error.to_string());
        }
    }

    /// Takes in what became of a device, unless it is no news: a device that is there from the start, or lost already.
    ///
    /// # Errors
    /// [`Refused`], with nothing changed or recorded.
    pub fn note_device(&mut self, at: CallTime, note: DeviceNote) -> Result<Vec<Event>, Refused> {
        let before = self.events.iter().rev().find_map(|event| match event.kind {
            Kind::Fact(Fact::Device(before)) if of_one_device(before, note) => Some(before),
            _ => None,
        });
        let news = match before {
            Some(before) => before != note,
            None => matches!(note, DeviceNote::MicrophoneLost | DeviceNote::SpeakerLost),
        };
        if news { self.tell(at, Fact::Device(note)) } else { Ok(Vec::new()) }
    }

    /// The same contact with the scenario as it is now on disk: what the trainee said and did so far is said and done again, each at
    /// its time, and the customer answers as the scenario now has it. It is for authors and leaves no record.
    ///
    /// # Errors
    /// [`LibraryError`] if the scenario cannot be used as it is now.
    pub fn anew(&self) -> Result<Self, LibraryError> {
        let header = &self.header;
        let mut fresh = Self::start(Setup {
            library: &self.library,
            scenario: header.scenario.clone(),
            cast: Some(header.cast.clone()),
            seed: header.seed,
            trainee: header.trainee.clone(),
            records: None,
            model: header.model.clone(),
            arrival: header.arrival.clone(),
        })?;
        for event in &self.events {
            let Kind::Fact(fact) = &event.kind else { continue };
            if matches!(fact, Fact::LineBegan(_) | Fact::LineEnded { .. }) {
                continue;
            }
            // What the new scenario refuses (the customer has hung up, a form is gone) cannot be done again.
            if let Ok(came) = fresh.tell(event.at, fact.clone()) {
                settle(&mut fresh, &mut Vec::new(), &came, event.at, &Pace::AT_ONCE);
            }
        }
        Ok(fresh)
    }

    /// When to tell [`Fact::TimeIs`] if nothing else happens before.
    pub fn deadline(&self) -> Option<CallTime> {
        self.call.deadline()
    }

    /// What is the case.
    pub fn state(&self) -> &State {
        self.call.state()
    }

    /// Where its scenario is.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What is being run.
    pub fn script(&self) -> &Script {
        self.call.script()
    }

    /// What became of it, as the same customer's next contact finds it.
    pub fn became(&self) -> Earlier {
        became(self.script(), self.state())
    }

    /// All events so far.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The record's header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What keeps the record from being written, if anything does: a sentence for a banner.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// The folder the record is written in, if one is.
    pub fn record_folder(&self) -> Option<&Path> {
        self.recorder.as_ref().map(Recorder::folder)
    }

    /// The audio of a line of the customer, if it was rendered.
    pub fn clip(&self, line: &LineId, variant: u16) -> Option<PathBuf> {
        self.library.clip(self.script(), line, variant)
    }

    /// The audio of a `Replied` event, if it was rendered.
    pub fn clip_of(&self, event: &Event) -> Option<PathBuf> {
        match &event.kind {
            Kind::Consequence(Consequence::Replied { line, variant, .. }) => self.clip(line, *variant),
            _ => None,
        }
    }
}

impl Contact for Session {
    fn tell(&mut self, at: CallTime, fact: Fact) -> Result<Vec<Event>, Refused> {
        Self::tell(self, at, fact)
    }

    fn deadline(&self) -> Option<CallTime> {
        Self::deadline(self)
    }

    fn state(&self) -> &State {
        Self::state(self)
    }

    fn language(&self) -> Language {
        self.header.language
    }

    fn channel(&self) -> Channel {
        self.script().scenario.channel
    }
}

fn of_one_device(a: DeviceNote, b: DeviceNote) -> bool {
    let microphone = |note| matches!(note, DeviceNote::MicrophoneLost | DeviceNote::MicrophoneBack);
    let speaker = |note| matches!(note, DeviceNote::SpeakerLost | DeviceNote::SpeakerBack);
    (microphone(a) && microphone(b)) || (speaker(a) && speaker(b))
}

/// A seed nobody chose: from the clock, since practice needs variety and no secrecy.
pub fn any_seed() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_micros() as u64 & 0xffff_ffff)
}

/// What the trainee wanted of the telephone, if this is about it.
fn attempt(fact: &Fact) -> Option<Attempt> {
    match fact {
        Fact::Answered => Some(Attempt::Answer),
        Fact::Phone(PhoneAction::Hold) => Some(Attempt::Hold),
        Fact::Phone(PhoneAction::Resume) => Some(Attempt::Resume),
        Fact::Phone(PhoneAction::Transfer { .. }) => Some(Attempt::Transfer),
        Fact::HungUp => Some(Attempt::HangUp),
        _ => None,
    }
}
