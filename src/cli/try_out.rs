//! `pronto try`: say a sentence to the customer of a scenario, at any step, and see what they understand and do, and why.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use super::call::keyboard;
use super::call::show::text;
use super::{Exit, could_not_run, library};
use crate::call::Call;
use crate::customer::REACT_FROM;
use crate::diagnostic::did_you_mean;
use crate::event::{Cause, Consequence, Event, Fact, How, Kind, Mode, Permille, Utterance, WordRange};
use crate::ids::{CastId, Language, ScenarioId, StepId};
use crate::plan::{Pace, Plan, Step, run_plan};
use crate::scenario::Script;
use crate::store::{Library, Watch};

/// Say sentences to the customer of a scenario and see what they understand, what they answer, and why.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario: the name of a folder under scenarios/
    scenario: ScenarioId,
    /// What to say, one turn each; read from standard input, one a line, if none is given
    sentences: Vec<String>,
    /// The step the call is at; the scenario's first, if absent
    #[arg(long)]
    step: Option<StepId>,
    /// Which variant of the scenario (names and numbers)
    #[arg(long)]
    cast: Option<CastId>,
    /// The seed of the dice: the same seed, the same answers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Keep the conversation open: it is held anew whenever a file is saved, and every line entered is said to it
    #[arg(long)]
    watch: bool,
    /// text, or json: one event a line
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(super) fn run(args: &Args, language: Language) -> Exit {
    let library = match library() {
        Ok(library) => library,
        Err(exit) => return exit,
    };
    if args.watch {
        return watch(args, &library, language);
    }
    let sentences = match sentences(args) {
        Ok(sentences) => sentences,
        Err(exit) => return exit,
    };
    match hold(args, &library, &sentences, language) {
        Ok(()) => Exit::Done,
        Err(why) => could_not_run(why),
    }
}

/// Holds the conversation and shows it.
fn hold(args: &Args, library: &Library, sentences: &[String], language: Language) -> Result<(), String> {
    let found = library.script(&args.scenario, args.cast.as_ref(), args.seed);
    let (script, understander, _) = found.map_err(|error| error.to_string())?;
    let script = begun_at(&script, args.step.as_ref())?;
    let mut call = Call::new(Arc::clone(&script), understander, args.seed);
    let steps = std::iter::once(Step::Answer(0)).chain(sentences.iter().cloned().map(Step::Say));
    let (events, faults) = run_plan(&mut call, &Plan::of_steps(None, None, steps), &Pace::AT_ONCE);
    if args.format == "json" {
        for event in &events {
            println!("{}", serde_json::to_string(event).unwrap_or_default());
        }
    } else {
        let mut shown = Shown { script: &script, language, step: script.steps.first().map(|step| step.id.clone()), heard: None };
        for line in events.iter().flat_map(|event| shown.lines(event)) {
            println!("{line}");
        }
    }
    // A plan that only says has nothing to expect; what can go wrong is that the customer has hung up.
    match faults.first() {
        None => Ok(()),
        Some(fault) => Err(fault.to_string()),
    }
}

/// How often the files are looked at: far below the second in which an author expects to see what they changed.
const LOOK_EVERY: Duration = Duration::from_millis(150);

/// Holds the conversation anew whenever a file is saved or a line is entered.
fn watch(args: &Args, library: &Library, language: Language) -> Exit {
    let mut sentences = args.sentences.clone();
    let mut files = Watch::new(library, &args.scenario);
    let entered = keyboard::lines();
    let show = |sentences: &[String]| {
        println!("\n{}", "─".repeat(72));
        if let Err(why) = hold(args, library, sentences, language) {
            println!("{why}");
        }
        let help = text(
            language,
            "Scriva una frase; /indietro toglie l'ultima, /dacapo le toglie tutte, /fine chiude. Salvi un file: la conversazione riparte.",
            "Type a sentence; /back takes the last one away, /again all of them, /done ends. Save a file: the conversation is held anew.",
        );
        println!("\n{help}");
    };
    show(&sentences);
    loop {
        match entered.recv_timeout(LOOK_EVERY) {
            Ok(line) => match line.trim() {
                "" => continue,
                "/fine" | "/done" => return Exit::Done,
                "/indietro" | "/back" => drop(sentences.pop()),
                "/dacapo" | "/again" => sentences.clear(),
                said => sentences.push(said.to_owned()),
            },
            Err(RecvTimeoutError::Timeout) if files.has_changed() => {}
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return Exit::Done,
        }
        show(&sentences);
    }
}

