//! Has memories and tables grow in functions of the host. The ones with which wasmi 2.0.0 runs
//! `memory.grow` and `table.grow` do not end in a jump as those of other instructions do: the first always
//! goes on in a call, the second where it returns -1. So 80,000 of them, be it by nothing, overflow the
//! native stack. In the copy of a module they are indirect calls, through a table that it has in addition
//! and that is filled before anything of it runs.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memmem};
use wasm_encoder::Encode;
use wasmi::{AsContextMut, Caller, Error, Extern, Func, FuncType, Instance, Memory, Ref, Store};
use wasmi::{RefType, Table, Val, ValType};
use wasmparser::{FunctionBody, Operator, Payload, TypeRef};

use super::Data;
use super::instrument::{START, extend};
use super::link::{Inside, error};
use crate::engine::{Stop, charge};
use crate::limits::{Limit, Limits, cost};

/// What the copy exports the table as, and what grows. No name of a module is likely to be one.
const CALLED: &str = "\u{1}growth";

fn name(number: u64) -> String {
    format!("\u{1}growth {number}")
}

/// Bytes of a page of memory, and pages of a memory that has no maximum.
const PAGE: u64 = 1 << 16;
const MAX_PAGES: u64 = 1 << 16;

/// What growth that is refused returns.
const REFUSED: u32 = u32::MAX;

/// Numbers of the sections that are changed. What comes before a section has a lower one, but for custom
/// sections, which are anywhere.
const CUSTOM: u8 = 0;
const TYPE: u8 = 1;
const TABLE: u8 = 4;
const EXPORT: u8 = 7;
const START_SECTION: u8 = 8;

/// A section of nothing.
const NO_ELEMENTS: &[u8] = &[0];

const I32: u8 = 0x7f;
const FUNCREF: u8 = 0x70;
const EXTERNREF: u8 = 0x6f;
const FUNCTION_TYPE: u8 = 0x60;

/// `memory.grow`, and the prefix of `table.grow` with the byte that follows it.
const MEMORY_GROW: u8 = 0x40;
const PREFIX: u8 = 0xfc;
const TABLE_GROW: u8 = 0x0f;

/// A number in LEB128 goes on after a byte that has it.
const CONTINUED: u8 = 0x80;

/// What grows, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Growing {
    Memory(u32),
    Table(u32),
}

/// What can grow in a module, and what does by some instruction of it.
#[derive(Default)]
pub(super) struct Growth {
    types: u32,
    memories: u32,
    /// The types of the elements of each table.
    tables: Vec<wasmparser::RefType>,
    start: Option<u32>,
    /// Each has a function in the table that is added, in this order, and a type.
    used: Vec<Growing>,
    /// Where an instruction may be that grows something.
    candidates: Vec<usize>,
}

impl Growth {
    /// Looks at a section of `module`. `None` if the module does not work anyway.
    pub(super) fn read(&mut self, module: &[u8], payload: &Payload<'_>) -> Option<()> {
        match payload {
            Payload::TypeSection(types) => self.types = types.count(),
            Payload::ImportSection(imports) => {
                for import in imports.clone() {
                    match import.ok()?.ty {
                        TypeRef::Table(ty) => self.tables.push(ty.element_type),
                        TypeRef::Memory(_) => self.memories = self.memories.checked_add(1)?,
                        _ => {}
                    }
                }
            }
            Payload::TableSection(tables) => {
                for table in tables.clone() {
                    self.tables.push(table.ok()?.ty.element_type);
                }
            }
            Payload::MemorySection(memories) => {
                self.memories = self.memories.checked_add(memories.count())?;
            }
            Payload::StartSection { func, .. } => self.start = Some(*func),
            Payload::CodeSectionStart { range, .. } => {
                self.candidates = candidates(module.get(range.clone())?, range.start);
            }
            _ => {}
        }
        Some(())
    }

    /// The instructions of a function that grow something, each with the call that takes its place.
    pub(super) fn calls(
        &mut self,
        body: &FunctionBody<'_>,
    ) -> Option<Vec<(Range<usize>, Vec<u8>)>> {
        let Range { start, end } = body.range();
        let first = self.candidates.partition_point(|&at| at < start);
        let mut calls = Vec::new();
        if self.candidates.get(first).is_none_or(|&at| at >= end) {
            return Some(calls);
        }
        let mut operators = body.get_operators_reader().ok()?;
        while !operators.eof() {
            let (operator, offset) = operators.read_with_offset().ok()?;
            let growing = match operator {
                Operator::MemoryGrow { mem } => Growing::Memory(mem),
                Operator::TableGrow { table } => Growing::Table(table),
                _ => continue,
            };
            let number = self.number(growing)?;
            // `i32.const number`, `call_indirect type table`
            let mut call = vec![0x41];
            number.cast_signed().encode(&mut call);
            call.push(0x11);
            self.types.checked_add(number)?.encode(&mut call);
            u32::try_from(self.tables.len()).ok()?.encode(&mut call);
            calls.push((offset..operators.original_position(), call));
        }
        Some(calls)
    }

