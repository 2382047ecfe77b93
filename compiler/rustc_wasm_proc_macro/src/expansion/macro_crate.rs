//! A macro crate: a module and the instance its macros share, so that `static`s keep their values
//! from one expansion to the next as they do in a dylib, or a new instance for each of them.

use crate::code::CodeDir;
use crate::engine::Choice;
use crate::expansion::options::{Options, Statics, Usage};
use crate::expansion::purity::Impurity;
use crate::expansion::record::Record;
use crate::expansion::runner::{Runner, Source};
use crate::fault::{ExpandError, FaultKind};
use crate::host::Host;
use crate::limits::Limits;
use crate::limits::total::Total;
use crate::module::decls::{Decls, MacroDecl};
use crate::module::list::MacroList;
use crate::module::{Abi, Bytes, Module, ModuleError};
use crate::protocol::Own;
use crate::store::Store;
use crate::watt;

pub struct MacroCrate {
    source: Source,
    runner: AnyRunner,
}

/// The runner for the module's ABI.
enum AnyRunner {
    Own(Runner<Own>),
    Watt(Runner<watt::Version>),
}

/// Does the same with any runner.
macro_rules! with_runner {
    ($krate:ident, $runner:ident => $result:expr) => {
        match &$krate.runner {
            AnyRunner::Own($runner) => $result,
            AnyRunner::Watt($runner) => $result,
        }
    };
}

impl MacroCrate {
    /// Reads a macro crate from the bytes of a module, which may be those of a mapped file. Nothing of it runs yet.
    pub fn new(bytes: impl Bytes) -> Result<MacroCrate, ModuleError> {
        MacroCrate::with_options(bytes, Options::default())
    }

    pub fn with_options(bytes: impl Bytes, options: Options) -> Result<MacroCrate, ModuleError> {
        MacroCrate::with_list(bytes, None, options)
    }

    /// The same for a module without a macro list, which is given beside it.
    pub fn with_list(
        bytes: impl Bytes,
        list: Option<&MacroList>,
        options: Options,
    ) -> Result<MacroCrate, ModuleError> {
        let module = Module::with_list(Box::new(bytes), list, &options.limits)?;
        let runner = match module.abi() {
            Abi::Own => AnyRunner::Own(Runner::new(Own)),
            Abi::Watt(version) => AnyRunner::Watt(Runner::new(version)),
        };
        let (choice, total) = (Choice::of(options.engine), Total::default());
        let (limited, store, known) = Default::default();
        let source = Source { module, options, limited, choice, total, store, known };
        Ok(MacroCrate { source, runner })
    }

    /// Has the module run as compiled code if there is some of it in this directory, and
    /// [`Options::engine`] does not say otherwise.
    pub fn with_code_in(mut self, codes: CodeDir) -> MacroCrate {
        self.source.choice.codes = Some((codes, self.source.module.digest().clone()));
        self
    }

    /// Has expansions stored in `store`, and those used that are there already, so that the module need not run: see
    /// [`Store`]. `name` is for whoever looks at the directory: expansions with different names are in different
    /// files, which are read as a whole.
    ///
    /// The interpreter then takes no fuel for translating functions, as it is for those that run first: fuel would
    /// depend on what is not run.
    pub fn with_expansions_in(mut self, store: Store, name: &str) -> MacroCrate {
        self.source.store = Some((store, name.to_owned()));
        self.source.choice.translates_for_free = true;
        self
    }

    /// Has `static`s live as long as this says, whatever [`Options::statics`] says.
    pub fn with_statics(mut self, statics: Statics) -> MacroCrate {
        self.source.options.statics = statics;
        self
    }

    /// Has the crate, which the compiler's options call by this name, keep to limits of its own, whatever
    /// [`Options::limits`] says.
    pub fn with_limits(mut self, limits: Limits, name: &str) -> MacroCrate {
        self.source.options.limits = limits;
        self.source.limited = Some(name.to_owned());
        self
    }

    /// Has expansions counted in this account, which otherwise is one of this crate's own.
    pub fn counting_in(mut self, total: Total) -> MacroCrate {
        self.source.total = total;
        self
    }

    pub fn bytes(&self) -> &[u8] {
        self.source.module.bytes()
    }

    /// What tells the module from others: see [`Module::identity`].
    pub fn identity(&self) -> [u8; 32] {
        self.source.module.identity()
    }

    pub fn decls(&self) -> &Decls {
        self.source.module.decls()
    }

    pub fn options(&self) -> &Options {
        &self.source.options
    }

    /// Runs the macro `decl` of this crate. `inputs` is the macro's input, or for an attribute its
    /// arguments and its item.
    ///
    /// An expansion started while another one of the same crate is running gets an instance of its
    /// own, and the instance that ends last is kept. An instance that failed is thrown away, and
    /// with it the values of its `static`s.
    pub fn expand<H: Host>(
        &self,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
    ) -> Result<H::TokenStream, ExpandError> {
        let (source, known, record) = (&self.source, self.source.known(), &mut Record::default());
        let expanded =
            with_runner!(self, runner => runner.expand(source, known, host, decl, inputs, record));
        Ok(expanded?.0)
    }

    /// Makes an instance without running a macro, to find what only the engine finds. Unlike an
    /// expansion, it looks at all functions.
    pub fn start(&self) -> Result<(), FaultKind> {
        with_runner!(self, runner => runner.start(&self.source))
    }

    /// What the expansion that ended last has used, whether it failed or not.
    pub fn usage(&self) -> Option<Usage> {
        with_runner!(self, runner => runner.usage())
    }

    /// Whether the expansion of `usage` was made of what is stored of it, and the macro not run.
    pub fn was_stored(&self) -> bool {
        with_runner!(self, runner => runner.was_stored())
    }

    /// Runs a macro as `expand` does, and then a second time in a new instance on what the host has
    /// answered, and says what was different. The host takes no part in the second expansion, but shows
    /// its world again. Nothing that is stored is used, and nothing is stored.
    ///
    /// With `Statics::Shared`, that shows what depends on earlier expansions; with `Statics::Fresh`,
    /// nothing should ever be different.
    pub fn expand_and_compare<H: Host>(
        &self,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
    ) -> Result<(H::TokenStream, Option<Impurity>), ExpandError> {
        let (source, record) = (&self.source, &mut Record::default());
        with_runner!(self, runner => {
            let (stream, output) = runner.expand(source, None, host, decl, inputs, record)?;
            Ok((stream, runner.compare(source, decl, record, output, host)))
        })
    }
}
