//! What all inputs make together: every function, segment, global and symbol of every object that
//! is linked, each with a number of its own. It is filled by `resolve` and `synthetic`, and every
//! later stage adds what it finds out. This file has the types and no decisions.

use rustc_hash::FxHashMap;
use wasmparser::{GlobalType, TableType};

use crate::error::Warning;
use crate::object::Relocation;
use crate::table::{Table, ids};
use crate::types::Types;

ids! {
    /// An object that is linked.
    ObjectId;
    /// A name, or a symbol that only one object knows.
    SymbolId;
    /// A function with a body.
    FunctionId;
    /// A data segment of an object.
    SegmentId;
    /// A global with a value.
    GlobalId;
    /// A table that is defined.
    TableId;
    /// A tag that is defined.
    TagId;
    /// A custom section of an object.
    CustomId;
    /// A function type.
    TypeId;
}

#[derive(Default)]
pub struct Program<'a> {
    pub objects: Table<ObjectId, Object<'a>>,
    pub symbols: Table<SymbolId, Symbol<'a>>,
    pub functions: Table<FunctionId, Function<'a>>,
    pub segments: Table<SegmentId, Segment<'a>>,
    pub globals: Table<GlobalId, Global<'a>>,
    pub tables: Table<TableId, DefinedTable>,
    pub tags: Table<TagId, Tag>,
    pub customs: Table<CustomId, Custom<'a>>,
    pub types: Types,
    /// Symbols that are not local to an object.
    pub names: FxHashMap<&'a str, SymbolId>,
    /// Calls all constructors, if anything calls it.
    pub call_ctors: Option<FunctionId>,
    /// An object that is linked uses table 0 without a symbol for it.
    pub legacy_table: bool,
    /// The table that indirect calls go through.
    pub indirect_table: Option<SymbolId>,
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

/// Text of an input, or of the linker's own.
#[derive(Clone)]
pub enum Name<'a> {
    Input(&'a str),
    Made(String),
}

impl Name<'_> {
    pub fn as_str(&self) -> &str {
        match self {
            Name::Input(name) => name,
            Name::Made(name) => name,
        }
    }
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
    pub data: &'a [u8],
    /// Of the data in the data section of its object, as relocations count.
    pub offset: u32,
    /// The range of its object's relocations that are in its data.
    pub relocations: (usize, usize),
    pub discarded: bool,
    pub live: bool,
    /// In memory, once `layout` has placed it.
    pub address: u32,
}

pub struct Global<'a> {
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

/// Addresses that only the layout of memory knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    DataEnd,
    DsoHandle,
    FirstPageEnd,
    GlobalBase,
    HeapBase,
    HeapEnd,
    MemoryBase,
    StackHigh,
    StackLow,
    TableBase,
    TlsBase,
}

pub struct DefinedTable {
    pub ty: TableType,
    pub live: bool,
}

pub struct Tag {
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

/// What a symbol is, as far as other objects must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Function,
    Data,
    Global,
    Table,
    Tag,
    Section,
    /// An archive or an option mentions it, and no object so far.
    Unknown,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Function => "a function",
            Kind::Data => "data",
            Kind::Global => "a global",
            Kind::Table => "a table",
            Kind::Tag => "a tag",
            Kind::Section => "a section",
            Kind::Unknown => "unknown",
        }
    }
}

#[derive(Clone)]
pub struct Symbol<'a> {
    pub name: Name<'a>,
    pub kind: Kind,
    pub definition: Definition,
    pub weak: bool,
    pub hidden: bool,
    pub local: bool,
    /// An attribute in the source asks to export it.
    pub exported: bool,
    /// An option asks to export it.
    pub forced: bool,
    pub no_strip: bool,
    /// An object that is linked, or an option, uses it.
    pub used: bool,
    /// The object that defines it, or the first that uses it.
    pub file: Option<ObjectId>,
    /// Module and name of the import that stands for it if nothing defines it. The name is `None`
    /// if no attribute says it.
    pub import: Option<(&'a str, Option<&'a str>)>,
    pub ty: Type,
    /// `ty` is that of a call, not only of an address that is taken.
    pub called: bool,
    /// A function that only traps stands for it, whose address is null.
    pub stub: bool,
    /// Something that is reachable uses it.
    pub live: bool,
}

/// The type by which a symbol that is not data is used or defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    None,
    /// Of a function or a tag.
    Function(TypeId),
    Global(GlobalType),
    Table(TableType),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    Undefined,
    /// A member of an archive, or an object that is linked only if needed, defines it.
    Lazy(Lazy),
    Function(FunctionId),
    Data(SegmentId, u32),
    /// An address that layout does not move.
    Absolute(u32),
    Address(Address),
    Global(GlobalId),
    Table(TableId),
    Tag(TagId),
    /// `None` for a section whose content is not copied.
    Section(Option<CustomId>),
}

/// Names an object that may not be linked yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lazy {
    /// Of `Store::files`.
    pub file: usize,
    pub member: usize,
}

impl<'a> Symbol<'a> {
    pub fn new(name: Name<'a>, kind: Kind, definition: Definition) -> Symbol<'a> {
        Symbol {
            name,
            kind,
            definition,
            weak: false,
            hidden: false,
            local: false,
            exported: false,
            forced: false,
            no_strip: false,
            used: false,
            file: None,
            import: None,
            ty: Type::None,
            called: false,
            stub: false,
            live: false,
        }
    }

    /// Whether it is imported if nothing defines it: an attribute names the import.
    pub fn is_import(&self) -> bool {
        match self.import {
            Some((module, name)) => name.is_some() || module != DEFAULT_MODULE,
            None => false,
        }
    }

    pub fn is_defined(&self) -> bool {
        !matches!(self.definition, Definition::Undefined | Definition::Lazy(_))
    }
}

/// The module that compilers name for symbols that another object is to define.
pub const DEFAULT_MODULE: &str = "env";
