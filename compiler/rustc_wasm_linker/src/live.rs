//! What of the program is reachable, from the exports and from what attributes keep. Only what is
//! reachable is written, and only what is reachable has to be defined. It does not know where
//! things will be in the output.

use rustc_hash::FxHashMap;
use wasmparser::RelocationType;

use crate::args::{Config, Unresolved};
use crate::error::{Error, ErrorKind, Use, Warning};
use crate::object::Relocation;
use crate::program::{
    Definition, FunctionId, Kind, ObjectId, Program, SegmentId, Symbol, SymbolId,
};

/// Uses of one undefined symbol that are listed.
const MAX_USES: usize = 3;

/// Reachable bytes whose relocations have not been followed.
#[derive(Clone, Copy)]
enum Chunk {
    Function(FunctionId),
    Segment(SegmentId),
}

struct Marker<'p, 'a> {
    config: &'p Config,
    program: &'p mut Program<'a>,
    work: Vec<Chunk>,
    /// Uses of undefined symbols, in the order found.
    undefined: Vec<(SymbolId, Vec<Use>, usize)>,
    position: FxHashMap<SymbolId, usize>,
}

pub fn mark<'a>(config: &Config, program: &mut Program<'a>) -> Result<(), Error> {
    let mut marker = Marker {
        config,
        program,
        work: Vec::new(),
        undefined: Vec::new(),
        position: FxHashMap::default(),
    };
    for symbol in marker.program.symbols.ids() {
        let Symbol { no_strip, local, .. } = marker.program.symbols[symbol];
        if no_strip && marker.program.symbols[symbol].is_defined()
            || !local && is_exported(config, &marker.program.symbols[symbol])
            || marker.program.symbols[symbol].forced
        {
            marker.symbol(symbol);
        }
    }
    if let Some(dtors) = marker.program.call_dtors {
        marker.symbol(dtors);
    }
    for object in marker.program.objects.ids() {
        if marker.program.objects[object].wanted {
            marker.object(object);
        }
    }
    if !config.gc {
        marker.everything();
    }
    marker.follow();
    if (!config.gc || has_constructors(marker.program))
        && let Some(function) = marker.program.call_ctors
    {
        marker.program.functions[function].live = true;
    }
    let undefined = std::mem::take(&mut marker.undefined);
    report(config, program, undefined)
}

/// Whether an option or an attribute asks to export a symbol.
pub fn is_exported(config: &Config, symbol: &Symbol<'_>) -> bool {
    symbol.is_defined()
        && !symbol.local
        && (symbol.exported
            || symbol.forced
            || config.export_all
            || (config.export_dynamic && !symbol.hidden))
}

/// Whether a symbol that is not defined is imported.
pub fn is_imported(config: &Config, symbol: &Symbol<'_>) -> bool {
    if symbol.is_defined() || symbol.weak && symbol.kind == Kind::Function {
        return false;
    }
    let imports = config.import_undefined || config.unresolved == Unresolved::ImportDynamic;
    matches!(symbol.kind, Kind::Function | Kind::Global | Kind::Table | Kind::Tag)
        && (imports || may_be_undefined(config, symbol))
}

/// Whether a symbol is not reported if nothing defines it.
fn may_be_undefined(config: &Config, symbol: &Symbol<'_>) -> bool {
    let listed = || config.allowed_undefined.iter().any(|name| name == symbol.name.as_str());
    symbol.is_import() || (symbol.kind == Kind::Function && config.import_undefined) || listed()
}

/// Whether a function's address is null, as nothing but a trap stands for it, so that a program
/// can test for it.
pub fn has_null_address(symbol: &Symbol<'_>) -> bool {
    symbol.kind == Kind::Function && (symbol.stub || !symbol.is_defined() && symbol.weak)
}

fn takes_address(relocation: Relocation) -> bool {
    use RelocationType::*;
    matches!(relocation.ty, TableIndexSleb | TableIndexI32 | TableIndexRelSleb)
}

/// Whether anything has to be run before the program.
pub fn has_constructors(program: &Program<'_>) -> bool {
    program.objects.iter().any(|(_, object)| {
        object.constructors.iter().any(|&(_, index)| {
            let symbol = object.symbols.get(index as usize);
            symbol.is_some_and(|&symbol| program.symbols[symbol].live)
        })
    })
}

