//! What calls of functions with many local variables are to cost. The engine sets locals to zero at
//! each call and charges nothing for it, so such functions start with instructions that do nothing
//! and are charged for.

use wasmparser::{FunctionBody, ValType};

use super::costs;

/// A function with fewer locals than that is as quick as others.
const FEW_LOCALS: u32 = 32;

/// How many locals are set to zero for a unit of fuel. A vector counts as two.
const LOCALS_PER_FUEL: u32 = 2;

/// Number of instructions that do nothing, for a function to start with.
pub(in crate::engine) fn nops(body: &FunctionBody<'_>) -> Option<usize> {
    let mut locals = 0u32;
    for group in body.get_locals_reader().ok()? {
        let (count, ty) = group.ok()?;
        let size = if ty == ValType::V128 { 2 } else { 1 };
        locals = locals.saturating_add(count.saturating_mul(size));
    }
    if locals <= FEW_LOCALS {
        return Some(0);
    }
    let weight = locals.div_ceil(LOCALS_PER_FUEL);
    let nops = usize::try_from(weight.div_ceil(costs::NOP.into())).ok()?;
    // The engine refuses more locals than would make this more.
    Some(nops.min(1 << 16))
}
