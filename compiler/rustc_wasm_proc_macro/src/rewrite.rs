//! Makes the copy of a module that the engine runs, where that is not the module itself: calls cost
//! what they take (`weigh`), and a fault of the engine is kept away from (`select`). Offsets in the
//! copy are not those of the module.

use std::ops::Range;

use wasmparser::{FunctionBody, Parser, Payload};

use crate::instrument::{leb, sized};
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
    let mut out = module.get(..8)?.to_vec();
    for (id, range) in sections {
        out.push(id);
        if id == CODE {
            sized(&mut out, &code(module, &functions)?)?;
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

    fn copy(&self, module: &[u8]) -> Option<Vec<u8>> {
        let mut out = module.get(self.range.start..self.start)?.to_vec();
        out.extend(std::iter::repeat_n(NOP, self.nops));
        let mut copied = self.start;
        for &offset in &self.barriers {
            out.extend_from_slice(module.get(copied..offset)?);
            out.extend_from_slice(&select::BARRIER);
            copied = offset;
        }
        out.extend_from_slice(module.get(copied..self.range.end)?);
        Some(out)
    }
}

fn code(module: &[u8], functions: &[Function]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    leb(&mut out, u32::try_from(functions.len()).ok()?);
    for function in functions {
        sized(&mut out, &function.copy(module)?)?;
    }
    Some(out)
}
