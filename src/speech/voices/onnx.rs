//! The one edit the engine's model file needs before `rten` can run it.
//!
//! The int8 export holds one `FusedMatMul` of ONNX Runtime's own operator set, with its first factor transposed. `rten` knows no such
//! operator, and the standard pair `Transpose`, `MatMul` says the same. The edit is made on the wire format (protocol buffers), where every
//! message is a list of tagged fields: fields are copied as they are, and the one node is written anew.
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

/// The model with every `FusedMatMul(A^T, B)` written as `MatMul(Transpose(A), B)`, for factors of rank 3.
///
/// # Errors
/// [`ModelFault`] if the bytes are not an ONNX model or a product transposes something else.
pub fn with_standard_products(model: &[u8]) -> Result<Vec<u8>, ModelFault> {
    let mut out = Vec::with_capacity(model.len() + 1024);
    for field in fields(model) {
        let field = field?;
        if field.number == MODEL_GRAPH {
            put_bytes(&mut out, MODEL_GRAPH, &graph_with_standard_products(field.body)?);
        } else {
            out.extend_from_slice(field.whole);
        }
    }
    Ok(out)
}

fn graph_with_standard_products(graph: &[u8]) -> Result<Vec<u8>, ModelFault> {
    let mut out = Vec::with_capacity(graph.len() + 1024);
    for field in fields(graph) {
        let field = field?;
        match field.number {
            GRAPH_NODE if op_type(field.body)? == b"FusedMatMul" => {
                for node in standard_product(field.body)? {
                    put_bytes(&mut out, GRAPH_NODE, &node);
                }
            }
            _ => out.extend_from_slice(field.whole),
        }
    }
    Ok(out)
}

fn op_type(node: &[u8]) -> Result<&[u8], ModelFault> {
    for field in fields(node) {
        let field = field?;
        if field.number == NODE_OP_TYPE {
            return Ok(field.body);
        }
    }
    Ok(b"")
}

fn standard_product(node: &[u8]) -> Result<[Vec<u8>; 2], ModelFault> {
    let (mut inputs, mut output, mut transposed) = (Vec::new(), &b""[..], false);
    for field in fields(node) {
        let field = field?;
        match field.number {
            NODE_INPUT => inputs.push(field.body),
            NODE_OUTPUT => output = field.body,
            NODE_ATTRIBUTE => match int_attribute(field.body)? {
                (b"transA", 1) => transposed = true,
                (b"transB" | b"transBatchA" | b"transBatchB", value) if value != 0 => return Err(ModelFault::UnknownProduct),
                _ => {}
            },
            _ => {}
        }
    }
    let [a, b] = inputs[..] else { return Err(ModelFault::UnknownProduct) };
    if !transposed {
        return Err(ModelFault::UnknownProduct);
    }
    let turned = [a, b"/transposed"].concat();
    let mut permutation = Vec::new();
    put_bytes(&mut permutation, ATTRIBUTE_NAME, b"perm");
    for axis in [0, 2, 1] {
        put_number(&mut permutation, ATTRIBUTE_INTS, axis);
    }
    put_number(&mut permutation, ATTRIBUTE_TYPE, TYPE_INTS);
    let mut transpose = new_node(b"Transpose", &[a], &turned);
    put_bytes(&mut transpose, NODE_ATTRIBUTE, &permutation);
    Ok([transpose, new_node(b"MatMul", &[&turned, b], output)])
}

fn new_node(op_type: &[u8], inputs: &[&[u8]], output: &[u8]) -> Vec<u8> {
    let mut node = Vec::new();
    for input in inputs {
        put_bytes(&mut node, NODE_INPUT, input);
    }
    put_bytes(&mut node, NODE_OUTPUT, output);
    put_bytes(&mut node, NODE_NAME, output);
    put_bytes(&mut node, NODE_OP_TYPE, op_type);
    node
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

/// One field of a message: its number, what it holds, and all its bytes as they stand.
struct Field<'a> {
    number: u64,
    value: u64,
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
    Some(Field { number: tag >> 3, value, body, whole: &message[from..*at] })
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
