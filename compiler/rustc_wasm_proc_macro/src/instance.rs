//! Runs a module's macros in the engine: one instance, its memory, and the loop between it and
//! whoever answers its requests. Knows the engine, but neither the wire format nor what the requests
//! mean.
//!
//! A request suspends the module instead of calling the host from inside of it: the engine's host
//! function only notes where the request lies and stops, and the loop in `Instance::call` answers
//! and resumes. So the host is an ordinary `&mut` borrowed for one expansion, no callback needs to
//! outlive it, and the host may start another expansion while this one waits.

use wasmi::errors::{ErrorKind, InstantiationError, LinkerError, MemoryError, TableError};
use wasmi::{Error, Extern, Func, Linker, ResumableCall, Store, TrapCode, Val};

use crate::budget::{self, Budget};
use crate::code::Code;
use crate::fault::{FaultKind, Panic};
use crate::handles::HandleCounters;
use crate::host::Output;
use crate::instrument;
use crate::limits::{Limit, Limits};
use crate::module::Abi;
use crate::state::{self, Reached, State, Suspension, range, write};
use crate::wasi;
use crate::watt;
use crate::wire::WireError;

/// How a run ended that did not end well.
#[derive(Debug)]
pub(crate) enum Failure {
    Panic(Panic),
    Fault(FaultKind),
}

/// Whoever answers the requests of a module.
pub(crate) trait Answer {
    /// The handles that the macro's function is called with.
    fn args(&self) -> &[u32];

    /// Answers `request` by appending to `reply`, and says how much fuel that costs.
    fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> Result<u64, FaultKind>;

    fn print(&mut self, output: Output, text: &[u8]);
}

/// A running module.
pub(crate) struct Instance {
    store: Store<State>,
    instance: wasmi::Instance,
    limits: Limits,
    abi: Abi,
    /// Where the next expansion's handles start.
    pub(crate) counters: HandleCounters,
    /// What the last macro has asked for.
    requests: u64,
    /// Kept for its capacity.
    reply: Vec<u8>,
}

impl Instance {
    /// An instance whose memory is filled. Nothing of it has run, if its code is instrumented.
    pub(crate) fn new(code: &Code, budget: Budget) -> Result<Instance, FaultKind> {
        let limits = code.limits;
        let fault = |error| start_fault(&limits, error);
        let engine = code.module.engine();
        let mut store = Store::new(engine, State::new(&limits));
        store.limiter(|state| &mut state.resources);
        let mut linker = Linker::new(engine);
        state::link(&mut linker).map_err(fault)?;
        wasi::link(&mut linker, &code.module).map_err(fault)?;
        if let Abi::Watt(version) = code.abi {
            watt::link(&mut linker, version).map_err(fault)?;
        }
        let memory = limits.memory.min(budget.memory);
        store.data_mut().resources = state::resources(&Limits { memory, ..limits });
        store.set_fuel(budget.fuel).map_err(fault)?;
        let instance = linker.instantiate_and_start(&mut store, &code.module).map_err(fault)?;
        store.data_mut().memory = instance.get_memory(&store, "memory");
        let (counters, requests, reply) = Default::default();
        Ok(Instance { store, instance, limits, abi: code.abi, counters, requests, reply })
    }

    /// Runs what is to run before the first macro.
    pub(crate) fn initialize(&mut self) -> Result<(), FaultKind> {
        // The copy of a module has its start function under this name.
        if let Some(Extern::Func(start)) = self.export(instrument::START) {
            let result = start.call(&mut self.store, &[], &mut []);
            result.map_err(|error| start_fault(&self.limits, error))?;
        }
        // A WASI reactor wants to be set up before its first call.
        let Some(Extern::Func(init)) = self.export("_initialize") else { return Ok(()) };
        init.call(&mut self.store, &[], &mut []).map_err(|error| {
            let panic = self.store.data_mut().panic.take().and_then(|panic| panic.message);
            match (panic, start_fault(&self.limits, error)) {
                (Some(message), FaultKind::Instantiation(_))
                | (_, FaultKind::Instantiation(message)) => {
                    FaultKind::Instantiation(format!("`_initialize` failed: {message}"))
                }
                (_, fault) => fault,
            }
        })
    }

