//! Takes the content of one object over into the program. It does not know what its symbols mean.

use wasmparser::{RelocationType, SymbolFlags};

use super::Resolver;
use crate::object::{self, ComdatMember, Relocation, SymbolKind};
use crate::program::{
    Body, Custom, CustomId, DefinedTable, Definition, Function, FunctionId, Global, GlobalId,
    GlobalInit, Kind, Name, Object, ObjectId, Program, Segment, SegmentId, Symbol, TableId, Tag,
    TagId, Type,
};
use crate::synthetic::INDIRECT_TABLE;
use crate::types::TypeId;

/// The program's numbers of what one object defines, by the object's own.
#[derive(Default)]
struct Ids {
    functions: Vec<FunctionId>,
    segments: Vec<SegmentId>,
    globals: Vec<GlobalId>,
    tables: Vec<TableId>,
    tags: Vec<TagId>,
    customs: Vec<CustomId>,
}

/// Adds an object without its symbols, which are returned in the order of the object.
pub fn load<'a>(
    resolver: &mut Resolver<'a>,
    mut object: object::Object<'a>,
    name: String,
    wanted: bool,
) -> (ObjectId, Vec<Symbol<'a>>) {
    let program = &mut resolver.program;
    let id = program.objects.next_id();
    let mut types = Vec::new();
    for ty in object.types.drain(..) {
        types.push(program.types.intern(ty));
    }
    let mut ids = define(program, &mut object, &types, id);
    for comdat in &object.comdats {
        if resolver.groups.insert(comdat.name) {
            continue;
        }
        for &member in &comdat.members {
            match member {
                ComdatMember::Function(index) => {
                    if let Some(&function) = ids.functions.get(index) {
                        program.functions[function].discarded = true;
                    }
                }
                ComdatMember::Segment(index) => {
                    if let Some(&segment) = ids.segments.get(index) {
                        program.segments[segment].discarded = true;
                    }
                }
                ComdatMember::Section(index) => {
                    if let Some(&custom) = ids.customs.get(index) {
                        program.customs[custom].discarded = true;
                    }
                }
            }
        }
    }
    let named = |symbol: &object::Symbol<'_>| matches!(symbol.kind, SymbolKind::TableImport(_));
    let legacy = !object.table_imports.is_empty() && !object.symbols.iter().any(named);
    program.legacy_table |= legacy;
    let called = called(&object);
    let mut symbols = Vec::new();
    let mut calls = Vec::new();
    for (index, (symbol, called)) in object.symbols.iter().zip(called).enumerate() {
        let symbol = convert(program, &mut ids, &object, &types, symbol, called, id);
        if let (Type::Function(ty), true, Definition::Undefined) =
            (symbol.ty, called, symbol.definition)
        {
            calls.push((index as u32, ty));
        }
        symbols.push(symbol);
    }
    if let Some(table) = object.table_imports.first().filter(|_| legacy) {
        // Code of objects from before tables had symbols calls through table 0 all the same, and no
        // relocation tells.
        let symbol = Symbol::new(Name::Input(INDIRECT_TABLE), Kind::Table, Definition::Undefined);
        let ty = Type::Table(table.ty);
        symbols.push(Symbol { ty, no_strip: true, used: true, file: Some(id), ..symbol });
    }
    let retained = object.segments.iter().zip(&ids.segments);
    let retained = retained.filter(|(segment, _)| segment.retain).map(|(_, &id)| id).collect();
    program.objects.push(Object {
        name,
        rank: 0,
        wanted,
        types,
        symbols: Vec::new(),
        code_relocations: object.code_relocations,
        data_relocations: object.data_relocations,
        constructors: object.constructors,
        calls,
        retained,
        features: object.features,
        producers: object.producers,
        live: false,
    });
    (id, symbols)
}

fn define<'a>(
    program: &mut Program<'a>,
    object: &mut object::Object<'a>,
    types: &[TypeId],
    id: ObjectId,
) -> Ids {
    let mut ids = Ids::default();
    // `object` has checked that all types exist, so nothing is left out.
    let ty = |index: u32| types.get(index as usize).copied();
    for function in &object.functions {
        let Some(ty) = ty(function.ty) else { continue };
        ids.functions.push(program.functions.push(Function {
            object: Some(id),
            ty,
            body: Body::Input(function.body),
            offset: function.offset,
            name: Name::Input(""),
            export: function.export,
            relocations: within(&object.code_relocations, function.offset, function.body),
            discarded: false,
            live: false,
        }));
    }
    for segment in &object.segments {
        ids.segments.push(program.segments.push(Segment {
            object: id,
            name: segment.name,
            alignment: segment.alignment,
            tls: segment.tls,
            retain: segment.retain,
            strings: segment.strings,
            pieces: Vec::new(),
            data: segment.data,
            offset: segment.offset,
            relocations: within(&object.data_relocations, segment.offset, segment.data),
            discarded: false,
            live: false,
            address: 0,
        }));
    }
    for global in &object.globals {
        let init = GlobalInit::Expression(global.init);
        let object = Some(id);
        let global = Global { object, name: "", ty: global.ty, init, live: false };
        ids.globals.push(program.globals.push(global));
    }
    for &ty in &object.tables {
        let table = DefinedTable { object: Some(id), ty, live: false };
        ids.tables.push(program.tables.push(table));
    }
    for ty in object.tags.iter().filter_map(|&tag| ty(tag)) {
        ids.tags.push(program.tags.push(Tag { object: id, ty, live: false }));
    }
    for custom in object.customs.drain(..) {
        ids.customs.push(program.customs.push(Custom {
            object: id,
            name: custom.name,
            data: custom.data,
            relocations: custom.relocations,
            discarded: false,
        }));
    }
    ids
}

