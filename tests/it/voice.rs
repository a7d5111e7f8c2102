//! Measures of the voice: right on sounds whose answer is known, compared with nobody but oneself, and in nothing that judges or keeps.

use std::f64::consts::TAU;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pronto::event::{Channel, Event, Fact, Kind, Permille, Source, Utterance, Word};
use pronto::ids::{Language, Seq};
use pronto::record::{encode_event, encode_header};
use pronto::speech::clip::{content_name, encode_flac};
use pronto::time::{CallTime, Span};
use pronto::voice::{CALLS_WANTED, Call, Flow, Measure, Pitch, RATE, Turn, syllables, usual};

/// A voice of so many harmonics, each half as strong as the one before, whose f0 glides evenly in semitones.
fn glide(from: f64, to: f64, ms: u64, strength: f64) -> Vec<f32> {
    let partials: Vec<f64> = (0..6).map(|index| 0.5f64.powi(index)).collect();
    sung(from, to, ms, strength, &partials)
}

fn sung(from: f64, to: f64, ms: u64, strength: f64, partials: &[f64]) -> Vec<f32> {
    let count = ms as usize * RATE / 1_000;
    let mut phase = 0.0;
    let sample = |index: usize| {
        phase += from * (to / from).powf(index as f64 / count as f64) / RATE as f64;
        let harmonics = (1..).zip(partials).map(|(number, part)| part * (TAU * phase * f64::from(number)).sin());
        (harmonics.sum::<f64>() * strength) as f32
    };
    (0..count).map(sample).collect()
}

fn silence(ms: u64) -> Vec<f32> {
    vec![0.0; ms as usize * RATE / 1_000]
}

/// A hiss of a given level (effective, of full scale), the same every time.
fn hiss(ms: u64, level: f64) -> Vec<f32> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((f64::from(state) / f64::from(u32::MAX) * 2.0 - 1.0) * level * 3f64.sqrt()) as f32
    };
    (0..ms as usize * RATE / 1_000).map(|_| next()).collect()
}

fn words(text: &str) -> Vec<Word> {
    let span = Span::new(CallTime(0), CallTime(1_000));
    text.split_whitespace().map(|word| Word { text: word.into(), span, confidence: Permille(900) }).collect()
}

fn measured(samples: &[f32]) -> Turn {
    Turn::measure(samples, &words("va bene"), Language::It).expect("something sounds")
}

fn pitch(samples: &[f32]) -> Pitch {
    measured(samples).pitch.expect("something is voiced")
}

fn near(amount: f64, expected: f64, by: f64) {
    assert!((amount - expected).abs() <= by, "{amount} is not {expected} ± {by}");
}

#[test]
fn a_glide_has_the_height_and_range_it_was_made_with() {
    for (from, to) in [(75.0, 95.0), (100.0, 150.0), (180.0, 280.0), (300.0, 420.0), (220.0, 220.0)] {
        let pitch = pitch(&[silence(300), glide(from, to, 3_000, 0.2), silence(200)].concat());
        let semitones = 12.0 * f64::log2(to / from);
        near(12.0 * (pitch.median_hz / f64::sqrt(from * to)).log2(), 0.0, 0.15);
        near(pitch.range_semitones, 0.8 * semitones, 0.25);
    }
}

/// A telephone passes the second harmonic and hardly the first; a single frame then takes half the period for the whole.
#[test]
fn a_weak_fundamental_is_not_taken_for_an_octave_more() {
    for hz in [90.0, 120.0, 210.0] {
        let thin = sung(hz, hz * 1.2, 2_000, 0.2, &[0.15, 1.0, 0.3, 0.5, 0.1, 0.2]);
        near(pitch(&thin).median_hz, hz * 1.2f64.sqrt(), 2.0);
        near(pitch(&thin).range_semitones, 0.8 * 12.0 * 1.2f64.log2(), 0.3);
    }
}