    fn export(&self, name: &str) -> Option<Extern> {
        self.instance.get_export(&self.store, name)
    }

    /// Fuel that was not used.
    pub(crate) fn fuel(&self) -> u64 {
        // Fails only without metering.
        self.store.get_fuel().unwrap_or(0)
    }

    /// Bytes of linear memory.
    pub(crate) fn memory_len(&self) -> u64 {
        let memory = self.store.data().memory;
        memory.map_or(0, |memory| memory.data_size(&self.store).try_into().unwrap_or(u64::MAX))
    }

    /// How often the macro that ran last has asked for something.
    pub(crate) fn requests(&self) -> u64 {
        self.requests
    }

    /// Runs the exported `function`, and returns the handle it returns.
    ///
    /// After an error the instance is not fit for another run.
    pub(crate) fn run(
        &mut self,
        answer: &mut impl Answer,
        function: &str,
        budget: Budget,
    ) -> Result<u32, Failure> {
        let memory = self.limits.memory.min(budget.memory);
        let output_left = self.limits.output;
        let state = self.store.data_mut();
        state.resources = state::resources(&Limits { memory, ..self.limits });
        state.output_left = output_left;
        state.buffers = watt::Buffers::new(output_left);
        state.is_expanding = true;
        self.requests = 0;
        self.pass_on_output(answer);
        let result = match self.store.set_fuel(budget.fuel) {
            Ok(()) => self.call_macro(answer, function),
            Err(error) => Err(self.fault(error)),
        };
        let state = self.store.data_mut();
        state.is_expanding = false;
        // Taken in any case: the reason for this trap is not that for a later one.
        let panic = state.panic.take();
        result.map_err(|fault| match panic {
            Some(panic) if matches!(fault, FaultKind::Trap(_)) => Failure::Panic(panic),
            _ => Failure::Fault(fault),
        })
    }

    /// Calls what it takes to run a macro, and returns the handle of its result.
    fn call_macro(&mut self, answer: &mut impl Answer, function: &str) -> Result<u32, FaultKind> {
        let handles = answer.args().to_vec();
        match self.abi {
            Abi::Own => self.call(answer, function, &handles),
            Abi::Watt(_) => {
                let mut values = Vec::new();
                for handle in handles {
                    values.push(self.call(answer, watt::FROM_RAW, &[handle])?);
                }
                let output = self.call(answer, function, &values)?;
                self.call(answer, watt::INTO_RAW, &[output])
            }
        }
    }

    /// Calls an exported function.
    fn call(
        &mut self,
        answer: &mut impl Answer,
        function: &str,
        args: &[u32],
    ) -> Result<u32, FaultKind> {
        let Some(function) = self.instance.get_func(&self.store, function) else {
            let message = format!("no exported function `{function}`");
            return Err(FaultKind::Instantiation(message));
        };
        let args: Vec<Val> = args.iter().copied().map(handle_value).collect();
        self.resume_until_done(answer, function, &args)
    }

    fn resume_until_done(
        &mut self,
        answer: &mut impl Answer,
        function: Func,
        args: &[Val],
    ) -> Result<u32, FaultKind> {
        let limits = self.limits;
        let fault = |error| engine_fault(&limits, error);
        let mut results = [Val::I32(0)];
        let mut call =
            function.call_resumable(&mut self.store, args, &mut results).map_err(fault)?;
        loop {
            call = match call {
                ResumableCall::Finished => break,
                ResumableCall::OutOfFuel(_) => return Err(self.reached(Limit::Fuel)),
                ResumableCall::HostTrap(suspended) => {
                    let Some(&why) = suspended.host_error().downcast_ref::<Suspension>() else {
                        return Err(self.fault(suspended.into_host_error()));
                    };
                    let result = match why {
                        Suspension::Request { request, reply } => {
                            Some(handle_value(self.answer(answer, request, reply)?))
                        }
                        Suspension::Watt(call) => {
                            Some(handle_value(self.answer_watt(answer, call)?))
                        }
                        Suspension::Printed(result) => {
                            self.pass_on_output(answer);
                            result.map(Val::I32)
                        }
                    };
                    suspended
                        .resume(&mut self.store, result.as_slice(), &mut results)
                        .map_err(fault)?
                }
            };
        }
        let [result] = results;
        let no_result = || FaultKind::Trap("no result".to_owned());
        result.i32().map(i32::cast_unsigned).ok_or_else(no_result)
    }

