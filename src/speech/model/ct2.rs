//! Reads the weights of a Whisper model as CTranslate2 (binary version 6) stores them: a table of named arrays, 16-bit floats.

use std::collections::BTreeMap;
use std::ops::Range;

/// CTranslate2's number for 16-bit floats.
const FLOAT16: u8 = 4;

/// One named array of the file.
#[derive(Debug, Clone)]
struct Variable {
    dims: Vec<u32>,
    kind: u8,
    bytes: Range<usize>,
}

/// A CTranslate2 model in memory.
#[derive(Debug)]
pub struct Ct2Model {
    data: Vec<u8>,
    variables: BTreeMap<String, Variable>,
}

/// An array of 16-bit floats, little-endian, with its dimensions.
#[derive(Debug, Clone, Copy)]
pub struct Tensor<'a> {
    /// Its dimensions, outermost first.
    pub dims: &'a [u32],
    /// Its elements, two bytes each.
    pub halves: &'a [u8],
}

impl Ct2Model {
    /// Reads the table of a model file.
    ///
    /// # Errors
    /// What is wrong with the bytes, as a lowercase fragment.
    pub fn parse(data: Vec<u8>) -> Result<Self, String> {
        let mut cursor = Cursor { data: &data, at: 0 };
        let version = cursor.u32()?;
        if version != 6 {
            return Err(format!("its binary version is {version}, expected 6"));
        }
        let specification = cursor.text()?;
        if specification != "WhisperSpec" {
            return Err(format!("it holds a \"{specification}\", expected a \"WhisperSpec\""));
        }
        let _revision = cursor.u32()?;
        let count = cursor.u32()?;
        let mut variables = BTreeMap::new();
        for _ in 0..count {
            let name = cursor.text()?;
            let rank = cursor.u8()?;
            let dims = (0..rank).map(|_| cursor.u32()).collect::<Result<Vec<_>, _>>()?;
            let kind = cursor.u8()?;
            let length = cursor.u32()? as usize;
            let bytes = cursor.skip(length)?;
            variables.insert(name, Variable { dims, kind, bytes });
        }
        Ok(Self { data, variables })
    }

    /// An array by name.
    ///
    /// # Errors
    /// If it is not there, or does not hold as many 16-bit floats as its dimensions say.
    pub fn tensor(&self, name: &str) -> Result<Tensor<'_>, String> {
        let variable = self.variables.get(name).ok_or_else(|| format!("it has no array \"{name}\""))?;
        let count = variable.dims.iter().try_fold(1_usize, |product, dim| product.checked_mul(*dim as usize));
        if variable.kind != FLOAT16 || count.and_then(|count| count.checked_mul(2)) != Some(variable.bytes.len()) {
            return Err(format!("its array \"{name}\" does not hold the 16-bit floats its dimensions promise"));
        }
        Ok(Tensor { dims: &variable.dims, halves: &self.data[variable.bytes.clone()] })
    }

    /// How many layers `encoder` or `decoder` has.
    pub fn layers(&self, side: &str) -> u32 {
        let prefix = format!("{side}/layer_");
        let number = |name: &String| name.strip_prefix(&prefix)?.split('/').next()?.parse::<u32>().ok();
        self.variables.keys().filter_map(number).max().map_or(0, |last| last + 1)
    }
}

impl<'a> Tensor<'a> {
    /// Rows `range` of a matrix, or elements of a vector.
    ///
    /// # Errors
    /// If it has not so many.
    pub fn rows(self, range: Range<u32>) -> Result<Rows<'a>, String> {
        let (Some(first), inner) = (self.dims.first(), self.dims.get(1..).unwrap_or_default()) else {
            return Err("a single number has no rows".to_owned());
        };
        if range.start > range.end || range.end > *first {
            return Err(format!("an array of {first} rows was to give rows {range:?}"));
        }
        let row = self.halves.len() / (*first).max(1) as usize;
        let mut dims = vec![range.end - range.start];
        dims.extend_from_slice(inner);
        Ok(Rows { dims, halves: &self.halves[range.start as usize * row..range.end as usize * row] })
    }
}

/// Part of a [`Tensor`].
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    /// Its dimensions, outermost first.
    pub dims: Vec<u32>,
    /// Its elements, two bytes each.
    pub halves: &'a [u8],
}

/// A place in the file.
struct Cursor<'a> {
    data: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn skip(&mut self, length: usize) -> Result<Range<usize>, String> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.data.len());
        let end = end.ok_or_else(|| format!("it ends at byte {}, in the middle of its table", self.data.len()))?;
        Ok(std::mem::replace(&mut self.at, end)..end)
    }

    fn u8(&mut self) -> Result<u8, String> {
        let range = self.skip(1)?;
        Ok(self.data[range.start])
    }

    fn u32(&mut self) -> Result<u32, String> {
        let range = self.skip(4)?;
        let bytes = self.data[range].first_chunk().copied().unwrap_or_default();
        Ok(u32::from_le_bytes(bytes))
    }

    /// A text: its length with the closing zero, then its bytes.
    fn text(&mut self) -> Result<String, String> {
        let range = self.skip(2)?;
        let bytes = self.data[range].first_chunk().copied().unwrap_or_default();
        let range = self.skip(usize::from(u16::from_le_bytes(bytes)))?;
        let bytes = &self.data[range];
        let bytes = bytes.strip_suffix(&[0]).unwrap_or(bytes);
        String::from_utf8(bytes.to_vec()).map_err(|_| "one of its names is not UTF-8".to_owned())
    }
}
