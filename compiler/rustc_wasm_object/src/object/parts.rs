//! What an object file is made of: functions and data, and what is said of their symbols.

use cranelift_module::{DataId, FuncId, FuncOrDataId, ModuleDeclarations};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::code::abi::Types;
use crate::code::encode::Body;
use crate::object::data::DataObject;
use crate::options::Options;

/// Everything, in no order yet.
pub(crate) struct Parts {
    pub(crate) options: Options,
    pub(crate) declarations: ModuleDeclarations,
    pub(crate) types: Types,
    pub(crate) functions: FxHashMap<FuncId, Body>,
    pub(crate) data: FxHashMap<DataId, DataObject>,
    pub(crate) extras: Extras,
}

impl Parts {
    pub(crate) fn new(options: Options) -> Self {
        Parts {
            options,
            declarations: ModuleDeclarations::default(),
            types: Types::default(),
            functions: FxHashMap::default(),
            data: FxHashMap::default(),
            extras: Extras::default(),
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
    /// Functions that are declared a second time, by another signature, with the first.
    pub(crate) variants: Vec<(FuncId, FuncId)>,
    pub(crate) exported: FxHashSet<FuncOrDataId>,
    pub(crate) used: FxHashSet<FuncOrDataId>,
    pub(crate) hidden: FxHashSet<FuncOrDataId>,
    /// Functions to call before `main`, the least number first.
    pub(crate) init_functions: Vec<(u32, FuncId)>,
    pub(crate) custom_sections: Vec<(String, Vec<u8>)>,
    pub(crate) segment_names: FxHashMap<DataId, String>,
}
