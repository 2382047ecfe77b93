//! Makes the copy of a module that the engine runs, where that is not the module itself: calls cost
//! what they take (`weigh`), and a fault of the engine is kept away from (`select`). Offsets in the
//! copy are not those of the module.

use std::ops::Range;

use wasmparser::{FunctionBody, Parser, Payload};

use crate::instrument::{leb, leb_len, sized};
use crate::{select, weigh};

/// Number of the code section.
const CODE: u8 = 10;

const NOP: u8 = 0x01;

/// The copy. `None` if it would be the same, or the module does not work anyway.
pub(crate) fn rewrite(module: &[u8]) -> Option<Vec<u8>> {
    let (mut functions, mut sections) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        if let Payload::CodeSectionEntry(body) = &payload {
            functions.push(Function::new(body)?);
        }
        sections.extend(payload.as_section());
    }
    if functions.iter().all(Function::is_same) {
        return None;
    }
    let added = functions.iter().map(Function::added).fold(0, usize::saturating_add);
    // Lengths may take a byte more each.
    let room = module.len().saturating_add(added).saturating_add(functions.len());
    let mut out = Vec::with_capacity(room);
    out.extend_from_slice(module.get(..8)?);
    for (id, range) in sections {
        out.push(id);
        if id == CODE {
            write_code(module, &functions, &mut out)?;
        } else {
            sized(&mut out, module.get(range)?)?;
        }
    }
    Some(out)
}

/// A function of the module, and what its copy has more.
struct Function {
    range: Range<usize>,
    /// Where its instructions start.
    start: usize,
    /// How many instructions that do nothing come first.
    nops: usize,
    /// Before which instructions there is to be a barrier.
    barriers: Vec<usize>,
}

impl Function {
    fn new(body: &FunctionBody<'_>) -> Option<Function> {
        let start = body.get_operators_reader().ok()?.original_position();
        let (nops, barriers) = (weigh::nops(body)?, select::offsets(body)?);
        Some(Function { range: body.range(), start, nops, barriers })
    }

    fn is_same(&self) -> bool {
        self.nops == 0 && self.barriers.is_empty()
    }

    /// Bytes that the copy has more.
    fn added(&self) -> usize {
        self.nops.saturating_add(self.barriers.len().saturating_mul(select::BARRIER.len()))
    }

    fn len_of_copy(&self) -> Option<u32> {
        u32::try_from(self.range.len().checked_add(self.added())?).ok()
    }

    fn write_copy(&self, module: &[u8], out: &mut Vec<u8>) -> Option<()> {
        leb(out, self.len_of_copy()?);
        out.extend_from_slice(module.get(self.range.start..self.start)?);
        out.extend(std::iter::repeat_n(NOP, self.nops));
        let mut copied = self.start;
        for &offset in &self.barriers {
            out.extend_from_slice(module.get(copied..offset)?);
            out.extend_from_slice(&select::BARRIER);
            copied = offset;
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
        let of_copy = function.len_of_copy()?;
        len = len.checked_add(leb_len(of_copy))?.checked_add(of_copy)?;
    }
    leb(out, len);
    leb(out, count);
    functions.iter().try_for_each(|function| function.write_copy(module, out))
}
