//! Rewrites a module so that its functions count the stack that they take. Does not know what the
//! module is.
//!
//! A function that calls others subtracts its cost from the counter when it starts, and adds it again
//! when it returns. Functions that call nothing, or only a few of those, are left as they are: their cost
//! is in the reserve. The stack in memory is looked at by those that take some of it.

mod cost;
mod function;
mod shallow;

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::{CodeSection, ExportKind, ExportSection, Module, RawSection};
use wasmparser::{ExternalKind, FuncType, Operator, Parser, Payload, TypeRef, ValType, Validator};

use crate::function::{Counter, Uses};

/// Address of the counter, as the linker exports it.
const LEFT: &str = "rustc_stack_left";
/// What is called when the counter is below 0.
const EXHAUSTED: &str = "rustc_stack_exhausted";

/// A module with a counter.
pub struct Counted {
    pub module: Vec<u8>,
    /// How many functions were changed.
    pub changed: usize,
    /// How many functions there are.
    pub functions: usize,
}

/// Adds the counter to a module. It is an error if the module does not export what it takes, or is
/// not valid before or after.
pub fn add_counter(module: &[u8]) -> Result<Counted> {
    Validator::new().validate_all(module)?;
    let contents = Contents::read(module)?;
    let counter = contents.counter()?;
    let is_shallow = shallow::find(&contents.uses, contents.imported);

    let mut result = Module::new();
    let (mut changed, mut functions) = (0, 0);
    let mut code = CodeSection::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CodeSectionEntry(body) => {
                // What is called when nothing is left must not count.
                let is_end = contents.imported + functions == counter.exhausted as usize;
                if is_end || is_shallow[functions] {
                    code.raw(&module[body.range()]);
                } else {
                    let (ty, uses) = (contents.type_of(functions)?, &contents.uses[functions]);
                    code.raw(&function::count(&body, ty, uses, counter)?);
                    changed += 1;
                }
                functions += 1;
                if functions == contents.functions.len() {
                    result.section(&code);
                }
            }
            Payload::ExportSection(_) => {
                result.section(&contents.other_exports());
            }
            payload => {
                if let Some((id, range)) = payload.as_section()
                    && !matches!(payload, Payload::CodeSectionStart { .. })
                {
                    result.section(&RawSection { id, data: &module[range] });
                }
            }
        }
    }
    let module = result.finish();
    Validator::new().validate_all(&module).context("the result is not valid; this is a bug")?;
    Ok(Counted { module, changed, functions })
}

/// What the rest of the module says about its functions.
#[derive(Default)]
struct Contents<'a> {
    types: Vec<FuncType>,
    /// How many functions are imported, which are numbered first.
    imported: usize,
    /// The type of each function that is not imported.
    functions: Vec<u32>,
    /// What each of these uses.
    uses: Vec<Uses>,
    /// The value of each global that is a constant.
    globals: Vec<Option<i32>>,
    /// Whether the first global can be the pointer to the stack in memory.
    has_stack_pointer: bool,
    exports: Vec<wasmparser::Export<'a>>,
}

impl<'a> Contents<'a> {
    fn read(module: &'a [u8]) -> Result<Contents<'a>> {
        let mut contents = Contents::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(types) => {
                    for ty in types.into_iter_err_on_gc_types() {
                        contents.types.push(ty?);
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Global(_) => contents.globals.push(None),
                            TypeRef::Func(_) => contents.imported += 1,
                            _ => {}
                        }
                    }
                }
                Payload::FunctionSection(functions) => {
                    contents.functions = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        let global = global?;
                        if contents.globals.is_empty() {
                            let ty = global.ty;
                            contents.has_stack_pointer =
                                ty.mutable && ty.content_type == ValType::I32;
                        }
                        let value = global.init_expr.get_operators_reader().read()?;
                        contents.globals.push(match value {
                            Operator::I32Const { value } => Some(value),
                            _ => None,
                        });
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let uses = Uses::of(&body, contents.type_of(contents.uses.len())?)?;
                    contents.uses.push(uses);
                }
                Payload::ExportSection(exports) => {
                    contents.exports = exports.into_iter().collect::<Result<_, _>>()?;
                }
                _ => {}
            }
        }
        Ok(contents)
    }

    fn counter(&self) -> Result<Counter> {
        ensure!(
            self.has_stack_pointer,
            "the first global is not the pointer to the stack in memory"
        );
        let address = match self.export(LEFT)? {
            (ExternalKind::Global, index) => self.globals.get(index as usize).copied().flatten(),
            _ => None,
        };
        let address = address.with_context(|| format!("the export `{LEFT}` is not an address"))?;
        let address = address.cast_unsigned();
        match self.export(EXHAUSTED)? {
            (ExternalKind::Func, exported) => {
                Ok(Counter { address, exhausted: self.unwrapped(exported) })
            }
            _ => bail!("the export `{EXHAUSTED}` is not a function"),
        }
    }

    /// The function that is exported by this one, if this is one that the linker has made: where a
    /// module is a program, an export runs constructors, then the function, then destructors.
    fn unwrapped(&self, exported: u32) -> u32 {
        let uses = (exported as usize).checked_sub(self.imported).and_then(|i| self.uses.get(i));
        let callees = uses.filter(|uses| uses.only_calls).map(|uses| uses.callees.as_slice());
        match callees {
            Some(&[_, function, _]) => function,
            _ => exported,
        }
    }

    fn export(&self, name: &str) -> Result<(ExternalKind, u32)> {
        let export = self.exports.iter().find(|export| export.name == name);
        let export = export.with_context(|| {
            format!("there is no export `{name}`; link the module with `--export={name}`")
        })?;
        Ok((export.kind, export.index))
    }

    /// All exports but those of the counter.
    fn other_exports(&self) -> ExportSection {
        let mut section = ExportSection::new();
        for export in self.exports.iter().filter(|e| ![LEFT, EXHAUSTED].contains(&e.name)) {
            let kind = match export.kind {
                ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
                ExternalKind::Table => ExportKind::Table,
                ExternalKind::Memory => ExportKind::Memory,
                ExternalKind::Global => ExportKind::Global,
                ExternalKind::Tag => ExportKind::Tag,
            };
            section.export(export.name, kind, export.index);
        }
        section
    }

    fn type_of(&self, function: usize) -> Result<&FuncType> {
        let ty = self.functions.get(function).and_then(|&ty| self.types.get(ty as usize));
        let ty = ty.context("a function has no type")?;
        ensure!(ty.results().len() < 2, "a function has several results, which is not supported");
        Ok(ty)
    }
}

#[cfg(test)]
mod tests;
