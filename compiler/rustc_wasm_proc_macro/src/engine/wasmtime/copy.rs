//! Makes the copy of a module that is compiled. It counts calls that have not returned, as wasmi does, and has
//! instructions that do nothing before those that cost more than wasmtime can charge for. Its start function
//! is an export, and run by us; nothing else is added or taken away but what engines ignore.

use std::collections::BTreeMap;

use wasm_encoder::Encode;
use wasmparser::{CompositeInnerType, FuncType, FunctionBody, Operator, Parser, Payload, TypeRef};
use wasmparser::{RefType, ValType};

use crate::engine::wasmi::instrument::{START, extend, sized};
use crate::engine::wasmi::{costs, locals_fuel};
use crate::limits::cost;

/// The global with the number of calls that may still be made. No name of a module is likely to be this one.
pub(super) const CALLS: &str = "\u{1}calls";

/// The start function of a module in which nothing grows. wasmi runs it as part of instantiation, and that of
/// other modules, which is `START`, behind it.
pub(super) const START_AT_ONCE: &str = "\u{1}start at once";

/// The number of calls after one too many.
pub(super) const EXHAUSTED: i32 = -1;

/// How many units of fuel the instructions cost that are added to each function.
pub(super) const FUEL_OF_ACCOUNT: u8 = 11;

/// Changes with what this file does to a module.
pub(super) const VERSION: u32 = 1;

/// Numbers of sections.
const CUSTOM: u8 = 0;
const TYPE: u8 = 1;
const GLOBAL: u8 = 6;
const EXPORT: u8 = 7;
const START_SECTION: u8 = 8;
const CODE: u8 = 10;

const I32: u8 = 0x7f;
const NOP: u8 = 0x01;
const RETURN: u8 = 0x0f;
const END: u8 = 0x0b;
/// `return_call` and `return_call_indirect`.
const TAIL_CALLS: [u8; 2] = [0x12, 0x13];

/// How many instructions that do nothing cost as much as a call of the host.
const NOPS_OF_GROWTH: usize = (cost::CALL / costs::NOP as u64) as usize;

/// What is known of the module before its code.
#[derive(Default)]
struct Outline {
    types: Vec<FuncType>,
    /// The type of each function that the module defines.
    functions: Vec<u32>,
    globals: u32,
    start: Option<u32>,
    /// Whether some instruction grows a memory or a table.
    is_growing: bool,
    /// Types that the copy has in addition, of functions without parameters, by their results.
    added: BTreeMap<Vec<u8>, u32>,
}

/// The copy. `None` if the module is not valid, or has what no engine here runs.
pub(crate) fn copy(module: &[u8]) -> Option<Vec<u8>> {
    let mut outline = Outline::default();
    let mut sections: Vec<(u8, &[u8])> = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        outline.read(&payload)?;
        if let Payload::CodeSectionEntry(body) = &payload {
            bodies.push(body.clone());
        }
        if let Some((id, range)) = payload.as_section()
            && id != CUSTOM
            && id != START_SECTION
        {
            sections.push((id, module.get(range)?));
        }
    }
    for id in [TYPE, GLOBAL, EXPORT] {
        if !sections.iter().any(|&(other, _)| other == id) {
            let after = sections.iter().take_while(|&&(other, _)| other < id).count();
            sections.insert(after, (id, &[0]));
        }
    }
    if bodies.len() != outline.functions.len() {
        return None;
    }
    let code = outline.code(module, &bodies)?;
    let mut copy = module.get(..8)?.to_vec();
    for (id, section) in sections {
        copy.push(id);
        match id {
            TYPE => sized(&mut copy, &outline.type_section(section)?)?,
            // A mutable `i32` that starts at 0.
            GLOBAL => sized(&mut copy, &extend(section, 1, &[I32, 1, 0x41, 0, END])?)?,
            EXPORT => sized(&mut copy, &outline.export_section(section)?)?,
            CODE => sized(&mut copy, &code)?,
            _ => sized(&mut copy, section)?,
        }
    }
    Some(copy)
}

