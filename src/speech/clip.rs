//! Sound in files: any WAV, FLAC or Ogg Vorbis in; 16 kHz mono FLAC out, named by its content.

use std::io::Cursor;
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
    let sound = decode(bytes.to_vec()).map_err(bad)?;
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
    let bytes = std::fs::read(path).map_err(SpeechError::disk("read", path))?;
    decode(bytes).map_err(|why| SpeechError::Audio { path: path.to_owned(), why })
}

fn decode(mut bytes: Vec<u8>) -> Result<Sound, String> {
    mend(&mut bytes);
    let length = bytes.len() as u64;
    let decoder = rodio::Decoder::builder().with_data(Cursor::new(bytes)).with_byte_len(length).with_seekable(true).build();
    let decoder = decoder.map_err(|error| error.to_string())?;
    let (rate, channels) = (decoder.sample_rate().get(), decoder.channels().get());
    let interleaved: Vec<f32> = decoder.collect();
    if interleaved.is_empty() { Err("it holds no sound".to_owned()) } else { Ok(Sound { interleaved, rate, channels }) }
}

/// Puts right what clips kept by earlier versions say of their blocks. The shortest block is told without the last one (RFC 9639,
/// 8.2); `flacenc` tells it with the last one, and then the decoder takes a stream of equal blocks for one of unequal blocks and finds
/// no sound in it. The clip on disk stays as it is: its name is its hash.
fn mend(bytes: &mut [u8]) {
    // The stream's information stands first: shortest block in the bytes 8 and 9, longest in 10 and 11.
    if bytes.starts_with(b"fLaC") && bytes.get(4).is_some_and(|kind| kind & 0x7f == 0) && bytes.len() > 12 && equal_blocks(bytes)
    {
        bytes.copy_within(10..12, 8);
    }
}

/// Whether the first frame of a FLAC stream says that all blocks are of one length.
fn equal_blocks(bytes: &[u8]) -> bool {
    let mut at = 4;
    while let Some(head) = bytes.get(at..at + 4) {
        at += 4 + (usize::from(head[1]) << 16 | usize::from(head[2]) << 8 | usize::from(head[3]));
        if head[0] & 0x80 != 0 {
            return bytes.get(at..at + 2) == Some(&[0xff, 0xf8]);
        }
    }
    false
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
    let mut stream = stream.map_err(|error| bad(error.to_string()))?;
    // See `mend`.
    let block = stream.stream_info().max_block_size();
    stream.stream_info_mut().set_block_sizes(block, block).map_err(|error| bad(error.to_string()))?;
    let mut sink = flacenc::bitsink::ByteSink::new();
    stream.write(&mut sink).map_err(|error| bad(error.to_string()))?;
    Ok(sink.into_inner())
}

/// The name of a clip: SHA-256 of its bytes, in hex.
pub fn content_name(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
