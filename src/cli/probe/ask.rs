//! Asking: one question after the other, each answer on disk before the next is put.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use serde_json::json;

use super::show;
use super::typed::{Typed, read};
use crate::cli::call::show::text;
use crate::cli::{Exit, could_not_run};
use crate::ids::Language;
use crate::probe::{Happening, Item, ProbeSet, Question, Refused, Sitting, SittingEvent, SittingHeader, SittingRecord, result};
use crate::record::{Chain, FORMAT_MAJOR, FORMAT_MINOR};
use crate::store::SittingRecorder;
use crate::time::CallTime;

/// How a sitting is held.
#[derive(Debug)]
pub(super) struct How {
    /// The language of the interface.
    pub(super) words: Language,
    /// The language of the questions.
    pub(super) language: Language,
    /// Whether explanations wait until the end.
    pub(super) exam: bool,
    /// Whether programs read along.
    pub(super) json: bool,
    /// What draws the questions.
    pub(super) seed: u64,
    /// Who answers.
    pub(super) trainee: String,
    /// Where records are kept.
    pub(super) records: PathBuf,
}

struct Desk<'a, R> {
    how: &'a How,
    sitting: Sitting,
    header: SittingHeader,
    events: Vec<SittingEvent>,
    recorder: Option<SittingRecorder>,
    trouble: Option<String>,
    began: Instant,
    input: R,
}

