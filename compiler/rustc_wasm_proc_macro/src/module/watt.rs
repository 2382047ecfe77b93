//! Modules for watt: how they are told apart, what they have to import and export, and which of their
//! functions may be macros. Nothing in such a module says so but its macro list, which not all have.

use super::outline::Outline;
use super::{Abi, Candidate, ModuleError, ModuleErrorKind};
use crate::module::decls::{Decls, MacroKind};
use crate::protocol::abi;
use crate::watt::Version;
use crate::watt::abi::{ATTRIBUTE_PARAMS, FROM_RAW, INTO_RAW, UNARY_PARAMS};
use crate::watt::imports;

/// Number of parameters of a macro's function.
pub(super) fn params(kind: &MacroKind) -> usize {
    match kind {
        MacroKind::Derive { .. } | MacroKind::Bang => UNARY_PARAMS,
        MacroKind::Attr => ATTRIBUTE_PARAMS,
    }
}

/// Whether there is such an import, or the module is refused for its ABI.
pub(super) fn is_known(module: &str, name: &str) -> bool {
    match Version::from_import_module(module) {
        Some(version) => imports(version).functions.iter().any(|import| import.name == name),
        None => module.starts_with(abi::WATT_MODULE_PREFIX),
    }
}

impl Outline {
    /// The version of watt that the module was built for, if it was.
    pub(super) fn watt_version(&self, decls: &Decls) -> Result<Option<Version>, ModuleError> {
        let mut found: Vec<&str> = Vec::new();
        for import in &self.imports {
            let is_abi = import.module == abi::IMPORT_MODULE
                || import.module.starts_with(abi::WATT_MODULE_PREFIX);
            if is_abi && !found.contains(&&*import.module) {
                found.push(&import.module);
            }
        }
        if decls.abi_version.is_some() && !found.contains(&abi::IMPORT_MODULE) {
            found.push(abi::IMPORT_MODULE);
        }
        match *found {
            [abi::IMPORT_MODULE] => Ok(None),
            [name] => match Version::from_import_module(name) {
                Some(version) => Ok(Some(version)),
                None => Err(ModuleErrorKind::UnsupportedWatt { found: name.to_owned() }.into()),
            },
            // One that needs nothing is told by what it exports, and is the same in all versions.
            [] => Ok(self.has_watt_exports().then_some(Version::V0_5)),
            _ => {
                let found = found.into_iter().map(str::to_owned).collect();
                Err(ModuleErrorKind::SeveralAbis { found }.into())
            }
        }
    }

    fn has_watt_exports(&self) -> bool {
        [FROM_RAW, INTO_RAW].into_iter().all(|name| self.exported_functions.contains_key(name))
    }

    pub(super) fn check_watt(&self, version: Version) -> Result<(), ModuleError> {
        self.watt_problems(version).next().map_or(Ok(()), Err)
    }

    /// What modules for watt have and this one does not, or not in the same way.
    pub(super) fn watt_problems(&self, version: Version) -> impl Iterator<Item = ModuleError> {
        let exports = [FROM_RAW, INTO_RAW].into_iter().filter_map(|name| {
            let is_there = self.exported_type(name).is_some_and(|ty| self.is_type(ty, 1, 1));
            (!is_there).then(|| ModuleErrorKind::NoExport { name }.into())
        });
        let of_version =
            self.imports.iter().filter(move |import| import.module == version.import_module());
        let imports = of_version.filter_map(move |import| {
            // One that does not exist is refused for that.
            let mut known = imports(version).functions.iter();
            let expected = known.find(|expected| expected.name == import.name)?;
            let is_right = import.function.is_some_and(|ty| {
                self.is_type(ty, expected.params.len(), expected.has_result.into())
            });
            let (module, name) = (import.module.clone(), import.name.clone());
            (!is_right).then(|| ModuleErrorKind::WrongImport { module, name }.into())
        });
        imports.chain(exports)
    }

    /// Of a function that the module has itself.
    fn exported_type(&self, name: &str) -> Option<u32> {
        let &index =
            self.exported_functions.get(name).filter(|&&index| !self.is_imported(index))?;
        self.functions.get(index as usize).copied()
    }

    /// What is said of a module that lists no macros.
    pub(super) fn no_macros(&self, abi: Abi) -> ModuleError {
        match abi {
            Abi::Own => ModuleErrorKind::NoMacros.into(),
            Abi::Watt(_) => ModuleErrorKind::NotListed { candidates: self.candidates() }.into(),
        }
    }

    fn candidates(&self) -> Vec<Candidate> {
        let functions = self.exported_functions.keys();
        let functions = functions.filter(|name| ![FROM_RAW, INTO_RAW].contains(&name.as_str()));
        let candidates = functions.filter_map(|name| {
            let ty = self.exported_type(name)?;
            let is_attribute = self.is_type(ty, ATTRIBUTE_PARAMS, 1);
            let is_one = is_attribute || self.is_type(ty, UNARY_PARAMS, 1);
            is_one.then(|| Candidate { function: name.clone(), is_attribute })
        });
        candidates.collect()
    }
}