/// For some hundredths of a second the odd harmonics are gone, and these frames alone are an octave higher indeed.
#[test]
fn a_few_frames_an_octave_off_change_neither_height_nor_range() {
    let voice = sung(140.0, 170.0, 3_000, 0.2, &[1.0, 0.8, 0.5, 0.4]);
    let thin = sung(140.0, 170.0, 3_000, 0.2, &[0.0, 0.8, 0.0, 0.4]);
    let flickers =
        (0..).zip(voice.iter().zip(&thin)).map(|(index, (whole, even))| if index % 5_600 < 1_600 { *even } else { *whole });
    let flickers = pitch(&flickers.collect::<Vec<f32>>());
    near(12.0 * (flickers.median_hz / pitch(&voice).median_hz).log2(), 0.0, 0.3);
    near(flickers.range_semitones, pitch(&voice).range_semitones, 0.5);
}

/// Every second period a little weaker, as in a creaking voice: two periods repeat better than one.
#[test]
fn a_creak_is_not_taken_for_an_octave_less() {
    let steady = sung(200.0, 200.0, 2_000, 0.2, &[1.0, 0.5, 0.25]);
    let creaks = (0..).zip(&steady).map(|(index, sample)| if index / 80 % 2 == 0 { *sample } else { 0.85 * sample });
    near(pitch(&creaks.collect::<Vec<_>>()).median_hz, 200.0, 2.0);
}

#[test]
fn what_does_not_repeat_has_no_pitch() {
    let turn = measured(&[silence(300), hiss(2_000, 0.1), silence(200)].concat());
    assert_eq!(turn.pitch, None);
    assert!(Turn::measure(&silence(2_000), &words("va bene"), Language::It).is_none(), "silence is nothing");
    assert!(Turn::measure(&[], &[], Language::It).is_none());
    assert!(Turn::measure(&[0.1; 100], &[], Language::It).is_none());
}

/// EBU Tech 3341: a sine of 1,000 Hz at -20 dB of full scale, in one channel, is at -23 LUFS.
#[test]
fn loudness_is_that_of_broadcasting_and_pauses_do_not_count() {
    let tone = |decibels: f64| sung(1_000.0, 1_000.0, 3_000, 10f64.powf(decibels / 20.0), &[1.0]);
    near(measured(&tone(-20.0)).loudness.unwrap(), -23.0, 0.1);
    let step = measured(&tone(-26.0)).loudness.unwrap() - measured(&tone(-20.0)).loudness.unwrap();
    near(step, -6.0, 0.05);
    let paused = [tone(-20.0), silence(600), tone(-20.0)].concat();
    near(measured(&paused).loudness.unwrap(), -23.0, 0.3);
    assert_eq!(measured(&glide(200.0, 200.0, 300, 0.2)).loudness, None, "too short for the measure");
}

#[test]
fn pauses_are_what_is_silent_between_two_sounds_for_a_quarter_of_a_second() {
    let sound = |ms| glide(150.0, 170.0, ms, 0.2);
    let told = [sound(900), silence(400), sound(700), silence(150), sound(500), silence(600), sound(800)].concat();
    for (name, around) in [("quiet", 0.0), ("a noisy room", 0.02)] {
        let turn = [silence(300), told.clone(), silence(200)].concat();
        let noise = hiss(turn.len() as u64 * 1_000 / RATE as u64, around);
        let turn: Vec<f32> = turn.iter().zip(&noise).map(|(sample, noise)| sample + noise).collect();
        let Flow { speech_ms, pauses_ms } = measured(&turn).flow;
        assert_eq!(pauses_ms.len(), 2, "{name}: {pauses_ms:?}");
        near(pauses_ms[0] as f64, 400.0, 30.0);
        near(pauses_ms[1] as f64, 600.0, 30.0);
        near(speech_ms as f64, 3_050.0, 60.0);
    }
    let click = [sound(900), silence(300), sound(30), silence(300), sound(900)].concat();
    assert_eq!(measured(&click).flow.pauses_ms.len(), 1, "a click parts no pause");
}