impl Outline {
    fn read(&mut self, payload: &Payload<'_>) -> Option<()> {
        match payload {
            Payload::TypeSection(types) => {
                for group in types.clone() {
                    let mut group = group.ok()?.into_types();
                    let ty = group.next()?;
                    // Other kinds of types are not for modules of ours.
                    let CompositeInnerType::Func(ty) = ty.composite_type.inner else { return None };
                    if group.next().is_some() {
                        return None;
                    }
                    self.types.push(ty);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.clone() {
                    if let TypeRef::Global(_) = import.ok()?.ty {
                        self.globals = self.globals.checked_add(1)?;
                    }
                }
            }
            Payload::FunctionSection(functions) => {
                for ty in functions.clone() {
                    self.functions.push(ty.ok()?);
                }
            }
            Payload::GlobalSection(section) => {
                self.globals = self.globals.checked_add(section.count())?;
            }
            Payload::StartSection { func, .. } => self.start = Some(*func),
            _ => {}
        }
        Some(())
    }

    fn type_section(&self, section: &[u8]) -> Option<Vec<u8>> {
        let mut added: Vec<_> = self.added.iter().collect();
        added.sort_by_key(|(_, index)| **index);
        let mut types = Vec::new();
        for (results, _) in &added {
            // A function without parameters.
            types.extend([0x60, 0]);
            u32::try_from(results.len()).ok()?.encode(&mut types);
            types.extend_from_slice(results);
        }
        extend(section, u32::try_from(added.len()).ok()?, &types)
    }

    fn export_section(&self, section: &[u8]) -> Option<Vec<u8>> {
        let (function, global) = (0, 3);
        let mut exports = Vec::new();
        let calls = (CALLS, global, self.globals);
        let name = if self.is_growing { START } else { START_AT_ONCE };
        let start = self.start.map(|start| (name, function, start));
        for (name, kind, index) in std::iter::once(calls).chain(start) {
            name.encode(&mut exports);
            exports.push(kind);
            index.encode(&mut exports);
        }
        extend(section, if start.is_some() { 2 } else { 1 }, &exports)
    }

    fn code(&mut self, module: &[u8], bodies: &[FunctionBody<'_>]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(module.len());
        u32::try_from(bodies.len()).ok()?.encode(&mut out);
        let types = self.functions.clone();
        for (body, ty) in bodies.iter().zip(types) {
            sized(&mut out, &self.function(module, body, ty)?)?;
        }
        Some(out)
    }

    /// ```text
    /// nop ...
    /// calls == 0 ? { calls = -1; unreachable }
    /// calls -= 1
    /// block
    ///   the function's instructions, with `calls += 1` before those that return
    /// end
    /// calls += 1
    /// end
    /// ```
    ///
    /// A branch to the function's own label leads to the end of the block, which is in its place.
    fn function(&mut self, module: &[u8], body: &FunctionBody<'_>, ty: u32) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(body.range().len().saturating_add(64));
        let mut operators = body.get_operators_reader().ok()?;
        let mut copied = operators.original_position();
        // The locals.
        out.extend_from_slice(module.get(body.range().start..copied)?);
        out.extend(std::iter::repeat_n(NOP, locals_fuel::nops(body)?));
        self.global(&mut out, 0x23);
        // `i32.eqz`, `if`
        out.extend([0x45, 0x04, 0x40]);
        i32_const(&mut out, EXHAUSTED);
        self.global(&mut out, 0x24);
        // `unreachable`
        out.extend([0x00, END]);
        self.count(&mut out, -1);
        out.push(0x02);
        self.block_type(&mut out, ty)?;
        while !operators.eof() {
            let (operator, at) = operators.read_with_offset().ok()?;
            let opcode = *module.get(at)?;
            let is_growth =
                matches!(operator, Operator::MemoryGrow { .. } | Operator::TableGrow { .. });
            let is_return = opcode == RETURN || TAIL_CALLS.contains(&opcode);
            if is_growth || is_return {
                out.extend_from_slice(module.get(copied..at)?);
                copied = at;
            }
            if is_growth {
                self.is_growing = true;
                out.extend([NOP; NOPS_OF_GROWTH]);
            }
            if is_return {
                self.count(&mut out, 1);
            }
        }
        out.extend_from_slice(module.get(copied..body.range().end)?);
        self.count(&mut out, 1);
        out.push(END);
        Some(out)
    }

    /// The type of a block that has a function's results.
    fn block_type(&mut self, out: &mut Vec<u8>, ty: u32) -> Option<()> {
        let results = self.types.get(ty as usize)?.results();
        let results: Vec<u8> = results.iter().copied().map(value_type).collect::<Option<_>>()?;
        match &*results {
            [] => out.push(0x40),
            [result] => out.push(*result),
            _ => {
                let next = self.types.len().checked_add(self.added.len())?;
                let next = u32::try_from(next).ok()?;
                let index = *self.added.entry(results).or_insert(next);
                // Signed, as the types of values are negative.
                i64::from(index).encode(out);
            }
        }
        Some(())
    }

    fn count(&self, out: &mut Vec<u8>, by: i32) {
        self.global(out, 0x23);
        i32_const(out, by);
        // `i32.add`
        out.push(0x6a);
        self.global(out, 0x24);
    }

    /// `global.get` or `global.set` of the number of calls.
    fn global(&self, out: &mut Vec<u8>, opcode: u8) {
        out.push(opcode);
        self.globals.encode(out);
    }
}

fn i32_const(out: &mut Vec<u8>, value: i32) {
    out.push(0x41);
    value.encode(out);
}

fn value_type(ty: ValType) -> Option<u8> {
    match ty {
        ValType::I32 => Some(I32),
        ValType::I64 => Some(0x7e),
        ValType::F32 => Some(0x7d),
        ValType::F64 => Some(0x7c),
        ValType::V128 => Some(0x7b),
        ValType::Ref(RefType::FUNCREF) => Some(0x70),
        ValType::Ref(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use wasmparser::{Validator, WasmFeatures};

    use super::*;

    fn check(text: &str) -> Vec<u8> {
        let copy = copy(&wat::parse_str(text).unwrap()).unwrap();
        Validator::new_with_features(WasmFeatures::all()).validate_all(&copy).unwrap();
        copy
    }

    #[test]
    fn copies_are_valid() {
        check("(module)");
        check("(module (func $s) (start $s))");
        check("(module (func (result i32) (i32.const 1)))");
        check(
            "(module (memory 1) (table 1 funcref)
              (func $two (param i32) (result i32 f64)
                (block (br 1 (i32.const 1) (f64.const 2)))
                (if (local.get 0) (then (return (i32.const 3) (f64.const 4))))
                (loop (br_if 0 (i32.eqz (local.get 0))))
                (return_call $two (memory.grow (i32.const 1)))
                (return_call_indirect (param i32) (result i32 f64) (i32.const 0) (i32.const 1)))
              (func (result f32 funcref) (f32.const 0) (ref.null func))
              (func $f (result i32)
                (i32.const 1) (i32.const 2) (i32.const 3) (br_table 0 0 (i32.const 0)))
              (func (unreachable) (return) (nop)))",
        );
    }

    #[test]
    fn a_function_with_more_results_has_a_type_of_its_own_only_once() {
        let copy = check(
            "(module (func (result i32 i32) (i32.const 1) (i32.const 2))
              (func (param i32) (result i32 i32) (i32.const 1) (i32.const 2)))",
        );
        let types = Parser::new(0).parse_all(&copy).find_map(|payload| match payload.unwrap() {
            Payload::TypeSection(types) => Some(types.count()),
            _ => None,
        });
        assert_eq!(types, Some(3));
    }

    #[test]
    fn what_cannot_be_read_has_no_copy() {
        assert_eq!(copy(b"\0asm"), None);
        let module = wat::parse_str("(module (func (nop)))").unwrap();
        assert!(copy(&module).is_some());
        assert_eq!(copy(&module[..module.len() - 1]), None);
    }
}
