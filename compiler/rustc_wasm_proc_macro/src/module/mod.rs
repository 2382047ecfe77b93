//! Reads a module before anything of it runs: finds its macros and refuses what cannot work, so that
//! the answer to "what is this file?" does not need an engine.

mod checks;
pub(crate) mod decls;
mod error;
pub(crate) mod list;
mod outline;
mod problems;
mod watt;

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use decls::Decls;
use list::MacroList;
use outline::Outline;

use crate::limits::Limits;
use crate::protocol::abi;
use crate::watt::Version;

pub use error::{Candidate, ModuleError, ModuleErrorKind};

/// The bytes of a module: a vector of them, or a file that is mapped into memory.
pub trait Bytes: Deref<Target = [u8]> + Send + Sync + 'static {}

impl<T: Deref<Target = [u8]> + Send + Sync + 'static> Bytes for T {}

/// A module that has been read: its macros, and the bytes to run them from.
pub struct Module {
    bytes: Box<dyn Bytes>,
    abi: Abi,
    decls: Decls,
    digest: Digest,
    identity: [u8; 32],
}

/// The BLAKE3 of a module's bytes, by which nobody can pass one module off as another. Found out once, when it is wanted:
/// that takes as long as all the rest of reading a module.
#[derive(Clone, Default)]
pub(crate) struct Digest(Arc<OnceLock<[u8; 32]>>);

impl Digest {
    pub(crate) fn of(&self, bytes: &[u8]) -> [u8; 32] {
        *self.0.get_or_init(|| digest(bytes))
    }
}

/// What a module and its host have agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abi {
    /// That of [`crate::protocol::abi`].
    Own,
    /// That of the crate `watt`.
    Watt(Version),
}

impl Abi {
    /// What a module was built for, be it one that can be used or not. `None` if that is unknown.
    pub fn of(bytes: &[u8]) -> Option<Abi> {
        let outline = Outline::read(bytes).ok()?;
        outline.abi(&decls::parse(&outline.list).ok()?).ok()
    }
}

impl fmt::Display for Abi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Abi::Own => f.write_str(abi::IMPORT_MODULE),
            Abi::Watt(version) => write!(f, "{version}"),
        }
    }
}

/// Whether `bytes` start like a WebAssembly file of any kind.
pub fn is_wasm(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\0asm")
}

/// The BLAKE3 of a module's bytes.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

/// Whether a list may have no macros in it, as one that says what it is for may: there are macro crates
/// without macros.
fn may_be_empty(abi: Abi, decls: &Decls) -> bool {
    abi == Abi::Own && decls.abi_version.is_some()
}

impl Module {
    /// Reads a module. Function bodies are looked at when the module is first run.
    pub fn new(bytes: impl Bytes, limits: &Limits) -> Result<Module, ModuleError> {
        Module::with_list(Box::new(bytes), None, limits)
    }

    /// The same for a module without a macro list, which is given beside it.
    pub(crate) fn with_list(
        bytes: Box<dyn Bytes>,
        list: Option<&MacroList>,
        limits: &Limits,
    ) -> Result<Module, ModuleError> {
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        limits.check_module_size(len).map_err(ModuleErrorKind::TooLarge)?;
        let outline = Outline::read(&bytes)?;
        outline.check_imports()?;
        let mut decls = decls::parse(&outline.list)
            .map_err(|error| ModuleError::from(ModuleErrorKind::MacroList(error)))?;
        if let Some(list) = list {
            if !decls.macros.is_empty() {
                return Err(ModuleErrorKind::ListedTwice.into());
            }
            list.add_to(&mut decls);
        }
        let abi = outline.abi(&decls)?;
        if let Abi::Watt(version) = abi {
            outline.check_watt(version)?;
        }
        if decls.macros.is_empty() && !may_be_empty(abi, &decls) {
            return Err(outline.no_macros(abi));
        }
        for decl in &decls.macros {
            outline.check_function(abi, decl)?;
        }
        let digest = Digest::default();
        let identity = outline.identity(|| digest.of(&bytes));
        Ok(Module { bytes, abi, decls, digest, identity })
    }

    /// What the module and its host have agreed on.
    pub fn abi(&self) -> Abi {
        self.abi
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What tells the module from others: the BLAKE3 of its bytes, or else of its macro list and of what the module
    /// says its BLAKE3 is, as [`abi::DIGEST_SECTION`] explains, which need not be true.
    ///
    /// All that is in the crate's metadata follows from it and from the crate's name.
    pub fn identity(&self) -> [u8; 32] {
        self.identity
    }

    /// The BLAKE3 of the bytes.
    pub(crate) fn digest(&self) -> &Digest {
        &self.digest
    }

    pub fn decls(&self) -> &Decls {
        &self.decls
    }
}
