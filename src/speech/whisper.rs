//! The recogniser: Whisper by whisper.cpp, greedy, on the CPU.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use whisper_rs::{
    FullParams, SamplingStrategy, WhisperContext, WhisperContextParameters, WhisperState, WhisperTokenId, install_logging_hooks,
};

use super::{HeardWord, RATE, SpeechError, Transcriber, Transcript};
use crate::event::Permille;
use crate::ids::Language;

/// Which model, and how much of the machine it may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhisperConfig {
    /// The ggml file.
    pub model: PathBuf,
    /// Threads: one while a window is drawn, two on a machine with nothing else to do. whisper.cpp's threads spin while
    /// they wait, so more than there are idle cores makes it slower by far.
    pub threads: u8,
}

/// A loaded Whisper model.
pub struct Whisper {
    context: WhisperContext,
    state: WhisperState,
    threads: u8,
}

impl std::fmt::Debug for Whisper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Whisper").field("threads", &self.threads).finish_non_exhaustive()
    }
}

/// Positions of the encoder for a second of sound: it hears 30 s in 1,500 of them.
const POSITIONS_A_SECOND: usize = 50;
/// The whole window of the encoder.
const WINDOW: usize = 1_500;
/// Positions left free after the end of the sound. A clip that fills its window runs away in a loop.
const ROOM: usize = 96;
/// The smallest window used: below it the model loops even on short clips.
const SMALLEST: usize = 384;
/// Windows are multiples of this.
const STEP: usize = 64;
/// Tokens of prompt the decoder has room for, half of its context.
const PROMPT_TOKENS: usize = 220;
/// More tokens than this for a second of speech is a loop (fast Italian has about 8).
const TOKENS_A_SECOND: usize = 14;

impl Whisper {
    /// Loads a model: about 150 MB read, a second or less.
    ///
    /// # Errors
    /// [`SpeechError::NoModel`] if the file is not there, [`SpeechError::Recogniser`] if it is no model.
    pub fn load(config: &WhisperConfig) -> Result<Self, SpeechError> {
        if !config.model.is_file() {
            return Err(SpeechError::NoModel { path: config.model.clone() });
        }
        // Without this whisper.cpp writes dozens of lines to stderr.
        install_logging_hooks();
        let context = context(&config.model)?;
        let state = context.create_state().map_err(failed("prepare"))?;
        Ok(Self { context, state, threads: config.threads.max(1) })
    }

    /// The prompt as tokens, the last ones if there are too many.
    fn prompt(&self, text: &str) -> Vec<WhisperTokenId> {
        let text: String = text.chars().filter(|c| *c != '\0').collect();
        if text.trim().is_empty() {
            return Vec::new();
        }
        // whisper-rs asks for room for every token in advance; a token is at least one byte.
        let mut tokens = self.context.tokenize(&format!(" {}", text.trim()), text.len() + 16).unwrap_or_default();
        let surplus = tokens.len().saturating_sub(PROMPT_TOKENS);
        tokens.drain(..surplus);
        tokens
    }
}

fn context(model: &Path) -> Result<WhisperContext, SpeechError> {
    let mut parameters = WhisperContextParameters::default();
    parameters.use_gpu(false);
    WhisperContext::new_with_params(model, parameters).map_err(failed("load the model"))
}

fn failed(doing: &'static str) -> impl Fn(whisper_rs::WhisperError) -> SpeechError {
    move |error| SpeechError::Recogniser { doing, why: error.to_string() }
}

