//! wasmtime as the engine, for modules that were compiled before: it has no compiler here. A call that waits is
//! answered inside of the host function that wasmtime calls, on the same native stack, by the handler that
//! is lent to the store for as long as the module runs.
//!
//! The code is made from a copy of the module (`copy`) with the settings in `settings`.

mod copy;
mod costs;
mod errors;
mod link;
mod resources;
mod settings;
mod trusted;

use wasmtime::{
    AsContext, AsContextMut, Func, FuncType, Global, Instance, Memory, Store, StoreContextMut, Val,
};

use self::errors::{engine_fault, start_fault};
use self::resources::Resources;
use self::settings::STACK_OF_HOST;
use self::trusted::Lent;
use crate::code::TrustedCode;
use crate::engine::wasmi::instrument::START;
use crate::engine::{Caller, Guest, Handler, Imports, State};
use crate::fault::FaultKind;
use crate::limits::budget::Budget;
use crate::limits::{Limit, Limits};

pub(crate) use self::copy::copy;
pub use self::settings::settings;
pub(crate) use self::settings::{cpu, has_address_space, version};
pub(crate) use self::trusted::map;

/// A module that has been loaded.
pub(crate) struct LoadedModule {
    module: wasmtime::Module,
    limits: Limits,
}

impl LoadedModule {
    /// An error if the code is not for this engine.
    pub(super) fn new(code: TrustedCode, limits: &Limits) -> Result<LoadedModule, String> {
        let engine = settings::engine(limits).map_err(|error| format!("{error:#}"))?;
        let module = trusted::load(&engine, code).map_err(|error| format!("{error:#}"))?;
        Ok(LoadedModule { module, limits: *limits })
    }
}

/// A running module.
pub(crate) struct Wasmtime<K: 'static> {
    store: Store<Data<K>>,
}

/// What is in wasmtime's store.
struct Data<K: 'static> {
    instance: Option<Instance>,
    memory: Option<Memory>,
    /// How many calls may still be made.
    calls: Option<Global>,
    resources: Resources,
    limits: Limits,
    /// Fuel beyond what wasmtime counts.
    more_fuel: u64,
    handler: Lent<K>,
    /// Where the native stack was when the outermost call was made. `None` while there is none.
    stack: Option<usize>,
    state: State<K>,
}

/// The most fuel that wasmtime is given, in units: years of it.
const MAX_FUEL: u64 = 1 << 56;

impl<K: Send + 'static> Wasmtime<K> {
    pub(super) fn instantiate(
        loaded: &LoadedModule,
        imports: &[Imports<K>],
        state: State<K>,
        budget: Budget,
    ) -> Result<Self, FaultKind> {
        let LoadedModule { module, limits } = loaded;
        let resources = Resources::new(limits, limits.memory.min(budget.memory));
        let (instance, memory, calls, handler, stack) = Default::default();
        let (limits, more_fuel) = (*limits, 0);
        let data =
            Data { instance, memory, calls, resources, limits, more_fuel, handler, stack, state };
        let mut store = Store::new(module.engine(), data);
        store.limiter(|data| &mut data.resources);
        let externs = link::imports(&mut store, module, imports)?;
        let mut engine = Wasmtime { store };
        engine.set_fuel(budget.fuel);
        let instance = Instance::new(&mut engine.store, module, &externs);
        let instance = instance.map_err(|error| match error.downcast_ref() {
            // Nothing of the module has run, so that only elements can be outside of a table.
            Some(wasmtime::Trap::TableOutOfBounds) => {
                FaultKind::Instantiation("elements do not fit in their table".to_owned())
            }
            _ => start_fault(&limits, error),
        })?;
        let calls = instance.get_global(&mut engine.store, copy::CALLS);
        let start = instance.get_func(&mut engine.store, copy::START_AT_ONCE);
        let data = engine.store.data_mut();
        (data.instance, data.calls, data.resources.is_made) = (Some(instance), calls, true);
        if let Some(start) = start {
            // As in wasmi, it has no handler yet, and no host function finds the memory.
            run(engine.store.as_context_mut(), start, &[], &mut [], None).map_err(not_started)?;
        }
        let memory = instance.get_memory(&mut engine.store, "memory");
        engine.store.data_mut().memory = memory;
        Ok(engine)
    }

    pub(super) fn start(&mut self, handler: &mut dyn Handler<K>) -> Result<(), FaultKind> {
        let instance = self.store.data().instance;
        match instance.and_then(|instance| instance.get_func(&mut self.store, START)) {
            Some(start) => run(self.store.as_context_mut(), start, &[], &mut [], Some(handler)),
            None => Ok(()),
        }
    }

    pub(super) fn limit_memory(&mut self, bytes: u64) {
        self.store.data_mut().resources.memory = bytes;
    }
}

