//! A call by microphone and loudspeaker, shown in the terminal. Without a microphone or a model it goes on typed.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::time::{Duration, Instant};

use super::{keyboard, show};
use crate::call::Phase;
use crate::cli::Exit;
use crate::event::{Consequence, DeviceNote, Event, Fact, Kind, PhoneAction, Utterance};
use crate::ids::Language;
use crate::plan::{caption_ms, desk_action};
use crate::session::Session;
use crate::speech::{Background, EarEvent, Ears, EarsConfig, Mouth, MouthConfig, MouthEvent, model};
use crate::store::save_clip;
use crate::time::{CallTime, Span};

/// How often ears, mouth and clock are asked (ms): well under what a listener notices.
const TICK_MS: u64 = 20;

/// Takes the call.
pub(super) fn run(session: Session, language: Language) -> Exit {
    let began = Instant::now();
    let ears = Ears::start(EarsConfig::new(session.header().language, model::default_model(), began));
    ears.open_call(began, session.header().language, &session.script().prompt());
    let noise_db = Some(session.script().scenario.noise_db);
    let mouth = Mouth::start(MouthConfig { noise_db, ..MouthConfig::default() });
    let typed = keyboard::lines();
    let mut live = Live { session, language, began, ears, mouth };
    println!("{}\n", live.session.script().scenario.brief.get(language));
    println!(
        "{}\n",
        show::text(
            language,
            "Invio per rispondere, poi parli. Si può anche scrivere; /chiudi termina.",
            "Enter to answer, then speak. You may type as well; /hangup ends the call."
        )
    );
    live.mouth.sound(Some(Background::Ring));
    let by = live.session.script().scenario.channel;
    live.tell(Fact::Offered(by));
    while live.session.state().phase != Phase::Over {
        live.listen();
        while let Ok(line) = typed.try_recv() {
            live.take(line.trim());
        }
        if live.session.deadline().is_some_and(|due| due <= live.now()) {
            live.tell(Fact::TimeIs);
        }
        if live.session.state().phase == Phase::WrapUp && !live.mouth.speaking() {
            live.tell(Fact::WrappedUp);
        }
        std::thread::sleep(Duration::from_millis(TICK_MS));
    }
    super::after(&live.session, language);
    Exit::Done
}

struct Live {
    session: Session,
    language: Language,
    began: Instant,
    ears: Ears,
    mouth: Mouth,
}

impl Live {
    fn now(&self) -> CallTime {
        CallTime(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    fn tell(&mut self, fact: Fact) {
        match self.session.tell(self.now(), fact) {
            Ok(events) => self.show(&events),
            Err(why) => println!("!  {why}"),
        }
        if let Some(trouble) = self.session.trouble() {
            println!("!  {trouble}");
        }
    }

    /// Facts that come by themselves may come too late: then they are no facts any more, and nobody need be told.
    fn tell_if_possible(&mut self, fact: Fact) {
        if let Ok(events) = self.session.tell(self.now(), fact) {
            self.show(&events);
        }
    }

    fn note_device(&mut self, note: DeviceNote) {
        if let Ok(events) = self.session.note_device(self.now(), note) {
            self.show(&events);
        }
    }

    fn show(&mut self, events: &[Event]) {
        for event in events {
            show::lines(event, self.language).iter().for_each(|line| println!("{line}"));
            match &event.kind {
                Kind::Fact(Fact::Answered) => self.mouth.sound(Some(Background::Line)),
                Kind::Fact(Fact::Phone(PhoneAction::Hold)) => self.mouth.sound(Some(Background::HoldMusic)),
                Kind::Fact(Fact::Phone(PhoneAction::Resume)) => self.mouth.sound(Some(Background::Line)),
                Kind::Consequence(Consequence::Replied { text, .. }) => match self.session.clip_of(event) {
                    Some(clip) => self.mouth.play_line(&clip, event.seq),
                    None => self.mouth.show_line(caption_ms(text), event.seq),
                },
                Kind::Consequence(Consequence::Closed(_)) => self.mouth.sound(None),
                _ => {}
            }
        }
    }

    fn listen(&mut self) {
        while let Some(event) = self.mouth.try_recv() {
            match event {
                MouthEvent::Began(reply) => self.tell_if_possible(Fact::LineBegan(reply)),
                MouthEvent::Ended { reply, cut } => self.tell_if_possible(Fact::LineEnded { reply, cut }),
                MouthEvent::DeviceLost(why) => {
                    println!("!  {why}");
                    self.note_device(DeviceNote::SpeakerLost);
                }
                MouthEvent::DeviceBack => self.note_device(DeviceNote::SpeakerBack),
                MouthEvent::Unplayable { why, .. } => println!("!  {why}"),
            }
        }
        while let Some(event) = self.ears.try_recv() {
            self.hear(event);
        }
    }

    fn hear(&mut self, event: EarEvent) {
        let talking = self.session.state().phase == Phase::Talking;
        match event {
            EarEvent::SpeechBegan { .. } if talking => self.tell_if_possible(Fact::SpeechBegan),
            EarEvent::Heard(heard) if talking => {
                if let Some(folder) = self.session.record_folder()
                    && let Err(error) = save_clip(folder, &heard.clip.name, &heard.clip.flac)
                {
                    println!("!  {error}");
                }
                self.tell_if_possible(Fact::Heard(heard.utterance));
            }
            EarEvent::Dropped { why, .. } if talking => {
                if why.was_speech() {
                    self.tell_if_possible(Fact::Device(DeviceNote::Unintelligible));
                }
                self.tell_if_possible(Fact::SpeechDropped);
            }
            EarEvent::ModelFailed(why) => println!("!  {why}"),
            EarEvent::DeviceLost(why) => {
                println!("!  {why}");
                self.note_device(DeviceNote::MicrophoneLost);
            }
            EarEvent::DeviceBack(_) => self.note_device(DeviceNote::MicrophoneBack),
            _ => {}
        }
    }

    fn take(&mut self, line: &str) {
        match (self.session.state().phase, line.strip_prefix('/')) {
            (Phase::Ringing, _) => self.tell(Fact::Answered),
            (_, Some("chiudi" | "hangup")) => self.tell(Fact::HungUp),
            (_, Some("attesa" | "hold")) => self.tell(Fact::Phone(PhoneAction::Hold)),
            (_, Some("riprendi" | "resume")) => self.tell(Fact::Phone(PhoneAction::Resume)),
            (_, Some(command)) => match desk_action(command) {
                Ok(action) => self.tell(Fact::Desk(action)),
                Err((what, remedy)) => println!("!  {what}. {remedy}"),
            },
            (_, None) if !line.is_empty() => {
                let now = self.now();
                self.tell(Fact::Heard(Utterance::typed(self.session.header().language, Span::new(now, now), line)));
            }
            _ => {}
        }
    }
}
