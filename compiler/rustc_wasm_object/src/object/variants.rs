//! Functions that are declared by more than one signature. C does not mind, and so programs have it; in
//! WebAssembly each call is of a type. The first signature is that of the symbol, as in LLVM, and each
//! other one has a function that calls the symbol as well as it can: what the symbol does not take is left
//! out, what it wants besides is zero, and where types differ there is a trap.

use cranelift_module::FuncId;
use rustc_hash::FxHashSet;

use super::parts::Parts;
use crate::code::abi::{self, WasmType};
use crate::code::encode::{Body, Place, Reloc};
use crate::code::op::{self, Target, Ty};
use crate::error::Error;

/// Defines those that something calls.
pub(crate) fn define(module: &mut Parts) -> Result<(), Error> {
    let used = used(module);
    for (variant, function) in std::mem::take(&mut module.extras.variants) {
        if !used.contains(&variant) {
            continue;
        }
        let ty = |id| -> Result<WasmType, Error> {
            Ok(abi::lower(&module.declarations.get_function_decl(id).signature)?.0)
        };
        let body = body(&ty(variant)?, &ty(function)?, function);
        module.functions.insert(variant, body);
    }
    Ok(())
}

/// The functions that code and data refer to.
fn used(module: &Parts) -> FxHashSet<FuncId> {
    let in_code = module.functions.values().flat_map(|body| &body.relocs);
    let in_code = in_code.filter_map(|reloc| match reloc.place {
        Place::Function(target) | Place::TableIndex(target) => Some(target),
        _ => None,
    });
    let in_data = module.data.values().flat_map(|data| &data.relocs).map(|reloc| reloc.target);
    let functions = in_code.chain(in_data).filter_map(|target| match target {
        Target::Func(id) => Some(id),
        Target::Data(_) => None,
    });
    functions.collect()
}

/// A function of type `from` that calls one of type `to`.
fn body(from: &WasmType, to: &WasmType, function: FuncId) -> Body {
    let fits = |from: Option<Ty>, to: Option<Ty>| from.is_none() || to.is_none() || from == to;
    let same = from.params.iter().zip(&to.params).all(|(from, to)| from == to);
    if !same || !fits(from.result, to.result) {
        return Body { bytes: vec![0x00, op::UNREACHABLE, op::END], relocs: Vec::new() };
    }
    // No locals.
    let mut bytes = vec![0x00];
    for (at, &ty) in to.params.iter().enumerate() {
        match from.params.get(at) {
            Some(_) => {
                bytes.push(op::LOCAL_GET);
                wasm_encoder::Encode::encode(&(at as u32), &mut bytes);
            }
            None => zero(ty, &mut bytes),
        }
    }
    bytes.push(op::CALL);
    let place = Place::Function(Target::Func(function));
    let reloc = Reloc { offset: bytes.len() as u32, place };
    bytes.extend_from_slice(&[0x80, 0x80, 0x80, 0x80, 0x00]);
    match (from.result, to.result) {
        (None, Some(_)) => bytes.push(op::DROP),
        (Some(ty), None) => zero(ty, &mut bytes),
        _ => {}
    }
    bytes.push(op::END);
    Body { bytes, relocs: vec![reloc] }
}

/// Writes a constant.
fn zero(ty: Ty, bytes: &mut Vec<u8>) {
    match ty {
        Ty::I32 => bytes.extend_from_slice(&[op::I32_CONST, 0]),
        Ty::I64 => bytes.extend_from_slice(&[op::I64_CONST, 0]),
        Ty::F32 => bytes.extend_from_slice(&[op::F32_CONST, 0, 0, 0, 0]),
        Ty::F64 => bytes.extend_from_slice(&[op::F64_CONST, 0, 0, 0, 0, 0, 0, 0, 0]),
    }
}
