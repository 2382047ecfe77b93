//! Which objects are linked, and what every name in them means. It takes the inputs in order, and
//! a member of an archive as soon as something needs what it defines. It does not know which of
//! the code is reachable.

mod load;
mod merge;
mod signature;
mod wrap;

pub use self::signature::TRAP;

use rustc_hash::FxHashSet;
use std::vec::IntoIter;

use crate::archive::Archive;
use crate::args::Config;
use crate::error::{Error, ErrorKind};
use crate::input::{Content, File, Store};
use crate::object::{self, SymbolKind};
use crate::program::{Definition, Lazy, ObjectId, Program, Symbol};
use crate::synthetic::CALL_CTORS;

/// What rustc calls the member of an archive that has a crate's metadata, which may be large.
const METADATA: &str = "lib.rmeta";

/// Runs what C programs register with `atexit`. If a library has it, it must be linked though
/// nothing mentions it, as it is called by functions that only the linker makes.
const CALL_DTORS: &str = "__wasm_call_dtors";

pub fn resolve<'a>(config: &'a Config, store: &'a Store) -> Result<Program<'a>, Error> {
    let mut resolver = Resolver {
        config,
        store,
        program: Program::default(),
        groups: FxHashSet::default(),
        linked: FxHashSet::default(),
        finished: 0,
        errors: Vec::new(),
    };
    for (number, file) in store.files.iter().enumerate() {
        // An object that cannot be read is reported with the others.
        if let Err(error) = resolver.file(number, file) {
            resolver.errors.push(error);
        }
    }
    let exports = config.exports.iter().chain(&config.exports_if_defined);
    let wanted = config.undefined.iter().chain(exports.clone()).chain(&config.entry);
    for name in wanted.map(String::as_str) {
        resolver.want(name);
    }
    // Whoever calls the constructors calls the destructors.
    let ctors = resolver.program.find(CALL_CTORS);
    let are_called = ctors.is_some_and(|ctors| resolver.program.symbols[ctors].used);
    if !are_called && !exports.chain(&config.entry).any(|name| name == CALL_CTORS) {
        resolver.want(CALL_DTORS);
        let dtors = resolver.program.find(CALL_DTORS);
        resolver.program.call_dtors =
            dtors.filter(|&dtors| resolver.program.symbols[dtors].is_defined());
    }
    resolver.settle();
    signature::check(&mut resolver.program, &mut resolver.errors);
    wrap::wrap(config, &mut resolver.program);
    match resolver.errors.is_empty() {
        true => Ok(resolver.program),
        false => Err(Error::several(resolver.errors, config.error_limit)),
    }
}

struct Resolver<'a> {
    config: &'a Config,
    store: &'a Store,
    program: Program<'a>,
    /// Names of groups of which one has been taken.
    groups: FxHashSet<&'a str>,
    linked: FxHashSet<Lazy>,
    /// How many objects' symbols are all known.
    finished: usize,
    errors: Vec<ErrorKind>,
}

/// An object whose symbols are being added.
type Frame<'a> = (ObjectId, IntoIter<Symbol<'a>>);

impl<'a> Resolver<'a> {
    fn file(&mut self, number: usize, file: &'a File) -> Result<(), ErrorKind> {
        match &file.content {
            Content::Object(bytes) if file.lazy => {
                let lazy = Lazy { file: number, member: 0 };
                self.offer_object(bytes, &file.name, lazy)
            }
            Content::Object(_) => self.link(Lazy { file: number, member: 0 }, true),
            Content::Archive(archive) if file.whole_archive => {
                for member in 0..archive.members.len() {
                    if is_object(archive, member)? {
                        self.link(Lazy { file: number, member }, true)?;
                    }
                }
                Ok(())
            }
            Content::Archive(archive) => self.offer_archive(archive, number),
        }
    }