fn sentences(args: &Args) -> Result<Vec<String>, Exit> {
    if !args.sentences.is_empty() {
        return Ok(args.sentences.clone());
    }
    let input = std::io::stdin();
    if input.is_terminal() {
        return Err(could_not_run("say what to say: pronto try SCENARIO \"Buongiorno, come posso aiutarla?\""));
    }
    let lines: Result<Vec<String>, _> = input.lock().lines().collect();
    let mut lines = lines.map_err(|error| could_not_run(format!("standard input cannot be read: {error}")))?;
    lines.retain(|line| !line.trim().is_empty());
    Ok(lines)
}

/// The script with this step as the one the call begins with. What an earlier step would have made known is not known.
fn begun_at(script: &Arc<Script>, step: Option<&StepId>) -> Result<Arc<Script>, String> {
    let Some(step) = step else { return Ok(Arc::clone(script)) };
    let Some(place) = script.steps.iter().position(|one| one.id == *step) else {
        let known: Vec<&str> = script.steps.iter().map(|step| step.id.as_str()).collect();
        let remedy = match did_you_mean(step.as_str(), known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("its steps are: {}", known.join(", ")),
        };
        return Err(format!("scenario \"{}\" has no step \"{step}\"; {remedy}", script.scenario.id));
    };
    let mut script = Script::clone(script);
    script.steps.swap(0, place);
    Ok(Arc::new(script))
}

/// Events as an author reads them.
struct Shown<'a> {
    script: &'a Script,
    language: Language,
    step: Option<StepId>,
    heard: Option<Utterance>,
}

