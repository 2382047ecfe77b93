//! Macro crates that are WebAssembly modules, beside those that are dylibs. A file that starts as a module does is
//! one, whatever it is called: `cargo wasm-macro` leaves modules under the names of dylibs. A dylib is loaded as ever,
//! unless the policy of the project forbids it.
//!
//! A module's macros are run by `rustc_wasm_proc_macro`, which rustc runs them by, too.

mod host;
mod policy;

use std::{
    any::Any,
    fmt, fs, io,
    io::Read,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    time::SystemTime,
};

use paths::Utf8Path;
use rustc_wasm_proc_macro::{
    ExpandError, LimitReached, Limits, MacroCrate, MacroKind, ModuleError, Options,
    code::CodeDir, is_wasm,
};
use temp_dir::TempDir;

use self::{
    host::ModuleHost,
    policy::{Grants, PolicyError, ProjectPolicy},
};
use crate::{
    PanicMessage, ProcMacroClientHandle, ProcMacroKind, ProcMacroPanicMarker, ProcMacroSrvSpan,
    dylib, dylib::LoadProcMacroDylibError, token_stream::TokenStream,
};

/// What expands the macros of a file.
pub(crate) enum Expander {
    Dylib(dylib::Expander),
    Module(Box<Module>),
}

pub(crate) struct Module {
    krate: MacroCrate,
    codes: Option<CodeDir>,
    grants: Grants,
    modified_time: SystemTime,
}

impl Expander {
    pub(crate) fn new(temp_dir: &TempDir, file: &Utf8Path) -> Result<Expander, LoadError> {
        let policy = ProjectPolicy::of(file.as_std_path())?;
        if starts_as_module(file)? {
            return Ok(Expander::Module(Box::new(Module::read(file, policy.as_ref())?)));
        }
        if let Some(policy) = &policy {
            policy.check_native(file.as_std_path())?;
        }
        Ok(Expander::Dylib(dylib::Expander::new(temp_dir, file)?))
    }

    pub(crate) fn expand<S: ProcMacroSrvSpan>(
        &self,
        macro_name: &str,
        macro_body: TokenStream<S>,
        attribute: Option<TokenStream<S>>,
        def_site: S,
        call_site: S,
        mixed_site: S,
        callback: Option<ProcMacroClientHandle<'_>>,
    ) -> Result<TokenStream<S>, PanicMessage> {
        match self {
            Expander::Dylib(dylib) => dylib.expand(
                macro_name, macro_body, attribute, def_site, call_site, mixed_site, callback,
            ),
            Expander::Module(module) => {
                let server = S::make_server(call_site, def_site, mixed_site, callback);
                module.expand(server, macro_name, macro_body, attribute)
            }
        }
    }

    pub(crate) fn list_macros(&self) -> Box<dyn Iterator<Item = (&str, ProcMacroKind)> + '_> {
        match self {
            Expander::Dylib(dylib) => Box::new(dylib.list_macros()),
            Expander::Module(module) => Box::new(module.list_macros()),
        }
    }

    pub(crate) fn modified_time(&self) -> SystemTime {
        match self {
            Expander::Dylib(dylib) => dylib.modified_time(),
            Expander::Module(module) => module.modified_time,
        }
    }
}

fn starts_as_module(path: &Utf8Path) -> io::Result<bool> {
    let mut start = Vec::new();
    fs::File::open(path)?.take(8).read_to_end(&mut start)?;
    Ok(is_wasm(&start))
}

