//! The layering laws of ARCHITECTURE.md, kept over the `use` lines of the source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each part of the core may use, beside the base (`diagnostic`, `ids`, `time`), which everything may.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("ids", &[]),
    ("time", &[]),
    ("event", &[]),
    ("record", &["event"]),
    ("rubric", &["event"]),
    ("probe", &["record", "rubric"]),
    ("scoring", &["event", "record", "rubric"]),
    ("report", &["event", "record", "rubric", "scoring"]),
    ("coverage", &["probe", "rubric"]),
    ("dossier", &["coverage", "event", "probe", "record", "rubric", "scoring"]),
    ("scenario", &["event"]),
    ("shift", &["event", "scenario"]),
    ("graph", &["scenario"]),
    ("understand", &["event", "scenario"]),
    ("desk", &["event", "scenario"]),
    ("customer", &["event", "scenario", "understand"]),
    ("call", &["event", "record", "scenario", "understand", "customer", "desk"]),
    ("transcript", &["event", "record", "rubric", "understand"]),
    // One function of scoring: how syllables are counted. Nothing goes the other way.
    ("voice", &["event", "record", "scoring"]),
    ("plan", &["event", "scenario", "call", "desk"]),
    ("rehearse", &["call", "customer", "event", "plan", "record", "rubric", "scenario", "scoring", "understand"]),
];

const BASE: &[&str] = &["diagnostic", "ids", "time"];

#[test]
fn the_core_uses_only_what_the_layers_allow() {
    let mut broken = Vec::new();
    for (module, allowed) in MAY_USE {
        for (file, text) in sources(module) {
            for used in used_modules(&text) {
                let fine = used == *module || BASE.contains(&used.as_str()) || allowed.contains(&used.as_str());
                if !fine {
                    broken.push(format!("{} uses crate::{used}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn the_core_touches_neither_files_nor_clocks_nor_engines() {
    let forbidden = ["std::fs", "std::net", "std::time::Instant", "SystemTime", "bevy", "rodio", "whisper", "thread_rng"];
    let mut broken = Vec::new();
    for (module, _) in MAY_USE {
        for (file, text) in sources(module) {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                for word in forbidden.iter().filter(|word| line.contains(**word)) {
                    broken.push(format!("{}: {word}: {}", file.display(), line.trim()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn features_are_named_only_where_modules_are_listed() {
    let mut broken = Vec::new();
    for (file, text) in sources("") {
        let name = file.display().to_string();
        let allowed = name.ends_with("src/lib.rs") || name.contains("src/cli/") || name.contains("src/speech/mod.rs");
        if text.contains("cfg(feature") && !allowed {
            broken.push(name);
        }
    }
    assert!(broken.is_empty(), "cfg(feature) in {broken:?}");
}

#[test]
fn every_part_of_the_core_has_its_law() {
    let listed: BTreeMap<&str, ()> = MAY_USE.iter().map(|(module, _)| (*module, ())).collect();
    let shell = ["cli", "game", "speech", "session", "store"];
    let lib = std::fs::read_to_string(source_root().join("lib.rs")).unwrap();
    for module in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|line| line.trim_end_matches(';')) {
        assert!(listed.contains_key(module) || shell.contains(&module), "no law for {module}");
    }
}

#[test]
fn the_whole_command_line_speaks_italian() {
    let english: Vec<String> = untranslated(&pronto::cli::italian_command(), "");
    assert!(english.is_empty(), "no Italian help for {english:?}");
}

/// Paths of commands and arguments whose Italian help equals the English one.
fn untranslated(italian: &clap::Command, path: &str) -> Vec<String> {
    let mut all = Vec::new();
    for sub in italian.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let path = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path}.{}", sub.get_name()) };
        let known = pronto::cli::has_italian(&path);
        if !known {
            all.push(path.clone());
        }
        for arg in sub.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str())) {
            let path = format!("{path}.{}", arg.get_id());
            if !pronto::cli::has_italian(&path) {
                all.push(path);
            }
        }
        all.extend(untranslated(sub, &path));
    }
    all
}

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let root = source_root();
    let single = root.join(format!("{module}.rs"));
    if single.is_file() {
        return vec![(single.clone(), std::fs::read_to_string(single).unwrap())];
    }
    let mut folders = vec![root.join(module)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

fn used_modules(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}
