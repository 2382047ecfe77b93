//! All that is wrong with a module, for a tool that shows it. A compiler asks [`Module::new`], which
//! stops at the first.

use super::outline::Outline;
use super::{Abi, Module, ModuleError, ModuleErrorKind, may_be_empty};
use crate::limits::Limits;
use crate::module::decls;

impl Module {
    /// Empty if `new` accepts the module.
    pub fn problems(bytes: &[u8], limits: &Limits) -> Vec<ModuleError> {
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if let Err(limit) = limits.check_module_size(len) {
            return vec![ModuleErrorKind::TooLarge(limit).into()];
        }
        let outline = match Outline::read(bytes) {
            Ok(outline) => outline,
            Err(error) => return vec![error],
        };
        let mut problems: Vec<_> = outline.check_imports().err().into_iter().collect();
        let decls = match decls::parse(&outline.list) {
            Ok(decls) => decls,
            Err(error) => {
                problems.push(ModuleErrorKind::MacroList(error).into());
                return problems;
            }
        };
        let (abi, is_known) = match outline.abi(&decls) {
            Ok(abi) => (abi, true),
            Err(error) => {
                problems.push(error);
                (Abi::Own, false)
            }
        };
        if let Abi::Watt(version) = abi {
            problems.extend(outline.watt_problems(version));
        }
        if decls.macros.is_empty() && !may_be_empty(abi, &decls) {
            problems.push(outline.no_macros(abi));
        }
        let functions =
            decls.macros.iter().filter_map(|decl| outline.check_function(abi, decl).err());
        // An ABI that is not known has functions of other types.
        let counts = |error: &ModuleError| match error.kind() {
            ModuleErrorKind::WrongType { .. } => is_known,
            _ => true,
        };
        problems.extend(functions.filter(counts));
        problems
    }
}