/// The memory and the state in a store, or in what stands for one.
macro_rules! parts {
    ($store:expr) => {
        match $store.data().memory {
            Some(memory) => {
                let (bytes, data) = memory.data_and_store_mut(&mut $store);
                (Some(bytes), &mut data.state)
            }
            None => (None, &mut $store.data_mut().state),
        }
    };
}
/// A trap of the start function.
fn not_started(fault: FaultKind) -> FaultKind {
    match fault {
        FaultKind::Trap(message) => FaultKind::Instantiation(message),
        fault => fault,
    }
}

/// A module between its instructions.
struct Inside<'a, K: 'static>(StoreContextMut<'a, Data<K>>);

impl<K: 'static> Guest<K> for Wasmtime<K> {
    fn parts(&mut self) -> (Option<&mut [u8]>, &mut State<K>) {
        parts!(self.store)
    }

    fn fuel(&self) -> u64 {
        fuel(self.store.data(), self.store.get_fuel().unwrap_or(0))
    }

    fn set_fuel(&mut self, fuel: u64) {
        Inside(self.store.as_context_mut()).set_fuel(fuel);
    }
}

impl<K: 'static> Guest<K> for Inside<'_, K> {
    fn parts(&mut self) -> (Option<&mut [u8]>, &mut State<K>) {
        parts!(self.0)
    }

    fn fuel(&self) -> u64 {
        // Fails only without metering.
        fuel(self.0.data(), self.0.get_fuel().unwrap_or(0))
    }

    fn set_fuel(&mut self, fuel: u64) {
        // What is left of a unit stays.
        let (_, share) = costs::units(self.0.get_fuel().unwrap_or(0));
        let units = fuel.min(MAX_FUEL);
        let data = self.0.data_mut();
        (data.resources.debt, data.resources.fuel) = (0, fuel);
        data.more_fuel = fuel.saturating_sub(units);
        let _ = self.0.set_fuel(units.saturating_mul(costs::SHARES.into()).saturating_add(share));
    }
}

impl<K: 'static> Caller<K> for Wasmtime<K> {
    fn has_function(&self, function: &str) -> bool {
        function_type(&self.store, function).is_some()
    }

    fn has_type(&self, function: &str, params: usize, results: usize) -> bool {
        has_type(&self.store, function, params, results)
    }

    fn call(
        &mut self,
        function: &str,
        args: &[u32],
        results: &mut [u32],
        handler: &mut dyn Handler<K>,
    ) -> Result<(), FaultKind> {
        call(self.store.as_context_mut(), function, args, results, handler)
    }

    fn calls(&self) -> Option<u32> {
        None
    }

    fn set_calls(&mut self, _: Option<u32>) {}
}

impl<K: 'static> Caller<K> for Inside<'_, K> {
    fn has_function(&self, function: &str) -> bool {
        function_type(&self.0, function).is_some()
    }

    fn has_type(&self, function: &str, params: usize, results: usize) -> bool {
        has_type(&self.0, function, params, results)
    }

    fn call(
        &mut self,
        function: &str,
        args: &[u32],
        results: &mut [u32],
        handler: &mut dyn Handler<K>,
    ) -> Result<(), FaultKind> {
        call(self.0.as_context_mut(), function, args, results, handler)
    }

    fn calls(&self) -> Option<u32> {
        None
    }

    fn set_calls(&mut self, _: Option<u32>) {}
}

/// Units of fuel that are left, of which `Resources::debt` has not been taken.
fn fuel_with_debt<K>(data: &Data<K>, shares: u64) -> u64 {
    let (units, _) = costs::units(shares);
    data.more_fuel.saturating_add(units)
}

fn fuel<K>(data: &Data<K>, shares: u64) -> u64 {
    fuel_with_debt(data, shares).saturating_sub(data.resources.debt)
}

/// The type of an exported function.
fn function_type<K: 'static>(
    store: &impl AsContext<Data = Data<K>>,
    function: &str,
) -> Option<FuncType> {
    let instance = store.as_context().data().instance?;
    instance.module(store).get_export(function)?.func().cloned()
}

fn has_type<K: 'static>(
    store: &impl AsContext<Data = Data<K>>,
    function: &str,
    params: usize,
    results: usize,
) -> bool {
    function_type(store, function).is_some_and(|ty| {
        (ty.params().len(), ty.results().len()) == (params, results)
            && ty.params().chain(ty.results()).all(|ty| ty.is_i32())
    })
}

