//! Where in a module something happened: functions, by the names the module has for them, and byte
//! offsets in its file. Reads the module's bytes and knows nothing of running them.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use wasmparser::{ExternalKind, KnownCustom, Name, Parser, Payload, TypeRef};

/// How many calls at either end of a longer backtrace are shown.
const SHOWN_FRAMES: usize = 32;

/// How many characters of a function's name are shown. Those of generic functions are long.
const SHOWN_NAME: usize = 200;

/// A function that was running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Index of the function, imported ones first.
    pub index: u32,
    /// What the name section calls it, or its export.
    pub name: Option<String>,
    /// Offset of the instruction in the module's file, in bytes.
    pub offset: usize,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "in `{name}` at offset {:#x}", self.offset),
            None => write!(f, "in function {} at offset {:#x}", self.index, self.offset),
        }
    }
}

/// The calls that led to an instruction, the innermost first. Empty if they are not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    frames: Vec<Frame>,
    /// How many calls are left out in the middle, and after which frame.
    omitted: usize,
}

impl Trace {
    /// Finds the functions around `offsets`, the innermost of which is the first.
    pub(crate) fn new(module: &[u8], offsets: &[usize]) -> Trace {
        let functions = Functions::read(module).unwrap_or_default();
        let omitted = offsets.len().saturating_sub(SHOWN_FRAMES.saturating_mul(2));
        let frames = offsets.iter().enumerate().filter_map(|(number, &offset)| {
            let is_outer = number >= SHOWN_FRAMES.saturating_add(omitted);
            (number < SHOWN_FRAMES || is_outer).then(|| functions.frame(offset)).flatten()
        });
        Trace { frames: frames.collect(), omitted }
    }

    /// Where it happened.
    pub fn innermost(&self) -> Option<&Frame> {
        self.frames.first()
    }

    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }
}

/// A line for each call, numbered from the innermost one.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, frame) in self.frames.iter().enumerate() {
            let is_after_gap = self.omitted != 0 && number == SHOWN_FRAMES;
            if is_after_gap {
                writeln!(f, "      ... {} more calls", self.omitted)?;
            }
            let is_outer = self.omitted != 0 && number >= SHOWN_FRAMES;
            let number = number.saturating_add(if is_outer { self.omitted } else { 0 });
            writeln!(f, "{number:4}: {frame}")?;
        }
        Ok(())
    }
}

/// Where the functions of a module are, and what they are called.
#[derive(Default)]
struct Functions {
    /// By the offset at which a body starts: its end, and the function's index.
    bodies: BTreeMap<usize, (usize, u32)>,
    names: BTreeMap<u32, String>,
    /// For those that have no name.
    exports: BTreeMap<u32, String>,
}

impl Functions {
    fn read(module: &[u8]) -> Result<Functions, wasmparser::BinaryReaderError> {
        let mut functions = Functions::default();
        let mut next = 0u32;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports {
                        if matches!(import?.ty, TypeRef::Func(_)) {
                            next = next.saturating_add(1);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            functions.exports.insert(export.index, printable(export.name));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let Range { start, end } = body.range();
                    functions.bodies.insert(start, (end, next));
                    next = next.saturating_add(1);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        // A name section is only a help: whatever is wrong with it does not matter.
                        let _ = functions.read_names(names);
                    }
                }
                _ => {}
            }
        }
        Ok(functions)
    }

    fn read_names(
        &mut self,
        names: wasmparser::NameSectionReader<'_>,
    ) -> Result<(), wasmparser::BinaryReaderError> {
        for subsection in names {
            if let Name::Function(functions) = subsection? {
                for naming in functions {
                    let naming = naming?;
                    self.names.insert(naming.index, printable(naming.name));
                }
            }
        }
        Ok(())
    }

    fn frame(&self, offset: usize) -> Option<Frame> {
        let (_, &(end, index)) = self.bodies.range(..=offset).next_back()?;
        let name = self.names.get(&index).or_else(|| self.exports.get(&index)).cloned();
        (offset < end).then_some(Frame { index, name, offset })
    }
}

/// A name as it can be printed: short, and without what a terminal would act on.
pub(crate) fn printable(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().take(SHOWN_NAME) {
        match c {
            // Names of Rust have lifetimes in them.
            '\'' | '"' => out.push(c),
            c => out.extend(c.escape_debug()),
        }
    }
    out
}
