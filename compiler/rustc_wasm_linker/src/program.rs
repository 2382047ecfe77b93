//! What all inputs make together: every function, segment, global and symbol of every object that
//! is linked, each with a number of its own. It is filled by `resolve` and `synthetic`, and every
//! later stage adds what it finds out. This file has the types and no decisions.

mod ids;
mod symbol;

use rustc_hash::FxHashMap;
use wasmparser::{GlobalType, TableType};

use crate::error::Warning;
use crate::index_vec::IndexVec;
use crate::object::Relocation;
use crate::strings::{self, Pieces};
use crate::types::{TypeId, Types};

pub use self::ids::{
    CustomId, FunctionId, GlobalId, ObjectId, SegmentId, SymbolId, TableId, TagId,
};
pub use self::symbol::{Address, DEFAULT_MODULE, Definition, Kind, Lazy, Name, Symbol, Type};

#[derive(Default)]
pub struct Program<'a> {
    pub objects: IndexVec<ObjectId, Object<'a>>,
    pub symbols: IndexVec<SymbolId, Symbol<'a>>,
    pub functions: IndexVec<FunctionId, Function<'a>>,
    pub segments: IndexVec<SegmentId, Segment<'a>>,
    pub globals: IndexVec<GlobalId, Global<'a>>,
    pub tables: IndexVec<TableId, DefinedTable>,
    pub tags: IndexVec<TagId, Tag>,
    pub customs: IndexVec<CustomId, Custom<'a>>,
    pub types: Types,
    /// Symbols that are not local to an object.
    pub names: FxHashMap<&'a str, SymbolId>,
    /// Calls all constructors, if anything calls it.
    pub call_ctors: Option<FunctionId>,
    /// Calls what is to be run at the end, if the linker has to have that called.
    pub call_dtors: Option<SymbolId>,
    /// An object that is linked uses table 0 without a symbol for it.
    pub legacy_table: bool,
    /// The table that indirect calls go through.
    pub indirect_table: Option<SymbolId>,
    /// Of WebAssembly, that the output uses, sorted.
    pub features: Vec<String>,
    pub warnings: Vec<Warning>,
}

impl<'a> Program<'a> {
    pub fn find(&self, name: &str) -> Option<SymbolId> {
        self.names.get(name).copied()
    }

    /// What is said about where a symbol comes from.
    pub fn file_of(&self, symbol: &Symbol<'_>) -> String {
        symbol.file.map_or_else(|| "the linker".into(), |file| self.objects[file].name.clone())
    }

    /// Objects in the order of what they add to the output, which is `wasm-ld`'s: it is visible
    /// to programs in the order of constructors.
    pub fn in_order(&self) -> Vec<ObjectId> {
        let mut objects: Vec<ObjectId> = self.objects.ids().collect();
        objects.sort_by_key(|&object| self.objects[object].rank);
        objects
    }

    /// Functions, segments or custom sections of objects in the order of objects.
    pub fn sorted<I: Copy>(
        &self,
        ids: impl Iterator<Item = I>,
        object: impl Fn(I) -> ObjectId,
    ) -> Vec<I> {
        let mut ids: Vec<I> = ids.collect();
        ids.sort_by_key(|&id| self.objects[object(id)].rank);
        ids
    }

    /// Adds a function of the linker's own, with a body that has no relocations.
    pub fn make_function(&mut self, name: String, ty: TypeId, body: Vec<u8>) -> FunctionId {
        self.functions.push(Function {
            object: None,
            ty,
            body: Body::Made(body),
            offset: 0,
            name: Name::Made(name),
            export: None,
            relocations: (0, 0),
            discarded: false,
            live: false,
        })
    }

    /// Adds a symbol of the linker's own that no object can name.
    pub fn make_symbol(&mut self, name: String, kind: Kind, definition: Definition) -> SymbolId {
        let symbol = Symbol { local: true, ..Symbol::new(Name::Made(name), kind, definition) };
        self.symbols.push(symbol)
    }

    pub fn relocations(&self, function: FunctionId) -> &[Relocation] {
        let function = &self.functions[function];
        let Some(object) = function.object else { return &[] };
        let (start, end) = function.relocations;
        self.objects[object].code_relocations.get(start..end).unwrap_or_default()
    }

