//! The C ABI of `wasm32` as LLVM lowers it: what a Cranelift signature becomes.
//!
//! Integers of up to 32 bits and `f16` are an `i32` whose upper bits mean nothing, unless the
//! parameter says `uext` or `sext`, and then the caller has extended it. `i128` and `f128` are two
//! `i64`, the lower first. What does not fit in one value is returned through memory: a first
//! parameter points to it, and the values lie there as in an LLVM struct, each at its own alignment.

use cranelift_codegen::ir::{self, types};
use cranelift_module::{FuncOrDataId, ModuleDeclarations};
use rustc_hash::FxHashMap;

use crate::code::op::Ty;
use crate::error::Error;

/// What the C library calls, with two parameters.
pub(crate) const MAIN: &str = "main";

/// What LLVM's `WebAssemblyFixFunctionBitcasts` calls a `main` without parameters.
pub(crate) const ORIGINAL_MAIN: &str = "__original_main";

/// The name of the symbol for a function that is declared by a name and a signature.
///
/// WebAssembly lets no call pass more than a function takes. So LLVM gives a `main` without parameters
/// another name, by which older C libraries look for it first, and makes a `main` with two that calls
/// it. Every other type of `main` stays as it is: the linker warns of it.
pub(crate) fn symbol_name<'a>(name: &'a str, sig: &ir::Signature) -> &'a str {
    let returns_int = matches!(&sig.returns[..], [int] if int.value_type == types::I32);
    if name == MAIN && sig.params.is_empty() && returns_int { ORIGINAL_MAIN } else { name }
}

/// What is declared by a name.
pub(crate) fn find(declarations: &ModuleDeclarations, name: &str) -> Option<FuncOrDataId> {
    let original = || declarations.get_name(ORIGINAL_MAIN).filter(|_| name == MAIN);
    declarations.get_name(name).or_else(original)
}

/// A signature in WebAssembly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WasmType {
    pub(crate) params: Vec<Ty>,
    pub(crate) result: Option<Ty>,
}

/// The types of functions, each once.
#[derive(Default)]
pub(crate) struct Types {
    pub(crate) list: Vec<WasmType>,
    index: FxHashMap<WasmType, u32>,
}

impl Types {
    /// The number of a type.
    pub(crate) fn index(&mut self, ty: WasmType) -> u32 {
        if let Some(&index) = self.index.get(&ty) {
            return index;
        }
        let index = self.list.len() as u32;
        self.list.push(ty.clone());
        self.index.insert(ty, index);
        index
    }
}

/// How a function returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Returns {
    Nothing,
    /// As the one result.
    Value,
    /// Through memory: the offset of each value, and the size of all.
    Memory {
        offsets: Vec<u32>,
        size: u32,
    },
}

/// The WebAssembly types of a Cranelift type: one, or two for 128 bits.
pub(crate) fn parts(ty: ir::Type) -> Result<(Ty, Option<Ty>), Error> {
    Ok(match ty {
        types::I8 | types::I16 | types::I32 | types::F16 => (Ty::I32, None),
        types::I64 => (Ty::I64, None),
        types::I128 | types::F128 => (Ty::I64, Some(Ty::I64)),
        types::F32 => (Ty::F32, None),
        types::F64 => (Ty::F64, None),
        _ => return Err(Error::Type { ty: ty.to_string() }),
    })
}

/// How the values of a signature come back.
pub(crate) fn returns(sig: &ir::Signature) -> Result<Returns, Error> {
    match &sig.returns[..] {
        [] => return Ok(Returns::Nothing),
        [one] if parts(one.value_type)?.1.is_none() => return Ok(Returns::Value),
        _ => {}
    }
    let mut size = 0u32;
    let mut align = 1;
    let mut offsets = Vec::with_capacity(sig.returns.len());
    for value in &sig.returns {
        parts(value.value_type)?;
        // Every scalar is as aligned as it is large, the 128-bit ones included.
        let bytes = value.value_type.bytes();
        size = size.next_multiple_of(bytes);
        offsets.push(size);
        size += bytes;
        align = align.max(bytes);
    }
    Ok(Returns::Memory { offsets, size: size.next_multiple_of(align) })
}

/// The WebAssembly type of a signature.
pub(crate) fn lower(sig: &ir::Signature) -> Result<(WasmType, Returns), Error> {
    let returns = returns(sig)?;
    let mut params = Vec::with_capacity(sig.params.len() + 1);
    if let Returns::Memory { .. } = returns {
        params.push(Ty::I32);
    }
    for param in &sig.params {
        let (first, second) = parts(param.value_type)?;
        params.push(first);
        params.extend(second);
    }
    let result = match returns {
        Returns::Value => Some(parts(sig.returns[0].value_type)?.0),
        _ => None,
    };
    Ok((WasmType { params, result }, returns))
}
