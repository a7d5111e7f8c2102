//! `pronto calibrate`: finds what the encoder's scores mean in a language, from labelled sentences that it was not taught with.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command's output")]

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;

use super::{Exit, could_not_run, library, sentences};
use crate::event::Utterance;
use crate::ids::Language;
use crate::store::write_whole;
use crate::understand::{Encoder, Labelled, Understander, calibrate};

/// Find how sure acts are, from sentences the encoder was not taught with: writes scenarios/lexicon/<language>.hearing.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The language: it or en
    #[arg(long, default_value = "it")]
    language: Language,
    /// The folder of labelled sentences
    #[arg(long, value_name = "DIR", default_value = "tests/understand/sentences")]
    sentences: PathBuf,
    /// Where to write, instead
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Exit {
    match calibrated(args) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn calibrated(args: &Args) -> Result<(), Exit> {
    let library = library()?;
    let Some(encoder) = library.encoder().map_err(could_not_run)? else {
        return Err(could_not_run("there is no scenarios/lexicon/encoder.safetensors: fetch it again with the rest of Pronto"));
    };
    // The encoder is of all languages, and so is most of what a score means.
    let (mut held_out, mut understanders) = (Vec::new(), Vec::new());
    for language in [Language::It, Language::En] {
        let all = learning(args, language)?.into_iter().filter(|one| is_held_out(&encoder, language, &one.place));
        held_out.extend(all.map(|one| (language, one)));
        let names = sentences::names(&args.sentences.join(language.code()))?;
        understanders
            .push((language, Understander::new(&sentences::lexicons(&library, language)?, None, &BTreeMap::new(), &names)));
    }
    let cues = |said: &Utterance| {
        let understander = understanders.iter().find(|(language, _)| *language == said.language);
        understander.map(|(_, understander)| understander.understand(said).acts).unwrap_or_default()
    };
    if held_out.is_empty() {
        let folder = args.sentences.display();
        return Err(could_not_run(format!("in {folder} there are no sentences that the encoder was not taught with")));
    }
    let own = learning(args, args.language)?;
    let shown = std::io::stderr().is_terminal();
    let lesson = calibrate(&encoder, args.language, (&held_out, &own), &cues, &mut |done| {
        if shown {
            eprint!("\r\x1b[Ksentences {done}/{}", held_out.len());
        }
    });
    if shown {
        eprint!("\r\x1b[K");
    }
    let file = args.out.clone().unwrap_or_else(|| library.hearing_file(args.language));
    write_whole(&file, lesson.learned.write().as_bytes()).map_err(could_not_run)?;
    println!(
        "{}: {} acts from {} labelled sentences held out; macro-F1 {:.3} on them",
        file.display(),
        lesson.learned.acts().count(),
        lesson.held_out,
        lesson.held_out_f1
    );
    Ok(())
}

fn learning(args: &Args, language: Language) -> Result<Vec<Labelled>, Exit> {
    sentences::labelled(&args.sentences.join(language.code()), "learning")
}

/// Whether a labelled sentence, by its place `…/learning/ampio_7.txt:12`, is of a file that the encoder was not taught with.
fn is_held_out(encoder: &Encoder, language: Language, place: &str) -> bool {
    let file = place.rsplit_once(':').map_or(place, |(file, _)| file);
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    encoder.is_held_out(&format!("{}/learning/{name}", language.code()))
}