#[test]
fn syllables_are_counted_in_letters_and_not_guessed_in_digits() {
    for (word, count) in [("buongiorno,", 3), ("è", 1), ("perché?", 2), ("c'è", 1), ("verifico", 4), ("bolletta", 3)] {
        assert_eq!(syllables(word, Language::It), Some(count), "{word}");
    }
    for (word, count) in [
        ("have", 1),
        ("table", 2),
        ("called,", 1),
        ("wanted", 2),
        ("names", 1),
        ("services", 3),
        ("please", 1),
        ("the", 1),
        ("telephone", 3),
        ("changes", 2),
        ("free", 1),
        ("tables", 2),
    ] {
        assert_eq!(syllables(word, Language::En), Some(count), "{word}");
    }
    assert_eq!(syllables("39,90", Language::It), None);
    let rate = |text: &str| Call::of(&[Turn::measure(&glide(150.0, 170.0, 2_000, 0.2), &words(text), Language::It).unwrap()]);
    near(rate("buongiorno come posso aiutarla").amounts[&Measure::Rate], 5.0, 0.1);
    assert!(!rate("sono 39,90 euro").amounts.contains_key(&Measure::Rate));
}

#[test]
fn a_call_is_the_median_of_its_turns_by_how_long_they_speak() {
    let turn = |hz, ms| measured(&glide(hz, hz, ms, 0.2));
    let call = Call::of(&[turn(300.0, 800), turn(310.0, 800), turn(150.0, 5_000)]);
    near(call.amounts[&Measure::Height], 150.0, 1.0);
    assert_eq!((call.turns, call.amounts.get(&Measure::Pause)), (3, None));
    near(call.amounts[&Measure::Silence], 0.0, 0.0);
    assert_eq!(Call::of(&[]).amounts.len(), 0);
}

#[test]
fn nothing_is_usual_before_the_third_call() {
    let call = |hz| Call { amounts: [(Measure::Height, hz)].into(), ..Call::default() };
    let mut earlier = vec![call(150.0), call(120.0)];
    assert!(earlier.len() < CALLS_WANTED);
    assert_eq!(usual(&earlier, Measure::Height), None);
    earlier.push(call(130.0));
    let found = usual(&earlier, Measure::Height).unwrap();
    assert_eq!((found.median, found.least, found.most), (130.0, 120.0, 150.0));
    assert_eq!(usual(&earlier, Measure::Range), None, "what was not measured is not usual");
}