    /// Where in the table the function is that grows this. `None` if there is no such thing.
    fn number(&mut self, growing: Growing) -> Option<u32> {
        let is_there = match growing {
            Growing::Memory(memory) => memory < self.memories,
            Growing::Table(table) => self.tables.get(table as usize).is_some(),
        };
        if !is_there {
            return None;
        }
        let known = self.used.iter().position(|&used| used == growing);
        let number = known.unwrap_or_else(|| {
            self.used.push(growing);
            self.used.len().saturating_sub(1)
        });
        u32::try_from(number).ok()
    }

    /// Makes room for sections that the copy has in any case.
    pub(super) fn add_sections(&self, sections: &mut Vec<(u8, Range<usize>)>) {
        if self.used.is_empty() {
            return;
        }
        sections.retain(|&(id, _)| id != START_SECTION);
        for id in [TABLE, EXPORT] {
            if !sections.iter().any(|&(other, _)| other == id) {
                let is_after = |&(other, _): &(u8, _)| other != CUSTOM && other > id;
                let at = sections.iter().position(is_after).unwrap_or(sections.len());
                sections.insert(at, (id, 0..0));
            }
        }
    }

    /// A section of the copy. One that the module does not have is empty.
    pub(super) fn section<'a>(&self, id: u8, section: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        let or_none = || if section.is_empty() { NO_ELEMENTS } else { section };
        let count = u32::try_from(self.used.len()).ok()?;
        match id {
            _ if count == 0 => Some(section.into()),
            TYPE => Some(extend(section, count, &self.added_types()?)?.into()),
            TABLE => {
                // As many elements as there are functions, and never more.
                let mut table = vec![FUNCREF, 1];
                count.encode(&mut table);
                count.encode(&mut table);
                Some(extend(or_none(), 1, &table)?.into())
            }
            EXPORT => {
                let (count, exports) = self.added_exports()?;
                Some(extend(or_none(), count, &exports)?.into())
            }
            _ => Some(section.into()),
        }
    }

    /// The types of the functions in the table.
    fn added_types(&self) -> Option<Vec<u8>> {
        let mut types = Vec::new();
        for growing in &self.used {
            types.push(FUNCTION_TYPE);
            match growing {
                Growing::Memory(_) => types.extend([1, I32]),
                Growing::Table(table) => types.extend([2, self.element(*table)?, I32]),
            }
            types.extend([1, I32]);
        }
        Some(types)
    }

    /// The type of a table's elements. `None` if the engine does not know it.
    fn element(&self, table: u32) -> Option<u8> {
        match *self.tables.get(table as usize)? {
            wasmparser::RefType::FUNCREF => Some(FUNCREF),
            wasmparser::RefType::EXTERNREF => Some(EXTERNREF),
            _ => None,
        }
    }

    /// The table, what grows, and the function that is run first, with their number.
    fn added_exports(&self) -> Option<(u32, Vec<u8>)> {
        let (function, table, memory) = (0, 1, 2);
        let mut exports = vec![(CALLED.to_owned(), table, u32::try_from(self.tables.len()).ok()?)];
        for (number, growing) in (0u64..).zip(&self.used) {
            let (kind, index) = match *growing {
                Growing::Memory(index) => (memory, index),
                Growing::Table(index) => (table, index),
            };
            exports.push((name(number), kind, index));
        }
        exports.extend(self.start.map(|start| (START.to_owned(), function, start)));
        let mut out = Vec::new();
        for (name, kind, index) in &exports {
            name.as_str().encode(&mut out);
            out.push(*kind);
            index.encode(&mut out);
        }
        Some((u32::try_from(exports.len()).ok()?, out))
    }
}

/// Where `code`, which is at `offset`, may grow something, judged by bytes alone, which is quick: the same
/// bytes may be in the middle of other instructions. A memory's index is 0, but may be written with
/// more bytes than it needs, and so may the second part of an opcode.
fn candidates(code: &[u8], offset: usize) -> Vec<usize> {
    let continued = [TABLE_GROW, TABLE_GROW | CONTINUED];
    let table = memchr_iter(PREFIX, code).filter(|&at| {
        let next = at.checked_add(1).and_then(|next| code.get(next));
        next.is_some_and(|next| continued.contains(next))
    });
    let mut candidates: Vec<usize> = table.collect();
    for next in [0, CONTINUED] {
        candidates.extend(memmem::find_iter(code, &[MEMORY_GROW, next]));
    }
    candidates.sort_unstable();
    candidates.into_iter().filter_map(|at| at.checked_add(offset)).collect()
}

