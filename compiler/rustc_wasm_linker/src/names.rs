//! The `name` section, by which debuggers and stack traces call functions, globals and segments. It
//! does not demangle.

use wasm_encoder::{NameMap, NameSection, Section};

use crate::index::OutputGlobal;
use crate::output::Output;

impl Output<'_, '_> {
    /// The section with its header; `None` if nothing has a name.
    pub fn names(&self) -> Option<Vec<u8>> {
        let mut section = NameSection::new();
        let file = self.config.output.file_name().map(|name| name.to_string_lossy());
        let module = self.config.soname.as_deref().or(file.as_deref()).unwrap_or_default();
        section.module(module);
        let mut empty = module.is_empty();
        let mut add = |names: &mut dyn Iterator<Item = &str>| {
            let mut map = NameMap::new();
            for (number, name) in (0u32..).zip(names) {
                if !name.is_empty() {
                    map.append(number, name);
                }
            }
            empty &= map.is_empty();
            map
        };
        let functions = add(&mut {
            let imported = self.index.imported_functions.iter().map(String::as_str);
            let defined = self.index.functions.iter();
            imported.chain(defined.map(|&id| self.program.functions[id].name.as_str()))
        });
        let globals = add(&mut {
            let imported = self.index.imported_globals.iter().map(String::as_str);
            imported.chain(self.index.globals.iter().map(|global| match global {
                OutputGlobal::Defined(id) => self.program.globals[*id].name,
                OutputGlobal::Constant(name, _) => name.as_deref().unwrap_or_default(),
            }))
        });
        let segments = add(&mut self.written_segments().map(|segment| segment.name));
        if !functions.is_empty() {
            section.functions(&functions);
        }
        if !globals.is_empty() {
            section.globals(&globals);
        }
        if !segments.is_empty() {
            section.data(&segments);
        }
        let mut bytes = Vec::new();
        section.append_to(&mut bytes);
        (!empty).then_some(bytes)
    }
}
