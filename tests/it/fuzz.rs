//! Bad input never panics: shipped files with bytes cut, swapped, doubled and mixed go through every parser, and sentences made of
//! anything go through understanding. A fixed share of it runs always; `FUZZ_SECONDS=600 cargo test … fuzz -- --ignored` as long as
//! one likes. What once broke something is kept in `tests/fuzz` and goes through first, for ever.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use pronto::event::Utterance;
use pronto::ids::Language;
use pronto::store::Library;
use pronto::time::{CallTime, Span};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::plans::root;

/// A parser that is shown any text.
type Door = fn(&str);

const DOORS: [(&str, Door); 10] = [
    ("scenario", |text| drop(pronto::scenario::parse_scenario("fuzz", text))),
    ("persona", |text| drop(pronto::scenario::parse_persona("fuzz", text))),
    ("company", |text| drop(pronto::scenario::parse_company("fuzz", text))),
    ("lexicon", |text| drop(pronto::understand::parse_lexicon("fuzz", text))),
    ("rubric", |text| drop(pronto::rubric::parse_rubric("fuzz", text))),
    ("probe", |text| drop(pronto::probe::parse_set("fuzz", text))),
    ("shift", |text| drop(pronto::shift::parse_shift("fuzz", text))),
    ("plan", |text| drop(pronto::plan::parse_plan("fuzz", text))),
    ("record", |text| drop(pronto::record::decode(text))),
    ("transcript", |text| {
        drop(pronto::transcript::parse_transcript("fuzz", text));
        drop(pronto::understand::parse_labelled("fuzz", text));
        drop(pronto::rubric::parse_variant("fuzz", text));
        drop(pronto::understand::Encoder::parse("fuzz", text.as_bytes()));
        drop(pronto::understand::Learned::parse("fuzz", text, encoder()));
    }),
];

/// The shipped encoder, read once.
fn encoder() -> &'static Arc<pronto::understand::Encoder> {
    static ONE: OnceLock<Arc<pronto::understand::Encoder>> = OnceLock::new();
    ONE.get_or_init(|| Library::new(root()).encoder().unwrap().unwrap())
}

/// Texts to begin from: what ships, what is faulty on purpose, what once broke something.
fn corpus() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["scenarios", "tests/faults", "tests/transcripts", "tests/fuzz"] {
        gather(&root().join(folder), &mut files);
    }
    files.sort();
    let text = |path: &PathBuf| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).ok();
    files.iter().filter_map(text).collect()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|ending| ["ron", "plan", "txt", "hearing"].iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
}

/// Signs that parsers treat as something special.
const SIGNS: &str = "(){}[]|\"',:;#\\/\n\t <>^$?.*-=_0129eèÉ\u{0}\u{301}\u{202e}\u{feff}😀€";

/// One text made into another.
fn mutated(corpus: &[String], dice: &mut ChaCha8Rng) -> String {
    let pick = |dice: &mut ChaCha8Rng| corpus[dice.random_range(0..corpus.len())].chars().collect::<Vec<char>>();
    let mut text = pick(dice);
    for _ in 0..dice.random_range(1..6) {
        let at = |dice: &mut ChaCha8Rng, text: &[char]| dice.random_range(0..=text.len());
        let (a, b) = (at(dice, &text), at(dice, &text));
        let (a, b) = (a.min(b), a.max(b).min(a.min(b) + 400));
        match dice.random_range(0..6) {
            0 => drop(text.drain(a..b)),
            1 => {
                let again: Vec<char> = text[a..b].to_vec();
                text.splice(a..a, again);
            }
            2 => {
                let signs: Vec<char> = SIGNS.chars().collect();
                let few: Vec<char> = (0..dice.random_range(1..8)).map(|_| signs[dice.random_range(0..signs.len())]).collect();
                text.splice(a..a, few);
            }
            3 => {
                let other = pick(dice);
                let from = dice.random_range(0..=other.len());
                text.splice(a..b, other[from..(from + 300).min(other.len())].iter().copied());
            }
            4 => text.truncate(a),
            _ => text[a..b].reverse(),
        }
    }
    text.into_iter().collect()
}

