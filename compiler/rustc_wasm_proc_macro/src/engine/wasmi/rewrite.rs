//! Makes the copy of a module that the engine runs, where that is not the module itself: calls cost
//! what they take (`locals_fuel`), and faults of the engine are kept away from (`scan`, `select_bug`,
//! `store_bugs`, `growth`).
//! Offsets in the copy are not those of the module.

use std::borrow::Cow;
use std::ops::Range;

use wasm_encoder::Encode;
use wasmparser::{FunctionBody, Parser, Payload};

use super::growth::Growth;
use super::instrument::{leb_len, sized};
use super::{locals_fuel, scan, select_bug, store_bugs};

/// Number of the code section.
const CODE: u8 = 10;

const NOP: u8 = 0x01;

/// For what `growth` adds to other sections, if one thing grows.
const ROOM_FOR_GROWTH: usize = 64;

/// What stands for a function that is not valid: no locals, and no instruction. wasmi might not survive the function.
const INVALID: [u8; 2] = [0x00, 0xff];

/// The module cannot be read, so that there is nothing to give to the engine.
#[derive(Debug)]
pub(super) struct Malformed;

/// The copy. `None` if it would be the same.
pub(super) fn rewrite(module: &[u8]) -> Result<Option<Vec<u8>>, Malformed> {
    let (mut functions, mut sections) = (Vec::new(), Vec::new());
    let mut growth = Growth::default();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|_| Malformed)?;
        growth.read(module, &payload).ok_or(Malformed)?;
        if let Payload::CodeSectionEntry(body) = &payload {
            functions.push(Function::new(body, &mut growth));
        }
        sections.extend(payload.as_section());
    }
    if functions.iter().all(Function::is_same) {
        return Ok(None);
    }
    growth.add_sections(&mut sections);
    write(module, &functions, sections, &growth).map(Some).ok_or(Malformed)
}

fn write(
    module: &[u8],
    functions: &[Function],
    sections: Vec<(u8, Range<usize>)>,
    growth: &Growth,
) -> Option<Vec<u8>> {
    let added = functions.iter().map(|function| function.copy_len().saturating_sub(function.len()));
    // Lengths may take a byte more each.
    let room = module.len().saturating_add(functions.len()).saturating_add(ROOM_FOR_GROWTH);
    let mut out = Vec::with_capacity(added.fold(room, usize::saturating_add));
    out.extend_from_slice(module.get(..8)?);
    for (id, range) in sections {
        out.push(id);
        match id {
            CODE => write_code(module, functions, &mut out)?,
            _ => sized(&mut out, &growth.section(id, module.get(range)?)?)?,
        }
    }
    Some(out)
}

/// A function of the module, and how its copy differs.
struct Function {
    range: Range<usize>,
    /// Where its instructions start.
    start: usize,
    /// How many instructions that do nothing come first.
    nops: usize,
    /// What the copy has in place of some bytes, or between two, in the order of the module.
    edits: Vec<(Range<usize>, Cow<'static, [u8]>)>,
    /// Whether it can be read, and ends where its bytes do. If not, it is not valid, and its copy must not be
    /// either: it would run without what others are made to keep to.
    is_readable: bool,
}

impl Function {
    fn new(body: &FunctionBody<'_>, growth: &mut Growth) -> Function {
        Function::read(body, growth).unwrap_or_else(|| Function {
            range: body.range(),
            start: body.range().start,
            nops: 0,
            edits: Vec::new(),
            is_readable: false,
        })
    }

    fn read(body: &FunctionBody<'_>, growth: &mut Growth) -> Option<Function> {
        let scan = scan::scan(body)?;
        if scan.goes_on {
            return None;
        }
        let start = body.get_operators_reader().ok()?.original_position();
        let nops = locals_fuel::nops(body)?;
        let calls = growth.calls(body)?.into_iter().map(|(range, call)| (range, call.into()));
        let selects = if scan.may_select { select_bug::offsets(body)? } else { Vec::new() };
        let barriers = selects.into_iter();
        let barriers = barriers.map(|at| (at..at, Cow::Borrowed(&select_bug::BARRIER[..])));
        let stores = store_bugs::edits(body, &scan.stores)?;
        let mut edits: Vec<_> = barriers.chain(calls).chain(stores).collect();
        edits.sort_by_key(|(range, _)| range.start);
        Some(Function { range: body.range(), start, nops, edits, is_readable: true })
    }

    fn is_same(&self) -> bool {
        self.nops == 0 && self.edits.is_empty() && self.is_readable
    }

    fn len(&self) -> usize {
        self.range.len()
    }

    fn copy_len(&self) -> usize {
        if !self.is_readable {
            return INVALID.len();
        }
        let more = self.edits.iter().map(|(_, bytes)| bytes.len());
        let less = self.edits.iter().map(|(range, _)| range.len());
        self.len()
            .saturating_add(self.nops)
            .saturating_add(more.fold(0, usize::saturating_add))
            .saturating_sub(less.fold(0, usize::saturating_add))
    }

    fn write_copy(&self, module: &[u8], out: &mut Vec<u8>) -> Option<()> {
        u32::try_from(self.copy_len()).ok()?.encode(out);
        if !self.is_readable {
            out.extend_from_slice(&INVALID);
            return Some(());
        }
        out.extend_from_slice(module.get(self.range.start..self.start)?);
        out.extend(std::iter::repeat_n(NOP, self.nops));
        let mut copied = self.start;
        for (range, bytes) in &self.edits {
            out.extend_from_slice(module.get(copied..range.start)?);
            out.extend_from_slice(bytes);
            copied = range.end;
        }
        out.extend_from_slice(module.get(copied..self.range.end)?);
        Some(())
    }
}

/// Writes the content of the code section, and its length before it.
fn write_code(module: &[u8], functions: &[Function], out: &mut Vec<u8>) -> Option<()> {
    let count = u32::try_from(functions.len()).ok()?;
    let mut len = leb_len(count);
    for function in functions {
        let of_copy = u32::try_from(function.copy_len()).ok()?;
        len = len.checked_add(leb_len(of_copy))?.checked_add(of_copy)?;
    }
    len.encode(out);
    count.encode(out);
    functions.iter().try_for_each(|function| function.write_copy(module, out))
}
