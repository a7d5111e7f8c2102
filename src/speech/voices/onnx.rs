//! The edits the engine's model file needs before `rten` 0.27 runs it as it was made to run.
//!
//! - One `FusedMatMul` of ONNX Runtime's own operator set, with its first factor transposed: `rten` knows no such operator, and the standard
//!   pair `Transpose`, `MatMul` says the same.
//! - `ConvInteger` with padding: the padding should stand for zero, that is, be the zero point of the input. `rten` pads with another number,
//!   which the normalisation over time then spreads over the whole line: it loses 4 decibels between 1 and 4 kHz and begins with a click.
//!   A `Pad` in front that names the zero point leaves nothing to pad.
//! - The phase of a spectrum, where the imaginary part is exactly zero and the real part negative: pi, as the network was trained with, and
//!   not minus pi. `GreaterOrEqual` in place of `Greater` says so.
//!
//! With all three, the spectrum agrees with ONNX Runtime's to half a decibel in every band. The edits are made on the wire format (protocol
//! buffers), where every message is a list of tagged fields: fields are copied as they are, and these nodes are written anew.
//!
//! Field numbers: `onnx.proto3` of the ONNX project (`ModelProto`, `GraphProto`, `NodeProto`, `AttributeProto`).

use thiserror::Error;

const MODEL_GRAPH: u64 = 7;
const GRAPH_NODE: u64 = 1;
const NODE_INPUT: u64 = 1;
const NODE_OUTPUT: u64 = 2;
const NODE_NAME: u64 = 3;
const NODE_OP_TYPE: u64 = 4;
const NODE_ATTRIBUTE: u64 = 5;
const ATTRIBUTE_NAME: u64 = 1;
const ATTRIBUTE_INT: u64 = 3;
const ATTRIBUTE_INTS: u64 = 8;
const ATTRIBUTE_TYPE: u64 = 20;
/// `AttributeProto.AttributeType.INTS`.
const TYPE_INTS: u64 = 7;

/// The comparison that gives a phase its sign.
const PHASE_SIGN: &[u8] = b"/decoder/decoder/generator/Greater";

/// Why a model file could not be prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ModelFault {
    /// The bytes are no protocol buffer message.
    #[error("the model file is damaged: no field begins at byte {0} of its message")]
    Damaged(usize),
    /// The node has two other factors than the one this edit is for.
    #[error("the model file holds a fused product of a shape that is not known here; fetch the engine again")]
    UnknownProduct,
}

/// The model as `rten` can run it.
///
/// # Errors
/// [`ModelFault`] if the bytes are not an ONNX model or a product is of an unknown kind.
pub fn for_rten(model: &[u8]) -> Result<Vec<u8>, ModelFault> {
    let mut out = Vec::with_capacity(model.len() + 64 * 1024);
    for field in fields(model) {
        let field = field?;
        if field.number == MODEL_GRAPH {
            put_bytes(&mut out, MODEL_GRAPH, &graph_for_rten(field.body)?);
        } else {
            out.extend_from_slice(field.whole);
        }
    }
    Ok(out)
}

fn graph_for_rten(graph: &[u8]) -> Result<Vec<u8>, ModelFault> {
    let mut out = Vec::with_capacity(graph.len() + 64 * 1024);
    for field in fields(graph) {
        let field = field?;
        if field.number != GRAPH_NODE {
            out.extend_from_slice(field.whole);
            continue;
        }
        let node = Node::read(field.body)?;
        let instead = match node.op_type {
            b"FusedMatMul" => standard_product(&node)?,
            b"ConvInteger" => padded_beforehand(&node)?,
            b"Greater" if node.name == PHASE_SIGN => vec![node.written(b"GreaterOrEqual", &node.inputs, &node.attributes)],
            _ => Vec::new(),
        };
        if instead.is_empty() {
            out.extend_from_slice(field.whole);
        }
        for node in instead {
            put_bytes(&mut out, GRAPH_NODE, &node);
        }
    }
    Ok(out)
}

