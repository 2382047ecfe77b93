//! The module that Cranelift's users see: declarations, definitions, and what an object file can say
//! beyond them.

use std::sync::Arc;

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{Function, Signature};
use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::{CodegenResult, Context};
use cranelift_module::{
    DataDescription, DataId, FuncId, FuncOrDataId, Linkage, Module, ModuleDeclarations,
    ModuleError, ModuleReloc, ModuleResult,
};
use rustc_hash::FxHashSet;

use crate::code::{abi, encode};
use crate::error::Error;
use crate::object::data::DataObject;
use crate::object::{self, Parts, entry, variants};
use crate::options::Options;
use crate::passes::inline::{self, Candidate, Inlining};
use crate::passes::optimize::optimize;
use crate::translate::env::Env;
use crate::translate::flow;

/// A module that becomes one relocatable object file.
pub struct WasmModule {
    parts: Parts,
    /// Functions that need no optimizing when they are defined.
    optimized: FxHashSet<FuncId>,
}

/// The priority of an init function that has none of its own, which is the last.
const DEFAULT_PRIORITY: u32 = 65_535;

impl WasmModule {
    /// A module without declarations.
    pub fn new(options: Options) -> Self {
        WasmModule { parts: Parts::new(options), optimized: FxHashSet::default() }
    }

    /// Names the import that an undefined function becomes if no other object defines it.
    pub fn set_import(&mut self, func: FuncId, module: &str, name: &str) {
        self.parts.extras.imports.insert(func, (module.to_owned(), name.to_owned()));
    }

    /// Exports a function by a name, which also keeps it.
    pub fn set_export(&mut self, func: FuncId, name: &str) {
        self.parts.extras.exports.push((func, name.to_owned()));
    }

    /// Exports a symbol by its own name from whatever it is linked into, if it is linked in.
    pub fn set_exported(&mut self, symbol: FuncOrDataId) {
        self.parts.extras.exported.insert(symbol);
    }

    /// Keeps a symbol even if nothing refers to it.
    pub fn set_used(&mut self, symbol: FuncOrDataId) {
        self.parts.extras.used.insert(symbol);
    }

    /// Gives a symbol hidden visibility, whatever its linkage.
    pub fn set_hidden(&mut self, symbol: FuncOrDataId) {
        self.parts.extras.hidden.insert(symbol);
    }

    /// Has a function without parameters and results called before `main`, those of lower priority
    /// first; without a priority, last.
    pub fn add_init_function(&mut self, func: FuncId, priority: Option<u32>) {
        self.parts.extras.init_functions.push((priority.unwrap_or(DEFAULT_PRIORITY), func));
    }

    /// Appends bytes to a custom section.
    pub fn add_custom_section(&mut self, name: &str, bytes: &[u8]) {
        match self.parts.extras.custom_sections.iter_mut().find(|section| section.0 == name) {
            Some(section) => section.1.extend_from_slice(bytes),
            None => self.parts.extras.custom_sections.push((name.to_owned(), bytes.to_vec())),
        }
    }

    /// Names the segment of a data object, instead of after its symbol.
    pub fn set_segment_name(&mut self, data: DataId, name: &str) {
        self.parts.extras.segment_names.insert(data, name.to_owned());
    }

    /// Inlines calls among functions of this module, and optimizes them. They are all to be defined as they
    /// then are.
    pub fn inline(&mut self, candidates: &mut [Candidate]) -> CodegenResult<()> {
        for candidate in candidates.iter_mut() {
            // Another object may have a function of the name that takes the place of this one.
            if self.parts.declarations.get_function_decl(candidate.id).linkage
                == Linkage::Preemptible
            {
                candidate.inlining = Inlining::Never;
            }
        }
        inline::inline(&self.parts.options, candidates, &mut ControlPlane::default())?;
        self.optimized.extend(candidates.iter().map(|candidate| candidate.id));
        Ok(())
    }

    /// Whether a function has been defined.
    pub fn is_defined(&self, func: FuncId) -> bool {
        self.parts.functions.contains_key(&func)
    }