    fn pass_on_output(&mut self, answer: &mut impl Answer) {
        for (output, text) in self.store.data_mut().printed.drain(..) {
            answer.print(output, &text);
        }
    }

    /// Answers a request, and says how long the reply is.
    fn answer(
        &mut self,
        answer: &mut impl Answer,
        (ptr, len): (u32, u32),
        (reply_ptr, reply_capacity): (u32, u32),
    ) -> Result<u32, FaultKind> {
        self.requests = self.requests.saturating_add(1);
        let memory = self.store.data().memory.ok_or(FaultKind::NoMemory)?;
        let left = self.left();
        let (bytes, state) = memory.data_and_store_mut(&mut self.store);
        let request = range(bytes, ptr, len);
        let request = request.ok_or(FaultKind::OutOfMemory { what: "request", ptr, len })?;
        let output = FaultKind::Limit(self.limits.reached(Limit::Output));
        state.send(request.len()).ok_or(output)?;
        self.reply.clear();
        let reply = &mut self.reply;
        let answered = budget::lend(left, || answer.answer(request, reply));
        self.settle(answered)?;
        let no_room =
            |len| FaultKind::OutOfMemory { what: "room for a reply", ptr: reply_ptr, len };
        let len = u32::try_from(self.reply.len()).map_err(|_| no_room(u32::MAX))?;
        let (bytes, state) = memory.data_and_store_mut(&mut self.store);
        if len <= reply_capacity {
            write(bytes, reply_ptr, &self.reply).ok_or(no_room(len))?;
        } else {
            std::mem::swap(&mut state.reply, &mut self.reply);
        }
        Ok(len)
    }

    /// Answers a call of a module for watt, and says what it returns.
    fn answer_watt(
        &mut self,
        answer: &mut impl Answer,
        watt::Call { method, argument }: watt::Call,
    ) -> Result<u32, FaultKind> {
        self.requests = self.requests.saturating_add(1);
        let left = self.left();
        let mut request = vec![method.tag()];
        match argument {
            watt::Argument::Handle(handle) => request.extend(handle.to_le_bytes()),
            watt::Argument::Memory { ptr, len } => {
                let memory = self.store.data().memory.ok_or(FaultKind::NoMemory)?;
                let output = FaultKind::Limit(self.limits.reached(Limit::Output));
                let (bytes, state) = memory.data_and_store_mut(&mut self.store);
                let what = "request";
                let bytes = range(bytes, ptr, len);
                let bytes = bytes.ok_or(FaultKind::OutOfMemory { what, ptr, len })?;
                state.send(bytes.len()).ok_or(output)?;
                request.extend(bytes);
            }
        }
        self.reply.clear();
        let reply = &mut self.reply;
        let answered = budget::lend(left, || answer.answer(&request, reply));
        self.settle(answered)?;
        let kept = self.store.data_mut().buffers.keep(method, &mut self.reply);
        kept.map_err(|error| match error {
            WireError::TooMuchOutput => self.reached(Limit::Output),
            error => FaultKind::Request { method: Some(method.name()), error },
        })
    }

    /// What an expansion that starts now may use of what this one has left.
    fn left(&self) -> Budget {
        let memory = self.limits.memory.saturating_sub(self.memory_len());
        Budget { fuel: self.fuel(), memory }
    }

    /// Takes the fuel that an answer has cost, of what was left behind it, and checks the reply.
    fn settle(&mut self, (cost, left): (Result<u64, FaultKind>, u64)) -> Result<(), FaultKind> {
        let left = left.checked_sub(*cost.as_ref().unwrap_or(&0));
        self.store.set_fuel(left.unwrap_or(0)).map_err(|error| self.fault(error))?;
        cost?;
        left.ok_or_else(|| self.reached(Limit::Fuel))?;
        if u64::try_from(self.reply.len()).is_ok_and(|len| len > self.limits.output) {
            return Err(self.reached(Limit::Output));
        }
        Ok(())
    }

    fn reached(&self, limit: Limit) -> FaultKind {
        FaultKind::Limit(self.limits.reached(limit))
    }