impl Shown<'_> {
    fn t(&self, it: &'static str, en: &'static str) -> &'static str {
        text(self.language, it, en)
    }

    fn lines(&mut self, event: &Event) -> Vec<String> {
        match &event.kind {
            Kind::Fact(Fact::Heard(utterance)) => {
                self.heard = Some(utterance.clone());
                vec![String::new(), format!("{}: {}", self.t("Operatore", "Operator"), utterance.text)]
            }
            Kind::Consequence(Consequence::Understood { acts, facts, .. }) => {
                let acts = acts.iter().map(|seen| {
                    self.understood(self.t("atto", "act"), seen.act.as_str(), seen.confidence, seen.words, String::new())
                });
                let facts = facts.iter().map(|seen| {
                    let value = seen.value.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
                    let more = format!(" {}{value}", self.mode(seen.mode));
                    self.understood(self.t("fatto", "fact"), seen.fact.as_str(), seen.confidence, seen.words, more)
                });
                let all: Vec<String> = acts.chain(facts).collect();
                if all.is_empty() { vec![format!("    {}", self.t("non capisce niente", "understands nothing"))] } else { all }
            }
            Kind::Consequence(Consequence::MoodShifted { by, to, because }) => {
                let parts = [
                    (self.t("rabbia", "anger"), by.anger, to.anger),
                    (self.t("fiducia", "trust"), by.trust, to.trust),
                    (self.t("pazienza", "patience"), by.patience, to.patience),
                ];
                let parts = parts.iter().filter(|(_, by, _)| *by != 0).map(|(name, by, to)| format!("{name} {by:+} → {to}"));
                let parts: Vec<String> = parts.collect();
                vec![format!("    {} {}  ({})", self.t("umore", "mood"), parts.join(", "), self.cause(because))]
            }
            Kind::Consequence(Consequence::StepReached(step)) => {
                self.step = Some(step.clone());
                vec![format!("    {} → {step}", self.t("passo", "step"))]
            }
            Kind::Consequence(Consequence::Replied { line, text, because, .. }) => {
                let why = format!("{}: {text}  [{line}; {}]", self.t("Cliente", "Customer"), self.cause(because));
                let nothing_fits = matches!(because, Cause::NotUnderstood | Cause::Listening);
                std::iter::once(why).chain(nothing_fits.then(|| self.awaited()).flatten()).collect()
            }
            Kind::Consequence(Consequence::Disclosed { fact, how }) => {
                let how = match how {
                    How::Elicited => self.t("perché richiesto", "because asked"),
                    How::Volunteered => self.t("di sua iniziativa", "unasked"),
                };
                vec![format!("    {} {fact} ({how})", self.t("rivela", "makes known"))]
            }
            Kind::Consequence(Consequence::Closed(outcome)) => {
                vec![format!("■ {}", super::call::show::outcome_text(*outcome, self.language))]
            }
            _ => Vec::new(),
        }
    }

    fn understood(&self, what: &str, name: &str, confidence: Permille, words: WordRange, more: String) -> String {
        let heard = self.heard.as_ref().and_then(|heard| heard.words.get(usize::from(words.from)..usize::from(words.to)));
        let words: Vec<&str> = heard.unwrap_or_default().iter().map(|word| word.text.as_str()).collect();
        let unsure = if confidence < REACT_FROM {
            self.t("  – troppo incerto: il cliente non ne tiene conto", "  – too unsure: the customer does not react to it")
        } else {
            ""
        };
        format!("    {what} {name}{more}  {}%  «{}»{unsure}", confidence.0 / 10, words.join(" "))
    }

    /// What the step was waiting for, where nothing of it fitted.
    fn awaited(&self) -> Option<String> {
        let step = self.script.steps.iter().find(|step| Some(&step.id) == self.step.as_ref())?;
        let ids: Vec<&str> = step.expect.iter().map(|reaction| reaction.id.as_str()).collect();
        let head = self.t("niente di ciò che il passo aspetta", "nothing of what the step waits for");
        (!ids.is_empty()).then(|| format!("    {head} («{}»): {}", step.id, ids.join(", ")))
    }

    fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::Asked => self.t("chiesto", "asked for"),
            Mode::Told => self.t("detto giusto", "told right"),
            Mode::ToldWrong => self.t("detto sbagliato", "told wrong"),
            Mode::Mentioned => self.t("nominato", "mentioned"),
        }
    }

    fn cause(&self, cause: &Cause) -> String {
        match cause {
            Cause::Act(act) => format!("{} {act}", self.t("atto", "act")),
            Cause::ActAgain(act) => format!("{} {act}", self.t("di nuovo l'atto", "again the act")),
            Cause::Reaction(id) => format!("{} {id}", self.t("reazione", "reaction")),
            Cause::Step(step) => format!("{} {step}", self.t("apre il passo", "opens step")),
            Cause::Asked(fact) => format!("{} {fact}", self.t("chiesto", "asked for")),
            Cause::AskedAgain(fact) => format!("{} {fact}", self.t("chiesto di nuovo", "asked again for")),
            Cause::Silence => self.t("silenzio", "silence").to_owned(),
            Cause::HoldTooLong => self.t("attesa troppo lunga", "on hold too long").to_owned(),
            Cause::HoldUnannounced => self.t("attesa senza avviso", "hold without a word").to_owned(),
            Cause::NotUnderstood => self.t("non ha capito", "did not understand").to_owned(),
            Cause::Listening => self.t("ha capito, e ascolta", "understood, and listens").to_owned(),
            Cause::RangTooLong => self.t("ha squillato troppo", "rang too long").to_owned(),
            Cause::Limit => self.t("ha raggiunto il limite", "reached the limit").to_owned(),
        }
    }
}
