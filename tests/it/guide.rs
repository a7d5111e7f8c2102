//! The authors' guide, followed to the letter: its commands are run, in both languages, and answer as it says; what it quotes stands in
//! the example's files.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    super::plans::root()
}

/// The fenced blocks of one kind.
fn blocks(guide: &str, kind: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut inside: Option<String> = None;
    for line in guide.lines() {
        match &mut inside {
            Some(block) if line.starts_with("```") => {
                all.push(std::mem::take(block));
                inside = None;
            }
            Some(block) => block.push_str(&format!("{line}\n")),
            None if line == format!("```{kind}") => inside = Some(String::new()),
            None => {}
        }
    }
    all
}

/// A copy of the library for an instructor to work in.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("scenarios"), &folder.path().join("scenarios"));
    copy(&root().join("docs/guide"), &folder.path().join("docs/guide"));
    folder
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let there = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &there);
        } else {
            std::fs::copy(&entry, &there).unwrap();
        }
    }
}

/// A command line, its quoted arguments whole.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

fn follow(guide: &str, language: &str) {
    let place = workplace();
    let guide = std::fs::read_to_string(root().join("docs").join(guide)).unwrap();
    for block in blocks(&guide, "console") {
        let mut lines = block.lines();
        let command = lines.next().and_then(|line| line.strip_prefix("$ ")).expect("a block begins with a command");
        let words = words(command);
        if words[0] == "cp" {
            copy(&place.path().join(&words[2]), &place.path().join(&words[3]).join("carta_dei_servizi"));
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_pronto"))
            .args(&words[1..])
            .current_dir(place.path())
            .env("PRONTO_ROOT", place.path())
            .env("XDG_DATA_HOME", place.path())
            .env("PRONTO_LANGUAGE", language)
            .output()
            .unwrap();
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{command}\n{shown}{}", String::from_utf8_lossy(&output.stderr));
        for expected in lines {
            assert!(shown.contains(expected), "{command}\n{expected:?} is missing in\n{shown}");
        }
    }
    assert!(place.path().join("carta_dei_servizi.svg").is_file());
    let file = std::fs::read_to_string(root().join("docs/guide/carta_dei_servizi/scenario.ron")).unwrap();
    for quoted in blocks(&guide, "ron") {
        assert!(file.contains(&quoted), "the example does not hold\n{quoted}");
    }
}

#[test]
fn the_guide_can_be_followed_in_italian() {
    follow("guida.md", "it");
}

#[test]
fn the_guide_can_be_followed_in_english() {
    follow("guide.md", "en");
}

/// The example's other calls go as they are written, too.
#[test]
fn the_calls_of_the_example_go_as_written() {
    let place = workplace();
    copy(&place.path().join("docs/guide"), &place.path().join("scenarios"));
    for plan in ["good", "middling", "bad"] {
        let output = Command::new(env!("CARGO_BIN_EXE_pronto"))
            .args(["call", "carta_dei_servizi", "--trainee"])
            .arg(place.path().join(format!("scenarios/carta_dei_servizi/{plan}.plan")))
            .env("PRONTO_ROOT", place.path())
            .env("XDG_DATA_HOME", place.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{plan}: {}", String::from_utf8_lossy(&output.stdout));
    }
}