    pub fn data_relocations(&self, segment: SegmentId) -> &[Relocation] {
        let segment = &self.segments[segment];
        let (start, end) = segment.relocations;
        self.objects[segment.object].data_relocations.get(start..end).unwrap_or_default()
    }

    /// The symbol that a relocation of an object refers to.
    pub fn target(&self, object: ObjectId, relocation: Relocation) -> Option<SymbolId> {
        self.objects[object].symbols.get(relocation.index as usize).copied()
    }
}

pub struct Object<'a> {
    pub name: String,
    /// Where it is among all: after the objects that were linked because of it.
    pub rank: usize,
    /// It is linked whether or not anything uses it: it was not in an archive.
    pub wanted: bool,
    /// By the object's own numbers.
    pub types: Vec<TypeId>,
    /// By the object's own numbers.
    pub symbols: Vec<SymbolId>,
    pub code_relocations: Vec<Relocation>,
    pub data_relocations: Vec<Relocation>,
    /// Priorities and the object's own numbers of symbols.
    pub constructors: Vec<(u32, u32)>,
    /// Functions that it calls by name and does not define, by its own number, and by which type.
    pub calls: Vec<(u32, TypeId)>,
    /// Its segments that are kept even if nothing uses them.
    pub retained: Vec<SegmentId>,
    pub features: Vec<(u8, &'a str)>,
    pub producers: Vec<(&'a str, &'a str, &'a str)>,
    pub live: bool,
}

pub enum Body<'a> {
    Input(&'a [u8]),
    Made(Vec<u8>),
}

impl Body<'_> {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Body::Input(bytes) => bytes,
            Body::Made(bytes) => bytes,
        }
    }
}

pub struct Function<'a> {
    /// `None` for functions that the linker makes.
    pub object: Option<ObjectId>,
    pub ty: TypeId,
    pub body: Body<'a>,
    /// Of the body in the code section of its object, as relocations count.
    pub offset: u32,
    pub name: Name<'a>,
    /// The name that an attribute asks to export it by.
    pub export: Option<&'a str>,
    /// The range of its object's relocations that are in its body.
    pub relocations: (usize, usize),
    /// Another object's group was taken in place of the one it is in.
    pub discarded: bool,
    pub live: bool,
}

pub struct Segment<'a> {
    pub object: ObjectId,
    pub name: &'a str,
    pub alignment: u32,
    pub tls: bool,
    pub retain: bool,
    /// It has strings that end with a zero byte and may be merged with others.
    pub strings: bool,
    pub data: &'a [u8],
    /// Of the data in the data section of its object, as relocations count.
    pub offset: u32,
    /// The range of its object's relocations that are in its data.
    pub relocations: (usize, usize),
    pub discarded: bool,
    pub live: bool,
    /// In memory, once `layout` has placed it.
    pub address: u32,
    /// Where strings of it are in memory, if they are merged with others.
    pub pieces: Pieces,
}

impl Segment<'_> {
    /// Moves it, with its strings.
    pub fn shift(&mut self, by: u32) {
        self.address = self.address.saturating_add(by);
        for (_, address) in &mut self.pieces {
            *address = address.saturating_add(by);
        }
    }

    /// The address of a byte of it.
    pub fn address_of(&self, offset: u32) -> u32 {
        strings::place(&self.pieces, offset).unwrap_or(self.address.wrapping_add(offset))
    }
}

pub struct Global<'a> {
    /// `None` for globals that the linker makes.
    pub object: Option<ObjectId>,
    pub name: &'a str,
    pub ty: GlobalType,
    pub init: GlobalInit<'a>,
    pub live: bool,
}

pub enum GlobalInit<'a> {
    /// A constant expression with its `end`.
    Expression(&'a [u8]),
    /// An address, known after `layout`.
    Address(Address),
}

pub struct DefinedTable {
    /// `None` for the table that the linker makes.
    pub object: Option<ObjectId>,
    pub ty: TableType,
    pub live: bool,
}

pub struct Tag {
    pub object: ObjectId,
    pub ty: TypeId,
    pub live: bool,
}

pub struct Custom<'a> {
    pub object: ObjectId,
    pub name: &'a str,
    pub data: &'a [u8],
    pub relocations: Vec<Relocation>,
    pub discarded: bool,
}