/// Promise 4, in the source: whatever judges, documents, keeps or decides knows nothing of these measures; and whatever prints them
/// writes nothing.
#[test]
fn nothing_but_its_own_command_knows_of_the_measures() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut knowing = Vec::new();
    for (name, text) in files(&source) {
        let own =
            name.starts_with("voice/") || name.starts_with("cli/voice/") || ["lib.rs", "cli/mod.rs"].contains(&name.as_str());
        let names_it = text.contains("crate::voice;") || text.contains("voice::") || text.contains("crate::{voice");
        if names_it && !own {
            knowing.push(name.clone());
        }
        for word in ["write_whole", "save_clip", "Recorder", "std::fs", "File::create", "serde", "Serialize"] {
            let private = name.starts_with("voice/") || name.starts_with("cli/voice/");
            assert!(!(private && text.contains(word)), "{name} uses {word}");
        }
    }
    assert!(knowing.is_empty(), "{knowing:?} know of a voice");
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut open = vec![folder.to_owned()];
    let mut all = Vec::new();
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if let Ok(text) = std::fs::read_to_string(&entry) {
                all.push((entry.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    all
}

/// Records of spoken calls on disk, as a call leaves them.
struct Records(tempfile::TempDir);

impl Records {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A call on a day, with turns of a height; their clips are kept unless it is said otherwise. No turn at all is a typed call.
    fn call(&self, day: u8, trainee: &str, turns: &[f64], keep: bool) -> PathBuf {
        let started = format!("2026-11-{day:02}T09:30:00Z");
        let folder = self.0.path().join(format!("202611{day:02}T093000Z-prova"));
        std::fs::create_dir_all(folder.join("audio")).unwrap();
        let header = pronto::record::Header { started, trainee: trainee.into(), ..crate::records::header() };
        let (mut text, mut chain) = encode_header(&header);
        let mut kinds = vec![Kind::Fact(Fact::Offered(Channel::InboundCall))];
        for (index, hz) in (1..).zip(turns) {
            let sound = [silence(300), glide(*hz, hz * 1.3, 2_000, 0.2), silence(200)].concat();
            let flac = encode_flac(&sound).unwrap();
            let clip = content_name(&flac);
            if keep {
                std::fs::write(folder.join(format!("audio/{clip}.flac")), &flac).unwrap();
            }
            let span = Span::new(CallTime(index * 4_000), CallTime(index * 4_000 + 2_000));
            let spoken =
                Utterance { source: Source::Spoken { clip: Some(clip) }, ..Utterance::typed(Language::It, span, "va bene") };
            kinds.push(Kind::Fact(Fact::Heard(spoken)));
        }
        if turns.is_empty() {
            let span = Span::new(CallTime(1_000), CallTime(2_000));
            kinds.push(Kind::Fact(Fact::Heard(Utterance::typed(Language::It, span, "buongiorno"))));
        }
        for (seq, kind) in (0..).zip(kinds) {
            let (line, next) = encode_event(&chain, &Event { seq: Seq(seq), at: CallTime(u64::from(seq) * 4_000), kind });
            text.push_str(&line);
            chain = next;
        }
        std::fs::write(folder.join("record.ron"), text).unwrap();
        folder
    }

    fn pronto(&self, args: &[&str], language: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_pronto"))
            .args(args)
            .current_dir(self.0.path())
            .env("PRONTO_ROOT", crate::plans::root())
            .env("PRONTO_RECORDS", self.0.path())
            .env("PRONTO_LANGUAGE", language)
            .output()
            .unwrap()
    }

    fn voice(&self, args: &[&str], language: &str) -> String {
        let output = self.pronto(&[&["voice"], args].concat(), language);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Every file with what stands in it.
    fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut open, mut all) = (vec![self.0.path().to_owned()], Vec::new());
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() { open.push(entry) } else { all.push((entry.clone(), std::fs::read(entry).unwrap())) }
            }
        }
        all.sort();
        all
    }
}

