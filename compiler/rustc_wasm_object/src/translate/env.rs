//! What the translation of a function needs of its module: the functions and data that names stand for.

use cranelift_codegen::ir::{
    AbiParam, ExternalName, FuncRef, Function, GlobalValue, GlobalValueData, LibCall, Signature,
    types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_module::{
    DataId, FuncId, FuncOrDataId, Linkage, ModuleDeclarations, default_libcall_names,
};

use crate::code::abi::{self, Types};
use crate::code::op::{INSTRUCTIONS, Op};
use crate::error::Error;
use crate::options::Features;

/// What a symbol in a function refers to.
#[derive(Clone, Copy)]
pub(crate) enum Symbol {
    /// Data, and an offset from it.
    Data(DataId, i32),
    Func(FuncId),
}

/// What the translation of a function needs of the module.
pub(crate) struct Env<'e> {
    /// The function's name, for errors.
    pub(crate) name: String,
    pub(crate) features: Features,
    pub(crate) inline_memory_calls: bool,
    pub(crate) types: &'e mut Types,
    pub(crate) declarations: &'e mut ModuleDeclarations,
    pub(crate) call_conv: CallConv,
}

impl Env<'_> {
    fn internal(&self, what: &'static str) -> Error {
        Error::Internal { function: self.name.clone(), what }
    }

    /// The function that a name in a function refers to, or else the data.
    fn named(&self, func: &Function, name: &ExternalName) -> Result<FuncOrDataId, Error> {
        match name {
            ExternalName::User(name) => {
                let name = &func.params.user_named_funcs()[*name];
                match name.namespace {
                    0 => Ok(FuncOrDataId::Func(FuncId::from_u32(name.index))),
                    1 => Ok(FuncOrDataId::Data(DataId::from_u32(name.index))),
                    _ => Err(self.internal("a name is in no known namespace")),
                }
            }
            ExternalName::TestCase(name) => std::str::from_utf8(name.raw())
                .ok()
                .and_then(|name| abi::find(self.declarations, name))
                .ok_or_else(|| self.internal("a name is not declared")),
            _ => Err(self.internal("a symbol of Cranelift's own is not of this target")),
        }
    }

    /// The function that a call names.
    pub(crate) fn callee(&mut self, func: &Function, callee: FuncRef) -> Result<FuncId, Error> {
        let name = &func.dfg.ext_funcs[callee].name;
        if let ExternalName::LibCall(libcall) = *name {
            return self.libcall(libcall);
        }
        match self.named(func, name)? {
            FuncOrDataId::Func(id) => Ok(id),
            FuncOrDataId::Data(_) => Err(self.internal("data is called")),
        }
    }

    /// The instruction that a call of the function stands for, if it does.
    pub(crate) fn instruction(&self, callee: FuncId) -> Option<Op> {
        let name = self.declarations.get_function_decl(callee).name.as_deref()?;
        INSTRUCTIONS.iter().find(|(known, _)| *known == name).map(|(_, op)| *op)
    }

    /// What the address of a symbol is the address of.
    pub(crate) fn symbol(&self, func: &Function, value: GlobalValue) -> Result<Symbol, Error> {
        let GlobalValueData::Symbol { name, offset, .. } = &func.global_values[value] else {
            return Err(self.internal("a global value is not a symbol"));
        };
        match self.named(func, name)? {
            FuncOrDataId::Func(id) => Ok(Symbol::Func(id)),
            FuncOrDataId::Data(id) => Ok(Symbol::Data(id, offset.bits() as i32)),
        }
    }

    /// The function of the runtime that Cranelift refers to.
    pub(crate) fn libcall(&mut self, libcall: LibCall) -> Result<FuncId, Error> {
        let pointer = AbiParam::new(types::I32);
        let (params, returns) = match libcall {
            LibCall::Memcpy | LibCall::Memmove => (vec![pointer; 3], vec![pointer]),
            LibCall::Memset => (vec![pointer; 3], vec![pointer]),
            LibCall::Memcmp => (vec![pointer; 3], vec![AbiParam::new(types::I32)]),
            LibCall::FmaF32 => {
                (vec![AbiParam::new(types::F32); 3], vec![AbiParam::new(types::F32)])
            }
            LibCall::FmaF64 => {
                (vec![AbiParam::new(types::F64); 3], vec![AbiParam::new(types::F64)])
            }
            _ => {
                return Err(
                    self.internal("a function of Cranelift's runtime is not of this target")
                );
            }
        };
        let name = default_libcall_names()(libcall);
        self.runtime(&name, params, returns)
    }

    /// A function of the runtime, declared on first use.
    pub(crate) fn runtime(
        &mut self,
        name: &str,
        params: Vec<AbiParam>,
        returns: Vec<AbiParam>,
    ) -> Result<FuncId, Error> {
        let signature = Signature { params, returns, call_conv: self.call_conv };
        let conflict = || Error::Signature { name: name.to_owned() };
        match self.declarations.get_name(name) {
            Some(FuncOrDataId::Func(id)) => {
                let declared = &self.declarations.get_function_decl(id).signature;
                if abi::lower(declared)?.0 == abi::lower(&signature)?.0 {
                    Ok(id)
                } else {
                    Err(conflict())
                }
            }
            Some(FuncOrDataId::Data(_)) => Err(conflict()),
            None => match self.declarations.declare_function(name, Linkage::Import, &signature) {
                Ok((id, _)) => Ok(id),
                Err(_) => Err(conflict()),
            },
        }
    }
}
