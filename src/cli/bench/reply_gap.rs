//! `pronto bench reply-gap`: how long a trainee waits for an answer. Recorded turns are spoken into the live ears at the pace of
//! speech; the gap runs from the last sound of a turn to the moment the customer's line begins, with the real detector, model,
//! understanding and audio files. Only the devices are stood in for.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command's output, and progress of a long one")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::time::{Duration, Instant};

use crate::cli::{Exit, could_not_run, library};
use crate::event::{Arrival, Channel, Consequence, Event, Fact, Kind};
use crate::ids::ScenarioId;
use crate::plan::caption_ms;
use crate::session::{Session, Setup};
use crate::speech::{
    Capture, Captured, EarEvent, Ears, EarsConfig, Heard, Mouth, MouthConfig, MouthEvent, RATE, SpeechError, WhisperConfig, clip,
    model, samples,
};
use crate::time::CallTime;

/// A device gives its sound in blocks of about so long (ms).
const BLOCK_MS: u64 = 20;
/// Nobody waits longer for words: the turn then counts as not heard.
const PATIENCE: Duration = Duration::from_secs(30);

/// Speaks every recording of the folder, in the order of their names, to the customer of a scenario.
pub(super) fn run(scenario: &ScenarioId, folder: &Path, threads: u8) -> Exit {
    let turns = match recordings(folder) {
        Ok(turns) => turns,
        Err(why) => return could_not_run(why),
    };
    let mut bench = match Bench::begin(scenario, threads) {
        Ok(bench) => bench,
        Err(why) => return could_not_run(why),
    };
    let (mut words, mut replies, mut missed) = (Vec::new(), Vec::new(), 0);
    for (name, sound) in turns {
        match bench.turn(sound) {
            Some((words_ms, reply_ms)) => {
                let reply = reply_ms.map_or("no line".to_owned(), |ms| format!("line after {ms} ms"));
                eprintln!("· {name}: words after {words_ms} ms, {reply}");
                words.push(words_ms);
                replies.extend(reply_ms);
            }
            None => {
                eprintln!("· {name}: not heard");
                missed += 1;
            }
        }
    }
    println!("{} turns heard, {missed} not; {threads} thread(s) for the recogniser", words.len());
    println!("{}", distribution("from the turn's end to its words", words));
    println!("{}", distribution("from the turn's end to the customer's line", replies));
    Exit::Done
}

/// The recordings of a folder with their names, as the ears take them.
fn recordings(folder: &Path) -> Result<Vec<(String, Vec<f32>)>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wav"));
    files.sort();
    if files.is_empty() {
        return Err(format!("{} holds no recording: name a folder with one WAV file a turn", folder.display()));
    }
    let read = |file: PathBuf| {
        let sound = clip::decode_file(&file).map_err(|error| error.to_string())?;
        Ok((file.file_name().unwrap_or_default().to_string_lossy().into_owned(), sound))
    };
    files.into_iter().map(read).collect()
}

/// A call with live ears and a silent mouth.
struct Bench {
    session: Session,
    began: Instant,
    ears: Ears,
    mouth: Mouth,
    speak: Sender<Vec<f32>>,
}

impl Bench {
    fn begin(scenario: &ScenarioId, threads: u8) -> Result<Self, String> {
        let library = library().map_err(|_| "the library of scenarios cannot be read".to_owned())?;
        let setup = Setup {
            library: &library,
            scenario: scenario.clone(),
            cast: None,
            seed: 1,
            trainee: "bench".to_owned(),
            records: None,
            model: None,
            arrival: Arrival::default(),
        };
        let mut session = Session::start(setup).map_err(|error| error.to_string())?;
        let began = Instant::now();
        for fact in [Fact::Offered(Channel::InboundCall), Fact::Answered] {
            session.tell(CallTime(0), fact).map_err(|why| why.to_string())?;
        }
        let (speak, waiting) = channel();
        let (send, sound) = sync_channel(64);
        std::thread::spawn(move || microphone(&waiting, &send));
        let mut capture = Some(Capture { name: "recordings".to_owned(), rate: RATE, channels: 1, sound, keep: Box::new(()) });
        let gone = || SpeechError::Device { what: "microphone", why: "the recordings are over".to_owned() };
        let language = session.header().language;
        let config = EarsConfig {
            whisper: WhisperConfig { model: model::default_model(), threads },
            ..EarsConfig::new(language, model::default_model(), began)
        };
        let ears = Ears::hearing(config, Box::new(move || capture.take().ok_or_else(gone)));
        ears.open_call(began, language, &session.script().prompt());
        let mouth = Mouth::start(MouthConfig { audible: false, ..MouthConfig::default() });
        let bench = Self { session, began, ears, mouth, speak };
        bench.wait_for_the_model()?;
        Ok(bench)
    }

