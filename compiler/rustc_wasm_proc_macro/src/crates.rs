//! A macro crate: a module and the instance its macros share, so that `static`s keep their values
//! from one expansion to the next as they do in a dylib, or a new instance for each of them.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::budget::{self, Budget};
use crate::code::Code;
use crate::decls::{Decls, MacroDecl};
use crate::fault::{ExpandError, Fault, FaultKind};
use crate::host::Host;
use crate::instance::{Failure, Instance};
use crate::limits::{Limit, Limits};
use crate::list::MacroList;
use crate::live::Live;
use crate::module::{Module, ModuleError};
use crate::purity::Impurity;
use crate::record::Record;
use crate::replay;
use crate::trace::Trace;

/// What the instructions on tables and memories as a whole start with. Of those that grow something,
/// `table.grow` does.
const TABLE_OPCODE: u8 = 0xfc;

/// How long the `static`s of a macro crate live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Statics {
    /// As long as the crate, unless an expansion fails, as in a dylib.
    #[default]
    Shared,
    /// For one expansion.
    Fresh,
}

/// How the macros of a crate are run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub limits: Limits,
    pub statics: Statics,
    /// Whether a panic has a trace, for which the expansion is run a second time. A fault always has
    /// one if it can be had.
    pub backtrace: bool,
}

/// What an expansion has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Without what setting up the instance has cost.
    pub fuel: u64,
    /// Bytes of linear memory, which only grows.
    pub memory: u64,
    /// How often the macro has asked the host for something, each of which leaves the engine and
    /// enters it again.
    pub requests: u64,
}

pub struct MacroCrate {
    module: Module,
    options: Options,
    engine: Mutex<Engine>,
}

/// What running the macros needs, made when the first of them runs.
#[derive(Default)]
struct Engine {
    codes: Option<Arc<Codes>>,
    /// `None` before the first expansion, after a failed one, and while one is running.
    idle: Option<Instance>,
    usage: Option<Usage>,
}

struct Codes {
    code: Code,
    /// Made when the first expansion fails; `None` if that is not possible.
    instrumented: OnceLock<Option<Code>>,
}

impl MacroCrate {
    /// Reads a macro crate from the bytes of a module. Nothing of it runs yet.
    pub fn new(bytes: Vec<u8>) -> Result<MacroCrate, ModuleError> {
        MacroCrate::with_options(bytes, Options::default())
    }

    pub fn with_options(bytes: Vec<u8>, options: Options) -> Result<MacroCrate, ModuleError> {
        MacroCrate::with_list(bytes, None, options)
    }

    /// The same for a module without a macro list, which is given beside it.
    pub fn with_list(
        bytes: Vec<u8>,
        list: Option<&MacroList>,
        options: Options,
    ) -> Result<MacroCrate, ModuleError> {
        let module = Module::with_list(bytes, list, &options.limits)?;
        Ok(MacroCrate { module, options, engine: Mutex::default() })
    }

    pub fn bytes(&self) -> &[u8] {
        self.module.bytes()
    }

    pub fn decls(&self) -> &Decls {
        self.module.decls()
    }

    pub fn options(&self) -> &Options {
        &self.options
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
        let mut record = Record::default();
        let (stream, _) = self.expand_recorded(host, decl, inputs, &mut record)?;
        Ok(stream)
    }

    /// Makes an instance without running a macro, to find what only the engine finds. Unlike an
    /// expansion, it looks at all functions.
    pub fn start(&self) -> Result<(), FaultKind> {
        if let Some(error) = Code::error_in(self.module.bytes(), &self.options.limits) {
            return Err(FaultKind::Instantiation(error));
        }
        let Limits { fuel, memory, .. } = self.options.limits;
        let instance = self.instance(&self.codes()?.code, Budget { fuel, memory })?;
        self.lock().idle = Some(instance);
        Ok(())
    }

    /// What the expansion that ended last has used, whether it failed or not.
    pub fn usage(&self) -> Option<Usage> {
        self.lock().usage
    }

    /// Runs a macro as `expand` does, and then a second time in a new instance on what the host has
    /// answered, and says what was different. The host takes no part in the second expansion.
    ///
    /// With `Statics::Shared`, that shows what depends on earlier expansions; with `Statics::Fresh`,
    /// nothing should ever be different.
    pub fn expand_and_compare<H: Host>(
        &self,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
    ) -> Result<(H::TokenStream, Option<Impurity>), ExpandError> {
        let mut record = Record::default();
        let (stream, output) = self.expand_recorded(host, decl, inputs, &mut record)?;
        let impurity = match self.codes() {
            Ok(codes) => replay::compare(&codes.code, &decl.function, &record, output),
            Err(fault) => Some(Impurity::Failure(fault.to_string())),
        };
        Ok((stream, impurity))
    }

