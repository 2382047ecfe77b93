//! Data objects: their bytes, and the addresses in them.

use cranelift_module::{
    DataDescription, DataId, FuncId, FuncOrDataId, Init, ModuleDeclarations, ModuleRelocTarget,
};

use crate::code::op::Target;
use crate::error::Error;

/// An address that the linker writes into data.
pub(crate) struct DataReloc {
    pub(crate) offset: u32,
    pub(crate) target: Target,
    pub(crate) addend: i32,
}

/// A data object.
pub(crate) struct DataObject {
    pub(crate) bytes: Vec<u8>,
    /// In the order of their offsets.
    pub(crate) relocs: Vec<DataReloc>,
    /// The alignment's exponent.
    pub(crate) align: u32,
    /// All zeros, and to be written to.
    pub(crate) is_bss: bool,
    pub(crate) writable: bool,
}

impl DataObject {
    pub(crate) fn new(
        declarations: &ModuleDeclarations,
        name: &str,
        writable: bool,
        description: &DataDescription,
    ) -> Result<Self, Error> {
        let invalid = |what| Error::Data { name: name.to_owned(), what };
        let bytes = match &description.init {
            Init::Uninitialized => return Err(invalid("has no value")),
            Init::Zeros { size } => vec![0; *size],
            Init::Bytes { contents } => contents.to_vec(),
        };
        if u32::try_from(bytes.len()).is_err() {
            return Err(invalid("is larger than memory"));
        }
        let target = |target: &ModuleRelocTarget| match *target {
            ModuleRelocTarget::User { namespace: 0, index } => {
                Ok(Target::Func(FuncId::from_u32(index)))
            }
            ModuleRelocTarget::User { namespace: 1, index } => {
                Ok(Target::Data(DataId::from_u32(index)))
            }
            ModuleRelocTarget::LibCall(libcall) => {
                match declarations.get_name(&cranelift_module::default_libcall_names()(libcall)) {
                    Some(FuncOrDataId::Func(id)) => Ok(Target::Func(id)),
                    _ => Err(invalid("refers to a function that is not declared")),
                }
            }
            _ => Err(invalid("refers to what is neither a function nor data")),
        };
        let mut relocs =
            Vec::with_capacity(description.function_relocs.len() + description.data_relocs.len());
        for &(offset, func) in &description.function_relocs {
            relocs.push(DataReloc {
                offset,
                target: target(&description.function_decls[func])?,
                addend: 0,
            });
        }
        for &(offset, data, addend) in &description.data_relocs {
            let target = target(&description.data_decls[data])?;
            relocs.push(DataReloc { offset, target, addend: addend as i32 });
        }
        relocs.sort_by_key(|reloc| reloc.offset);
        if relocs.iter().any(|reloc| reloc.offset as usize + 4 > bytes.len()) {
            return Err(invalid("has an address beyond its end"));
        }
        let is_bss = writable && relocs.is_empty() && bytes.iter().all(|&byte| byte == 0);
        let align = description.align.unwrap_or(1).trailing_zeros();
        Ok(DataObject { bytes, relocs, align, is_bss, writable })
    }

    /// The functions of a table that is to be called before `main`.
    pub(crate) fn init_functions(&self, name: &str) -> Result<Vec<FuncId>, Error> {
        self.relocs
            .iter()
            .map(|reloc| match reloc.target {
                Target::Func(func) => Ok(func),
                Target::Data(_) => Err(Error::Data {
                    name: name.to_owned(),
                    what: "is a list of functions to call at the start, and has something else",
                }),
            })
            .collect()
    }

    /// The contents of a custom section.
    pub(crate) fn custom_section(&self, name: &str) -> Result<Vec<u8>, Error> {
        if self.relocs.is_empty() {
            return Ok(self.bytes.clone());
        }
        Err(Error::Data {
            name: name.to_owned(),
            what: "is for a custom section, which cannot have addresses",
        })
    }
}
