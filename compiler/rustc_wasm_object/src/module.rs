//! The module that Cranelift's users see: declarations, definitions, and what an object file can say
//! beyond them. It does not know how instructions are translated, nor the file format.

use std::sync::Arc;

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{
    self, AbiParam, ExternalName, FuncRef, Function, GlobalValue, GlobalValueData, LibCall,
    Signature, types,
};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_codegen::{CodegenResult, Context};
use cranelift_module::{
    DataDescription, DataId, FuncId, FuncOrDataId, Linkage, Module, ModuleDeclarations,
    ModuleError, ModuleReloc, ModuleResult, default_libcall_names,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::abi::{self, WasmType};
use crate::data::DataObject;
use crate::encode::{self, Body};
use crate::error::Error;
use crate::flow;
use crate::inline::{self, Candidate, Inlining};
use crate::object;
use crate::op::{INSTRUCTIONS, Op};
use crate::optimize::optimize;
use crate::options::{Features, Options};

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
    declarations: &'e mut ModuleDeclarations,
    call_conv: CallConv,
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
                .and_then(|name| self.declarations.get_name(name))
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
            return Err(self.internal("a global value is no symbol"));
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

/// What an object file says of a symbol beyond its linkage.
#[derive(Default)]
pub(crate) struct Extras {
    /// By undefined function, the module and name of its import.
    pub(crate) imports: FxHashMap<FuncId, (String, String)>,
    /// Functions with the names that they are exported by.
    pub(crate) exports: Vec<(FuncId, String)>,
    pub(crate) exported: FxHashSet<FuncOrDataId>,
    pub(crate) used: FxHashSet<FuncOrDataId>,
    pub(crate) hidden: FxHashSet<FuncOrDataId>,
    /// Functions to call before `main`, the least number first.
    pub(crate) init_functions: Vec<(u32, FuncId)>,
    pub(crate) custom_sections: Vec<(String, Vec<u8>)>,
    pub(crate) segment_names: FxHashMap<DataId, String>,
}

/// A module that becomes one relocatable object file.
pub struct WasmModule {
    pub(crate) options: Options,
    pub(crate) declarations: ModuleDeclarations,
    pub(crate) types: Types,
    pub(crate) functions: FxHashMap<FuncId, Body>,
    /// Functions that need no optimizing when they are defined.
    optimized: FxHashSet<FuncId>,
    pub(crate) data: FxHashMap<DataId, DataObject>,
    pub(crate) extras: Extras,
}

/// The priority of an init function that has none of its own, which is the last.
const DEFAULT_PRIORITY: u32 = 65_535;

impl WasmModule {
    /// A module without declarations.
    pub fn new(options: Options) -> Self {
        WasmModule {
            options,
            declarations: ModuleDeclarations::default(),
            types: Types::default(),
            functions: FxHashMap::default(),
            optimized: FxHashSet::default(),
            data: FxHashMap::default(),
            extras: Extras::default(),
        }
    }

    /// Names the import that an undefined function becomes if no other object defines it.
    pub fn set_import(&mut self, func: FuncId, module: &str, name: &str) {
        self.extras.imports.insert(func, (module.to_owned(), name.to_owned()));
    }

    /// Exports a function by a name, which also keeps it.
    pub fn set_export(&mut self, func: FuncId, name: &str) {
        self.extras.exports.push((func, name.to_owned()));
    }

    /// Exports a symbol by its own name from whatever it is linked into, if it is linked in.
    pub fn set_exported(&mut self, symbol: FuncOrDataId) {
        self.extras.exported.insert(symbol);
    }

    /// Keeps a symbol even if nothing refers to it.
    pub fn set_used(&mut self, symbol: FuncOrDataId) {
        self.extras.used.insert(symbol);
    }

    /// Gives a symbol hidden visibility, whatever its linkage.
    pub fn set_hidden(&mut self, symbol: FuncOrDataId) {
        self.extras.hidden.insert(symbol);
    }

    /// Has a function without parameters and results called before `main`, those of lower priority
    /// first; without a priority, last.
    pub fn add_init_function(&mut self, func: FuncId, priority: Option<u32>) {
        self.extras.init_functions.push((priority.unwrap_or(DEFAULT_PRIORITY), func));
    }

    /// Appends bytes to a custom section.
    pub fn add_custom_section(&mut self, name: &str, bytes: &[u8]) {
        match self.extras.custom_sections.iter_mut().find(|section| section.0 == name) {
            Some(section) => section.1.extend_from_slice(bytes),
            None => self.extras.custom_sections.push((name.to_owned(), bytes.to_vec())),
        }
    }

    /// Names the segment of a data object, instead of after its symbol.
    pub fn set_segment_name(&mut self, data: DataId, name: &str) {
        self.extras.segment_names.insert(data, name.to_owned());
    }

    /// Inlines calls among functions of this module, and optimizes them. They are all to be defined as they
    /// then are.
    pub fn inline(&mut self, candidates: &mut [Candidate]) -> CodegenResult<()> {
        for candidate in candidates.iter_mut() {
            // Another object may have a function of the name that takes the place of this one.
            if self.declarations.get_function_decl(candidate.id).linkage == Linkage::Preemptible {
                candidate.inlining = Inlining::Never;
            }
        }
        inline::inline(&self.options, candidates, &mut ControlPlane::default())?;
        self.optimized.extend(candidates.iter().map(|candidate| candidate.id));
        Ok(())
    }

    /// Whether a function has been defined.
    pub fn is_defined(&self, func: FuncId) -> bool {
        self.functions.contains_key(&func)
    }

    /// The object file.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        object::write(self)
    }

    fn function(&mut self, id: FuncId, func: &Function) -> Result<(), Error> {
        let decl = self.declarations.get_function_decl(id);
        let name = decl.linkage_name(id).into_owned();
        let mut env = Env {
            name: name.clone(),
            features: self.options.features,
            inline_memory_calls: self.options.inline_memory_calls,
            types: &mut self.types,
            declarations: &mut self.declarations,
            call_conv: self.options.isa.default_call_conv(),
        };
        let (ty, _) = abi::lower(&func.signature)?;
        let code = flow::translate(func, &mut env)?;
        let body = encode::encode(code, &ty, name)?;
        self.functions.insert(id, body);
        Ok(())
    }
}

