//! `pronto learn`: makes a language's weights from its labelled sentences.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command's output")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::PathBuf;

use super::call::read_plan;
use super::{Exit, could_not_run, library, sentences};
use crate::ids::{ActId, Language};
use crate::plan::Step;
use crate::store::{Library, write_whole};
use crate::understand::{COSTLY, Labelled, Learning, Progress, Understander, learn};

/// Learn from labelled sentences how acts are said: writes scenarios/lexicon/<language>.weights.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The language: it or en
    #[arg(long, default_value = "it")]
    language: Language,
    /// The folder of labelled sentences
    #[arg(long, value_name = "DIR", default_value = "tests/understand/sentences")]
    sentences: PathBuf,
    /// What the shuffling begins with
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write, instead
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Exit {
    match learned(args) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

/// What is said in the good calls beside the language's scenarios: whatever else it does, nothing in it costs the operator.
fn good_calls(library: &Library, language: Language) -> Result<Vec<Learning>, Exit> {
    let denied: BTreeSet<ActId> = COSTLY.iter().copied().map(ActId::from).collect();
    let mut all = Vec::new();
    for id in library.scenario_ids() {
        if library.scenario(&id).map_err(could_not_run)?.scenario.language != language {
            continue;
        }
        let good = |file: &PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("good"));
        for file in library.plans(&id).into_iter().filter(good) {
            let place = file.display().to_string();
            for line in read_plan(&file).map_err(could_not_run)?.lines {
                if let Step::Say(sentence) = line.step {
                    let (wanted, allowed) = (BTreeSet::new(), BTreeSet::new());
                    let labelled = Labelled { place: place.clone(), sentence, wanted, allowed, denied: Some(denied.clone()) };
                    all.extend(std::iter::repeat_n(Learning { labelled, cues: true }, 2));
                }
            }
        }
    }
    Ok(all)
}

fn learned(args: &Args) -> Result<(), Exit> {
    let library = library()?;
    let folder = args.sentences.join(args.language.code());
    let (lexicons, names) = (sentences::lexicons(&library, args.language)?, sentences::names(&folder)?);
    let understander = Understander::new(&lexicons, None, &BTreeMap::new(), &names);
    let mut all = Vec::new();
    for (part, cues) in [("tuning", false), ("learning", true)] {
        for labelled in sentences::labelled(&folder, part)? {
            // What must hold word by word is said three times over.
            let times = if labelled.denied.is_some() { 3 } else { 1 };
            all.extend(std::iter::repeat_n(Learning { labelled, cues }, times));
        }
    }
    all.extend(good_calls(&library, args.language)?);
    if all.is_empty() {
        return Err(could_not_run(format!("there are no labelled sentences in {}/{{tuning,learning}}", folder.display())));
    }
    let shown = std::io::stderr().is_terminal();
    let lesson = learn(&understander, args.language, &all, args.seed, &mut |progress| {
        if shown {
            match progress {
                Progress::Read(done, of) => eprint!("\r\x1b[Ksentences {done}/{of}"),
                Progress::Fitted(done, of) => eprint!("\r\x1b[Kfits {done}/{of}"),
            }
        }
    });
    if shown {
        eprint!("\r\x1b[K");
    }
    let file = args.out.clone().unwrap_or_else(|| library.weights_file(args.language));
    let text = lesson.learned.write();
    write_whole(&file, text.as_bytes()).map_err(could_not_run)?;
    println!(
        "{}: {} features from {} labelled sentences, {} KB; macro-F1 {:.3} on sentences held out in turn",
        file.display(),
        lesson.learned.features(),
        lesson.learned.sentences(),
        text.len() / 1_000,
        lesson.held_out_f1
    );
    Ok(())
}