    fn wait_for_the_model(&self) -> Result<(), String> {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            match self.ears.recv_timeout(Duration::from_millis(100)) {
                Some(EarEvent::ModelReady { .. }) => return Ok(()),
                Some(EarEvent::ModelFailed(why)) => return Err(why),
                _ => {}
            }
        }
        Err("the speech model does not load".to_owned())
    }

    fn now(&self) -> CallTime {
        CallTime(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// Speaks one turn: milliseconds from its end to its words, and to the customer's line if there was one.
    fn turn(&mut self, sound: Vec<f32>) -> Option<(u64, Option<u64>)> {
        let length = Duration::from_millis(crate::speech::millis(sound.len()));
        self.speak.send(sound).ok()?;
        let since = Instant::now();
        let mut last = None;
        while since.elapsed() < length + PATIENCE {
            match self.ears.recv_timeout(Duration::from_millis(5)) {
                Some(EarEvent::Heard(heard)) => {
                    let words_ms = self.now().since(heard.utterance.span.to);
                    let reply_ms = self.answer(&heard);
                    last = Some((words_ms, reply_ms));
                }
                // The recording may hold a pause long enough for two turns: the last one counts.
                None if last.is_some() && since.elapsed() > length => return last,
                Some(EarEvent::Dropped { .. }) if since.elapsed() > length => return last,
                _ => {}
            }
            if self.session.deadline().is_some_and(|due| due <= self.now()) {
                let _ = self.tell(Fact::TimeIs);
            }
        }
        last
    }

    /// The customer answers: milliseconds from the turn's end to the beginning of their line.
    fn answer(&mut self, heard: &Heard) -> Option<u64> {
        let events = self.tell(Fact::Heard(heard.utterance.clone()));
        let replies: Vec<&Event> =
            events.iter().filter(|event| matches!(event.kind, Kind::Consequence(Consequence::Replied { .. }))).collect();
        let first = *replies.first()?;
        match (self.session.clip_of(first), &first.kind) {
            (Some(clip), _) => self.mouth.play_line(&clip, first.seq),
            (None, Kind::Consequence(Consequence::Replied { text, .. })) => self.mouth.show_line(caption_ms(text), first.seq),
            _ => {}
        }
        let since = Instant::now();
        let mut gap = None;
        while gap.is_none() && since.elapsed() < PATIENCE {
            if let Some(MouthEvent::Began(_)) = self.mouth.recv_timeout(Duration::from_millis(50)) {
                gap = Some(self.now().since(heard.utterance.span.to));
            }
        }
        // Nobody listens to the lines here: each has been said as soon as it has begun.
        self.mouth.cut();
        for reply in replies {
            self.tell(Fact::LineBegan(reply.seq));
            self.tell(Fact::LineEnded { reply: reply.seq, cut: false });
        }
        gap
    }

    /// A fact that comes too late is none.
    fn tell(&mut self, fact: Fact) -> Vec<Event> {
        self.session.tell(self.now(), fact).unwrap_or_default()
    }
}

/// Gives sound at the pace of a device: what is waiting to be spoken, else the faint noise of a room.
fn microphone(waiting: &Receiver<Vec<f32>>, send: &SyncSender<Captured>) {
    let block = samples(BLOCK_MS);
    let began = Instant::now();
    let mut speech: Vec<f32> = Vec::new();
    for tick in 1u32.. {
        match waiting.try_recv() {
            Ok(more) => speech.extend(more),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return,
        }
        let mut sound: Vec<f32> = speech.drain(..block.min(speech.len())).collect();
        sound.resize(block, 0.0005);
        if send.send(Captured::Sound(sound)).is_err() {
            return;
        }
        let due = Duration::from_millis(BLOCK_MS) * tick;
        std::thread::sleep(due.saturating_sub(began.elapsed()));
    }
}

/// Median and tail of a distribution, in milliseconds.
fn distribution(what: &str, mut millis: Vec<u64>) -> String {
    millis.sort_unstable();
    let at = |permille: usize| millis.get((millis.len().saturating_sub(1) * permille + 500) / 1_000).copied().unwrap_or(0);
    let (median, nine, tail, longest) = (at(500), at(900), at(950), at(1_000));
    format!("{what}: median {median} ms, 90 % {nine} ms, 95 % {tail} ms, longest {longest} ms ({} turns)", millis.len())
}
