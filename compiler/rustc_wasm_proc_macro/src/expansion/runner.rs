//! Runs the macros of a module by its protocol, in the engine: which instance runs an expansion, and what
//! is found out about one that failed.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::engine::{Choice, Chosen, Engine};
use crate::expansion::instance::{Failure, Instance};
use crate::expansion::options::{Options, Statics, Usage};
use crate::expansion::purity::Impurity;
use crate::expansion::record::Record;
use crate::expansion::replay;
use crate::expansion::session::HostSession;
use crate::fault::{ExpandError, Fault, FaultKind, Panic, Trace};
use crate::host::Host;
use crate::host::world::{Nothing, World};
use crate::limits::budget::{self, Budget};
use crate::limits::total::Total;
use crate::limits::{Limit, LimitReached, Limits};
use crate::module::Module;
use crate::module::decls::MacroDecl;
use crate::protocol::Protocol;

/// What is run, and how.
pub(crate) struct Source {
    pub(crate) module: Module,
    pub(crate) options: Options,
    pub(crate) choice: Choice,
    /// What the expansions of the compilation have used.
    pub(crate) total: Total,
}

impl Source {
    /// What an expansion may use that starts now.
    fn budget(&self) -> Budget {
        let Limits { fuel, memory, .. } = self.options.limits;
        budget::available(Budget { fuel: fuel.min(self.fuel_left()), memory })
    }

    /// What all expansions to come may use.
    fn fuel_left(&self) -> u64 {
        self.total.fuel_left(self.options.limits.total_fuel)
    }

    fn output_left(&self) -> u64 {
        self.total.output_left(self.options.limits.total_output)
    }

    /// The limit that a fault is about, when these were left to all expansions before: what one may use
    /// may have been cut by what is left to all.
    fn named(&self, fault: FaultKind, fuel_left: u64, output_left: u64) -> FaultKind {
        let limits = self.options.limits;
        match fault {
            FaultKind::Limit(LimitReached { limit: Limit::Fuel, .. })
                if fuel_left < limits.fuel =>
            {
                FaultKind::Limit(limits.reached(Limit::TotalFuel))
            }
            FaultKind::Limit(LimitReached { limit: Limit::Output, .. })
                if output_left < limits.output =>
            {
                FaultKind::Limit(limits.reached(Limit::TotalOutput))
            }
            fault => fault,
        }
    }

    fn fault(&self, decl: &MacroDecl, kind: FaultKind, trace: Trace) -> ExpandError {
        let krate = self.module.decls().crate_info.as_ref().map(|info| info.name.clone());
        ExpandError::Fault(Box::new(Fault { krate, name: decl.name.clone(), kind, trace }))
    }
}

pub(crate) struct Runner<P: Protocol, E: Engine<P::Kept> = Chosen<<P as Protocol>::Kept>> {
    protocol: P,
    state: Mutex<State<P, E>>,
}

/// What running the macros needs, made when the first of them runs.
struct State<P: Protocol, E: Engine<P::Kept>> {
    code: Option<Arc<Code<E::Compiled>>>,
    /// `None` before the first expansion, after a failed one, and while one is running.
    idle: Option<Instance<P, E>>,
    usage: Option<Usage>,
}

struct Code<C> {
    compiled: C,
    /// Made when the first expansion fails; `None` if that is not possible.
    traced: OnceLock<Option<C>>,
    /// What is invalid anywhere, which is looked for when the first expansion cannot be run.
    invalid: OnceLock<Option<String>>,
}

impl<P: Protocol, E: Engine<P::Kept>> Runner<P, E> {
    pub(crate) fn new(protocol: P) -> Self {
        Runner { protocol, state: Mutex::new(State { code: None, idle: None, usage: None }) }
    }

    /// Makes an instance without running a macro, to find what only the engine finds. Unlike an
    /// expansion, it looks at all functions.
    pub(crate) fn start(&self, source: &Source) -> Result<(), FaultKind> {
        if let Some(error) = E::validate(source.module.bytes(), &source.options.limits) {
            return Err(FaultKind::Instantiation(error));
        }
        // Not kept: what it has seen is not what the host of an expansion shows.
        self.new_instance(source, &self.code(source)?.compiled, &mut Nothing).map(drop)
    }

    pub(crate) fn usage(&self) -> Option<Usage> {
        self.lock().usage
    }

    /// Runs a macro, and also returns the handle of its result.
    pub(crate) fn expand<H: Host>(
        &self,
        source: &Source,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
        record: &mut Record,
    ) -> Result<(H::TokenStream, u32), ExpandError> {
        let code = match self.code(source) {
            Ok(code) => code,
            Err(kind) => return Err(source.fault(decl, kind, Trace::default())),
        };
        let result = self.run(source, &code.compiled, host, decl, inputs, record);
        result.map_err(|failure| self.explain(source, &code, decl, failure, record, host))
    }

