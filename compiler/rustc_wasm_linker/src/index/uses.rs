//! What reachable code and data need numbers for: types of indirect calls, and functions and data
//! whose address is taken. It does not give them any.

use wasmparser::RelocationType;

use crate::object::Relocation;
use crate::program::{Kind, ObjectId, Program, SymbolId, TypeId};

/// What reachable code and data need of the index.
#[derive(Default)]
pub struct Uses {
    pub types: Vec<TypeId>,
    /// Functions whose address is taken.
    pub addresses: Vec<SymbolId>,
    /// Functions and data whose address is loaded from a global.
    pub loaded: Vec<SymbolId>,
    pub table: bool,
}

impl Uses {
    pub fn collect(program: &Program<'_>) -> Uses {
        let mut uses = Uses::default();
        let mut chunks: Vec<(ObjectId, &[Relocation])> = Vec::new();
        for (id, function) in program.functions.iter().filter(|(_, function)| function.live) {
            chunks.extend(function.object.map(|object| (object, program.relocations(id))));
        }
        for (id, segment) in program.segments.iter().filter(|(_, segment)| segment.live) {
            chunks.push((segment.object, program.data_relocations(id)));
        }
        for (object, relocations) in program.sorted(chunks.into_iter(), |(object, _)| object) {
            for &relocation in relocations {
                uses.relocation(program, object, relocation);
            }
        }
        uses
    }

    fn relocation(&mut self, program: &Program<'_>, object: ObjectId, relocation: Relocation) {
        use RelocationType::*;
        if relocation.ty == TypeIndexLeb {
            let ty = program.objects[object].types.get(relocation.index as usize);
            self.types.extend(ty);
            // An indirect call, in objects whose code does not name the table.
            self.table = true;
            return;
        }
        let Some(symbol) = program.target(object, relocation) else { return };
        match relocation.ty {
            TableIndexSleb | TableIndexI32 | TableIndexRelSleb => {
                self.addresses.push(symbol);
                self.table = true;
            }
            GlobalIndexLeb | GlobalIndexI32 => match program.symbols[symbol].kind {
                Kind::Function => {
                    self.addresses.push(symbol);
                    self.loaded.push(symbol);
                    self.table = true;
                }
                Kind::Data => self.loaded.push(symbol),
                _ => {}
            },
            _ => {}
        }
    }
}
