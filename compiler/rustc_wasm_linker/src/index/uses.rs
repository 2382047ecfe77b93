//! What reachable code and data need numbers for: types of indirect calls, functions and data whose
//! address is taken, and stubs for functions that nobody defines. It does not give them any.

use rustc_hash::FxHashSet;
use wasmparser::RelocationType;

use crate::args::{Config, Unresolved};
use crate::error::{ErrorKind, Use};
use crate::live::is_imported;
use crate::object::Relocation;
use crate::program::{Kind, ObjectId, Program, SymbolId};
use crate::startup::{is_address, is_dynamic};
use crate::types::TypeId;

/// What reachable code and data need of the index.
#[derive(Default)]
pub struct Uses {
    pub types: Vec<TypeId>,
    /// Functions whose address is taken.
    pub addresses: Vec<SymbolId>,
    /// Functions and data whose address is loaded from a global.
    pub loaded: Vec<SymbolId>,
    /// Functions and data whose address is imported.
    pub dynamic: Vec<SymbolId>,
    /// Functions that are used, not defined and not imported.
    pub stubs: Vec<SymbolId>,
    pub table: bool,
    pub errors: Vec<ErrorKind>,
    known: FxHashSet<SymbolId>,
}

/// Where relocations are.
struct Chunk<'c> {
    object: ObjectId,
    relocations: &'c [Relocation],
    place: Place<'c>,
}

#[derive(Clone, Copy)]
enum Place<'c> {
    Function(&'c str),
    Data(&'c str),
}

impl Uses {
    pub fn collect(config: &Config, program: &Program<'_>) -> Uses {
        let mut uses = Uses::default();
        let mut chunks: Vec<Chunk<'_>> = Vec::new();
        for (id, function) in program.functions.iter().filter(|(_, function)| function.live) {
            let Some(object) = function.object else { continue };
            let place = Place::Function(function.name.as_str());
            chunks.push(Chunk { object, relocations: program.relocations(id), place });
        }
        for (id, segment) in program.segments.iter().filter(|(_, segment)| segment.live) {
            let (object, place) = (segment.object, Place::Data(segment.name));
            chunks.push(Chunk { object, relocations: program.data_relocations(id), place });
        }
        chunks.sort_by_key(|chunk| program.objects[chunk.object].rank);
        for chunk in chunks {
            for &relocation in chunk.relocations {
                uses.relocation(config, program, &chunk, relocation);
            }
        }
        uses
    }

    fn relocation(
        &mut self,
        config: &Config,
        program: &Program<'_>,
        chunk: &Chunk<'_>,
        relocation: Relocation,
    ) {
        use RelocationType::*;
        let object = chunk.object;
        if relocation.ty == TypeIndexLeb {
            let ty = program.objects[object].types.get(relocation.index as usize);
            self.types.extend(ty);
            // An indirect call, in objects whose code does not name the table.
            self.table = true;
            return;
        }
        let Some(symbol) = program.target(object, relocation) else { return };
        let target = &program.symbols[symbol];
        let dynamic = is_dynamic(config, target);
        match relocation.ty {
            GlobalIndexLeb | GlobalIndexI32 if dynamic => self.dynamic(symbol),
            ty if dynamic && is_address(ty) => self.dynamic(symbol),
            TableIndexSleb | TableIndexI32 | TableIndexRelSleb => {
                // What has a stub already has no address.
                if !self.known.contains(&symbol) {
                    self.addresses.push(symbol);
                }
                self.table = true;
            }
            GlobalIndexLeb | GlobalIndexI32 => match target.kind {
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
        if target.is_defined() {
            return;
        }
        if config.unresolved == Unresolved::ImportDynamic && is_absolute(relocation.ty) {
            self.errors.push(ErrorKind::NotPic {
                symbol: target.name.as_str().to_owned(),
                place: Use {
                    file: program.objects[object].name.clone(),
                    place: match chunk.place {
                        Place::Function(name) => format!("function `{name}`"),
                        Place::Data(name) => format!("data `{name}`"),
                    },
                },
            });
        }
        let stub = target.kind == Kind::Function && !target.weak && !is_imported(config, target);
        if stub && self.known.insert(symbol) {
            self.stubs.push(symbol);
        }
    }

    fn dynamic(&mut self, symbol: SymbolId) {
        if self.known.insert(symbol) {
            self.dynamic.push(symbol);
        }
    }
}

/// Whether a relocation of code needs an address when the module is linked.
fn is_absolute(ty: RelocationType) -> bool {
    use RelocationType::*;
    matches!(
        ty,
        TableIndexSleb | TableIndexRelSleb | MemoryAddrLeb | MemoryAddrSleb | MemoryAddrRelSleb
    )
}
