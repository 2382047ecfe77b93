//! wasmi as the engine. A call that waits suspends the module: the function of the host that wasmi calls
//! only notes what is to be done and stops, and the loop in `Wasmi::run` has it done and resumes.
//! So the host is an ordinary `&mut` borrowed for one expansion, and may start another expansion while
//! this one waits.

mod compiled;
pub(super) mod costs;
mod errors;
mod growth;
pub(super) mod instrument;
mod link;
pub(super) mod locals_fuel;
mod rewrite;
mod scan;
mod select_bug;
mod store_bugs;
#[cfg(test)]
mod tests;
mod vector_costs;

use wasmi::{
    Extern, Func, Instance, Linker, Memory, ResumableCall, Store, StoreLimits, StoreLimitsBuilder,
    Val, ValType,
};

use crate::engine::{Caller, Choice, Engine, EngineChoice, Guest, Handler, Imports, State, Stop};
use crate::fault::FaultKind;
use crate::limits::budget::Budget;
use crate::limits::{Limit, Limits};

use self::compiled::CompiledModule;
use self::errors::{engine_fault, start_fault};

/// A running module.
pub(crate) struct Wasmi<K: 'static> {
    store: Store<Data<K>>,
    instance: Instance,
    limits: Limits,
}

/// What is in wasmi's store.
struct Data<K> {
    memory: Option<Memory>,
    resources: StoreLimits,
    /// Bytes that a memory may grow to.
    memory_limit: u64,
    state: State<K>,
}

impl<K: Send + 'static> Engine<K> for Wasmi<K> {
    type Compiled = CompiledModule;

    fn compile(
        bytes: &[u8],
        limits: &Limits,
        choice: &Choice,
    ) -> Result<CompiledModule, FaultKind> {
        if choice.engine == EngineChoice::Compiled {
            let message = "this compiler has no engine for compiled code";
            return Err(FaultKind::Instantiation(message.to_owned()));
        }
        CompiledModule::new(bytes, *limits, choice.translates_for_free)
    }

    fn compile_traced(bytes: &[u8], limits: &Limits) -> Option<CompiledModule> {
        CompiledModule::instrumented(bytes, *limits)
    }

    fn validate(bytes: &[u8], limits: &Limits) -> Option<String> {
        CompiledModule::error_in(bytes, limits)
    }

    fn instantiate(
        compiled: &CompiledModule,
        imports: &[Imports<K>],
        state: State<K>,
        budget: Budget,
    ) -> Result<Self, FaultKind> {
        let CompiledModule { module, limits } = compiled;
        let fault = |error| start_fault(limits, error);
        let memory = limits.memory.min(budget.memory);
        let data = Data {
            memory: None,
            resources: resources(limits, memory),
            memory_limit: memory,
            state,
        };
        let mut store = Store::new(module.engine(), data);
        store.limiter(|data| &mut data.resources);
        let mut linker = Linker::new(module.engine());
        for imports in imports {
            link::link(&mut linker, module, imports).map_err(fault)?;
        }
        store.set_fuel(budget.fuel).map_err(fault)?;
        let instance = linker.instantiate_and_start(&mut store, module).map_err(fault)?;
        store.data_mut().memory = instance.get_memory(&store, "memory");
        growth::link(&mut store, &instance, limits).map_err(fault)?;
        Ok(Wasmi { store, instance, limits: *limits })
    }

    fn start(&mut self, handler: &mut dyn Handler<K>) -> Result<(), FaultKind> {
        match self.instance.get_export(&self.store, instrument::START) {
            Some(Extern::Func(start)) => self.run(start, &[], &mut [], handler),
            _ => Ok(()),
        }
    }

    fn limit_memory(&mut self, bytes: u64) {
        let data = self.store.data_mut();
        (data.resources, data.memory_limit) = (resources(&self.limits, bytes), bytes);
    }

    fn place(&self) -> Option<Vec<usize>> {
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
}