/// Goes on until a number of texts or a time is reached; says how many.
fn parsers(most: usize, time: Duration) -> usize {
    let (corpus, began) = (corpus(), Instant::now());
    let mut dice = ChaCha8Rng::seed_from_u64(began.elapsed().subsec_nanos().into());
    let mut done = 0;
    while done < most && began.elapsed() < time {
        let text = mutated(&corpus, &mut dice);
        // A panic shows the text by its place in the corpus folder: keep it there.
        let kept = std::env::temp_dir().join("pronto-fuzz-last.txt");
        if most == usize::MAX {
            std::fs::write(&kept, &text).unwrap();
        }
        DOORS.iter().for_each(|(_, door)| door(&text));
        done += 1;
    }
    done
}

fn understanding(most: usize, time: Duration) -> usize {
    let (corpus, began) = (corpus(), Instant::now());
    let library = Library::new(root());
    let understanders = [("doppio_addebito", Language::It), ("lost_sim", Language::En)]
        .map(|(scenario, language)| (library.script(&scenario.into(), None, 1).unwrap().1, language));
    let mut dice = ChaCha8Rng::seed_from_u64(began.elapsed().subsec_nanos().into());
    let mut done = 0;
    while done < most && began.elapsed() < time {
        let text: String = mutated(&corpus, &mut dice).chars().take(2_000).collect();
        for (understander, language) in &understanders {
            let said = Utterance::typed(*language, Span::new(CallTime(0), CallTime(0)), &text);
            let found = understander.understand(&said);
            for act in &found.acts {
                assert!(act.words.from < act.words.to && usize::from(act.words.to) <= said.words.len(), "{act:?} in {text}");
                assert!(act.confidence.0 <= 1_000);
            }
        }
        done += 1;
    }
    done
}

#[test]
fn mutated_files_are_refused_and_never_panic() {
    assert_eq!(parsers(60, Duration::from_secs(600)), 60);
}

#[test]
fn mutated_speech_is_understood_somehow_and_never_panics() {
    assert_eq!(understanding(60, Duration::from_secs(600)), 60);
}

/// The encoder's file is read before anything is heard: torn, cut or altered, it is refused with what to do, or its numbers are others.
#[test]
fn a_spoilt_encoder_is_refused_and_never_panics() {
    let file = std::fs::read(root().join("scenarios/lexicon/encoder.safetensors")).unwrap();
    let header = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let mut refused = 0;
    for number in 0..40 {
        let mut spoilt = file.clone();
        match number % 4 {
            0 => spoilt.truncate(dice.random_range(0..file.len())),
            1 => spoilt[dice.random_range(0..8)] ^= 1 << dice.random_range(0..8),
            2 => {
                let at = dice.random_range(8..header);
                spoilt.splice(at..at + dice.random_range(1..9), *b"9");
            }
            _ => spoilt[dice.random_range(8..header)] = dice.random_range(0..=255),
        }
        if let Err(fault) = pronto::understand::Encoder::parse("encoder.safetensors", &spoilt) {
            assert!(fault.starts_with("encoder.safetensors: ") && fault.ends_with("fetch it again"), "{fault}");
            refused += 1;
        }
    }
    assert!(refused >= 20, "{refused}");
}

/// What scores mean is of one encoder: with another's file every confidence would be off, and nothing would show it.
#[test]
fn what_another_encoders_scores_mean_is_refused() {
    let written = std::fs::read_to_string(root().join("scenarios/lexicon/it.hearing")).unwrap();
    assert!(pronto::understand::Learned::parse("it.hearing", &written, encoder()).is_ok());
    let others = written.replace(encoder().hash(), &"0".repeat(64));
    let fault = pronto::understand::Learned::parse("it.hearing", &others, encoder()).unwrap_err();
    assert!(fault.starts_with("it.hearing:5: it says what the scores of another encoder mean"), "{fault}");
    let nobodys = written.replace("encoder ", "# ");
    assert!(pronto::understand::Learned::parse("it.hearing", &nobodys, encoder()).unwrap_err().contains("it names no encoder"));
}

fn seconds() -> Duration {
    Duration::from_secs(std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(60))
}

#[test]
#[ignore = "runs for FUZZ_SECONDS: cargo test --release --no-default-features fuzz -- --ignored --nocapture"]
#[expect(clippy::print_stdout, reason = "a long run says how far it came")]
fn long_run_of_parsers() {
    println!("{} texts through {} parsers", parsers(usize::MAX, seconds()), DOORS.len());
}

#[test]
#[ignore = "runs for FUZZ_SECONDS: cargo test --release --no-default-features fuzz -- --ignored --nocapture"]
#[expect(clippy::print_stdout, reason = "a long run says how far it came")]
fn long_run_of_understanding() {
    println!("{} texts understood", understanding(usize::MAX, seconds()));
}