/// `FusedMatMul(A^T, B)` of factors of rank 3 as `MatMul(Transpose(A), B)`.
fn standard_product(node: &Node<'_>) -> Result<Vec<Vec<u8>>, ModelFault> {
    let mut transposed = false;
    for attribute in &node.attributes {
        match int_attribute(attribute)? {
            (b"transA", 1) => transposed = true,
            (b"transB" | b"transBatchA" | b"transBatchB", value) if value != 0 => return Err(ModelFault::UnknownProduct),
            _ => {}
        }
    }
    let ([a, b], true) = (&node.inputs[..], transposed) else { return Err(ModelFault::UnknownProduct) };
    let turned = [a, &b"/transposed"[..]].concat();
    Ok(vec![
        new_node(b"Transpose", &[a], &turned, &[&ints_attribute(b"perm", &[0, 2, 1])]),
        node.written(b"MatMul", &[&turned, b], &[]),
    ])
}

/// A padded `ConvInteger` as a `Pad` with its input's zero point and a `ConvInteger` without padding. Nothing for one without padding.
fn padded_beforehand(node: &Node<'_>) -> Result<Vec<Vec<u8>>, ModelFault> {
    let [input, _, zero_point, ..] = node.inputs[..] else { return Ok(Vec::new()) };
    let mut attributes = node.attributes.clone();
    let mut pads = Vec::new();
    for attribute in &node.attributes {
        let (name, ints) = ints_of(attribute)?;
        if name == b"pads" {
            pads = ints;
        }
    }
    // One axis in time: before and after. Batch and channels are not padded.
    let [before, after] = pads[..] else { return Ok(Vec::new()) };
    if before == 0 && after == 0 {
        return Ok(Vec::new());
    }
    let none = ints_attribute(b"pads", &[0, 0]);
    for attribute in &mut attributes {
        if ints_of(attribute)?.0 == b"pads" {
            *attribute = &none;
        }
    }
    let by_how_much = [node.name, b"/pads"].concat();
    let padded = [node.name, b"/padded"].concat();
    let mut inputs = node.inputs.clone();
    inputs[0] = &padded;
    Ok(vec![
        new_node(b"Constant", &[], &by_how_much, &[&ints_attribute(b"value_ints", &[0, 0, before, 0, 0, after])]),
        new_node(b"Pad", &[input, &by_how_much, zero_point], &padded, &[]),
        node.written(b"ConvInteger", &inputs, &attributes),
    ])
}

/// A node of the graph, taken apart as far as the edits need it.
struct Node<'a> {
    op_type: &'a [u8],
    name: &'a [u8],
    inputs: Vec<&'a [u8]>,
    output: &'a [u8],
    attributes: Vec<&'a [u8]>,
}

impl<'a> Node<'a> {
    fn read(node: &'a [u8]) -> Result<Self, ModelFault> {
        let mut read = Self { op_type: b"", name: b"", inputs: Vec::new(), output: b"", attributes: Vec::new() };
        for field in fields(node) {
            let field = field?;
            match field.number {
                NODE_INPUT => read.inputs.push(field.body),
                NODE_OUTPUT => read.output = field.body,
                NODE_NAME => read.name = field.body,
                NODE_OP_TYPE => read.op_type = field.body,
                NODE_ATTRIBUTE => read.attributes.push(field.body),
                _ => {}
            }
        }
        Ok(read)
    }

    /// A node in this one's place: with its name and output.
    fn written(&self, op_type: &[u8], inputs: &[&[u8]], attributes: &[&[u8]]) -> Vec<u8> {
        node(self.name, op_type, inputs, self.output, attributes)
    }
}

/// A new node, named after its output.
fn new_node(op_type: &[u8], inputs: &[&[u8]], output: &[u8], attributes: &[&[u8]]) -> Vec<u8> {
    node(output, op_type, inputs, output, attributes)
}

