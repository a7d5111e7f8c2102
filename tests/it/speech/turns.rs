//! Where a turn begins and ends: a timeline of sound (`s`) and pauses (`p`) in milliseconds, and what must be told.

use pronto::speech::segment::{SegmentEvent, Segmenter, Timing};
use pronto::speech::{Vad, millis};

/// Loud is speech.
struct Loud;

impl Vad for Loud {
    fn speech(&mut self, frame: &[f32]) -> f32 {
        if frame.iter().any(|sample| sample.abs() > 0.05) { 1.0 } else { 0.0 }
    }
}

/// What is told of a timeline like `p500 s900 p800`, each turn with its length rounded to tenths of a second.
fn told(timeline: &str) -> String {
    let mut segmenter = Segmenter::new(Loud, Timing::default());
    let mut events = Vec::new();
    for part in timeline.split_whitespace() {
        let (kind, ms) = part.split_at(1);
        let sound = vec![if kind == "s" { 0.3 } else { 0.0 }; ms.parse::<usize>().unwrap() * 16];
        // In blocks as odd as a device's.
        sound.chunks(441).for_each(|block| events.extend(segmenter.push(block)));
    }
    events.extend(segmenter.finish());
    let tenths = |from: u64, to: u64| (millis((to - from) as usize) + 50) / 100;
    let name = |event: &SegmentEvent| match event {
        SegmentEvent::Began { .. } => "began".to_owned(),
        SegmentEvent::Paused(_) => "paused".to_owned(),
        SegmentEvent::Resumed => "resumed".to_owned(),
        SegmentEvent::Ended(turn) if turn.cut => format!("cut:{}", tenths(turn.from, turn.to)),
        SegmentEvent::Ended(turn) => format!("ended:{}", tenths(turn.from, turn.to)),
        SegmentEvent::Dropped { .. } => "dropped".to_owned(),
    };
    events.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn turns_begin_and_end_as_people_take_them() {
    let told_of = [
        ("p2000", ""),
        ("p500 s900 p800", "began paused ended:9"),
        // Who thinks for half a second has not finished.
        ("s900 p500 s900 p800", "began paused resumed paused ended:23"),
        ("s900 p150 s900 p800", "began paused ended:20"),
        ("s900 p800 s900 p800", "began paused ended:9 began paused ended:9"),
        // A click begins nothing; a cough begins something and is dropped.
        ("p300 s50 p800", ""),
        ("p300 s120 p900", "began dropped"),
        // The stream breaks off in mid-word.
        ("s900", "began ended:9"),
        // Who never stops is cut at the longest pause of the second half, and heard on.
        ("s15000 p200 s14000 p800", "began cut:151 began paused ended:141"),
        ("s30000 p800", "began cut:250 began paused ended:50"),
    ];
    for (timeline, expected) in told_of {
        assert_eq!(told(timeline), expected, "{timeline}");
    }
}

#[test]
fn a_turn_keeps_the_sound_before_its_first_word() {
    let mut segmenter = Segmenter::new(Loud, Timing::default());
    let mut events = segmenter.push(&[0.01; 16_000]);
    events.extend(segmenter.push(&[0.3; 16_000]));
    events.extend(segmenter.finish());
    let Some(SegmentEvent::Ended(turn)) = events.last() else { panic!("{events:?}") };
    assert!(millis((turn.from - turn.start) as usize) >= 290, "{} to {}", turn.start, turn.from);
    assert_eq!(turn.samples.first(), Some(&0.01));
}