    /// What is different if an expansion that returned `output` is run again in a new instance.
    pub(crate) fn compare(
        &self,
        source: &Source,
        decl: &MacroDecl,
        record: &Record,
        output: u32,
        world: &mut dyn World,
    ) -> Option<Impurity> {
        match self.code(source) {
            Ok(code) => {
                let again = replay::Again::<P, E> {
                    compiled: &code.compiled,
                    protocol: self.protocol,
                    limits: source.options.limits,
                    function: &decl.function,
                };
                again.compare(record, output, world)
            }
            Err(fault) => Some(Impurity::Failure(fault.to_string())),
        }
    }

    fn run<H: Host>(
        &self,
        source: &Source,
        compiled: &E::Compiled,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
        record: &mut Record,
    ) -> Result<(H::TokenStream, u32), Failure> {
        let limits = source.options.limits;
        let mut instance = self.instance(source, compiled, host).map_err(Failure::Fault)?;
        let dispatcher = self.protocol.dispatcher(host, instance.counters, &limits);
        let mut session = HostSession::new(dispatcher, limits, record);
        session.start(inputs).map_err(Failure::Fault)?;
        let (fuel_left, output_left) = (source.fuel_left(), source.output_left());
        let (budget, may_send) = (source.budget(), limits.output.min(output_left));
        let result = instance.run(&mut session, &decl.function, budget, may_send);
        let fuel = budget.fuel.saturating_sub(instance.fuel());
        budget::spend(fuel, &source.total);
        source.total.use_output(may_send.saturating_sub(instance.output_left()));
        let (memory, requests) = (instance.memory_len(), instance.requests());
        self.lock().usage = Some(Usage { fuel, memory, requests });
        let output = result.map_err(|failure| match failure {
            Failure::Fault(fault) => Failure::Fault(source.named(fault, fuel_left, output_left)),
            failure => failure,
        })?;
        let (stream, bytes) = session.finish(output).map_err(Failure::Fault)?;
        if bytes > source.output_left() {
            return Err(Failure::Fault(FaultKind::Limit(limits.reached(Limit::TotalOutput))));
        }
        source.total.use_output(bytes);
        instance.counters = session.counters();
        if source.options.statics == Statics::Shared {
            // Not the instance of an expansion nested in this one, which has seen less.
            self.lock().idle = Some(instance);
        }
        Ok((stream, output))
    }

    fn lock(&self) -> MutexGuard<'_, State<P, E>> {
        // Every state is a good one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn code(&self, source: &Source) -> Result<Arc<Code<E::Compiled>>, FaultKind> {
        let mut state = self.lock();
        if let Some(code) = &state.code {
            return Ok(code.clone());
        }
        let Source { module, options, choice, .. } = source;
        let compiled = E::compile(module.bytes(), &options.limits, choice)?;
        let (traced, invalid) = Default::default();
        let code = Arc::new(Code { compiled, traced, invalid });
        Ok(state.code.insert(code).clone())
    }

    fn instance(
        &self,
        source: &Source,
        compiled: &E::Compiled,
        world: &mut dyn World,
    ) -> Result<Instance<P, E>, FaultKind> {
        if let Some(instance) = self.lock().idle.take() {
            return Ok(instance);
        }
        self.new_instance(source, compiled, world)
    }

    fn new_instance(
        &self,
        source: &Source,
        compiled: &E::Compiled,
        world: &mut dyn World,
    ) -> Result<Instance<P, E>, FaultKind> {
        let (fuel_left, output_left) = (source.fuel_left(), source.output_left());
        let budget = source.budget();
        let named = |fault| source.named(fault, fuel_left, output_left);
        let limits = source.options.limits;
        let mut instance = Instance::new(compiled, self.protocol, limits, budget).map_err(named)?;
        let result = instance.initialize(world);
        budget::spend(budget.fuel.saturating_sub(instance.fuel()), &source.total);
        result.map(|()| instance).map_err(named)
    }

    /// Finds out where an expansion failed.
    fn explain(
        &self,
        source: &Source,
        code: &Code<E::Compiled>,
        decl: &MacroDecl,
        failure: Failure,
        record: &Record,
        world: &mut dyn World,
    ) -> ExpandError {
        let (module, limits) = (source.module.bytes(), source.options.limits);
        if let Failure::Fault(FaultKind::Instantiation(_)) = failure
            && let Some(error) = code.invalid.get_or_init(|| E::validate(module, &limits))
        {
            // A function is not valid, which is found out when it is called.
            return source.fault(decl, FaultKind::Instantiation(error.clone()), Trace::default());
        }
        let mut locate = || {
            let compile = || E::compile_traced(module, &limits);
            let compiled = code.traced.get_or_init(compile).as_ref()?;
            let (protocol, function) = (self.protocol, &*decl.function);
            let again = replay::Again::<P, E> { compiled, protocol, limits, function };
            again.locate(record, &failure, &mut *world)
        };
        let offsets = match failure {
            Failure::Panic(_) if !source.options.backtrace => None,
            _ => locate(),
        };
        let offsets = offsets.unwrap_or_default();
        let trace = Trace::new(module, &offsets);
        match failure {
            Failure::Panic(panic) => ExpandError::Panic(Panic { trace, ..panic }),
            Failure::Fault(kind) => source.fault(decl, kind, trace),
        }
    }
}
