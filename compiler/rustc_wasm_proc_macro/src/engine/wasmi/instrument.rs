//! Makes a copy of a module that keeps account of where it is: a global has the offset of the last
//! instruction that could trap, and a memory those of the calls that have not returned.
//!
//! The engine does not say where a trap happened. So a failed expansion is run again, on this copy,
//! with the answers it had. The copy does what the module does and nothing else: what is inserted
//! leaves the stack of operands, the globals and the memories of the module alone, and has indices
//! after all of the module's.

use wasm_encoder::Encode;
use wasmparser::{FunctionBody, Parser, Payload, TypeRef};

/// Names of what the copy exports in addition. No name of a module is likely to be one.
pub(super) const POSITION: &str = "\u{1}position";
pub(super) const STACK: &str = "\u{1}stack";
pub(super) const STACK_LEN: &str = "\u{1}stack_len";
/// The start function, which the copy does not run by itself.
pub(in crate::engine) const START: &str = "\u{1}start";

/// Bytes of a page of memory.
const PAGE: u64 = 1 << 16;

/// How many calls are noted at most, so that the memory for them stays small.
const MAX_CALLS: u64 = 1 << 20;

/// Numbers of the sections that are changed.
const CUSTOM: u8 = 0;
const MEMORY: u8 = 5;
const GLOBAL: u8 = 6;
const EXPORT: u8 = 7;
const START_SECTION: u8 = 8;
const CODE: u8 = 10;

/// What the instructions on vectors start with.
const VECTOR: u8 = 0xfd;

/// Indices of what the copy has in addition.
struct Indices {
    memory: u32,
    /// Of the position; that of the stack's length follows.
    global: u32,
    start: Option<u32>,
}

impl Indices {
    fn stack_len(&self) -> u32 {
        self.global.saturating_add(1)
    }
}

/// Bytes of memory that the copy has in addition, for calls nested `depth` deep.
fn stack_bytes(depth: u64) -> u64 {
    let bytes = depth.min(MAX_CALLS).saturating_add(1).saturating_mul(4);
    bytes.div_ceil(PAGE).saturating_mul(PAGE)
}

/// The copy of `module`, whose calls nest `depth` deep at most. `None` if the module is one that
/// does not work anyway.
pub(super) fn instrument(module: &[u8], depth: u64) -> Option<Vec<u8>> {
    let (mut memories, mut globals) = (0u32, 0u32);
    let mut start = None;
    let mut sections: Vec<(u8, &[u8])> = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        match &payload {
            Payload::ImportSection(imports) => {
                for import in imports.clone() {
                    match import.ok()?.ty {
                        TypeRef::Memory(_) => memories = memories.checked_add(1)?,
                        TypeRef::Global(_) => globals = globals.checked_add(1)?,
                        _ => {}
                    }
                }
            }
            Payload::MemorySection(section) => memories = memories.checked_add(section.count())?,
            Payload::GlobalSection(section) => globals = globals.checked_add(section.count())?,
            Payload::StartSection { func, .. } => start = Some(*func),
            Payload::CodeSectionEntry(body) => bodies.push(body.clone()),
            _ => {}
        }
        if let Some((id, range)) = payload.as_section()
            && id != CUSTOM
            && id != START_SECTION
        {
            sections.push((id, module.get(range)?));
        }
    }
    for id in [MEMORY, GLOBAL, EXPORT] {
        if !sections.iter().any(|&(other, _)| other == id) {
            let after = sections.iter().take_while(|&&(other, _)| other < id).count();
            sections.insert(after, (id, &[0]));
        }
    }

    let indices = Indices { memory: memories, global: globals, start };
    let mut copy = module.get(..8)?.to_vec();
    for (id, section) in sections {
        let content = match id {
            MEMORY => extend(section, 1, &memory(depth)?)?,
            GLOBAL => extend(section, 2, &globals_i32().repeat(2))?,
            EXPORT => {
                let (count, exports) = exports(&indices);
                extend(section, count, &exports)?
            }
            CODE => code(module, &bodies, &indices)?,
            _ => section.to_vec(),
        };
        copy.push(id);
        sized(&mut copy, &content)?;
    }
    Some(copy)
}

/// A vector with `count` more elements.
pub(in crate::engine) fn extend(vector: &[u8], count: u32, elements: &[u8]) -> Option<Vec<u8>> {
    let mut reader = wasmparser::BinaryReader::new(vector, 0);
    let old = reader.read_var_u32().ok()?;
    let mut out = Vec::new();
    old.checked_add(count)?.encode(&mut out);
    out.extend_from_slice(vector.get(reader.original_position()..)?);
    out.extend_from_slice(elements);
    Some(out)
}

fn memory(depth: u64) -> Option<Vec<u8>> {
    // No largest size.
    let mut out = vec![0];
    u32::try_from(stack_bytes(depth).checked_div(PAGE)?).ok()?.encode(&mut out);
    Some(out)
}

