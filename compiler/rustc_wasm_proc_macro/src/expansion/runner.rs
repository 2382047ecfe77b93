//! Runs the macros of a module by its protocol, in the engine: which instance runs an expansion, and what
//! is found out about one that failed.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::engine::{Choice, Chosen, Engine};
use crate::expansion::instance::{Failure, Instance};
use crate::expansion::life::Life;
use crate::expansion::options::{Options, Statics, Usage};
use crate::expansion::purity::Impurity;
use crate::expansion::record::Record;
use crate::expansion::replay;
use crate::expansion::session::HostSession;
use crate::expansion::stored::{self, Done, Making, Went};
use crate::expansion::told::{SetUp, Tape, Teller, Told};
use crate::fault::{ExpandError, Fault, FaultKind, Panic, Trace};
use crate::host::Host;
use crate::host::world::{Nothing, World};
use crate::limits::budget::{self, Budget};
use crate::limits::total::Total;
use crate::limits::{Limit, LimitReached, Limits};
use crate::module::Module;
use crate::module::decls::MacroDecl;
use crate::protocol::{Dispatch, Protocol};
use crate::store::step::End;
use crate::store::world::Asked;
use crate::store::{Known, Store};

/// What is run, and how.
pub(crate) struct Source {
    pub(crate) module: Module,
    pub(crate) options: Options,
    /// What the crate is called where it has limits of its own.
    pub(crate) limited: Option<String>,
    pub(crate) choice: Choice,
    /// What the expansions of the compilation have used.
    pub(crate) total: Total,
    /// Where expansions are stored, and what the file of this crate is called there.
    pub(crate) store: Option<(Store, String)>,
    /// Those of this crate, once they have been asked for.
    pub(crate) known: OnceLock<Option<Arc<Known>>>,
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

    /// The expansions that are stored. `None` if none can be used.
    pub(crate) fn known(&self) -> Option<&Known> {
        let (store, name) = self.store.as_ref()?;
        let open = || {
            // Compiled code does the same for less fuel.
            let bytes = self.module.bytes();
            let is_compiled = self.choice.is_compiled(bytes)?;
            let Options { limits, statics, .. } = self.options;
            let abi = self.module.abi();
            let options = format!("{limits:?} {statics:?} {abi:?} {is_compiled}");
            let id = [&self.module.digest().of(bytes)[..], options.as_bytes()];
            Some(store.open(name, &id, is_compiled))
        };
        self.known.get_or_init(open).as_deref()
    }

    /// The fault of a module that does something else than what is stored of it, which is forgotten.
    fn wrong(&self) -> FaultKind {
        FaultKind::Stored(self.known().map(Known::forget).unwrap_or_default())
    }

    fn fault(&self, decl: &MacroDecl, kind: FaultKind, trace: Trace) -> ExpandError {
        let krate = self.module.decls().crate_info.as_ref().map(|info| info.name.clone());
        let (name, limited) = (decl.name.clone(), self.limited.clone());
        ExpandError::Fault(Box::new(Fault { krate, name, kind, trace, limited }))
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
    idle: Option<Life<P, E>>,
    usage: Option<Usage>,
    was_stored: bool,
}

struct Code<C> {
    compiled: C,
    /// Made when the first expansion fails; `None` if that is not possible.
    traced: OnceLock<Option<C>>,
    /// What is invalid anywhere, which is looked for when the first expansion cannot be run.
    invalid: OnceLock<Option<String>>,
}

/// What setting up an instance may use.
enum SetUpWithin {
    /// This, for the account of the compilation.
    Budget(Budget),
    /// Anything, as it has been found to be within the budget and is in the account already.
    Anything,
}

impl<P: Protocol, E: Engine<P::Kept>> Runner<P, E> {
    pub(crate) fn new(protocol: P) -> Self {
        Runner {
            protocol,
            state: Mutex::new(State { code: None, idle: None, usage: None, was_stored: false }),
        }
    }

    /// Makes an instance without running a macro, to find what only the engine finds. Unlike an
    /// expansion, it looks at all functions.
    pub(crate) fn start(&self, source: &Source) -> Result<(), FaultKind> {
        if let Some(error) = E::validate(source.module.bytes(), &source.options.limits) {
            return Err(FaultKind::Instantiation(error));
        }
        // Not kept: what it has seen is not what the host of an expansion shows.
        let within = SetUpWithin::Budget(source.budget());
        self.new_instance(source, &mut Told::default(), &mut Nothing, within).map(drop)
    }

