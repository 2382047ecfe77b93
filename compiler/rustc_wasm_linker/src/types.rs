//! Function types of all objects, each once, so that two that are the same have one number.

use rustc_hash::FxHashMap;
use wasmparser::FuncType;

use crate::index_vec::{IndexVec, ids};

ids! {
    /// A function type.
    TypeId;
}

/// Function types, each once.
#[derive(Default)]
pub struct Types {
    list: IndexVec<TypeId, FuncType>,
    ids: FxHashMap<FuncType, TypeId>,
}

impl Types {
    pub fn intern(&mut self, ty: FuncType) -> TypeId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        let id = self.list.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }

    pub fn get(&self, id: TypeId) -> &FuncType {
        &self.list[id]
    }

    /// `(i32, i64) -> (f32)`.
    pub fn describe(&self, id: TypeId) -> String {
        let list = |types: &[wasmparser::ValType]| {
            types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let ty = self.get(id);
        format!("({}) -> ({})", list(ty.params()), list(ty.results()))
    }
}
