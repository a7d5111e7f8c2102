//! The default microphone, as blocks of samples on a channel.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use rodio::cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use rodio::cpal::{self, FromSample, SizedSample};

use super::SpeechError;
use super::device::is_gone;

/// A source of sound that is open.
pub struct Capture {
    /// The device's name, for people.
    pub name: String,
    /// Samples a second and channel.
    pub rate: u32,
    /// Channels, interleaved.
    pub channels: u16,
    /// What it gives.
    pub sound: Receiver<Captured>,
    /// Whatever keeps the source open; dropped with the capture.
    pub keep: Box<dyn std::any::Any + Send>,
}

impl std::fmt::Debug for Capture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Capture").field("name", &self.name).field("rate", &self.rate).finish_non_exhaustive()
    }
}

/// What a source of sound gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Captured {
    /// Interleaved samples.
    Sound(Vec<f32>),
    /// The source is gone; this is why.
    Lost(String),
}

/// Blocks that may wait to be taken: some seconds of sound. More are lost rather than heard late.
const WAITING: usize = 512;

/// Opens the default microphone at the rate it likes best.
///
/// # Errors
/// [`SpeechError::Device`] if there is none, or it cannot be opened.
pub fn open_microphone() -> Result<Capture, SpeechError> {
    let missing = |error: cpal::Error| SpeechError::Device { what: "microphone", why: error.to_string() };
    let device = cpal::default_host().default_input_device();
    let device = device.ok_or(SpeechError::Device { what: "microphone", why: "the system has none".to_owned() })?;
    let config = device.default_input_config().map_err(missing)?;
    let name = device.description().map_or_else(|_| "microphone".to_owned(), |description| description.name().to_owned());
    let (send, sound) = sync_channel(WAITING);
    let stream = open_stream(&device, &config, send)?;
    stream.play().map_err(missing)?;
    let (rate, channels) = (config.sample_rate(), config.channels());
    Ok(Capture { name, rate, channels, sound, keep: Box::new(stream) })
}

fn open_stream(
    device: &cpal::Device,
    config: &cpal::SupportedStreamConfig,
    send: SyncSender<Captured>,
) -> Result<cpal::Stream, SpeechError> {
    use cpal::SampleFormat::{F32, F64, I8, I16, I32, U8, U16, U32};
    match config.sample_format() {
        F32 => build::<f32>(device, config, send),
        F64 => build::<f64>(device, config, send),
        I8 => build::<i8>(device, config, send),
        I16 => build::<i16>(device, config, send),
        I32 => build::<i32>(device, config, send),
        U8 => build::<u8>(device, config, send),
        U16 => build::<u16>(device, config, send),
        U32 => build::<u32>(device, config, send),
        other => {
            Err(SpeechError::Device { what: "microphone", why: format!("it gives samples as {other}, which Pronto cannot read") })
        }
    }
}

fn build<T>(
    device: &cpal::Device,
    config: &cpal::SupportedStreamConfig,
    send: SyncSender<Captured>,
) -> Result<cpal::Stream, SpeechError>
where
    T: SizedSample + Send + 'static,
    f32: FromSample<T>,
{
    let lost = send.clone();
    let stream = device.build_input_stream::<T, _, _>(
        config.config(),
        move |data, _| {
            let block = data.iter().map(|sample| <f32 as FromSample<T>>::from_sample_(*sample)).collect();
            // A full channel means that nobody has listened for seconds: this block is lost, and the clock notices.
            if let Err(TrySendError::Disconnected(_)) = send.try_send(Captured::Sound(block)) {}
        },
        move |error: cpal::Error| {
            if is_gone(error.kind()) {
                let _ = lost.try_send(Captured::Lost(error.to_string()));
            }
        },
        Some(Duration::from_secs(2)),
    );
    stream.map_err(|error| SpeechError::Device { what: "microphone", why: error.to_string() })
}
