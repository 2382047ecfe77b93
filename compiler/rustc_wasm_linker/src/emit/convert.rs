//! Types as `wasmparser` has them, as `wasm-encoder` has them.

use wasm_encoder as to;
use wasmparser as from;

use crate::error::ErrorKind;

pub fn value(ty: from::ValType) -> Result<to::ValType, ErrorKind> {
    Ok(match ty {
        from::ValType::I32 => to::ValType::I32,
        from::ValType::I64 => to::ValType::I64,
        from::ValType::F32 => to::ValType::F32,
        from::ValType::F64 => to::ValType::F64,
        from::ValType::V128 => to::ValType::V128,
        from::ValType::Ref(ty) => to::ValType::Ref(reference(ty)?),
    })
}

pub fn reference(ty: from::RefType) -> Result<to::RefType, ErrorKind> {
    let nullable = ty.is_nullable();
    let heap = match ty.heap_type() {
        from::HeapType::Abstract { shared: false, ty: from::AbstractHeapType::Func } => {
            to::HeapType::FUNC
        }
        from::HeapType::Abstract { shared: false, ty: from::AbstractHeapType::Extern } => {
            to::HeapType::EXTERN
        }
        from::HeapType::Abstract { shared: false, ty: from::AbstractHeapType::Exn } => {
            to::HeapType::Abstract { shared: false, ty: to::AbstractHeapType::Exn }
        }
        _ => {
            return Err(ErrorKind::Unsupported {
                what: format!("the type `{ty}`"),
                instead: "no compiler to objects uses it",
            });
        }
    };
    Ok(to::RefType { nullable, heap_type: heap })
}

pub fn function(ty: &from::FuncType) -> Result<to::FuncType, ErrorKind> {
    let list =
        |types: &[from::ValType]| types.iter().map(|&ty| value(ty)).collect::<Result<Vec<_>, _>>();
    Ok(to::FuncType::new(list(ty.params())?, list(ty.results())?))
}

pub fn global(ty: from::GlobalType) -> Result<to::GlobalType, ErrorKind> {
    let val_type = value(ty.content_type)?;
    Ok(to::GlobalType { val_type, mutable: ty.mutable, shared: ty.shared })
}

pub fn table(ty: from::TableType) -> Result<to::TableType, ErrorKind> {
    Ok(to::TableType {
        element_type: reference(ty.element_type)?,
        table64: ty.table64,
        minimum: ty.initial,
        maximum: ty.maximum,
        shared: ty.shared,
    })
}
