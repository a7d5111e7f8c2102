//! The encoder's file: named tables of numbers in the safetensors format, with acts and pieces beside them.

use std::collections::HashMap;
use std::sync::Mutex;

use lru::LruCache;
use safetensors::SafeTensors;
use safetensors::tensor::Dtype;
use sha2::{Digest, Sha256};

use super::arithmetic::{Bend, Linear};
use super::encoder::{Encoder, Layer, Norm, PLACES, REMEMBERED};
use super::pieces::Pieces;
use crate::ids::ActId;
use crate::scenario::hex;

/// More layers than this are no file of ours.
const MOST_LAYERS: usize = 48;

impl Encoder {
    /// Reads an encoder.
    ///
    /// # Errors
    /// A sentence with the file, what is wrong with it and what to do.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, String> {
        let fault = |what: String| format!("{file}: {what}: this file is shipped with Pronto, fetch it again");
        let tables = Tables::read(bytes).map_err(&fault)?;
        let hash = hex(&Sha256::digest(bytes));
        tables.encoder(hash).map_err(fault)
    }
}

struct Tables<'a> {
    tensors: SafeTensors<'a>,
    said: HashMap<String, String>,
}

impl<'a> Tables<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let broken = |error: safetensors::SafeTensorError| format!("it is no safetensors file or a torn one ({error})");
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
        let said = header.metadata().clone().unwrap_or_default();
        Ok(Self { tensors: SafeTensors::deserialize(bytes).map_err(broken)?, said })
    }

    fn encoder(&self, hash: String) -> Result<Encoder, String> {
        let acts: Vec<ActId> = self.said("acts")?.split_whitespace().map(ActId::from).collect();
        let pieces: Vec<&str> = self.said("pieces")?.split('\n').collect();
        let likely = self.floats("pieces.likely", pieces.len())?;
        let unknown = self.number("unknown", pieces.len())?;
        let (begin, end) = (self.number("begin", pieces.len())?, self.number("end", pieces.len())?);
        let (norm, places) = (self.floats("norm.stretch", 0)?, self.floats("places", 0)?);
        let width = norm.len();
        let heads = self.number("heads", width + 1)? as usize;
        if heads == 0 || !width.is_multiple_of(heads * 8) || width == 0 || places.len() < PLACES * width {
            return Err("its width, heads and places do not fit together".to_owned());
        }
        let table = (self.bytes("table", pieces.len() * width)?, self.floats("table.scale", pieces.len())?);
        let layers = (0..MOST_LAYERS)
            .take_while(|layer| self.tensors.tensor(&format!("{layer}.look")).is_ok())
            .map(|layer| self.layer(layer, width))
            .collect::<Result<Vec<_>, _>>()?;
        let whole = self.linear("whole", 2 * width)?;
        let each = self.linear("each", width)?;
        if whole.outputs() != acts.len() || each.outputs() != acts.len() || acts.is_empty() {
            return Err("it has more or fewer outputs than acts".to_owned());
        }
        Ok(Encoder {
            hash,
            acts,
            held_out: self.said("held_out")?.split_whitespace().map(str::to_owned).collect(),
            pieces: Pieces::new(pieces.into_iter().zip(likely), unknown),
            begin,
            end,
            width,
            heads,
            table,
            places,
            norm: Norm(norm, self.floats("norm.shift", width)?),
            layers,
            whole,
            each,
            bend: Bend::new(),
            before: Mutex::new(LruCache::new(REMEMBERED)),
        })
    }

    fn layer(&self, layer: usize, width: usize) -> Result<Layer, String> {
        let named = |name: &str| format!("{layer}.{name}");
        let norm = |name: &str| {
            let part = |part: &str| self.floats(&format!("{layer}.{name}.{part}"), width);
            Ok::<_, String>(Norm(part("stretch")?, part("shift")?))
        };
        let widen = self.linear(&named("widen"), width)?;
        let made = Layer {
            look: self.linear(&named("look"), width)?,
            gather: self.linear(&named("gather"), width)?,
            norm: norm("norm")?,
            narrow: self.linear(&named("narrow"), widen.outputs())?,
            widen,
            end_norm: norm("end_norm")?,
        };
        let fits = made.look.outputs() == 3 * width && made.gather.outputs() == width && made.narrow.outputs() == width;
        if fits { Ok(made) } else { Err(format!("its layer {layer} does not fit together")) }
    }

    fn linear(&self, name: &str, inputs: usize) -> Result<Linear, String> {
        let scales = self.floats(&format!("{name}.scale"), 0)?;
        let bias = self.floats(&format!("{name}.bias"), scales.len())?;
        let weights = self.bytes(name, inputs * scales.len())?;
        Linear::new(inputs, &weights, scales, bias).ok_or_else(|| format!("its table \"{name}\" has the wrong size"))
    }

    fn said(&self, name: &str) -> Result<&str, String> {
        self.said.get(name).map(String::as_str).ok_or_else(|| format!("it does not say \"{name}\""))
    }

    fn number(&self, name: &str, below: usize) -> Result<u32, String> {
        let number = self.said(name)?.parse::<u32>().ok().filter(|number| (*number as usize) < below);
        number.ok_or_else(|| format!("its \"{name}\" is no number below {below}"))
    }

    /// Eight-bit whole numbers, so many.
    fn bytes(&self, name: &str, count: usize) -> Result<Vec<i8>, String> {
        let view = self.tensors.tensor(name).map_err(|_| format!("it has no table \"{name}\""))?;
        let fits = view.dtype() == Dtype::I8 && view.data().len() == count;
        if fits {
            Ok(view.data().iter().map(|byte| byte.cast_signed()).collect())
        } else {
            Err(format!("its table \"{name}\" has the wrong size"))
        }
    }

    /// Single-precision numbers, finite, so many; any number, if 0.
    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        let view = self.tensors.tensor(name).map_err(|_| format!("it has no table \"{name}\""))?;
        let floats: Vec<f32> = view.data().as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        let fits =
            view.dtype() == Dtype::F32 && (count == 0 || floats.len() == count) && floats.iter().all(|float| float.is_finite());
        if fits { Ok(floats) } else { Err(format!("its table \"{name}\" has the wrong size or holds what is no number")) }
    }
}
