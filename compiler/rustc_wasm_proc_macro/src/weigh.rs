//! Makes calls of functions with many local variables cost what they take. The engine sets locals to
//! zero at each call and charges nothing for it; here, such functions start with instructions that
//! do nothing and are charged for. Offsets in the result are not those of the module.

use wasmparser::{FunctionBody, Parser, Payload};

use crate::cost;
use crate::instrument::{leb, sized};

/// A function with fewer locals than that is as quick as others.
const FEW_LOCALS: u32 = 32;

/// How many locals are set to zero for a unit of fuel.
const LOCALS_PER_FUEL: u32 = 2;

/// Number of the code section.
const CODE: u8 = 10;

const NOP: u8 = 0x01;

/// The module with such functions changed. `None` if there are none, or it does not work anyway.
pub(crate) fn weigh(module: &[u8]) -> Option<Vec<u8>> {
    let (mut bodies, mut is_heavy) = (Vec::new(), false);
    let mut sections = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        if let Payload::CodeSectionEntry(body) = &payload {
            is_heavy |= locals(body)? > FEW_LOCALS;
            bodies.push(body.clone());
        }
        sections.extend(payload.as_section());
    }
    if !is_heavy {
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

fn locals(body: &FunctionBody<'_>) -> Option<u32> {
    let mut locals = 0u32;
    for group in body.get_locals_reader().ok()? {
        let (count, _) = group.ok()?;
        locals = locals.saturating_add(count);
    }
    Some(locals)
}

fn code(module: &[u8], bodies: &[FunctionBody<'_>]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    leb(&mut out, u32::try_from(bodies.len()).ok()?);
    for body in bodies {
        let range = body.range();
        let start = body.get_operators_reader().ok()?.original_position();
        let locals = locals(body)?;
        let weight = if locals > FEW_LOCALS { locals.div_ceil(LOCALS_PER_FUEL) } else { 0 };
        let nops = usize::try_from(weight.div_ceil(cost::NOP.into())).ok()?;
        let mut function = module.get(range.start..start)?.to_vec();
        // The engine refuses more locals than would make this long.
        function.extend(std::iter::repeat_n(NOP, nops.min(1 << 16)));
        function.extend_from_slice(module.get(start..range.end)?);
        sized(&mut out, &function)?;
    }
    Some(out)
}
