//! Devices that vanish in mid-call: what was said before is heard, the call goes on by the clock, and each loss is told once.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use pronto::event::Permille;
use pronto::ids::{Language, Seq};
use pronto::speech::{
    Capture, Captured, EarEvent, Ears, EarsConfig, Loudspeaker, Mouth, MouthConfig, MouthEvent, OpenLoudspeaker, SpeechError,
};

use super::{Measures, recording};

const PATIENCE: Duration = Duration::from_secs(20);

/// A loudspeaker that plays into nothing at the pace of a real one while `plays`; the second time there is none.
fn once(plays: bool, gone: &Arc<AtomicBool>) -> OpenLoudspeaker {
    let gone = Arc::clone(gone);
    let mut opened = false;
    Box::new(move || {
        if std::mem::replace(&mut opened, true) {
            return Err(SpeechError::Device { what: "loudspeaker", why: "the system has none".into() });
        }
        let (mixer, mut sound) = rodio::mixer::mixer(NonZero::<u16>::MIN, NonZero::new(16_000).unwrap());
        let flag = Arc::clone(&gone);
        std::thread::spawn(move || {
            while plays && !flag.load(Ordering::Relaxed) {
                sound.by_ref().take(160).for_each(drop);
                std::thread::sleep(Duration::from_millis(10));
            }
            std::thread::sleep(PATIENCE);
        });
        Ok(Loudspeaker { mixer, gone: Arc::clone(&gone), keep: Box::new(()) })
    })
}

fn until(mouth: &Mouth, last: impl Fn(&MouthEvent) -> bool) -> Vec<MouthEvent> {
    let began = Instant::now();
    let mut events = Vec::new();
    while began.elapsed() < PATIENCE && !events.last().is_some_and(&last) {
        events.extend(mouth.recv_timeout(Duration::from_millis(100)));
    }
    events
}

#[test]
fn a_line_ends_in_its_time_though_the_loudspeaker_was_pulled_out() {
    let gone = Arc::new(AtomicBool::new(false));
    let mouth = Mouth::with(MouthConfig::default(), once(true, &gone));
    mouth.play_samples(vec![0.1; 16_000], 16_000, Seq(3));
    let began = until(&mouth, |event| matches!(event, MouthEvent::Began(_)));
    assert_eq!(began, [MouthEvent::DeviceBack, MouthEvent::Began(Seq(3))]);
    gone.store(true, Ordering::Relaxed);
    let ended = until(&mouth, |event| matches!(event, MouthEvent::Ended { .. }));
    assert_eq!(ended, [MouthEvent::DeviceLost("it went away".into()), MouthEvent::Ended { reply: Seq(3), cut: false }]);
}

#[test]
fn a_loudspeaker_that_takes_no_sound_is_gone_whatever_it_says() {
    let mouth = Mouth::with(MouthConfig::default(), once(false, &Arc::new(AtomicBool::new(false))));
    mouth.play_samples(vec![0.1; 1_600], 16_000, Seq(3));
    let events = until(&mouth, |event| matches!(event, MouthEvent::Ended { .. }));
    assert!(events.contains(&MouthEvent::DeviceLost("it takes no sound any more".into())), "{events:?}");
    assert_eq!(events.last(), Some(&MouthEvent::Ended { reply: Seq(3), cut: false }));
}

#[test]
fn without_any_loudspeaker_lines_last_as_long_as_their_captions() {
    let none = || Err(SpeechError::Device { what: "loudspeaker", why: "the system has none".into() });
    let mouth = Mouth::with(MouthConfig::default(), Box::new(none));
    mouth.show_line(50, Seq(7));
    let events = until(&mouth, |event| matches!(event, MouthEvent::Ended { .. }));
    assert!(matches!(events.first(), Some(MouthEvent::DeviceLost(_))), "{events:?}");
    assert_eq!(events[1..], [MouthEvent::Began(Seq(7)), MouthEvent::Ended { reply: Seq(7), cut: false }]);
}

#[test]
fn what_was_being_said_is_heard_though_the_microphone_was_pulled_out() {
    let (send, sound) = sync_channel(4_096);
    for block in recording("01.wav").chunks(1_600) {
        send.send(Captured::Sound(block.to_vec())).unwrap();
    }
    send.send(Captured::Lost("it went away".into())).unwrap();
    let mut capture = Some(Capture { name: "headset".into(), rate: 16_000, channels: 1, sound, keep: Box::new(()) });
    let open = move || capture.take().ok_or(SpeechError::Device { what: "microphone", why: "the system has none".into() });
    let ready = || EarEvent::ModelReady { name: "stand-in".into(), sha256: String::new() };
    let config = EarsConfig::new(Language::It, "nowhere".into(), Instant::now());
    let ears = Ears::with(config, Box::new(open), Box::new(move || Ok((Box::new(Measures), ready()))));

    let began = Instant::now();
    let (mut heard, mut lost) = (Vec::new(), 0);
    while began.elapsed() < PATIENCE && (heard.is_empty() || lost == 0) {
        match ears.recv_timeout(Duration::from_millis(100)) {
            Some(EarEvent::Heard(words)) => heard.push(words.utterance.text),
            Some(EarEvent::DeviceLost(_)) => lost += 1,
            _ => {}
        }
    }
    assert_eq!((heard, lost), (vec!["un turno intero".to_owned()], 1));
    assert_eq!(ears.level(), Permille(0), "the meter shows a microphone that is gone");
}