/// Holds a sitting: questions out, answers in, the result at the end. When the input ends early, what was answered is kept.
pub(super) fn run(set: Arc<ProbeSet>, how: &How, input: impl BufRead) -> Exit {
    let sitting = Sitting::new(Arc::clone(&set), how.seed);
    let header = SittingHeader {
        format: (FORMAT_MAJOR, FORMAT_MINOR),
        probe: set.id.clone(),
        title: set.title.clone(),
        set_hash: set.hash(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        language: how.language,
        seed: how.seed,
        exam: how.exam,
        trainee: how.trainee.clone(),
        started: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
        pass_from: set.pass_from.clone(),
        drawn: sitting.drawn(),
    };
    // A disk that refuses is told, and does not stop anybody from learning.
    let (recorder, trouble) = match SittingRecorder::begin(&how.records, &header) {
        Ok(recorder) => (Some(recorder), None),
        Err(error) => (None, Some(error.to_string())),
    };
    let mut desk = Desk { how, sitting, header, events: Vec::new(), recorder, trouble, began: Instant::now(), input };
    match desk.hold() {
        Ok(()) => desk.end(),
        Err(refused) => could_not_run(refused),
    }
}

impl<R: BufRead> Desk<'_, R> {
    fn hold(&mut self) -> Result<(), Refused> {
        let questions: Vec<(Item, Question)> = self.questions();
        if !self.how.json {
            show::greeting(self.sitting.set(), self.how, questions.len()).iter().for_each(|line| println!("{line}"));
        }
        for (number, (item, question)) in (1..).zip(&questions) {
            if !self.ask(number, questions.len(), item, question)? {
                return Ok(());
            }
            if !self.how.exam {
                self.confirm(item)?;
                self.explain(None, item);
            }
        }
        if self.how.exam {
            self.hand_in(&questions)?;
        }
        Ok(())
    }

    fn questions(&self) -> Vec<(Item, Question)> {
        let items = &self.sitting.set().items;
        let found =
            self.sitting.questions().iter().filter_map(|one| items.get(one.index).map(|item| (item.clone(), one.clone())));
        found.collect()
    }

    /// Puts a question until it is answered. `false` when the input has ended.
    fn ask(&mut self, number: usize, of: usize, item: &Item, question: &Question) -> Result<bool, Refused> {
        let (words, language) = (self.how.words, self.how.language);
        let put = |json: bool| {
            if json {
                println!("{}", show::question_json(number, of, item, question, language));
            } else {
                show::question_lines(number, of, item, question, language, words).iter().for_each(|line| println!("{line}"));
            }
        };
        put(self.how.json);
        loop {
            if !self.how.json {
                print!("{} ", text(words, "Risposta:", "Answer:"));
                let _ = std::io::stdout().flush();
            }
            let Some(line) = self.line() else { return Ok(false) };
            match read(&line, &item.kind, question) {
                Typed::Answer(answer) => {
                    let at = self.now();
                    let events = self.sitting.answered(at, &item.id, answer)?;
                    self.keep(events);
                    return Ok(true);
                }
                Typed::Again => put(self.how.json),
                Typed::Unfit if self.how.json => println!("{}", json!({ "again": show::hint(&item.kind, words) })),
                Typed::Unfit => println!("{}", show::hint(&item.kind, words)),
            }
        }
    }

    fn confirm(&mut self, item: &Item) -> Result<(), Refused> {
        let at = self.now();
        let events = self.sitting.confirmed(at, &item.id)?;
        if self.how.json {
            for event in &events {
                if let Happening::Marked { item, points } = &event.kind {
                    println!("{}", json!({ "marked": { "item": item, "got": points.got, "of": points.of } }));
                }
            }
        }
        self.keep(events);
        Ok(())
    }

    fn explain(&self, number: Option<usize>, item: &Item) {
        let (Some(answer), Some(points)) = (self.sitting.answer(&item.id), self.sitting.points(&item.id)) else { return };
        if !self.how.json {
            let lines = show::verdict(number, item, answer, points, self.how.language, self.how.words);
            lines.iter().for_each(|line| println!("{line}"));
        }
    }

    /// The end of an exam: answers can be looked at and changed, then all stand. An input that ends here hands in, since
    /// everything was answered.
    fn hand_in(&mut self, questions: &[(Item, Question)]) -> Result<(), Refused> {
        let ask = text(
            self.how.words,
            "Ha risposto a tutte le domande. Invio per consegnare, oppure il numero di una domanda per cambiare la risposta.",
            "You have answered every question. Enter to hand in, or the number of a question to change its answer.",
        );
        loop {
            if !self.how.json {
                println!("\n{ask}");
            }
            let line = self.line().unwrap_or_default();
            let wanted = line.trim();
            if wanted.is_empty() {
                break;
            }
            let number = wanted.parse::<usize>().ok();
            let Some((number, (item, question))) = number.and_then(|n| Some((n, questions.get(n.checked_sub(1)?)?))) else {
                continue;
            };
            if !self.ask(number, questions.len(), item, question)? {
                break;
            }
        }
        for (item, _) in questions {
            self.confirm(item)?;
        }
        (1..).zip(questions).for_each(|(number, (item, _))| self.explain(Some(number), item));
        Ok(())
    }

    fn end(self) -> Exit {
        let record = SittingRecord { header: self.header, events: self.events, chain: Chain::default(), torn: false };
        let outcome = result(&record);
        if self.how.json {
            println!("{}", json!({ "result": outcome }));
        } else {
            show::result_lines(&outcome, self.how.words).iter().for_each(|line| println!("{line}"));
            if let Some(recorder) = &self.recorder {
                println!("{} {}", text(self.how.words, "Registrazione:", "Record:"), recorder.folder().display());
            }
        }
        if let Some(trouble) = &self.trouble {
            return could_not_run(trouble);
        }
        Exit::Done
    }

    fn keep(&mut self, events: Vec<SittingEvent>) {
        if let Some(recorder) = &mut self.recorder {
            // Success after a failure has written what was missing as well.
            self.trouble = recorder.append(&events).err().map(|error| error.to_string());
        }
        self.events.extend(events);
    }

    fn now(&self) -> CallTime {
        CallTime(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// The next line typed; `None` when the input has ended. A last line without its line break counts.
    fn line(&mut self) -> Option<String> {
        let mut bytes = Vec::new();
        match self.input.read_until(b'\n', &mut bytes) {
            Ok(read) if read > 0 => Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => None,
        }
    }
}