/// The numbers of the line that begins so.
fn numbers(told: &str, beginning: &str) -> Vec<f64> {
    let line =
        told.lines().find_map(|line| line.strip_prefix(beginning)).unwrap_or_else(|| panic!("no {beginning:?} in\n{told}"));
    let line = line.replace('−', "-");
    line.split(|letter: char| !(letter.is_ascii_digit() || "+-.".contains(letter))).filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn a_call_is_told_beside_ones_own_earlier_calls_and_leaves_no_trace() {
    let records = Records::new();
    for (day, hz) in [(1, 150.0), (2, 160.0), (3, 170.0)] {
        records.call(day, "marta", &[hz, hz], true);
    }
    records.call(4, "luigi", &[90.0], true);
    let last = records.call(5, "marta", &[200.0, 200.0], true);
    records.call(6, "marta", &[], true);
    let before = records.everything();
    let (folder, file) = (last.to_string_lossy().into_owned(), last.join("record.ron").to_string_lossy().into_owned());
    let score = |folder: &str| records.pronto(&["score", folder, "--format", "json"], "en").stdout;
    let scored = score(&folder);

    let english = records.voice(&[], "en");
    assert!(english.starts_with("Trial · marta · 2026-11-05"), "the newest spoken one:\n{english}");
    assert!(english.contains("your own 3 calls before"), "{english}");
    let told = numbers(&english, "Height (median f0): ");
    let glides = [200.0, 160.0, 150.0, 170.0].map(|hz: f64| hz * 1.3f64.sqrt());
    glides.iter().zip(&told).for_each(|(made, told)| near(*told, *made, 2.0));
    assert_eq!(told[4], told[0] - told[1], "the difference is that of the amounts as they are printed:\n{english}");
    let told = numbers(&english, "Range (f0 from 10th to 90th percentile): ");
    told[..4].iter().for_each(|told| near(*told, 0.8 * 12.0 * 1.3f64.log2(), 0.25));
    assert!(english.contains("in no scorecard") && english.contains("nothing about kindness"), "{english}");
    let italian = records.voice(&[&folder], "it");
    assert!(italian.contains(" semitoni, di solito 3,"), "{italian}");
    assert!(italian.contains("in nessuna scheda di valutazione") && italian.contains("niente sulla gentilezza"), "{italian}");
    assert_eq!(records.voice(&[&file], "it"), italian, "a record is its folder or its file");

    assert_eq!(records.everything(), before, "nothing is written");
    assert_eq!(score(&folder), scored, "and nothing of it is scored");
    assert!(!scored.is_empty());
}

/// Words of feeling or praise have no place beside a voice.
#[test]
fn no_word_of_feeling_stands_beside_a_voice() {
    let records = Records::new();
    for day in 1..=4 {
        records.call(day, "marta", &[150.0, 180.0], true);
    }
    let italian = records.voice(&[], "it").to_lowercase().replace("gentilezza", "");
    for word in
        ["calm", "nervos", "ansi", "felic", "trist", "arrabbi", "stress", "sorri", "emozion", "bene", "male", "troppo", "miglior"]
    {
        assert!(!italian.contains(word), "{word:?} is in\n{italian}");
    }
    let english = records.voice(&[], "en").to_lowercase().replace("kindness", "");
    for word in ["calm", "nervous", "anxi", "happy", "sad", "angry", "stress", "smil", "emotion", "good", "bad", "better", "too "]
    {
        assert!(!english.contains(word), "{word:?} is in\n{english}");
    }
}

#[test]
fn what_cannot_be_measured_is_said() {
    let records = Records::new();
    let nothing = records.voice(&[], "en");
    assert!(nothing.contains("No spoken call in"), "{nothing}");
    let typed = records.call(1, "marta", &[], true);
    assert!(records.voice(&[&typed.to_string_lossy()], "it").contains("non c'è niente da misurare"));
    let first = records.call(2, "marta", &[150.0, 160.0], true);
    assert!(records.voice(&[], "en").contains("No baseline yet: 0 of 3 calls."));
    let clip = std::fs::read_dir(first.join("audio")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(clip, "not what its name says").unwrap();
    let partly = records.voice(&[], "en");
    assert!(partly.contains("1 turn measured, 2 s of speech; 1 without a clip, left out"), "{partly}");
    let gone = records.call(3, "marta", &[150.0], false);
    let gone = records.voice(&[&gone.to_string_lossy()], "en");
    assert!(gone.contains("0 turns measured") && !gone.contains("Height"), "{gone}");
    let output = records.pronto(&["voice", "nowhere"], "en");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn nobody_is_compared_with_somebody_else() {
    let records = Records::new();
    for (day, trainee) in [(1, "luigi"), (2, "anonimo"), (3, "trainee"), (4, "anonimo")] {
        records.call(day, trainee, &[100.0], true);
    }
    records.call(5, "marta", &[200.0], true);
    assert!(records.voice(&[], "en").contains("0 of 3 calls"));
    records.call(6, "anonimo", &[110.0], true);
    let unnamed = records.voice(&[], "en");
    assert!(unnamed.contains("your own 3 calls before") && unnamed.contains("do not say whose they are"), "{unnamed}");
}
