//! A call typed in the terminal, in real time.
#![expect(clippy::print_stdout, reason = "a command's output")]

use std::collections::VecDeque;
use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::{keyboard, show};
use crate::call::Phase;
use crate::cli::Exit;
use crate::desk::Refused;
use crate::event::{Consequence, DeskChange, Event, Fact, Kind, PhoneAction, Reach, Utterance};
use crate::ids::{Language, OfficeId, Seq};
use crate::plan::{caption_ms, desk_action};
use crate::session::Session;
use crate::time::{CallTime, Span};

/// Takes the call.
pub(super) fn run(session: Session, language: Language) -> Exit {
    let session = talk(session, &keyboard::lines(), language);
    super::after(&session, language);
    Exit::Done
}

/// Takes the call to its end, with what is entered line by line.
pub(in crate::cli) fn talk(session: Session, entered: &Receiver<String>, language: Language) -> Session {
    let mut terminal = Terminal { session, language, began: Instant::now(), lines: VecDeque::new(), sounding: None };
    terminal.greet();
    let by = terminal.session.script().scenario.channel;
    terminal.tell(Fact::Offered(by));
    loop {
        match entered.recv_timeout(terminal.patience()) {
            Ok(line) => terminal.take(line.trim()),
            Err(RecvTimeoutError::Timeout) => terminal.time_passes(),
            Err(RecvTimeoutError::Disconnected) => {
                terminal.leave();
                break;
            }
        }
        if terminal.session.state().phase == Phase::Over {
            break;
        }
    }
    terminal.session
}

struct Terminal {
    session: Session,
    language: Language,
    began: Instant,
    /// Lines of the customer still to be read, with the time each takes.
    lines: VecDeque<(Seq, u64)>,
    /// The line being read, and when it will have been.
    sounding: Option<(Seq, CallTime)>,
}