impl Transcriber for Whisper {
    fn transcribe(
        &mut self,
        samples: &[f32],
        language: Language,
        prompt: &str,
        called_off: &Arc<AtomicBool>,
    ) -> Result<Transcript, SpeechError> {
        if samples.is_empty() {
            return Ok(Transcript::empty());
        }
        let tokens = self.prompt(prompt);
        let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        params.set_n_threads(i32::from(self.threads));
        params.set_language(Some(language.code()));
        params.set_translate(false);
        params.set_no_context(true);
        params.set_no_timestamps(true);
        params.set_token_timestamps(true);
        params.set_single_segment(true);
        params.set_suppress_blank(true);
        params.set_suppress_nst(true);
        params.set_temperature(0.0);
        // No second attempts at a higher temperature: they cost seconds and make the text depend on earlier utterances.
        params.set_temperature_inc(0.0);
        params.set_audio_ctx(window(samples.len()) as i32);
        params.set_max_tokens((16 + samples.len() * TOKENS_A_SECOND / RATE as usize) as i32);
        params.set_print_special(false);
        params.set_print_progress(false);
        params.set_print_realtime(false);
        params.set_print_timestamps(false);
        if !tokens.is_empty() {
            params.set_tokens(&tokens);
        }
        let flag = Arc::clone(called_off);
        // Boxed on purpose: whisper-rs 0.16 calls a closure through a pointer of this very type, whatever it was given.
        let abort: Box<dyn FnMut() -> bool> = Box::new(move || flag.load(Ordering::Relaxed));
        params.set_abort_callback_safe(abort);
        let ran = self.state.full(params, samples);
        if called_off.load(Ordering::Relaxed) {
            return Err(SpeechError::CalledOff);
        }
        ran.map_err(failed("transcribe"))?;
        Ok(self.read(super::millis(samples.len())))
    }
}

/// The window that covers so many samples with room to spare.
fn window(samples: usize) -> usize {
    let needed = samples * POSITIONS_A_SECOND / RATE as usize + ROOM;
    needed.next_multiple_of(STEP).clamp(SMALLEST, WINDOW)
}

impl Whisper {
    /// Gathers the tokens of the last run into words.
    fn read(&self, length_ms: u64) -> Transcript {
        let first_special = self.context.token_eot();
        let mut words = Vec::new();
        let mut word = Gathering::default();
        let mut no_speech = 0.0_f32;
        for segment in self.state.as_iter() {
            no_speech = no_speech.max(segment.no_speech_probability());
            for index in 0..segment.n_tokens() {
                let Some(token) = segment.get_token(index) else { continue };
                if token.token_id() >= first_special {
                    continue;
                }
                let bytes = token.to_bytes().unwrap_or_default();
                if bytes.first() == Some(&b' ') {
                    words.extend(word.finish(length_ms));
                }
                let data = token.token_data();
                word.add(bytes, data.p, data.t0, data.t1);
            }
        }
        words.extend(word.finish(length_ms));
        let text = words.iter().map(|word: &HeardWord| word.text.as_str()).collect::<Vec<_>>().join(" ");
        Transcript { text, words, no_speech: Permille::from_share(no_speech) }
    }
}

/// A word being put together from tokens, which may end in the middle of a letter.
#[derive(Default)]
struct Gathering {
    bytes: Vec<u8>,
    probability: Option<f32>,
    /// First and last time, in whisper.cpp's hundredths of a second.
    times: Option<(i64, i64)>,
}

impl Gathering {
    fn add(&mut self, bytes: &[u8], probability: f32, from: i64, to: i64) {
        self.bytes.extend_from_slice(bytes);
        let silent = !bytes.is_empty() && bytes.iter().all(|byte| byte.is_ascii_punctuation() || *byte == b' ');
        if !silent {
            self.probability = Some(self.probability.map_or(probability, |lowest| lowest.min(probability)));
            self.times = Some(self.times.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
        }
    }

    /// The word, if there is one; the next begins.
    fn finish(&mut self, length_ms: u64) -> Option<HeardWord> {
        let done = std::mem::take(self);
        let text = String::from_utf8_lossy(&done.bytes).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let (from, to) = done.times.unwrap_or_default();
        let ms = |hundredths: i64| (hundredths.max(0) as u64 * 10).min(length_ms);
        let confidence = Permille::from_share(done.probability.unwrap_or(0.0));
        Some(HeardWord { text, from_ms: ms(from), to_ms: ms(to).max(ms(from)), confidence })
    }
}
