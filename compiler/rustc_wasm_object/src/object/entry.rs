//! The `main` that calls the program's own, if that has no parameters: see `abi::symbol_name`.

use cranelift_codegen::ir::{AbiParam, types};
use cranelift_module::FuncOrDataId;

use super::parts::Parts;
use crate::code::abi::{self, MAIN, ORIGINAL_MAIN};
use crate::code::encode::{Body, Place, Reloc};
use crate::code::op::{self, Target};
use crate::error::Error;

/// Defines it. Its linkage is that of the program's own.
pub(crate) fn define_main(module: &mut Parts) -> Result<(), Error> {
    let original = match module.declarations.get_name(ORIGINAL_MAIN) {
        Some(FuncOrDataId::Func(id)) if module.functions.contains_key(&id) => id,
        _ => return Ok(()),
    };
    let decl = module.declarations.get_function_decl(original);
    if abi::symbol_name(MAIN, &decl.signature) != ORIGINAL_MAIN {
        return Ok(());
    }
    let linkage = decl.linkage;
    let mut signature = decl.signature.clone();
    signature.params.extend([AbiParam::new(types::I32); 2]);
    let (main, _) = module
        .declarations
        .declare_function(MAIN, linkage, &signature)
        .map_err(|_| Error::Signature { name: MAIN.to_owned() })?;
    if module.extras.hidden.contains(&FuncOrDataId::Func(original)) {
        module.extras.hidden.insert(FuncOrDataId::Func(main));
    }
    // No locals, and a call.
    let mut bytes = vec![0x00, op::CALL];
    let place = Place::Function(Target::Func(original));
    let reloc = Reloc { offset: bytes.len() as u32, place };
    bytes.extend_from_slice(&[0x80, 0x80, 0x80, 0x80, 0x00, op::END]);
    module.functions.entry(main).or_insert(Body { bytes, relocs: vec![reloc] });
    Ok(())
}
