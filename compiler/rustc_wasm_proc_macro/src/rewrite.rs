//! Makes the copy of a module that the engine runs, where that is not the module itself: calls cost
//! what they take (`weigh`), and a fault of the engine is kept away from (`select`). Offsets in the
//! copy are not those of the module.

use wasmparser::{FunctionBody, Parser, Payload};

use crate::instrument::{leb, sized};
use crate::{select, weigh};

/// Number of the code section.
const CODE: u8 = 10;

const NOP: u8 = 0x01;

/// The copy. `None` if it would be the same, or the module does not work anyway.
pub(crate) fn rewrite(module: &[u8]) -> Option<Vec<u8>> {
    let (mut bodies, mut is_other) = (Vec::new(), false);
    let mut sections = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        if let Payload::CodeSectionEntry(body) = &payload {
            is_other |= weigh::nops(body)? > 0 || select::may_be_in(body.as_bytes());
            bodies.push(body.clone());
        }
        sections.extend(payload.as_section());
    }
    if !is_other {
        return None;
    }
    let mut out = module.get(..8)?.to_vec();
    for (id, range) in sections {
        out.push(id);
        if id == CODE {
            sized(&mut out, &code(module, &bodies)?)?;
        } else {
            sized(&mut out, module.get(range)?)?;
        }
    }
    Some(out)
}

fn code(module: &[u8], bodies: &[FunctionBody<'_>]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    leb(&mut out, u32::try_from(bodies.len()).ok()?);
    for body in bodies {
        sized(&mut out, &function(module, body)?)?;
    }
    Some(out)
}

fn function(module: &[u8], body: &FunctionBody<'_>) -> Option<Vec<u8>> {
    let range = body.range();
    let mut copied = body.get_operators_reader().ok()?.original_position();
    let mut out = module.get(range.start..copied)?.to_vec();
    out.extend(std::iter::repeat_n(NOP, weigh::nops(body)?));
    if select::may_be_in(body.as_bytes()) {
        for offset in select::offsets(body)? {
            out.extend_from_slice(module.get(copied..offset)?);
            out.extend_from_slice(&select::BARRIER);
            copied = offset;
        }
    }
    out.extend_from_slice(module.get(copied..range.end)?);
    Some(out)
}
