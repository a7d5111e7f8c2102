//! Writes a Whisper model in the layout that whisper.cpp reads (`convert-pt-to-ggml.py` of whisper.cpp defines it): header,
//! mel filters, vocabulary, then the tensors one after another. Matrices stay 16-bit, vectors and positions become 32-bit.

use std::io::{Read, Seek, Write};

use base64::Engine as _;

use super::ct2::{Ct2Model, Rows};

/// The four bytes a ggml file begins with.
const MAGIC: u32 = 0x6767_6d6c;
/// Header value "matrices are 16-bit floats", and ggml's number of that type.
const F16: u32 = 1;
/// ggml's number of 32-bit floats.
const F32: u32 = 0;
/// Width of an attention head in every Whisper model.
const HEAD_WIDTH: u32 = 64;
/// Tensors of two dimensions that whisper.cpp wants as 32-bit floats all the same.
const KEPT_AT_32_BIT: &[&str] =
    &["encoder.conv1.bias", "encoder.conv2.bias", "encoder.positional_embedding", "decoder.positional_embedding"];

/// The mel filter bank: how a spectrum becomes what the model hears.
#[derive(Debug, Clone, PartialEq)]
pub struct MelFilters {
    /// Number of mel bands.
    pub bands: u32,
    /// Number of frequency bins.
    pub bins: u32,
    /// One weight a band and bin, bands outermost.
    pub weights: Vec<f32>,
}

/// Reads the filter bank of `bands` bands out of `mel_filters.npz`, an archive of numpy arrays.
///
/// # Errors
/// What is wrong with the archive, as a lowercase fragment.
pub fn read_mel_filters(archive: impl Read + Seek, bands: u32) -> Result<MelFilters, String> {
    let mut archive = zip::ZipArchive::new(archive).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    archive
        .by_name(&format!("mel_{bands}.npy"))
        .map_err(|error| error.to_string())?
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    // Layout of .npy, version 1: magic (6), version (2), header length (2, little-endian), header text, data.
    if !bytes.starts_with(b"\x93NUMPY\x01") || bytes.len() < 10 {
        return Err("its filter bank is no numpy array of version 1".to_owned());
    }
    let start = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    let header = String::from_utf8_lossy(bytes.get(10..start).ok_or("its filter bank ends early")?).into_owned();
    if !header.contains("'<f4'") || !header.contains("'fortran_order': False") {
        return Err(format!("its filter bank is not of plain 32-bit floats: {header}"));
    }
    let shape = header.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).map_or("", |(shape, _)| shape);
    let shape: Vec<u32> = shape.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    let &[rows, bins] = shape.as_slice() else {
        return Err(format!("its filter bank has no two dimensions: {header}"));
    };
    // Adding zero turns the one -0.0 of newer archives into the +0.0 of the published models.
    let (chunks, _) = bytes[start..].as_chunks::<4>();
    let weights: Vec<f32> = chunks.iter().map(|bytes| f32::from_le_bytes(*bytes) + 0.0).collect();
    if rows != bands || weights.len() != rows as usize * bins as usize {
        return Err(format!("its filter bank is not {bands} bands of {bins} bins"));
    }
    Ok(MelFilters { bands, bins, weights })
}

