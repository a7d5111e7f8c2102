//! `pronto understand`: what the program makes of sentences, for authors of lexicons and scenarios.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Exit, could_not_run, library, sentences};
use crate::event::{Utterance, WordRange};
use crate::ids::{CastId, Language, ScenarioId};
use crate::time::{CallTime, Span};
use crate::understand::{Names, Understander};

/// Show what sentences do: one a line on standard input, one JSON object a line on standard output.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The language of the sentences: it or en
    #[arg(long, default_value = "it")]
    language: Language,
    /// Understand as in this scenario: with its facts, names and sector words
    #[arg(long)]
    scenario: Option<ScenarioId>,
    /// Which variant of the scenario (names and numbers)
    #[arg(long, requires = "scenario")]
    cast: Option<CastId>,
}

pub(super) fn run(args: &Args) -> Exit {
    let understander = match understander(args) {
        Ok(understander) => understander,
        Err(exit) => return exit,
    };
    for line in std::io::stdin().lock().lines() {
        let line = match line {
            Ok(line) => line,
            Err(error) => return could_not_run(format!("standard input cannot be read: {error}")),
        };
        if !line.trim().is_empty() {
            println!("{}", understood(&understander, args.language, &line));
        }
    }
    Exit::Done
}

fn understander(args: &Args) -> Result<Arc<Understander>, Exit> {
    let library = library()?;
    if let Some(scenario) = &args.scenario {
        return library.script(scenario, args.cast.as_ref(), 1).map(|(_, understander, _)| understander).map_err(could_not_run);
    }
    let lexicons = sentences::lexicons(&library, args.language)?;
    let learned = library.learned(args.language).map_err(could_not_run)?.map(|(learned, _)| learned);
    Ok(Arc::new(Understander::new(&lexicons, learned, &BTreeMap::new(), &Names::default())))
}

/// One sentence and what it does, as the line that is printed.
fn understood(understander: &Understander, language: Language, sentence: &str) -> Value {
    let utterance = Utterance::typed(language, Span::new(CallTime(0), CallTime(0)), sentence);
    let understanding = understander.understand(&utterance);
    let words = |range: WordRange| -> String {
        let words = utterance.words.get(usize::from(range.from)..usize::from(range.to)).unwrap_or_default();
        words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let acts: Vec<Value> = understanding
        .acts
        .iter()
        .map(|act| json!({ "act": act.act, "confidence": act.confidence, "words": words(act.words) }))
        .collect();
    let facts: Vec<Value> = understanding
        .facts
        .iter()
        .map(|fact| {
            json!({
                "fact": fact.fact, "mode": fact.mode, "value": fact.value, "confidence": fact.confidence, "words": words(fact.words),
            })
        })
        .collect();
    json!({ "text": utterance.text, "acts": acts, "facts": facts })
}