fn call<K: 'static>(
    mut store: StoreContextMut<'_, Data<K>>,
    function: &str,
    args: &[u32],
    results: &mut [u32],
    handler: &mut dyn Handler<K>,
) -> Result<(), FaultKind> {
    let instance = store.data().instance;
    let found = instance.and_then(|instance| instance.get_func(&mut store, function));
    let Some(function) = found else {
        let message = format!("no exported function `{function}`");
        return Err(FaultKind::Instantiation(message));
    };
    run(store, function, args, results, Some(handler))
}

/// Runs a function. Without a handler nothing can be waited for.
fn run<K: 'static>(
    mut store: StoreContextMut<'_, Data<K>>,
    function: Func,
    args: &[u32],
    results: &mut [u32],
    handler: Option<&mut dyn Handler<K>>,
) -> Result<(), FaultKind> {
    let limits = store.data().limits;
    let outer = store.data().stack;
    if let Some(outer) = outer
        && !is_on_same_stack(outer, here(), &limits)
    {
        // Whoever answers may have gone to another stack, of which wasmtime does not know the end.
        return Err(FaultKind::Trap("a call inside of another is on another stack".to_owned()));
    }
    if fuel(store.data(), store.get_fuel().unwrap_or(0)) == 0 {
        // In wasmi nothing costs nothing. wasmtime looks at fuel where functions and loops start, and would run one
        // that has neither loops nor calls.
        return Err(FaultKind::Limit(limits.reached(Limit::Fuel)));
    }
    let args: Vec<Val> = args.iter().map(|arg| Val::I32(arg.cast_signed())).collect();
    let mut returned = vec![Val::I32(0); results.len()];
    let before = set_calls(&mut store, i32::try_from(limits.depth).unwrap_or(i32::MAX));
    let mut enter = |mut store: StoreContextMut<'_, Data<K>>| {
        if outer.is_none() {
            store.data_mut().stack = Some(here());
        }
        // A call inside of the module pays for the account of calls, and this one does not.
        let account = u64::from(copy::FUEL_OF_ACCOUNT).saturating_mul(costs::SHARES.into());
        let left = store.get_fuel().unwrap_or(0);
        let _ = store.set_fuel(left.saturating_add(account));
        function.call(&mut store, &args, &mut returned)
    };
    let mut store_of_call = store.as_context_mut();
    let enter = || match handler {
        Some(handler) => trusted::lend(store_of_call, handler, enter),
        None => enter(store_of_call.as_context_mut()),
    };
    let called = match outer {
        Some(_) => enter(),
        None => {
            let size = settings::stack(&limits).saturating_add(STACK_OF_HOST);
            stacker::maybe_grow(size, size.saturating_add(STACK_OF_HOST), enter)
        }
    };
    store.data_mut().stack = outer;
    let left = set_calls(&mut store, before);
    match called {
        Ok(()) => {}
        Err(_) if left == copy::EXHAUSTED => return Err(errors::depth(&limits)),
        Err(error) => return Err(engine_fault(&limits, error)),
    }
    let left = fuel_with_debt(store.data(), store.get_fuel().unwrap_or(0));
    if store.data().resources.debt > left {
        return Err(FaultKind::Limit(limits.reached(Limit::Fuel)));
    }
    for (to, from) in results.iter_mut().zip(&returned) {
        let no_result = || FaultKind::Trap("no result".to_owned());
        *to = from.i32().map(i32::cast_unsigned).ok_or_else(no_result)?;
    }
    Ok(())
}

/// Sets how many calls may still be made, and returns what it was.
fn set_calls<K: 'static>(store: &mut StoreContextMut<'_, Data<K>>, calls: i32) -> i32 {
    // The start function of a module that has been instantiated is the first that runs.
    let Some(global) = store.data().calls else { return 0 };
    let before = global.get(&mut *store).i32().unwrap_or(0);
    // Fails for a global of another type, which then is not ours.
    let _ = global.set(&mut *store, Val::I32(calls));
    before
}

/// About where the native stack ends now.
#[inline(never)]
fn here() -> usize {
    let local = 0u8;
    std::ptr::from_ref(&local).addr()
}

/// Whether a place is on the native stack of the call that was made at `outer`, or about to be.
fn is_on_same_stack(outer: usize, place: usize, limits: &Limits) -> bool {
    let size = settings::stack(limits).saturating_add(STACK_OF_HOST);
    (outer.saturating_sub(size)..outer).contains(&place)
}
