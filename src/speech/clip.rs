//! Sound in files: any WAV, FLAC or Ogg Vorbis in; 16 kHz mono FLAC out, named by its content.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use flacenc::component::BitRepr as _;
use flacenc::error::Verify as _;
use rodio::Source as _;
use sha2::{Digest, Sha256};

use super::model::hex;
use super::resample::resample;
use super::{RATE, SpeechError};

/// A file's sound at 16 kHz mono, -1.0 to 1.0.
///
/// # Errors
/// [`SpeechError::Disk`] if it cannot be read, [`SpeechError::Audio`] if it is no sound Pronto knows.
pub fn decode_file(path: &Path) -> Result<Vec<f32>, SpeechError> {
    let sound = decode_at_own_rate(path)?;
    let bad = |why: String| SpeechError::Audio { path: path.to_owned(), why };
    resample(&sound.interleaved, sound.rate, sound.channels).map_err(bad)
}

/// Sound in memory (a stored clip) at 16 kHz mono.
///
/// # Errors
/// [`SpeechError::Audio`].
pub fn decode_bytes(bytes: &[u8]) -> Result<Vec<f32>, SpeechError> {
    let bad = |why: String| SpeechError::Audio { path: "a clip in memory".into(), why };
    let sound = decode(Cursor::new(bytes.to_vec()), bytes.len() as u64).map_err(bad)?;
    resample(&sound.interleaved, sound.rate, sound.channels).map_err(bad)
}

/// How long a sound file lasts, in whole milliseconds.
///
/// # Errors
/// As [`decode_file`].
pub fn duration_ms(path: &Path) -> Result<u64, SpeechError> {
    let sound = decode_at_own_rate(path)?;
    let frames = sound.interleaved.len() as u64 / u64::from(sound.channels.max(1));
    Ok(frames * 1_000 / u64::from(sound.rate.max(1)))
}

/// Decoded sound as it was stored.
pub(crate) struct Sound {
    pub(crate) interleaved: Vec<f32>,
    pub(crate) rate: u32,
    pub(crate) channels: u16,
}

pub(crate) fn decode_at_own_rate(path: &Path) -> Result<Sound, SpeechError> {
    let file = File::open(path).map_err(SpeechError::disk("read", path))?;
    let length = file.metadata().map_err(SpeechError::disk("read", path))?.len();
    decode(std::io::BufReader::new(file), length).map_err(|why| SpeechError::Audio { path: path.to_owned(), why })
}

fn decode(data: impl Read + Seek + Send + Sync + 'static, length: u64) -> Result<Sound, String> {
    let decoder = rodio::Decoder::builder().with_data(data).with_byte_len(length).with_seekable(true).build();
    let decoder = decoder.map_err(|error| error.to_string())?;
    let (rate, channels) = (decoder.sample_rate().get(), decoder.channels().get());
    let interleaved: Vec<f32> = decoder.collect();
    if interleaved.is_empty() { Err("it holds no sound".to_owned()) } else { Ok(Sound { interleaved, rate, channels }) }
}

/// Encodes 16 kHz mono as 16-bit FLAC: lossless, about half the size of WAV.
///
/// # Errors
/// [`SpeechError::Audio`] if the encoder refuses; it has no reason to.
pub fn encode_flac(samples: &[f32]) -> Result<Vec<u8>, SpeechError> {
    let bad = |why: String| SpeechError::Audio { path: "a clip in memory".into(), why };
    let whole: Vec<i32> = samples.iter().map(|sample| (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i32).collect();
    let mut config = flacenc::config::Encoder::default();
    // Several threads would compete with the recogniser for two cores.
    config.multithread = false;
    let config = config.into_verified().map_err(|(_, error)| bad(error.to_string()))?;
    let source = flacenc::source::MemSource::from_samples(&whole, 1, 16, RATE as usize);
    let stream = flacenc::encode_with_fixed_block_size(&config, source, config.block_size);
    let stream = stream.map_err(|error| bad(error.to_string()))?;
    let mut sink = flacenc::bitsink::ByteSink::new();
    stream.write(&mut sink).map_err(|error| bad(error.to_string()))?;
    Ok(sink.into_inner())
}

/// The name of a clip: SHA-256 of its bytes, in hex.
pub fn content_name(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
