//! Which narrow block parameters have zeros above their bits.
//!
//! Booleans pass through block parameters often, and a branch on one that may have anything above
//! its lowest byte must cut that off first. All parameters are taken to have zeros until an edge says
//! otherwise, so that a loop does not contradict itself.

use cranelift_codegen::ir::{
    ArgumentExtension, Function, InstructionData, Opcode, Type, Value, ValueDef, types,
};
use rustc_hash::FxHashMap;

use crate::analysis::cfg::{Cfg, Kind, branches};

/// How far back a value is followed.
const MAX_DEPTH: u32 = 6;

/// How often all edges are looked at before nothing is taken to be known. Most functions need two.
const MAX_ROUNDS: u32 = 10;

/// Whether a type is narrower than what holds it.
fn is_narrow(ty: Type) -> bool {
    matches!(ty, types::I8 | types::I16)
}

/// The narrow parameters of blocks other than the first that get only values with zeros above them.
pub(crate) fn zero_extended(func: &Function, cfg: &Cfg) -> FxHashMap<Value, bool> {
    let mut known = FxHashMap::default();
    for kind in cfg.kinds.iter().skip(1) {
        let (Kind::Block(block) | Kind::Table(block)) = *kind else { continue };
        for &param in func.dfg.block_params(block) {
            if is_narrow(func.dfg.value_type(param)) {
                known.insert(param, true);
            }
        }
    }
    if known.is_empty() {
        return known;
    }
    // What each of them gets.
    let pool = &func.dfg.value_lists;
    let mut edges = Vec::new();
    for kind in &cfg.kinds {
        let (Kind::Block(block) | Kind::Table(block)) = *kind else { continue };
        let Some(last) = func.layout.last_inst(block) else { continue };
        for call in branches(func, last) {
            let params = func.dfg.block_params(call.block(pool));
            for (&param, arg) in params.iter().zip(call.args(pool)) {
                if let Some(arg) = arg.as_value()
                    && known.contains_key(&param)
                {
                    edges.push((arg, param));
                }
            }
        }
    }
    for _ in 0..MAX_ROUNDS {
        let mut changed = false;
        for &(arg, param) in &edges {
            if known[&param] && !has_zeros(func, &known, arg, 0) {
                known.insert(param, false);
                changed = true;
            }
        }
        if !changed {
            return known;
        }
    }
    FxHashMap::default()
}

/// Whether a value has zeros above its bits, given that some parameters have.
fn has_zeros(func: &Function, known: &FxHashMap<Value, bool>, value: Value, depth: u32) -> bool {
    let inst = match func.dfg.value_def(value) {
        ValueDef::Result(inst, _) => inst,
        ValueDef::Param(block, at) if Some(block) == func.layout.entry_block() => {
            return func.signature.params[at].extension == ArgumentExtension::Uext;
        }
        ValueDef::Param(..) => return known.get(&value) == Some(&true),
        ValueDef::Union(..) => return false,
    };
    if depth == MAX_DEPTH {
        return false;
    }
    let all =
        |values: &[Value]| values.iter().all(|&value| has_zeros(func, known, value, depth + 1));
    use Opcode::*;
    match func.dfg.insts[inst] {
        InstructionData::Binary { opcode: Band, args: [a, b] } => all(&[a]) || all(&[b]),
        InstructionData::Binary { opcode: Bor | Bxor, args } => all(&args),
        InstructionData::Ternary { opcode: Select | SelectSpectreGuard, args: [_, a, b] } => {
            all(&[a, b])
        }
        ref data => matches!(
            data.opcode(),
            Iconst | Icmp | Fcmp | Load | AtomicLoad | Uload8 | Uextend | Ushr | Udiv | Urem
        ),
    }
}