impl<K: 'static> Guest<K> for Wasmi<K> {
    fn parts(&mut self) -> (Option<&mut [u8]>, &mut State<K>) {
        match self.store.data().memory {
            Some(memory) => {
                let (bytes, data) = memory.data_and_store_mut(&mut self.store);
                (Some(bytes), &mut data.state)
            }
            None => (None, &mut self.store.data_mut().state),
        }
    }

    fn fuel(&self) -> u64 {
        // Fails only without metering.
        self.store.get_fuel().unwrap_or(0)
    }

    fn set_fuel(&mut self, fuel: u64) {
        let _ = self.store.set_fuel(fuel);
    }
}

impl<K: 'static> Caller<K> for Wasmi<K> {
    fn has_function(&self, function: &str) -> bool {
        self.instance.get_func(&self.store, function).is_some()
    }

    fn has_type(&self, function: &str, params: usize, results: usize) -> bool {
        let Some(function) = self.instance.get_func(&self.store, function) else { return false };
        let ty = function.ty(&self.store);
        let is_i32 = |types: &[ValType]| types.iter().all(|&ty| ty == ValType::I32);
        (ty.params().len(), ty.results().len()) == (params, results)
            && is_i32(ty.params())
            && is_i32(ty.results())
    }

    fn call(
        &mut self,
        function: &str,
        args: &[u32],
        results: &mut [u32],
        handler: &mut dyn Handler<K>,
    ) -> Result<(), FaultKind> {
        let Some(function) = self.instance.get_func(&self.store, function) else {
            let message = format!("no exported function `{function}`");
            return Err(FaultKind::Instantiation(message));
        };
        self.run(function, args, results, handler)
    }

    fn calls(&self) -> Option<u32> {
        self.global(instrument::STACK_LEN).and_then(|len| u32::try_from(len).ok())
    }

    fn set_calls(&mut self, calls: Option<u32>) {
        let global = self.instance.get_global(&self.store, instrument::STACK_LEN);
        if let (Some(global), Some(calls)) = (global, calls) {
            // Fails for a global of another type, which then is not ours.
            let _ = global.set(&mut self.store, value(calls));
        }
    }
}

impl<K: 'static> Wasmi<K> {
    /// Runs a function, and has done what its calls wait for.
    fn run(
        &mut self,
        function: Func,
        args: &[u32],
        results: &mut [u32],
        handler: &mut dyn Handler<K>,
    ) -> Result<(), FaultKind> {
        let limits = self.limits;
        let fault = |error| engine_fault(&limits, error);
        let args: Vec<Val> = args.iter().copied().map(value).collect();
        let mut returned = vec![Val::I32(0); results.len()];
        let mut call =
            function.call_resumable(&mut self.store, &args, &mut returned).map_err(fault)?;
        loop {
            call = match call {
                ResumableCall::Finished => break,
                ResumableCall::OutOfFuel(_) => {
                    return Err(FaultKind::Limit(limits.reached(Limit::Fuel)));
                }
                ResumableCall::HostTrap(suspended) => {
                    let Some(&Stop::Wait(wait)) = suspended.host_error().downcast_ref() else {
                        return Err(fault(suspended.into_host_error()));
                    };
                    let answer = handler.handle(self, wait)?.map(value);
                    suspended
                        .resume(&mut self.store, answer.as_slice(), &mut returned)
                        .map_err(fault)?
                }
            };
        }
        for (to, from) in results.iter_mut().zip(&returned) {
            let no_result = || FaultKind::Trap("no result".to_owned());
            *to = from.i32().map(i32::cast_unsigned).ok_or_else(no_result)?;
        }
        Ok(())
    }

    fn global(&self, name: &str) -> Option<usize> {
        let value = self.instance.get_global(&self.store, name)?.get(&self.store);
        usize::try_from(value.i32()?).ok()
    }
}

fn value(value: u32) -> Val {
    Val::I32(value.cast_signed())
}

/// What wasmi watches over when memories and tables are made and grow.
fn resources(limits: &Limits, memory: u64) -> StoreLimits {
    let as_usize = |number| usize::try_from(number).unwrap_or(usize::MAX);
    StoreLimitsBuilder::new()
        .memory_size(as_usize(memory))
        // A module has at most 16 tables and a memory: no more functions are in the table of `growth`.
        .table_elements(as_usize(limits.table.max(17)))
        // So that the limit is named, and not what comes of it in the module. What grows later does not
        // get that far: see `growth`.
        .trap_on_grow_failure(true)
        .build()
}