impl Module {
    fn read(path: &Utf8Path, policy: Option<&ProjectPolicy>) -> Result<Module, LoadError> {
        let mut options = Options::default();
        let mut grants = Grants::default();
        if let Some(policy) = policy {
            policy.apply(&mut options, &mut grants)?;
        }
        // A compilation ends, and an editor does not: how much all expansions use together is up to the user.
        options.limits.total_fuel = Limits::UNLIMITED;
        options.limits.total_output = Limits::UNLIMITED;
        let metadata = fs::metadata(path)?;
        options.limits.check_module_size(metadata.len())?;
        let mut krate = MacroCrate::with_options(fs::read(path)?, options)?;
        let codes = CodeDir::default_path().map(CodeDir::new);
        if let Some(codes) = &codes {
            krate = krate.with_code_in(codes.clone());
        }
        let name = policy::crate_name(path, krate.decls());
        grants.keep_those_of(&name);
        if let Some(limits) = grants.limits(options.limits) {
            krate = krate.with_limits(limits, &name);
        }
        if let Some(statics) = grants.statics() {
            krate = krate.with_statics(statics);
        }
        Ok(Module { krate, codes, grants, modified_time: metadata.modified()? })
    }

    fn expand<Span: ProcMacroSrvSpan>(
        &self,
        server: Span::Server<'_>,
        macro_name: &str,
        macro_body: TokenStream<Span>,
        attribute: Option<TokenStream<Span>>,
    ) -> Result<TokenStream<Span>, PanicMessage> {
        let failed = |message| PanicMessage { message };
        let decls = self.krate.decls();
        let Some(decl) = decls.macros.iter().find(|decl| decl.name == macro_name) else {
            return Err(failed(Some(format!("proc-macro `{macro_name}` is missing"))));
        };
        let inputs = match decl.kind {
            MacroKind::Attr => vec![attribute.unwrap_or_default(), macro_body],
            MacroKind::Derive { .. } | MacroKind::Bang => vec![macro_body],
        };
        let mut host = ModuleHost::new(server, self, macro_name);
        // Whatever panics is a fault of this server's, which a module must not end by it.
        let result =
            catch_unwind(AssertUnwindSafe(|| self.krate.expand(&mut host, decl, inputs)));
        if let Some(warning) = self.codes.as_ref().and_then(CodeDir::take_warning) {
            eprintln!("warning: {warning}");
        }
        let message = match result {
            Ok(Ok(output)) => return Ok(output),
            Ok(Err(ExpandError::Panic(panic))) => panic.message,
            Ok(Err(ExpandError::Fault(fault))) => Some(fault.to_string()),
            // The client's wish, which is the caller's.
            Err(payload) if payload.is::<ProcMacroPanicMarker>() => resume_unwind(payload),
            Err(payload) => message_of(&*payload),
        };
        Err(failed(host.explain(message)))
    }

    fn list_macros(&self) -> impl Iterator<Item = (&str, ProcMacroKind)> {
        self.krate.decls().macros.iter().map(|decl| {
            let kind = match decl.kind {
                MacroKind::Derive { .. } => ProcMacroKind::CustomDerive,
                MacroKind::Attr => ProcMacroKind::Attr,
                MacroKind::Bang => ProcMacroKind::Bang,
            };
            (&*decl.name, kind)
        })
    }
}

fn message_of(payload: &(dyn Any + Send)) -> Option<String> {
    let text = payload.downcast_ref::<&str>().map(|text| text.to_string());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
}

/// Why there is no expander for a file.
#[derive(Debug)]
pub(crate) enum LoadError {
    Io(io::Error),
    Dylib(LoadProcMacroDylibError),
    Module(ModuleError),
    Limit(LimitReached),
    Policy(PolicyError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Io(error) => error.fmt(f),
            LoadError::Dylib(error) => error.fmt(f),
            LoadError::Module(error) => write!(f, "{error}; {}", error.help()),
            LoadError::Limit(error) => error.fmt(f),
            LoadError::Policy(error) => error.fmt(f),
        }
    }
}

macro_rules! from {
    ($($error:ty => $variant:ident),*) => {$(
        impl From<$error> for LoadError {
            fn from(error: $error) -> LoadError {
                LoadError::$variant(error)
            }
        }
    )*};
}

from!(io::Error => Io, LoadProcMacroDylibError => Dylib, ModuleError => Module, LimitReached => Limit,
    PolicyError => Policy);
