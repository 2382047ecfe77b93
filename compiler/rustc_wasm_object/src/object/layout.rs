//! What is in an object and in which order, which gives functions their indices and data its addresses.

use cranelift_module::{DataId, FuncId};
use rustc_hash::FxHashMap;

use super::parts::Parts;
use crate::code::encode::Place;
use crate::code::op::Target;

/// What an object has, each kind in order.
pub(super) struct Layout {
    pub(super) defined: Vec<FuncId>,
    pub(super) undefined: Vec<FuncId>,
    pub(super) data: Vec<DataId>,
    pub(super) undefined_data: Vec<DataId>,
    /// The indices of functions, those that are imported first.
    pub(super) indices: FxHashMap<FuncId, u32>,
    /// Where data would lie if nothing were linked.
    pub(super) addresses: FxHashMap<DataId, u32>,
    pub(super) uses_stack: bool,
    pub(super) uses_table: bool,
}

impl Layout {
    pub(super) fn new(module: &Parts) -> Layout {
        let mut defined: Vec<FuncId> = module.functions.keys().copied().collect();
        defined.sort();
        let mut data: Vec<DataId> = module.data.keys().copied().collect();
        data.sort();
        let mut layout = Layout {
            defined,
            undefined: Vec::new(),
            data,
            undefined_data: Vec::new(),
            indices: FxHashMap::default(),
            addresses: FxHashMap::default(),
            uses_stack: false,
            uses_table: false,
        };
        let mut address = 0u32;
        for &id in &layout.data {
            let object = &module.data[&id];
            address = address.next_multiple_of(1 << object.align);
            layout.addresses.insert(id, address);
            address += object.bytes.len() as u32;
        }
        // Only what something refers to is declared: an undefined symbol may be an error to a linker.
        for id in &layout.defined {
            for reloc in &module.functions[id].relocs {
                match reloc.place {
                    Place::Function(target)
                    | Place::TableIndex(target)
                    | Place::Address(target, _)
                    | Place::Offset(target, _) => {
                        note(module, &mut layout.undefined, &mut layout.undefined_data, target)
                    }
                    Place::StackPointer => layout.uses_stack = true,
                    Place::Table => layout.uses_table = true,
                    Place::Type(_) => {}
                }
                // A function in the table needs one.
                layout.uses_table |= matches!(reloc.place, Place::TableIndex(_));
            }
        }
        for id in &layout.data {
            for reloc in &module.data[id].relocs {
                layout.uses_table |= matches!(reloc.target, Target::Func(_));
                note(module, &mut layout.undefined, &mut layout.undefined_data, reloc.target);
            }
        }
        for &(_, id) in &module.extras.init_functions {
            note(module, &mut layout.undefined, &mut layout.undefined_data, Target::Func(id));
        }
        layout.undefined.sort();
        layout.undefined.dedup();
        layout.undefined_data.sort();
        layout.undefined_data.dedup();
        for (at, &id) in layout.undefined.iter().chain(&layout.defined).enumerate() {
            layout.indices.insert(id, at as u32);
        }
        layout
    }
}

/// Notes a target that is not defined.
fn note(module: &Parts, functions: &mut Vec<FuncId>, data: &mut Vec<DataId>, target: Target) {
    match target {
        Target::Func(id) if !module.functions.contains_key(&id) => functions.push(id),
        Target::Data(id) if !module.data.contains_key(&id) => data.push(id),
        _ => {}
    }
}
