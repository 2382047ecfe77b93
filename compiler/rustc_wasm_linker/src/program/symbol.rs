//! A symbol: what one name, or one that only an object knows, stands for.

use wasmparser::{GlobalType, TableType};

use super::ids::{CustomId, FunctionId, GlobalId, ObjectId, SegmentId, TableId, TagId};
use crate::types::TypeId;

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