fn node(name: &[u8], op_type: &[u8], inputs: &[&[u8]], output: &[u8], attributes: &[&[u8]]) -> Vec<u8> {
    let mut node = Vec::new();
    for input in inputs {
        put_bytes(&mut node, NODE_INPUT, input);
    }
    put_bytes(&mut node, NODE_OUTPUT, output);
    put_bytes(&mut node, NODE_NAME, name);
    put_bytes(&mut node, NODE_OP_TYPE, op_type);
    for attribute in attributes {
        put_bytes(&mut node, NODE_ATTRIBUTE, attribute);
    }
    node
}

fn ints_attribute(name: &[u8], ints: &[u64]) -> Vec<u8> {
    let mut attribute = Vec::new();
    put_bytes(&mut attribute, ATTRIBUTE_NAME, name);
    for int in ints {
        put_number(&mut attribute, ATTRIBUTE_INTS, *int);
    }
    put_number(&mut attribute, ATTRIBUTE_TYPE, TYPE_INTS);
    attribute
}

/// Name and list of an attribute; numbers may stand one by one or packed.
fn ints_of(attribute: &[u8]) -> Result<(&[u8], Vec<u64>), ModelFault> {
    let (mut name, mut ints) = (&b""[..], Vec::new());
    for field in fields(attribute) {
        let field = field?;
        match field.number {
            ATTRIBUTE_NAME => name = field.body,
            ATTRIBUTE_INTS if field.packed => {
                let mut at = 0;
                while at < field.body.len() {
                    ints.push(read_varint(field.body, &mut at).ok_or(ModelFault::Damaged(at))?);
                }
            }
            ATTRIBUTE_INTS => ints.push(field.value),
            _ => {}
        }
    }
    Ok((name, ints))
}

fn int_attribute(attribute: &[u8]) -> Result<(&[u8], u64), ModelFault> {
    let (mut name, mut value) = (&b""[..], 0);
    for field in fields(attribute) {
        let field = field?;
        match field.number {
            ATTRIBUTE_NAME => name = field.body,
            ATTRIBUTE_INT => value = field.value,
            _ => {}
        }
    }
    Ok((name, value))
}

/// One field of a message: its number, what it holds (a number, or bytes that may be packed numbers), and all its bytes as they stand.
struct Field<'a> {
    number: u64,
    value: u64,
    packed: bool,
    body: &'a [u8],
    whole: &'a [u8],
}

fn fields(message: &[u8]) -> impl Iterator<Item = Result<Field<'_>, ModelFault>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= message.len() {
            return None;
        }
        let from = at;
        let field = read_field(message, &mut at).ok_or(ModelFault::Damaged(from));
        if field.is_err() {
            at = message.len();
        }
        Some(field)
    })
}

fn read_field<'a>(message: &'a [u8], at: &mut usize) -> Option<Field<'a>> {
    let from = *at;
    let tag = read_varint(message, at)?;
    let (mut value, mut body) = (0, &message[..0]);
    match tag & 7 {
        0 => value = read_varint(message, at)?,
        1 => body = take(message, at, 8)?,
        2 => {
            let length = usize::try_from(read_varint(message, at)?).ok()?;
            body = take(message, at, length)?;
        }
        5 => body = take(message, at, 4)?,
        _ => return None,
    }
    Some(Field { number: tag >> 3, value, packed: tag & 7 == 2, body, whole: &message[from..*at] })
}

fn take<'a>(message: &'a [u8], at: &mut usize, length: usize) -> Option<&'a [u8]> {
    let body = message.get(*at..at.checked_add(length)?)?;
    *at += length;
    Some(body)
}

fn read_varint(message: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = *message.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn put_bytes(out: &mut Vec<u8>, number: u64, body: &[u8]) {
    put_varint(out, number << 3 | 2);
    put_varint(out, body.len() as u64);
    out.extend_from_slice(body);
}

fn put_number(out: &mut Vec<u8>, number: u64, value: u64) {
    put_varint(out, number << 3);
    put_varint(out, value);
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