impl Marker<'_, '_> {
    fn symbol(&mut self, id: SymbolId) {
        let symbol = &mut self.program.symbols[id];
        if symbol.live {
            return;
        }
        symbol.live = true;
        let file = symbol.file;
        match symbol.definition {
            Definition::Function(function) => self.function(function),
            Definition::Data(segment, _) => self.segment(segment),
            Definition::Global(global) => self.program.globals[global].live = true,
            Definition::Table(table) => self.program.tables[table].live = true,
            Definition::Tag(tag) => self.program.tags[tag].live = true,
            Definition::Absolute(_) | Definition::Address(_) | Definition::Section(_) => {}
            Definition::Undefined | Definition::Lazy(_) => return,
        }
        if let Some(object) = file {
            self.object(object);
        }
    }

    /// The first use of an object makes what it always does reachable.
    fn object(&mut self, id: ObjectId) {
        let object = &mut self.program.objects[id];
        if object.live {
            return;
        }
        object.live = true;
        let constructors: Vec<SymbolId> = object
            .constructors
            .iter()
            .filter_map(|&(_, index)| object.symbols.get(index as usize).copied())
            .collect();
        for segment in object.retained.clone() {
            self.segment(segment);
        }
        for symbol in constructors {
            if !self.is_discarded(symbol) {
                self.symbol(symbol);
            }
        }
    }

    fn is_discarded(&self, symbol: SymbolId) -> bool {
        match self.program.symbols[symbol].definition {
            Definition::Function(function) => self.program.functions[function].discarded,
            _ => false,
        }
    }

    fn function(&mut self, id: FunctionId) {
        let function = &mut self.program.functions[id];
        if !function.live {
            function.live = true;
            self.work.push(Chunk::Function(id));
        }
    }

    fn segment(&mut self, id: SegmentId) {
        let segment = &mut self.program.segments[id];
        if !segment.live {
            segment.live = true;
            self.work.push(Chunk::Segment(id));
        }
    }

    /// Without garbage collection, all that is linked counts as reachable.
    fn everything(&mut self) {
        for object in self.program.objects.ids() {
            self.object(object);
        }
        for function in self.program.functions.ids() {
            let it = &self.program.functions[function];
            if it.object.is_some() && !it.discarded {
                self.function(function);
            }
        }
        for segment in self.program.segments.ids() {
            if !self.program.segments[segment].discarded {
                self.segment(segment);
            }
        }
    }

    fn follow(&mut self) {
        while let Some(chunk) = self.work.pop() {
            let (object, relocations) = match chunk {
                Chunk::Function(function) => match self.program.functions[function].object {
                    Some(object) => (object, self.program.relocations(function).to_vec()),
                    None => continue,
                },
                Chunk::Segment(segment) => {
                    let object = self.program.segments[segment].object;
                    (object, self.program.data_relocations(segment).to_vec())
                }
            };
            for relocation in relocations {
                self.relocation(chunk, object, relocation);
            }
        }
    }

    fn relocation(&mut self, chunk: Chunk, object: ObjectId, relocation: Relocation) {
        if relocation.ty == RelocationType::TypeIndexLeb {
            return;
        }
        let Some(symbol) = self.program.target(object, relocation) else { return };
        if has_null_address(&self.program.symbols[symbol]) && takes_address(relocation) {
            return;
        }
        self.symbol(symbol);
        let target = &self.program.symbols[symbol];
        if target.is_defined() || target.weak || may_be_undefined(self.config, target) {
            return;
        }
        let place = match chunk {
            Chunk::Function(function) => {
                format!("function `{}`", self.program.functions[function].name.as_str())
            }
            Chunk::Segment(segment) => format!("data `{}`", self.program.segments[segment].name),
        };
        let found = Use { file: self.program.objects[object].name.clone(), place };
        let next = self.undefined.len();
        let position = *self.position.entry(symbol).or_insert(next);
        if position == next {
            self.undefined.push((symbol, Vec::new(), 0));
        }
        let Some((_, uses, more)) = self.undefined.get_mut(position) else { return };
        if uses.contains(&found) {
        } else if uses.len() < MAX_USES {
            uses.push(found);
        } else {
            *more = more.saturating_add(1);
        }
    }
}

fn report(
    config: &Config,
    program: &mut Program<'_>,
    undefined: Vec<(SymbolId, Vec<Use>, usize)>,
) -> Result<(), Error> {
    let mut errors = Vec::new();
    for (symbol, uses, more) in undefined {
        let name = program.symbols[symbol].name.as_str().to_owned();
        match config.unresolved {
            Unresolved::Ignore | Unresolved::ImportDynamic => {}
            Unresolved::Warn => {
                program.warnings.push(Warning::Undefined { symbol: name, uses });
            }
            Unresolved::Error => {
                errors.push(ErrorKind::Undefined { symbol: name, uses, more });
            }
        }
    }
    match errors.is_empty() {
        true => Ok(()),
        false => Err(Error::several(errors, config.error_limit)),
    }
}