/// Fills the table that the copy of a module has, if it has one.
pub(super) fn link<K: 'static>(
    store: &mut Store<Data<K>>,
    instance: &Instance,
    limits: &Limits,
) -> Result<(), Error> {
    let Some(table) = instance.get_table(&*store, CALLED) else { return Ok(()) };
    for number in 0..table.size(&*store) {
        let function = match instance.get_export(&*store, &name(number)) {
            Some(Extern::Memory(memory)) => memory_function(store, memory),
            Some(Extern::Table(grown)) => table_function(store, grown, limits.table),
            // A table of the module's own, by that name.
            _ => continue,
        };
        table.set(&mut *store, number, Ref::from(wasmi::Nullable::Val(function)))?;
    }
    Ok(())
}

fn memory_function<K: 'static>(store: &mut Store<Data<K>>, memory: Memory) -> Func {
    Func::wrap(store, move |mut caller: Caller<'_, Data<K>>, by: u32| {
        let grown = grow_memory(&mut caller, memory, by.into());
        grown.map_err(error)
    })
}

fn table_function<K: 'static>(store: &mut Store<Data<K>>, table: Table, limit: u64) -> Func {
    let element = match table.ty(&*store).element() {
        RefType::Func => ValType::FuncRef,
        RefType::Extern => ValType::ExternRef,
    };
    let ty = FuncType::new([element, ValType::I32], [ValType::I32]);
    Func::new(store, ty, move |mut caller: Caller<'_, Data<K>>, params, results| {
        let (value, by) = match params {
            [Val::FuncRef(value), Val::I32(by)] => (Ref::from(*value), by.cast_unsigned()),
            [Val::ExternRef(value), Val::I32(by)] => (Ref::from(*value), by.cast_unsigned()),
            _ => return Ok(()),
        };
        let grown = grow_table(&mut caller, table, value, by.into(), limit).map_err(error)?;
        if let Some(result) = results.first_mut() {
            *result = Val::I32(grown.cast_signed());
        }
        Ok(())
    })
}

/// What `memory.grow` does.
fn grow_memory<K: 'static>(
    caller: &mut Caller<'_, Data<K>>,
    memory: Memory,
    by: u64,
) -> Result<u32, Stop> {
    charge(&mut Inside(caller), cost::CALL)?;
    let max = memory.ty(&*caller).maximum().unwrap_or(MAX_PAGES).min(MAX_PAGES);
    let size = memory.size(&*caller);
    let pages = size.saturating_add(by);
    if pages > max {
        return Ok(REFUSED);
    }
    // So that the limit is named, and not what comes of it in the module.
    if by != 0 && pages.saturating_mul(PAGE) > caller.data().memory_limit {
        return Err(Stop::Limit(Limit::Memory));
    }
    charge(&mut Inside(caller), by.saturating_mul(FUEL_PER_PAGE))?;
    memory.grow(caller.as_context_mut(), by).map_err(|_| no_more())?;
    Ok(u32::try_from(size).unwrap_or(REFUSED))
}

/// What `table.grow` does.
fn grow_table<K: 'static>(
    caller: &mut Caller<'_, Data<K>>,
    table: Table,
    value: Ref,
    by: u64,
    limit: u64,
) -> Result<u32, Stop> {
    charge(&mut Inside(caller), cost::CALL)?;
    let max = table.ty(&*caller).maximum().unwrap_or(u32::MAX.into()).min(u32::MAX.into());
    let size = table.size(&*caller);
    let elements = size.saturating_add(by);
    if elements > max {
        return Ok(REFUSED);
    }
    if by != 0 && elements > limit {
        return Err(Stop::Limit(Limit::Table));
    }
    charge(&mut Inside(caller), by)?;
    table.grow(caller.as_context_mut(), by, value).map_err(|_| no_more())?;
    Ok(u32::try_from(size).unwrap_or(REFUSED))
}

/// Fuel for a page of new memory, which the system fills: a unit for 8 bytes.
const FUEL_PER_PAGE: u64 = 8192;

fn no_more() -> Stop {
    Stop::Other("the machine has no more memory for it to grow".to_owned())
}

#[cfg(test)]
mod tests;