    pub(crate) fn usage(&self) -> Option<Usage> {
        self.lock().usage
    }

    pub(crate) fn was_stored(&self) -> bool {
        self.lock().was_stored
    }

    /// Notes what the last expansion has used, and whether it was made of what is stored of it.
    fn note(&self, usage: Usage, was_stored: bool) {
        let mut state = self.lock();
        (state.usage, state.was_stored) = (Some(usage), was_stored);
    }

    /// Runs a macro, or makes its expansion of what is stored in `known`, and also returns the handle of its result.
    pub(crate) fn expand<H: Host>(
        &self,
        source: &Source,
        known: Option<&Known>,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
        record: &mut Record,
    ) -> Result<(H::TokenStream, u32), ExpandError> {
        let result = self.try_expand(source, known, host, decl, inputs, record);
        result.map_err(|failure| self.explain(source, decl, failure, record, host))
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

    fn try_expand<H: Host>(
        &self,
        source: &Source,
        known: Option<&Known>,
        host: &mut H,
        decl: &MacroDecl,
        inputs: Vec<H::TokenStream>,
        record: &mut Record,
    ) -> Result<(H::TokenStream, u32), Failure> {
        let limits = source.options.limits;
        let mut life = self.lock().idle.take().unwrap_or_default();
        // A module sees how much it may be told of files, but only where nearly all that may be sent has been.
        let known = known.filter(|_| source.output_left() >= limits.output);
        let stored = known
            .zip(life.history)
            .map(|(known, history)| (known, stored::key(&history, &decl.function, inputs.len())));
        let mut told = Told { tape: stored.map(|_| Tape::default()), ..Told::default() };
        let mut making = stored.and_then(|(known, key)| Making::new(known, &key));

        let mut set_up = 0;
        if life.is_new() {
            if let Some(mut it) = making.take() {
                match it.set_up(host, source.budget()) {
                    Ok(fuel) => {
                        set_up = fuel;
                        budget::spend(fuel, &source.total);
                        making = Some(it);
                    }
                    Err(so_far) => told = so_far,
                }
            }
            if making.is_none() {
                let within = SetUpWithin::Budget(source.budget());
                let (instance, fuel) =
                    self.new_instance(source, &mut told, host, within).map_err(Failure::Fault)?;
                (life.instance, set_up) = (Some(instance), fuel);
            }
        }

        let dispatcher = self.protocol.dispatcher(host, life.counters, &limits);
        let mut session = HostSession::new(dispatcher, limits);
        record.args = session.start(inputs).map_err(Failure::Fault)?;
        let (fuel_left, output_left) = (source.fuel_left(), source.output_left());
        let (budget, may_send) = (source.budget(), limits.output.min(output_left));
        if let Some(it) = making {
            match it.run(&mut session, &decl.function, &record.args, budget, &limits) {
                Went::Well(done) => return self.finish(source, known, session, life, done),
                Went::Astray(so_far) => told = so_far,
            }
        }

        if let Some(known) = known {
            known.count_run();
        }
        let new = |told: &mut Told, world: &mut dyn World| {
            self.new_instance(source, told, world, SetUpWithin::Anything)
                .map(|(instance, _)| instance)
        };
        let revived = life.revive(&limits, &mut told, session.host(), new);
        let revived = revived.and_then(|instance| instance.ok_or_else(|| source.wrong()));
        let mut instance = revived.map_err(Failure::Fault)?;
        if let Some(tape) = told.tape.as_mut().filter(|_| !told.is_started) {
            tape.start(set_up, instance.memory_len(), &record.args);
        }
        let memory = instance.memory_len();
        let mut teller = Teller::new(session, told, record, budget.fuel, memory);
        let result = instance.run(&mut teller, &decl.function, budget, may_send);
        let used = teller.used(instance.fuel(), instance.memory_len());
        let Teller { mut session, told, .. } = teller;
        let fuel = budget.fuel.saturating_sub(instance.fuel());
        budget::spend(fuel, &source.total);
        let sent = may_send.saturating_sub(instance.output_left());
        source.total.use_output(sent);
        let (memory, requests) = (instance.memory_len(), instance.requests());
        self.note(Usage { fuel, memory, requests }, false);
        if told.is_wrong || (result.is_ok() && !told.asked.is_empty()) {
            return Err(Failure::Fault(source.wrong()));
        }
        let output = result.map_err(|failure| match failure {
            Failure::Fault(fault) => Failure::Fault(source.named(fault, fuel_left, output_left)),
            failure => failure,
        })?;
        let (stream, bytes) = session.finish(output).map_err(Failure::Fault)?;
        if bytes > source.output_left() {
            return Err(Failure::Fault(FaultKind::Limit(limits.reached(Limit::TotalOutput))));
        }
        source.total.use_output(bytes);
        let is_shared = source.options.statics == Statics::Shared;
        let mut history = None;
        if let (Some((known, key)), Some(before), Some(tape)) = (stored, life.history, told.tape)
            // What was expected when it was looked up what is stored.
            && self.code(source).is_ok_and(|it| E::is_compiled(&it.compiled) == known.is_compiled())
        {
            let next = match is_shared {
                true => stored::next_history(&before, &decl.function, tape.bytes()),
                false => stored::NEW,
            };
            if let Some(steps) = tape.end(used, End { output, sent, history: next }) {
                known.insert(key, steps);
                history = Some(next);
            }
        }
        if is_shared {
            let (counters, past) = (session.counters(), Vec::new());
            // Not the instance of an expansion nested in this one, which has seen less.
            self.lock().idle = Some(Life { instance: Some(instance), past, counters, history });
        }
        Ok((stream, output))
    }

    /// Takes over an expansion that was made of what is stored of it.
    fn finish<H: Host, D: Dispatch<H>>(
        &self,
        source: &Source,
        known: Option<&Known>,
        mut session: HostSession<H, D>,
        mut life: Life<P, E>,
        done: Done,
    ) -> Result<(H::TokenStream, u32), Failure> {
        let Done { end, fuel, memory, requests, record, past } = done;
        budget::spend(fuel, &source.total);
        source.total.use_output(end.sent);
        self.note(Usage { fuel, memory, requests }, true);
        let (stream, bytes) = session.finish(end.output).map_err(Failure::Fault)?;
        if bytes > source.output_left() {
            let reached = source.options.limits.reached(Limit::TotalOutput);
            return Err(Failure::Fault(FaultKind::Limit(reached)));
        }
        source.total.use_output(bytes);
        if let Some(known) = known {
            known.count_used(record);
        }
        if source.options.statics == Statics::Shared {
            life.past.push(past);
            (life.counters, life.history) = (session.counters(), Some(end.history));
            self.lock().idle = Some(life);
        }
        Ok((stream, end.output))
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

    /// A new instance, and the fuel that setting it up has taken.
    fn new_instance(
        &self,
        source: &Source,
        told: &mut Told,
        world: &mut dyn World,
        within: SetUpWithin,
    ) -> Result<(Instance<P, E>, u64), FaultKind> {
        let (fuel_left, output_left) = (source.fuel_left(), source.output_left());
        let named = |fault| source.named(fault, fuel_left, output_left);
        let limits = source.options.limits;
        let code = self.code(source)?;
        let budget = match within {
            SetUpWithin::Budget(budget) => budget,
            SetUpWithin::Anything => Budget { fuel: u64::MAX, memory: limits.memory },
        };
        let instance = Instance::new(&code.compiled, self.protocol, limits, budget);
        let mut instance = instance.map_err(named)?;
        let result = instance.initialize(&mut Asked(&mut SetUp { told, world }));
        let fuel = budget.fuel.saturating_sub(instance.fuel());
        if let SetUpWithin::Budget(_) = within {
            budget::spend(fuel, &source.total);
        }
        if told.is_wrong {
            return Err(source.wrong());
        }
        result.map(|()| (instance, fuel)).map_err(named)
    }

    /// Finds out where an expansion failed.
    fn explain(
        &self,
        source: &Source,
        decl: &MacroDecl,
        failure: Failure,
        record: &Record,
        world: &mut dyn World,
    ) -> ExpandError {
        let (module, limits) = (source.module.bytes(), source.options.limits);
        let code = match self.code(source) {
            Ok(code) => code,
            // That is what has failed.
            Err(kind) => return source.fault(decl, kind, Trace::default()),
        };
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