    /// The object file.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        variants::define(&mut self.parts)?;
        entry::define_main(&mut self.parts)?;
        object::write(self.parts)
    }

    /// What stands for a function that is declared by another signature.
    #[expect(clippy::result_large_err, reason = "cranelift's own error, as in the trait's methods")]
    fn variant(&mut self, function: FuncId, signature: &Signature) -> ModuleResult<FuncId> {
        let declarations = &mut self.parts.declarations;
        let mut known = self.parts.extras.variants.iter();
        let same = |id| declarations.get_function_decl(id).signature == *signature;
        if let Some(&(id, _)) = known.find(|&&(id, first)| first == function && same(id)) {
            return Ok(id);
        }
        let id = declarations.declare_anonymous_function(signature)?;
        self.parts.extras.variants.push((id, function));
        Ok(id)
    }

    fn function(&mut self, id: FuncId, func: &Function) -> Result<(), Error> {
        let decl = self.parts.declarations.get_function_decl(id);
        let name = decl.linkage_name(id).into_owned();
        let mut env = Env {
            name: name.clone(),
            features: self.parts.options.features,
            inline_memory_calls: self.parts.options.inline_memory_calls,
            types: &mut self.parts.types,
            declarations: &mut self.parts.declarations,
            call_conv: self.parts.options.isa.default_call_conv(),
        };
        let (ty, _) = abi::lower(&func.signature)?;
        let code = flow::translate(func, &mut env)?;
        let body = encode::encode(code, &ty, name)?;
        self.parts.functions.insert(id, body);
        Ok(())
    }
}

impl Module for WasmModule {
    fn isa(&self) -> &dyn TargetIsa {
        &*self.parts.options.isa
    }

    fn declarations(&self) -> &ModuleDeclarations {
        &self.parts.declarations
    }

    fn get_name(&self, name: &str) -> Option<FuncOrDataId> {
        abi::find(&self.parts.declarations, name)
    }

    fn declare_function(
        &mut self,
        name: &str,
        linkage: Linkage,
        signature: &Signature,
    ) -> ModuleResult<FuncId> {
        let name = abi::symbol_name(name, signature);
        match self.parts.declarations.declare_function(name, linkage, signature) {
            Ok((id, _)) => Ok(id),
            Err(error @ ModuleError::IncompatibleSignature(..)) if linkage == Linkage::Import => {
                match self.parts.declarations.get_name(name) {
                    Some(FuncOrDataId::Func(function)) => self.variant(function, signature),
                    _ => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    fn declare_anonymous_function(&mut self, signature: &Signature) -> ModuleResult<FuncId> {
        self.parts.declarations.declare_anonymous_function(signature)
    }

    fn declare_data(
        &mut self,
        name: &str,
        linkage: Linkage,
        writable: bool,
        tls: bool,
    ) -> ModuleResult<DataId> {
        Ok(self.parts.declarations.declare_data(name, linkage, writable, tls)?.0)
    }

    fn declare_anonymous_data(&mut self, writable: bool, tls: bool) -> ModuleResult<DataId> {
        self.parts.declarations.declare_anonymous_data(writable, tls)
    }

    fn define_function_with_control_plane(
        &mut self,
        id: FuncId,
        ctx: &mut Context,
        control: &mut ControlPlane,
    ) -> ModuleResult<()> {
        let decl = self.parts.declarations.get_function_decl(id);
        if !decl.linkage.is_definable() {
            return Err(ModuleError::InvalidImportDefinition(decl.linkage_name(id).into_owned()));
        }
        if self.parts.functions.contains_key(&id) {
            return Err(ModuleError::DuplicateDefinition(decl.linkage_name(id).into_owned()));
        }
        let isa = Arc::clone(&self.parts.options.isa);
        if !self.optimized.contains(&id) {
            ctx.verify_if(&*isa)?;
            optimize(ctx, &self.parts.options, control)?;
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
        let function = self.parts.declarations.get_function_decl(id).linkage_name(id).into_owned();
        Err(Error::Unsupported { function, inst: "machine code".to_owned() }.into())
    }

    fn define_data(&mut self, id: DataId, description: &DataDescription) -> ModuleResult<()> {
        let decl = self.parts.declarations.get_data_decl(id);
        if !decl.linkage.is_definable() {
            return Err(ModuleError::InvalidImportDefinition(decl.linkage_name(id).into_owned()));
        }
        let name = decl.linkage_name(id).into_owned();
        if self.parts.data.contains_key(&id) {
            return Err(ModuleError::DuplicateDefinition(name));
        }
        let object = DataObject::new(&self.parts.declarations, &name, decl.writable, description)?;
        if description.used {
            self.set_used(FuncOrDataId::Data(id));
        }
        if let Some((_, section)) = &description.custom_segment_section {
            if let Some(priority) = init_array(section) {
                let functions = object.init_functions(&name)?;
                self.parts
                    .extras
                    .init_functions
                    .extend(functions.into_iter().map(|func| (priority, func)));
            } else {
                let bytes = object.custom_section(&name)?;
                self.add_custom_section(section, &bytes);
            }
        }
        self.parts.data.insert(id, object);
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
