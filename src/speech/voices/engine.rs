//! The voice engine: sounds in, samples out. Kokoro-82M (weights Apache-2.0) run by `rten`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rten::{Model, NodeId, RunError, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use thiserror::Error;

use super::onnx::{self, ModelFault};

/// Samples a second of everything the engine says.
pub const RATE: u32 = 24_000;

/// Samples in one frame of the engine's durations: 25 ms.
pub const FRAME: usize = 600;

/// Numbers in one row of a voice file. Rows are chosen by the number of sounds.
const STYLE: usize = 256;

/// The model's file in the engine's folder.
pub(super) const MODEL_FILE: &str = "kokoro-int8.onnx";

/// The file that numbers the sounds.
pub(super) const VOCABULARY_FILE: &str = "vocab.json";

/// The value inside the model that says how many frames each sound lasts.
const DURATIONS: &str = "/encoder/Clip_output_0";

/// Why the engine could not be started or did not speak.
#[derive(Debug, Error)]
pub enum EngineError {
    /// A file of the engine is missing or unreadable.
    #[error("cannot read {}; `pronto setup --voices` fetches the engine", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The model's bytes are not what they should be.
    #[error("cannot prepare the voice model")]
    Model(#[from] ModelFault),
    /// `rten` does not take the model.
    #[error("cannot load the voice model")]
    Load(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The list of sounds is not what it should be.
    #[error("the list of sounds is not of the known shape")]
    Vocabulary(#[from] serde_json::Error),
    /// A voice file has another size than rows of 256 numbers.
    #[error("the voice \"{0}\" has an unknown size")]
    VoiceSize(String),
    /// A blend is empty or does not add up to 100.
    #[error("the shares of a blend add up to {0} percent, not 100")]
    Shares(u32),
    /// The model failed while speaking.
    #[error("the voice model failed")]
    Run(#[from] RunError),
    /// The model gave something else than sound.
    #[error("the voice model gave something else than samples")]
    Shape,
}

/// A blend of voices, ready to speak.
#[derive(Debug, Clone, PartialEq)]
pub struct Style(Vec<f32>);

/// One thing said: samples, and how many frames of [`FRAME`] samples each sound lasts (the silent marks before and after included).
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Samples at [`RATE`]; they may exceed 1.
    pub samples: Vec<f32>,
    /// Frames by sound.
    pub frames: Vec<usize>,
}

/// The loaded engine. It may be shared by threads; each call of [`Engine::say`] uses one thread.
pub struct Engine {
    home: PathBuf,
    model: Model,
    tokens: NodeId,
    style: NodeId,
    speed: NodeId,
    durations: NodeId,
    audio: NodeId,
    vocabulary: BTreeMap<char, i32>,
}

std::thread_local! {
    // A worker for every thread that speaks: with one for all of them, they would wait for each other and use one core.
    static ONE_THREAD: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("home", &self.home).finish_non_exhaustive()
    }
}

impl Engine {
    /// Loads the engine from its folder: about a second.
    ///
    /// # Errors
    /// [`EngineError`] if files are missing or not what they should be.
    pub fn load(home: &Path) -> Result<Self, EngineError> {
        let model = onnx::for_rten(&read(&home.join(MODEL_FILE))?)?;
        let model = Model::load(model).map_err(|error| EngineError::Load(Box::new(error)))?;
        let vocabulary: VocabularyFile = serde_json::from_slice(&read(&home.join(VOCABULARY_FILE))?)?;
        Ok(Self {
            home: home.to_owned(),
            tokens: model.node_id("tokens")?,
            style: model.node_id("style")?,
            speed: model.node_id("speed")?,
            durations: model.node_id(DURATIONS)?,
            audio: model.node_id("audio")?,
            model,
            vocabulary: vocabulary.vocab,
        })
    }

    /// The number of a sound; none if the engine does not know it.
    pub fn token(&self, sound: char) -> Option<i32> {
        self.vocabulary.get(&sound).copied()
    }

    /// Blends voices by their shares in percent.
    ///
    /// # Errors
    /// [`EngineError`] if the shares do not add up or a voice does not exist.
    pub fn blend(&self, blend: &[(String, u8)]) -> Result<Style, EngineError> {
        let total = blend.iter().map(|(_, share)| u32::from(*share)).sum();
        if total != 100 {
            return Err(EngineError::Shares(total));
        }
        let mut sum: Vec<f32> = Vec::new();
        for (name, share) in blend {
            let bytes = read(&self.home.join("voices").join(format!("{name}.bin")))?;
            if bytes.is_empty() || bytes.len() % (4 * STYLE) != 0 {
                return Err(EngineError::VoiceSize(name.clone()));
            }
            sum.resize(bytes.len() / 4, 0.0);
            for (into, number) in sum.iter_mut().zip(bytes.as_chunks::<4>().0) {
                *into += f32::from_le_bytes(*number) * f32::from(*share) / 100.0;
            }
        }
        Ok(Style(sum))
    }

    /// Speaks. `speed` is 1 for the voice's own. `pace` may change how many frames each sound lasts before the sound is made
    /// (position 0 and the last are the silent marks), so that a pause is spoken towards and not cut in.
    ///
    /// # Errors
    /// [`EngineError::Run`] if the model fails, as with more than 510 sounds.
    pub fn say(&self, tokens: &[i32], style: &Style, speed: f32, pace: impl Fn(&mut [usize])) -> Result<Said, EngineError> {
        let framed: Vec<i32> = std::iter::once(0).chain(tokens.iter().copied()).chain(std::iter::once(0)).collect();
        let length = framed.len();
        let row = tokens.len().min(style.0.len() / STYLE - 1) * STYLE;
        let tokens = NdTensor::from_data([1, length], framed);
        let style = NdTensor::from_data([1, STYLE], style.0[row..row + STYLE].to_vec());
        let speed = NdTensor::from_data([1], vec![speed]);
        let inputs = || -> Vec<(NodeId, ValueOrView<'_>)> {
            vec![(self.tokens, tokens.view().into()), (self.style, style.view().into()), (self.speed, speed.view().into())]
        };
        let [durations] = self.model.run_n(inputs(), [self.durations], Some(options()))?;
        let durations: Tensor<f32> = durations.try_into().map_err(|_| EngineError::Shape)?;
        let mut frames: Vec<usize> = durations.iter().map(|frames| *frames as usize).collect();
        pace(&mut frames);
        let paced = NdTensor::from_data([1, length], frames.iter().map(|frames| *frames as f32).collect::<Vec<f32>>());
        let mut inputs = inputs();
        inputs.push((self.durations, paced.view().into()));
        let [audio] = self.model.run_n(inputs, [self.audio], Some(options()))?;
        let audio: Tensor<f32> = audio.try_into().map_err(|_| EngineError::Shape)?;
        Ok(Said { samples: audio.to_vec(), frames })
    }
}

fn options() -> RunOptions {
    let mut options = RunOptions::default();
    options.thread_pool = Some(ONE_THREAD.with(Arc::clone));
    options
}

#[derive(serde::Deserialize)]
struct VocabularyFile {
    vocab: BTreeMap<char, i32>,
}

fn read(path: &Path) -> Result<Vec<u8>, EngineError> {
    std::fs::read(path).map_err(|source| EngineError::File { path: path.to_owned(), source })
}