/// Reads a vocabulary as tiktoken writes it: one base64 token and its number a line.
///
/// # Errors
/// The line that is no token.
pub fn read_vocabulary(text: &str) -> Result<Vec<Vec<u8>>, String> {
    let token = |(number, line): (usize, &str)| {
        let word = line.split_whitespace().next().unwrap_or_default();
        let engine = base64::engine::GeneralPurpose::new(
            &base64::alphabet::STANDARD,
            base64::engine::GeneralPurposeConfig::new()
                .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
                .with_decode_allow_trailing_bits(true),
        );
        // The vocabulary holds one empty token, written as a lone "=".
        engine.decode(word.trim_end_matches('=')).map_err(|error| format!("line {} is no token: {error}", number + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(token).collect()
}

/// Writes the whole model.
///
/// # Errors
/// An array that the model lacks or that has the wrong size, or what the disk said.
pub fn write_ggml(model: &Ct2Model, mel: &MelFilters, vocabulary: &[Vec<u8>], out: &mut impl Write) -> Result<(), String> {
    let shape = Shape::of(model)?;
    let mut out = Output(out);
    out.u32(&[MAGIC, shape.vocabulary, shape.audio_context, shape.width, shape.heads(), shape.encoder_layers])?;
    out.u32(&[shape.text_context, shape.width, shape.heads(), shape.decoder_layers, shape.bands, F16])?;
    out.u32(&[mel.bands, mel.bins])?;
    for weight in &mel.weights {
        out.bytes(&weight.to_le_bytes())?;
    }
    out.u32(&[vocabulary.len() as u32])?;
    for token in vocabulary {
        out.u32(&[token.len() as u32])?;
        out.bytes(token)?;
    }
    for (name, source, rows) in tensors(&shape) {
        let tensor = model.tensor(&source)?;
        let rows = tensor.rows(rows.unwrap_or(0..tensor.dims.first().copied().unwrap_or(0)))?;
        out.tensor(&name, rows)?;
    }
    Ok(())
}

/// The sizes of a model.
struct Shape {
    vocabulary: u32,
    width: u32,
    text_context: u32,
    audio_context: u32,
    bands: u32,
    encoder_layers: u32,
    decoder_layers: u32,
}

impl Shape {
    fn of(model: &Ct2Model) -> Result<Self, String> {
        let dim = |name: &str, index: usize| -> Result<u32, String> {
            let tensor = model.tensor(name)?;
            tensor.dims.get(index).copied().ok_or_else(|| format!("its array \"{name}\" has too few dimensions"))
        };
        Ok(Self {
            vocabulary: dim("decoder/embeddings/weight", 0)?,
            width: dim("decoder/embeddings/weight", 1)?,
            text_context: dim("decoder/position_encodings/encodings", 0)?,
            audio_context: dim("encoder/position_encodings/encodings", 0)?,
            bands: dim("encoder/conv1/weight", 1)?,
            encoder_layers: model.layers("encoder"),
            decoder_layers: model.layers("decoder"),
        })
    }

    fn heads(&self) -> u32 {
        self.width / HEAD_WIDTH
    }
}

/// A tensor to write: its name in ggml, the array it comes from, and which rows of it (all, if none are named).
type Plan = (String, String, Option<std::ops::Range<u32>>);

/// Every tensor in the order of the published files.
fn tensors(shape: &Shape) -> Vec<Plan> {
    let mut plan: Vec<Plan> = Vec::new();
    let whole = |name: &str, source: &str| (name.to_owned(), source.to_owned(), None);
    plan.push(whole("decoder.positional_embedding", "decoder/position_encodings/encodings"));
    plan.push(whole("encoder.positional_embedding", "encoder/position_encodings/encodings"));
    plan.push(whole("decoder.token_embedding.weight", "decoder/embeddings/weight"));
    for layer in 0..shape.decoder_layers {
        plan.extend(block("decoder", layer, shape.width));
    }
    plan.push(whole("decoder.ln.weight", "decoder/layer_norm/gamma"));
    plan.push(whole("decoder.ln.bias", "decoder/layer_norm/beta"));
    for number in 1..=2 {
        plan.push(whole(&format!("encoder.conv{number}.weight"), &format!("encoder/conv{number}/weight")));
        plan.push(whole(&format!("encoder.conv{number}.bias"), &format!("encoder/conv{number}/bias")));
    }
    for layer in 0..shape.encoder_layers {
        plan.extend(block("encoder", layer, shape.width));
    }
    plan.push(whole("encoder.ln_post.weight", "encoder/layer_norm/gamma"));
    plan.push(whole("encoder.ln_post.bias", "encoder/layer_norm/beta"));
    plan
}

/// The tensors of one layer. CTranslate2 stacks query, key and value (for cross-attention: key and value) in one array;
/// ggml has them apart, and has no bias for keys, which is zero in every Whisper model.
fn block(side: &str, layer: u32, width: u32) -> Vec<Plan> {
    let name = |rest: &str| format!("{side}.blocks.{layer}.{rest}");
    let source = |rest: &str| format!("{side}/layer_{layer}/{rest}");
    let part = |from: u32| Some(from * width..(from + 1) * width);
    let mut plan = vec![
        (name("mlp_ln.weight"), source("ffn/layer_norm/gamma"), None),
        (name("mlp_ln.bias"), source("ffn/layer_norm/beta"), None),
        (name("mlp.0.weight"), source("ffn/linear_0/weight"), None),
        (name("mlp.0.bias"), source("ffn/linear_0/bias"), None),
        (name("mlp.2.weight"), source("ffn/linear_1/weight"), None),
        (name("mlp.2.bias"), source("ffn/linear_1/bias"), None),
        (name("attn_ln.weight"), source("self_attention/layer_norm/gamma"), None),
        (name("attn_ln.bias"), source("self_attention/layer_norm/beta"), None),
        (name("attn.query.weight"), source("self_attention/linear_0/weight"), part(0)),
        (name("attn.query.bias"), source("self_attention/linear_0/bias"), part(0)),
        (name("attn.key.weight"), source("self_attention/linear_0/weight"), part(1)),
        (name("attn.value.weight"), source("self_attention/linear_0/weight"), part(2)),
        (name("attn.value.bias"), source("self_attention/linear_0/bias"), part(2)),
        (name("attn.out.weight"), source("self_attention/linear_1/weight"), None),
        (name("attn.out.bias"), source("self_attention/linear_1/bias"), None),
    ];
    if side == "decoder" {
        plan.extend([
            (name("cross_attn_ln.weight"), source("attention/layer_norm/gamma"), None),
            (name("cross_attn_ln.bias"), source("attention/layer_norm/beta"), None),
            (name("cross_attn.query.weight"), source("attention/linear_0/weight"), None),
            (name("cross_attn.query.bias"), source("attention/linear_0/bias"), None),
            (name("cross_attn.key.weight"), source("attention/linear_1/weight"), part(0)),
            (name("cross_attn.value.weight"), source("attention/linear_1/weight"), part(1)),
            (name("cross_attn.value.bias"), source("attention/linear_1/bias"), part(1)),
            (name("cross_attn.out.weight"), source("attention/linear_2/weight"), None),
            (name("cross_attn.out.bias"), source("attention/linear_2/bias"), None),
        ]);
    }
    plan
}

/// Little-endian output.
struct Output<'a, W: Write>(&'a mut W);

impl<W: Write> Output<'_, W> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.0.write_all(bytes).map_err(|error| error.to_string())
    }

    fn u32(&mut self, numbers: &[u32]) -> Result<(), String> {
        numbers.iter().try_for_each(|number| self.bytes(&number.to_le_bytes()))
    }

    fn tensor(&mut self, name: &str, rows: Rows<'_>) -> Result<(), String> {
        let mut dims = rows.dims;
        if name.starts_with("encoder.conv") && name.ends_with(".bias") {
            dims.push(1);
        }
        let wide = dims.len() < 2 || KEPT_AT_32_BIT.contains(&name);
        self.u32(&[dims.len() as u32, name.len() as u32, if wide { F32 } else { F16 }])?;
        dims.reverse();
        self.u32(&dims)?;
        self.bytes(name.as_bytes())?;
        if !wide {
            return self.bytes(rows.halves);
        }
        let (halves, _) = rows.halves.as_chunks::<2>();
        halves.iter().try_for_each(|half| self.bytes(&widen(u16::from_le_bytes(*half)).to_le_bytes()))
    }
}

/// A 16-bit float as a 32-bit one: exact (IEEE 754, binary16 to binary32).
fn widen(half: u16) -> f32 {
    let sign = u32::from(half >> 15) << 31;
    let exponent = u32::from(half >> 10) & 0x1f;
    let fraction = u32::from(half) & 0x3ff;
    match exponent {
        0 => {
            // Zero or subnormal: fraction × 2⁻²⁴.
            let magnitude = fraction as f32 * (1.0 / 16_777_216.0);
            f32::from_bits(sign | magnitude.to_bits())
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}