impl Terminal {
    fn t(&self, it: &'static str, en: &'static str) -> &'static str {
        show::text(self.language, it, en)
    }

    fn greet(&self) {
        println!("{}", self.session.header().title.get(self.language));
        println!("{}\n", self.session.script().scenario.brief.get(self.language));
        println!(
            "{}\n",
            self.t(
                "Invio per rispondere, poi scriva le sue frasi. /aiuto elenca i comandi della postazione.",
                "Press Enter to answer, then type your sentences. /help lists the desk's commands."
            )
        );
    }

    fn now(&self) -> CallTime {
        CallTime(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// How long nothing will happen by itself.
    fn patience(&self) -> Duration {
        let next = [self.sounding.map(|(_, end)| end), self.session.deadline()].into_iter().flatten().min();
        next.map_or(Duration::from_secs(3600), |at| Duration::from_millis(at.since(self.now()).max(1)))
    }

    fn time_passes(&mut self) {
        let now = self.now();
        if let Some((reply, end)) = self.sounding
            && end <= now
        {
            self.sounding = None;
            self.tell(Fact::LineEnded { reply, cut: false });
            self.next_line();
        }
        if self.session.deadline().is_some_and(|due| due <= now) {
            self.tell(Fact::TimeIs);
        }
    }

    fn next_line(&mut self) {
        if self.sounding.is_none()
            && let Some((reply, length)) = self.lines.pop_front()
        {
            self.sounding = Some((reply, self.now().plus(length)));
            self.tell(Fact::LineBegan(reply));
        }
    }

    fn tell(&mut self, fact: Fact) {
        let now = self.now();
        match self.session.tell(now, fact) {
            Ok(events) => self.show(&events),
            Err(why) => self.refuse(why),
        }
        if let Some(trouble) = self.session.trouble() {
            println!("!  {trouble}");
        }
        let _ = std::io::stdout().flush();
    }

    fn refuse(&self, why: Refused) {
        println!("!  {why}");
    }

    fn show(&mut self, events: &[Event]) {
        for event in events {
            // What was just typed need not be shown again.
            if !matches!(event.kind, Kind::Fact(Fact::Heard(_))) {
                for line in show::lines(event, self.language) {
                    println!("{line}");
                }
            }
            match &event.kind {
                Kind::Consequence(Consequence::Replied { text, .. }) => {
                    self.lines.push_back((event.seq, caption_ms(text)));
                }
                Kind::Consequence(Consequence::DeskChanged(DeskChange::Opened(_))) => {
                    let desk = &self.session.state().desk;
                    desk.open_record().map(show::record).unwrap_or_default().iter().for_each(|line| println!("{line}"));
                }
                Kind::Consequence(Consequence::Closed(_)) => println!(
                    "{}",
                    self.t(
                        "   Completi la pratica; /fine chiude e mostra la valutazione.",
                        "   Finish the ticket; /done closes and shows the scorecard."
                    )
                ),
                _ => {}
            }
        }
        self.next_line();
    }

    fn take(&mut self, line: &str) {
        let phase = self.session.state().phase;
        if phase == Phase::Ringing {
            self.tell(Fact::Answered);
        } else if let Some(command) = line.strip_prefix('/') {
            self.command(command);
        } else if !line.is_empty() {
            let now = self.now();
            let utterance = Utterance::typed(self.session.header().language, Span::new(now, now), line);
            self.tell(Fact::Heard(utterance));
        }
    }

    fn command(&mut self, command: &str) {
        let (word, rest) = command.split_once(char::is_whitespace).map_or((command, ""), |(word, rest)| (word, rest.trim()));
        match word {
            "aiuto" | "help" => println!("{}", help(self.language)),
            "attesa" | "hold" => self.tell(Fact::Phone(PhoneAction::Hold)),
            "riprendi" | "resume" => self.tell(Fact::Phone(PhoneAction::Resume)),
            "trasferisci" | "transfer" => {
                let to = OfficeId::from(rest);
                self.tell(Fact::Phone(PhoneAction::Transfer { to, reach: Reach::Warm }));
            }
            "chiudi" | "hangup" => self.tell(Fact::HungUp),
            "fine" | "done" => self.leave(),
            "guida" | "guide" => self.guide(),
            "moduli" | "forms" => show::forms(self.session.state(), self.language).iter().for_each(|line| println!("{line}")),
            _ => match desk_action(&format!("{} {rest}", english(word))) {
                Ok(action) => self.tell(Fact::Desk(action)),
                Err((what, remedy)) => println!("!  {what}. {remedy}"),
            },
        }
    }

    fn guide(&self) {
        let company = &self.session.script().company;
        for (title, text) in &company.knowledge {
            println!("   {}: {}", title.get(self.language), text.get(self.language));
        }
        for (office, name) in &company.offices {
            println!("   → {office}: {}", name.get(self.language));
        }
        for (document, name) in &company.documents {
            println!("   ✉ {document}: {}", name.get(self.language));
        }
        for (area, name) in &company.areas {
            println!("   # {area}: {}", name.get(self.language));
        }
    }

    /// Ends what is still going on.
    fn leave(&mut self) {
        if self.session.state().phase == Phase::Ringing {
            return;
        }
        if self.session.state().outcome.is_none() {
            self.tell(Fact::HungUp);
        }
        self.tell(Fact::WrappedUp);
    }
}

fn english(word: &str) -> &str {
    match word {
        "cerca" => "search",
        "apri" => "open",
        "verifica" => "verify",
        "pratica" => "ticket",
        "registra" => "file",
        "rimborsa" => "refund",
        "modifica" => "change",
        "invia" => "send",
        "nota" => "note",
        "compila" => "fill",
        "inoltra" => "submit",
        other => other,
    }
}

fn help(language: Language) -> &'static str {
    show::text(
        language,
        "   /cerca TESTO · /apri CHIAVE · /verifica DATO DATO · /pratica Kind|Area|Cause|Action|NextStep TESTO · /registra\n   \
         /rimborsa 29,90 · /modifica CAMPO = VALORE · /invia DOCUMENTO · /nota TESTO · /guida\n   \
         /compila MODULO CAMPO = VALORE · /inoltra MODULO · /moduli\n   \
         /attesa · /riprendi · /trasferisci UFFICIO · /chiudi · /fine",
        "   /search TEXT · /open KEY · /verify FACT FACT · /ticket Kind|Area|Cause|Action|NextStep TEXT · /file\n   \
         /refund 29.90 · /change FIELD = VALUE · /send DOCUMENT · /note TEXT · /guide\n   \
         /fill FORM FIELD = VALUE · /submit FORM · /forms\n   \
         /hold · /resume · /transfer OFFICE · /hangup · /done",
    )
}