    fn fault(&self, error: Error) -> FaultKind {
        engine_fault(&self.limits, error)
    }

    /// The offset of the instruction that an instrumented instance stopped at, and those of the calls
    /// that led to it, the innermost first.
    pub(crate) fn position(&self) -> Option<Vec<usize>> {
        let position = self.global(instrument::POSITION)?;
        let len = self.global(instrument::STACK_LEN)?;
        let stack = self.instance.get_memory(&self.store, instrument::STACK)?;
        let stack = stack.data(&self.store).get(..len)?;
        let calls = stack.chunks_exact(4).map(|call| {
            let call = call.try_into().map_or(0, u32::from_le_bytes);
            usize::try_from(call).unwrap_or(usize::MAX)
        });
        let mut offsets: Vec<usize> = calls.collect();
        // Not after a call that did not get to the first instruction of the function.
        if offsets.last() != Some(&position) {
            offsets.push(position);
        }
        offsets.reverse();
        Some(offsets)
    }

    fn global(&self, name: &str) -> Option<usize> {
        let value = self.instance.get_global(&self.store, name)?.get(&self.store);
        usize::try_from(value.i32()?).ok()
    }
}

fn handle_value(handle: u32) -> Val {
    Val::I32(handle.cast_signed())
}

/// An error from before the first expansion.
fn start_fault(limits: &Limits, error: Error) -> FaultKind {
    match error.kind() {
        ErrorKind::Linker(LinkerError::MissingDefinition { name, .. }) => {
            let (module, name) = (name.module(), name.name());
            FaultKind::Instantiation(format!("there is no `{name}` to import from `{module}`"))
        }
        ErrorKind::Linker(LinkerError::InvalidTypeDefinition { name, .. })
        | ErrorKind::Instantiation(
            InstantiationError::ImportTypeMismatch { name, .. }
            | InstantiationError::FuncTypeMismatch { name, .. },
        ) => {
            let (module, name) = (name.module(), name.name());
            FaultKind::Instantiation(format!(
                "it imports `{name}` from `{module}` with the wrong type"
            ))
        }
        _ => match engine_fault(limits, error) {
            FaultKind::Trap(message) => FaultKind::Instantiation(message),
            fault => fault,
        },
    }
}

fn engine_fault(limits: &Limits, error: Error) -> FaultKind {
    let limit = match error.kind() {
        ErrorKind::Instantiation(InstantiationError::FailedToInstantiateMemory(
            MemoryError::ResourceLimiterDeniedAllocation,
        )) => Some(Limit::Memory),
        ErrorKind::Instantiation(InstantiationError::FailedToInstantiateTable(
            TableError::ResourceLimiterDeniedAllocation,
        )) => Some(Limit::Table),
        _ => match error.as_trap_code() {
            Some(TrapCode::OutOfFuel) => Some(Limit::Fuel),
            Some(TrapCode::StackOverflow) => Some(Limit::Depth),
            // Or a table: only the instruction tells, which is looked at later.
            Some(TrapCode::GrowthOperationLimited) => Some(Limit::Memory),
            _ => error.downcast_ref::<Reached>().map(|reached| reached.0),
        },
    };
    match (limit, error.kind()) {
        (Some(limit), _) => FaultKind::Limit(limits.reached(limit)),
        (_, ErrorKind::I32ExitStatus(code)) => FaultKind::Exit(*code),
        // The engine's own words end in a stray number.
        (_, ErrorKind::TrapCode(TrapCode::IndirectCallToNull)) => {
            FaultKind::Trap("uninitialized element".to_owned())
        }
        (_, ErrorKind::TrapCode(trap)) => FaultKind::Trap(trap.to_string()),
        // Of a function that is validated and translated as it is called.
        (
            _,
            ErrorKind::Wasm(_)
            | ErrorKind::Translation(_)
            | ErrorKind::UserLimits(_)
            | ErrorKind::ImplementationLimits(_),
        ) => FaultKind::Instantiation(error.to_string()),
        _ => match error.downcast_ref::<watt::Refused>() {
            Some(watt::Refused { method, error }) => {
                FaultKind::Request { method: Some(method), error: error.clone() }
            }
            None => FaultKind::Trap(error.to_string()),
        },
    }
}