/// The range of relocations in some bytes of a section.
fn within(relocations: &[Relocation], offset: u32, bytes: &[u8]) -> (usize, usize) {
    let end = u64::from(offset).saturating_add(bytes.len() as u64);
    let before = |limit: u64| relocations.partition_point(|r| u64::from(r.offset) < limit);
    (before(u64::from(offset)), before(end))
}

/// For every symbol, whether code calls it by name.
fn called(object: &object::Object<'_>) -> Vec<bool> {
    let mut called = vec![false; object.symbols.len()];
    for relocation in &object.code_relocations {
        if relocation.ty == RelocationType::FunctionIndexLeb
            && let Some(called) = called.get_mut(relocation.index as usize)
        {
            *called = true;
        }
    }
    called
}

/// A symbol of an object as one of the program.
fn convert<'a>(
    program: &mut Program<'a>,
    ids: &mut Ids,
    object: &object::Object<'a>,
    types: &[TypeId],
    symbol: &object::Symbol<'a>,
    called: bool,
    id: ObjectId,
) -> Symbol<'a> {
    let (kind, mut definition) = definition(ids, symbol.kind);
    let function_type = |index: Option<u32>| {
        index
            .and_then(|index| types.get(index as usize))
            .map_or(Type::None, |&ty| Type::Function(ty))
    };
    let explicit = symbol.flags.contains(SymbolFlags::EXPLICIT_NAME);
    let import = |module, name| Some((module, explicit.then_some(name)));
    let mut converted = Symbol::new(Name::Input(symbol.name), kind, definition);
    match symbol.kind {
        SymbolKind::FunctionImport(index) => {
            let found = object.function_imports.get(index);
            converted.import = found.and_then(|found| import(found.module, found.name));
            converted.ty = function_type(found.map(|found| found.ty));
        }
        SymbolKind::GlobalImport(index) => {
            let found = object.global_imports.get(index);
            converted.import = found.and_then(|found| import(found.module, found.name));
            converted.ty = found.map_or(Type::None, |found| Type::Global(found.ty));
        }
        SymbolKind::TableImport(index) => {
            let found = object.table_imports.get(index);
            converted.import = found.and_then(|found| import(found.module, found.name));
            converted.ty = found.map_or(Type::None, |found| Type::Table(found.ty));
        }
        SymbolKind::TagImport(index) => {
            let found = object.tag_imports.get(index);
            converted.import = found.and_then(|found| import(found.module, found.name));
            converted.ty = function_type(found.map(|found| found.ty));
        }
        _ => match definition {
            Definition::Function(function) => {
                let function = &mut program.functions[function];
                converted.ty = Type::Function(function.ty);
                if function.name.as_str().is_empty() {
                    function.name = Name::Input(symbol.name);
                }
                if function.discarded {
                    definition = Definition::Undefined;
                }
            }
            Definition::Data(segment, _) if program.segments[segment].discarded => {
                definition = Definition::Undefined;
            }
            Definition::Global(global) => {
                let global = &mut program.globals[global];
                global.name = symbol.name;
                converted.ty = Type::Global(global.ty);
            }
            Definition::Table(table) => converted.ty = Type::Table(program.tables[table].ty),
            Definition::Tag(tag) => converted.ty = Type::Function(program.tags[tag].ty),
            _ => {}
        },
    }
    converted.local = symbol.flags.contains(SymbolFlags::BINDING_LOCAL) || kind == Kind::Section;
    if !converted.local {
        // What a group of another object replaces is like a use of what replaces it.
        converted.definition = definition;
    }
    converted.weak = symbol.flags.contains(SymbolFlags::BINDING_WEAK);
    converted.hidden = symbol.flags.contains(SymbolFlags::VISIBILITY_HIDDEN);
    converted.exported = symbol.flags.contains(SymbolFlags::EXPORTED);
    converted.no_strip = symbol.flags.contains(SymbolFlags::NO_STRIP);
    converted.used = !converted.is_defined();
    converted.called = called && kind == Kind::Function;
    converted.file = Some(id);
    converted
}

fn definition(ids: &Ids, kind: SymbolKind) -> (Kind, Definition) {
    // `object` has checked the indices, so the lists have them all.
    fn defined<I: Copy>(
        list: &[I],
        index: usize,
        definition: impl FnOnce(I) -> Definition,
    ) -> Definition {
        list.get(index).copied().map_or(Definition::Undefined, definition)
    }
    match kind {
        SymbolKind::Function(index) => {
            (Kind::Function, defined(&ids.functions, index, Definition::Function))
        }
        SymbolKind::Data { segment, offset } => {
            (Kind::Data, defined(&ids.segments, segment, |id| Definition::Data(id, offset)))
        }
        SymbolKind::Global(index) => {
            (Kind::Global, defined(&ids.globals, index, Definition::Global))
        }
        SymbolKind::Table(index) => (Kind::Table, defined(&ids.tables, index, Definition::Table)),
        SymbolKind::Tag(index) => (Kind::Tag, defined(&ids.tags, index, Definition::Tag)),
        SymbolKind::Section(index) => {
            let custom = index.and_then(|index| ids.customs.get(index).copied());
            (Kind::Section, Definition::Section(custom))
        }
        SymbolKind::Address(address) => (Kind::Data, Definition::Absolute(address)),
        SymbolKind::FunctionImport(_) => (Kind::Function, Definition::Undefined),
        SymbolKind::DataImport => (Kind::Data, Definition::Undefined),
        SymbolKind::GlobalImport(_) => (Kind::Global, Definition::Undefined),
        SymbolKind::TableImport(_) => (Kind::Table, Definition::Undefined),
        SymbolKind::TagImport(_) => (Kind::Tag, Definition::Undefined),
    }
}
