//! Whether a module's ABI, imports and macros are what a host expects.

use super::outline::Outline;
use super::{Abi, watt};
use crate::module::decls::{Decls, MacroDecl, MacroKind};
use crate::module::error::ModuleError;
use crate::module::error::ModuleErrorKind;
use crate::protocol::abi;

impl Outline {
    /// The ABI comes first: what else is wrong with a module of another one does not matter.
    pub(super) fn abi(&self, decls: &Decls) -> Result<Abi, ModuleError> {
        let unsupported = |found| Err(ModuleErrorKind::UnsupportedAbi { found }.into());
        if let Some(version) = self.watt_version(decls)? {
            return Ok(Abi::Watt(version));
        }
        match decls.abi_version {
            Some(abi::OLDEST_VERSION..=abi::VERSION) => Ok(Abi::Own),
            Some(version) => {
                unsupported(format!("version {version} of the `{}` ABI", abi::IMPORT_MODULE))
            }
            None if decls.macros.is_empty() => Ok(Abi::Own),
            None => unsupported(format!("an unstated version of the `{}` ABI", abi::IMPORT_MODULE)),
        }
    }

    pub(super) fn check_imports(&self) -> Result<(), ModuleError> {
        let is_known = |module: &str, name: &str| match module {
            abi::IMPORT_MODULE => abi::IMPORTS.contains(&name),
            abi::WASI_MODULE => true,
            module => watt::is_known(module, name),
        };
        let unknown = self.imports.iter().filter(|import| !is_known(&import.module, &import.name));
        let unknown = unknown.map(|import| (import.module.clone(), import.name.clone()));
        let imports: Vec<_> = unknown.collect();
        if imports.is_empty() {
            return Ok(());
        }
        Err(ModuleErrorKind::ForbiddenImports { imports }.into())
    }

    pub(super) fn check_function(&self, abi: Abi, decl: &MacroDecl) -> Result<(), ModuleError> {
        let (name, function) = (decl.name.clone(), decl.function.clone());
        let Some(&index) = self.exported_functions.get(&function) else {
            return Err(ModuleErrorKind::NoFunction { name, function }.into());
        };
        if self.is_imported(index) {
            return Err(ModuleErrorKind::ImportedFunction { name, function }.into());
        }
        let expected_params = params(abi, &decl.kind);
        let ty = self.functions.get(index as usize);
        if ty.is_some_and(|&ty| self.is_type(ty, expected_params, 1)) {
            Ok(())
        } else {
            Err(ModuleErrorKind::WrongType { name, function, expected_params }.into())
        }
    }
}

/// Number of parameters of a macro's function.
fn params(abi: Abi, kind: &MacroKind) -> usize {
    match (abi, kind) {
        (Abi::Watt(_), kind) => watt::params(kind),
        (Abi::Own, MacroKind::Derive { .. } | MacroKind::Bang) => abi::UNARY_PARAMS,
        (Abi::Own, MacroKind::Attr) => abi::ATTRIBUTE_PARAMS,
    }
}