impl Module for WasmModule {
    fn isa(&self) -> &dyn TargetIsa {
        &*self.options.isa
    }

    fn declarations(&self) -> &ModuleDeclarations {
        &self.declarations
    }

    fn declare_function(
        &mut self,
        name: &str,
        linkage: Linkage,
        signature: &Signature,
    ) -> ModuleResult<FuncId> {
        Ok(self.declarations.declare_function(name, linkage, signature)?.0)
    }

    fn declare_anonymous_function(&mut self, signature: &Signature) -> ModuleResult<FuncId> {
        self.declarations.declare_anonymous_function(signature)
    }

    fn declare_data(
        &mut self,
        name: &str,
        linkage: Linkage,
        writable: bool,
        tls: bool,
    ) -> ModuleResult<DataId> {
        Ok(self.declarations.declare_data(name, linkage, writable, tls)?.0)
    }

    fn declare_anonymous_data(&mut self, writable: bool, tls: bool) -> ModuleResult<DataId> {
        self.declarations.declare_anonymous_data(writable, tls)
    }

    fn define_function_with_control_plane(
        &mut self,
        id: FuncId,
        ctx: &mut Context,
        control: &mut ControlPlane,
    ) -> ModuleResult<()> {
        let decl = self.declarations.get_function_decl(id);
        if !decl.linkage.is_definable() {
            return Err(ModuleError::InvalidImportDefinition(decl.linkage_name(id).into_owned()));
        }
        if self.functions.contains_key(&id) {
            return Err(ModuleError::DuplicateDefinition(decl.linkage_name(id).into_owned()));
        }
        let isa = Arc::clone(&self.options.isa);
        if !self.optimized.contains(&id) {
            ctx.verify_if(&*isa)?;
            optimize(ctx, &self.options, control)?;
        }
        self.function(id, &ctx.func)?;
        Ok(())
    }

    fn define_function_bytes(
        &mut self,
        id: FuncId,
        _alignment: u64,
        _bytes: &[u8],
        _relocs: &[ModuleReloc],
    ) -> ModuleResult<()> {
        let function = self.declarations.get_function_decl(id).linkage_name(id).into_owned();
        Err(Error::Unsupported { function, inst: "machine code".to_owned() }.into())
    }

    fn define_data(&mut self, id: DataId, description: &DataDescription) -> ModuleResult<()> {
        let decl = self.declarations.get_data_decl(id);
        if !decl.linkage.is_definable() {
            return Err(ModuleError::InvalidImportDefinition(decl.linkage_name(id).into_owned()));
        }
        let name = decl.linkage_name(id).into_owned();
        if self.data.contains_key(&id) {
            return Err(ModuleError::DuplicateDefinition(name));
        }
        let object = DataObject::new(&self.declarations, &name, decl.writable, description)?;
        if description.used {
            self.set_used(FuncOrDataId::Data(id));
        }
        if let Some((_, section)) = &description.custom_segment_section {
            if let Some(priority) = init_array(section) {
                let functions = object.init_functions(&name)?;
                self.extras
                    .init_functions
                    .extend(functions.into_iter().map(|func| (priority, func)));
            } else {
                let bytes = object.custom_section(&name)?;
                self.add_custom_section(section, &bytes);
            }
        }
        self.data.insert(id, object);
        Ok(())
    }
}

/// The priority of the init functions in a section, if it has some.
fn init_array(section: &str) -> Option<u32> {
    let rest = section.strip_prefix(".init_array")?;
    if rest.is_empty() {
        return Some(DEFAULT_PRIORITY);
    }
    Some(rest.strip_prefix('.')?.parse().unwrap_or(DEFAULT_PRIORITY))
}

/// The signature of a declaration, in WebAssembly.
pub(crate) fn wasm_type(signature: &ir::Signature) -> Result<WasmType, Error> {
    Ok(abi::lower(signature)?.0)
}