    /// Runs a macro, and also returns the handle of its result.
    fn expand_recorded<H: Host>(
        &self,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
        record: &mut Record,
    ) -> Result<(H::TokenStream, u32), ExpandError> {
        let codes = match self.codes() {
            Ok(codes) => codes,
            Err(kind) => return Err(self.fault(decl, kind, Trace::default())),
        };
        let result = self.run(&codes.code, host, decl, inputs, record);
        result.map_err(|failure| self.explain(&codes, decl, failure, record))
    }

    fn run<H: Host>(
        &self,
        code: &Code,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
        record: &mut Record,
    ) -> Result<(H::TokenStream, u32), Failure> {
        let Limits { fuel, memory, .. } = self.options.limits;
        let limits = Budget { fuel, memory };
        let mut instance = self.instance(code, limits).map_err(Failure::Fault)?;
        let abi = self.module.abi();
        let mut live = Live::new(host, abi, instance.counters, self.options.limits, record);
        live.start(inputs).map_err(Failure::Fault)?;
        let budget = budget::available(limits);
        let result = instance.run(&mut live, &decl.function, budget);
        let fuel = budget.fuel.saturating_sub(instance.fuel());
        budget::spend(fuel);
        let (memory, requests) = (instance.memory_len(), instance.requests());
        self.lock().usage = Some(Usage { fuel, memory, requests });
        let output = result?;
        let stream = live.finish(output).map_err(Failure::Fault)?;
        instance.counters = live.counters();
        if self.options.statics == Statics::Shared {
            // Not the instance of an expansion nested in this one, which has seen less.
            self.lock().idle = Some(instance);
        }
        Ok((stream, output))
    }

    fn lock(&self) -> MutexGuard<'_, Engine> {
        // Every state of `Engine` is a good one.
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn codes(&self) -> Result<Arc<Codes>, FaultKind> {
        let mut engine = self.lock();
        if let Some(codes) = &engine.codes {
            return Ok(codes.clone());
        }
        let code = Code::new(self.module.bytes(), self.module.abi(), self.options.limits)?;
        let codes = Arc::new(Codes { code, instrumented: OnceLock::new() });
        Ok(engine.codes.insert(codes).clone())
    }

    fn instance(&self, code: &Code, limits: Budget) -> Result<Instance, FaultKind> {
        if let Some(instance) = self.lock().idle.take() {
            return Ok(instance);
        }
        let budget = budget::available(limits);
        let mut instance = Instance::new(code, budget)?;
        let result = instance.initialize();
        budget::spend(budget.fuel.saturating_sub(instance.fuel()));
        result.map(|()| instance)
    }

    /// Finds out where an expansion failed.
    fn explain(
        &self,
        codes: &Codes,
        decl: &MacroDecl,
        failure: Failure,
        record: &Record,
    ) -> ExpandError {
        let module = self.module.bytes();
        if let Failure::Fault(FaultKind::Instantiation(_)) = failure
            && let Some(error) = Code::error_in(module, &self.options.limits)
        {
            // A function is not valid, which is found out when it is called.
            return self.fault(decl, FaultKind::Instantiation(error), Trace::default());
        }
        let locate = || {
            let make = || Code::instrumented(module, self.module.abi(), self.options.limits);
            let code = codes.instrumented.get_or_init(make).as_ref()?;
            replay::locate(code, &decl.function, record, &failure)
        };
        let offsets = match failure {
            Failure::Panic(_) if !self.options.backtrace => None,
            _ => locate(),
        };
        let offsets = offsets.unwrap_or_default();
        let trace = Trace::new(module, &offsets);
        match failure {
            Failure::Panic(panic) => ExpandError::Panic(crate::Panic { trace, ..panic }),
            Failure::Fault(mut kind) => {
                let opcode = offsets.first().and_then(|&offset| module.get(offset));
                if let FaultKind::Limit(reached) = &mut kind
                    && reached.limit == Limit::Memory
                    && opcode == Some(&TABLE_OPCODE)
                {
                    *reached = self.options.limits.reached(Limit::Table);
                }
                self.fault(decl, kind, trace)
            }
        }
    }

    fn fault(&self, decl: &MacroDecl, kind: FaultKind, trace: Trace) -> ExpandError {
        let krate = self.decls().crate_info.as_ref().map(|info| info.name.clone());
        ExpandError::Fault(Box::new(Fault { krate, name: decl.name.clone(), kind, trace }))
    }
}