    fn offer_archive(&mut self, archive: &'a Archive, number: usize) -> Result<(), ErrorKind> {
        if let Some(symbols) = archive.symbols()? {
            for (name, member) in symbols {
                self.offer(name, Lazy { file: number, member })?;
            }
            return Ok(());
        }
        for member in 0..archive.members.len() {
            if is_object(archive, member)? {
                let (bytes, name) = (archive.data(member)?, archive.member_name(member));
                self.offer_object(bytes, &name, Lazy { file: number, member })?;
            }
        }
        Ok(())
    }

    fn offer_object(&mut self, bytes: &'a [u8], name: &str, lazy: Lazy) -> Result<(), ErrorKind> {
        let object = object::parse(bytes).map_err(|error| error.in_file(name))?;
        for symbol in &object.symbols {
            let global = !symbol.flags.contains(wasmparser::SymbolFlags::BINDING_LOCAL)
                && !symbol.flags.contains(wasmparser::SymbolFlags::UNDEFINED);
            if global && !matches!(symbol.kind, SymbolKind::Section(_)) {
                self.offer(symbol.name, lazy)?;
            }
        }
        Ok(())
    }

    /// Notes that an object defines a name, and links it if the name has been used.
    fn offer(&mut self, name: &'a str, lazy: Lazy) -> Result<(), ErrorKind> {
        match merge::offer(&mut self.program, name, lazy) {
            true => self.link(lazy, false),
            false => Ok(()),
        }
    }

    /// Links what defines a name that the command line mentions, if anything does.
    fn want(&mut self, name: &str) {
        let symbol = self.program.find(name).map(|symbol| &self.program.symbols[symbol]);
        if let Some(Definition::Lazy(lazy)) = symbol.map(|symbol| symbol.definition)
            && let Err(error) = self.link(lazy, false)
        {
            self.errors.push(error);
        }
    }

    /// Links an object, and those that define what it uses, and so on. They are linked in the
    /// order of use, each before the next symbol of the object that uses it is looked at, as what
    /// a name means depends on what has been linked before.
    fn link(&mut self, lazy: Lazy, wanted: bool) -> Result<(), ErrorKind> {
        let mut stack = Vec::new();
        stack.extend(self.open(lazy, wanted)?);
        while let Some((object, symbols)) = stack.last_mut() {
            let object = *object;
            let Some(symbol) = symbols.next() else {
                self.program.objects[object].rank = self.finished;
                self.finished = self.finished.saturating_add(1);
                stack.pop();
                continue;
            };
            let (symbol, needed) = merge::add(self, symbol);
            self.program.objects[object].symbols.push(symbol);
            if let Some(needed) = needed {
                stack.extend(self.open(needed, false)?);
            }
        }
        Ok(())
    }

    /// Reads an object, unless it has been linked already.
    fn open(&mut self, lazy: Lazy, wanted: bool) -> Result<Option<Frame<'a>>, ErrorKind> {
        if !self.linked.insert(lazy) {
            return Ok(None);
        }
        let Some(file) = self.store.files.get(lazy.file) else {
            return Err(ErrorKind::Internal("a file that the command line does not have"));
        };
        let (bytes, name) = match &file.content {
            Content::Object(bytes) => (&**bytes, file.name.clone()),
            Content::Archive(archive) => {
                (archive.data(lazy.member)?, archive.member_name(lazy.member))
            }
        };
        let object = object::parse(bytes).map_err(|error| error.in_file(&name))?;
        let (object, symbols) = load::load(self, object, name, wanted);
        Ok(Some((object, symbols.into_iter())))
    }

    /// Names that only weak symbols use do not link what would define them.
    fn settle(&mut self) {
        for (_, symbol) in self.program.symbols.iter_mut() {
            if symbol.used && matches!(symbol.definition, Definition::Lazy(_)) {
                symbol.definition = Definition::Undefined;
            }
        }
    }
}

/// Archives also have metadata of rustc, and members for other programs than linkers.
fn is_object(archive: &Archive, member: usize) -> Result<bool, ErrorKind> {
    let is_metadata = archive.members.get(member).is_none_or(|member| member.name == METADATA);
    Ok(!is_metadata && archive.data(member)?.starts_with(b"\0asm"))
}