/// A mutable `i32` that starts at 0.
fn globals_i32() -> [u8; 5] {
    [0x7f, 0x01, 0x41, 0x00, 0x0b]
}

/// The exports and their number.
fn exports(indices: &Indices) -> (u32, Vec<u8>) {
    let (mut out, mut count) = (Vec::new(), 0u32);
    let (function, memory, global) = (0, 2, 3);
    for (name, kind, index) in [
        (STACK, memory, Some(indices.memory)),
        (POSITION, global, Some(indices.global)),
        (STACK_LEN, global, Some(indices.stack_len())),
        (START, function, indices.start),
    ] {
        let Some(index) = index else { continue };
        name.encode(&mut out);
        out.push(kind);
        index.encode(&mut out);
        count = count.saturating_add(1);
    }
    (count, out)
}

fn code(module: &[u8], bodies: &[FunctionBody<'_>], indices: &Indices) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    u32::try_from(bodies.len()).ok()?.encode(&mut out);
    for body in bodies {
        sized(&mut out, &function(module, body, indices)?)?;
    }
    Some(out)
}

fn function(module: &[u8], body: &FunctionBody<'_>, indices: &Indices) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut operators = body.get_operators_reader().ok()?;
    // The locals.
    let mut start = operators.original_position();
    out.extend_from_slice(module.get(body.range().start..start)?);
    while !operators.eof() {
        operators.read().ok()?;
        let end = operators.original_position();
        let operator = module.get(start..end)?;
        let opcode = *operator.first()?;
        let is_call = matches!(opcode, 0x10 | 0x11);
        if may_trap(opcode) || opcode == VECTOR && may_vector_trap(operator) {
            note(&mut out, start, indices)?;
        }
        if is_call {
            push(&mut out, start, indices)?;
        }
        out.extend_from_slice(operator);
        if is_call {
            add_to_len(&mut out, -4, indices);
        }
        start = end;
    }
    Some(out)
}

/// Whether an instruction can trap, or call a function that does.
fn may_trap(opcode: u8) -> bool {
    matches!(
        opcode,
        // `unreachable`, calls and tail calls, `table.get` and `table.set`.
        0x00 | 0x10..=0x13 | 0x25 | 0x26
        // Loads, stores and `memory.grow`.
        | 0x28..=0x3e | 0x40
        // Divisions of 32 and 64 bits.
        | 0x6d..=0x70 | 0x7f..=0x82
        // Floating point numbers to integers.
        | 0xa8..=0xab | 0xae..=0xb1
        // Tables and memories as a whole.
        | 0xfc
    )
}

/// The same for instructions on vectors: loads and stores, also of single lanes.
fn may_vector_trap(operator: &[u8]) -> bool {
    let opcode =
        wasmparser::BinaryReader::new(operator.get(1..).unwrap_or_default(), 0).read_var_u32();
    opcode.is_ok_and(|opcode| matches!(opcode, 0..=11 | 84..=93))
}

/// `position = offset`
fn note(out: &mut Vec<u8>, offset: usize, indices: &Indices) -> Option<()> {
    i32_const(out, i32::try_from(offset).ok()?);
    global_set(out, indices.global);
    Some(())
}

/// `stack[stack_len] = offset; stack_len += 4`
fn push(out: &mut Vec<u8>, offset: usize, indices: &Indices) -> Option<()> {
    global_get(out, indices.stack_len());
    i32_const(out, i32::try_from(offset).ok()?);
    // `i32.store`, aligned to 4 bytes, of the memory that follows, at offset 0.
    out.extend_from_slice(&[0x36, 0x42]);
    indices.memory.encode(out);
    out.push(0);
    add_to_len(out, 4, indices);
    Some(())
}

fn add_to_len(out: &mut Vec<u8>, value: i32, indices: &Indices) {
    global_get(out, indices.stack_len());
    i32_const(out, value);
    // `i32.add`
    out.push(0x6a);
    global_set(out, indices.stack_len());
}

fn global_get(out: &mut Vec<u8>, index: u32) {
    out.push(0x23);
    index.encode(out);
}

fn global_set(out: &mut Vec<u8>, index: u32) {
    out.push(0x24);
    index.encode(out);
}

fn i32_const(out: &mut Vec<u8>, value: i32) {
    out.push(0x41);
    value.encode(out);
}

pub(in crate::engine) fn sized(out: &mut Vec<u8>, content: &[u8]) -> Option<()> {
    u32::try_from(content.len()).ok()?.encode(out);
    out.extend_from_slice(content);
    Some(())
}

/// How many bytes a number has in LEB128.
pub(super) fn leb_len(value: u32) -> u32 {
    value.checked_ilog2().map_or(1, |bits| (bits / 7).saturating_add(1))
}
