//! The engine that a module is run with: wasmtime if there is compiled code for it, else wasmi. What a module does
//! is the same in both, and where it failed is found out by wasmi.

use crate::engine::wasmi::Wasmi;
use crate::engine::wasmtime::{LoadedModule, Wasmtime, has_address_space};
use crate::engine::{Caller, Choice, Engine, EngineChoice, Guest, Handler, Imports, State};
use crate::fault::FaultKind;
use crate::limits::Limits;
use crate::limits::budget::Budget;

pub(crate) enum Chosen<K: 'static> {
    Wasmi(Box<Wasmi<K>>),
    Wasmtime(Wasmtime<K>),
}

pub(crate) enum Compiled<K: Send + 'static> {
    Wasmi(<Wasmi<K> as Engine<K>>::Compiled),
    Wasmtime(LoadedModule),
}

/// Does the same with either.
macro_rules! with_engine {
    ($chosen:expr, $engine:ident => $result:expr) => {
        match $chosen {
            Chosen::Wasmi($engine) => $result,
            Chosen::Wasmtime($engine) => $result,
        }
    };
}

/// Compiled code of a module. `None` if there is none and none is demanded.
fn find(bytes: &[u8], limits: &Limits, choice: &Choice) -> Result<Option<LoadedModule>, FaultKind> {
    let is_demanded = match choice.engine {
        EngineChoice::Interpreter => return Ok(None),
        EngineChoice::Auto => false,
        EngineChoice::Compiled => true,
    };
    let load = |code| LoadedModule::new(code, limits);
    let found = match &choice.codes {
        _ if !has_address_space() => {
            Err("this process may not reserve enough addresses".to_owned())
        }
        Some((codes, digest)) => codes
            .find(digest.of(bytes))
            .and_then(|code| load(code).inspect_err(|why| codes.warn(format_args!("{why}")))),
        None => Err("no directory is known that has any".to_owned()),
    };
    match found {
        Ok(module) => Ok(Some(module)),
        Err(why) if is_demanded => {
            let message = format!("there is no compiled code for it: {why}");
            Err(FaultKind::Instantiation(message))
        }
        Err(_) => Ok(None),
    }
}

impl<K: Send + 'static> Engine<K> for Chosen<K> {
    type Compiled = Compiled<K>;

    fn compile(bytes: &[u8], limits: &Limits, choice: &Choice) -> Result<Compiled<K>, FaultKind> {
        if let Some(module) = find(bytes, limits, choice)? {
            return Ok(Compiled::Wasmtime(module));
        }
        let Choice { translates_for_free, .. } = *choice;
        let choice = Choice { translates_for_free, ..Choice::of(EngineChoice::Interpreter) };
        Wasmi::<K>::compile(bytes, limits, &choice).map(Compiled::Wasmi)
    }

    fn compile_traced(bytes: &[u8], limits: &Limits) -> Option<Compiled<K>> {
        Wasmi::<K>::compile_traced(bytes, limits).map(Compiled::Wasmi)
    }

    fn is_compiled(compiled: &Compiled<K>) -> bool {
        matches!(compiled, Compiled::Wasmtime(_))
    }

    fn validate(bytes: &[u8], limits: &Limits) -> Option<String> {
        Wasmi::<K>::validate(bytes, limits)
    }

    fn instantiate(
        compiled: &Compiled<K>,
        imports: &[Imports<K>],
        state: State<K>,
        budget: Budget,
    ) -> Result<Self, FaultKind> {
        match compiled {
            Compiled::Wasmi(module) => {
                let engine = Wasmi::instantiate(module, imports, state, budget);
                engine.map(|engine| Chosen::Wasmi(Box::new(engine)))
            }
            Compiled::Wasmtime(module) => {
                Wasmtime::instantiate(module, imports, state, budget).map(Chosen::Wasmtime)
            }
        }
    }

    fn start(&mut self, handler: &mut dyn Handler<K>) -> Result<(), FaultKind> {
        with_engine!(self, engine => engine.start(handler))
    }

    fn limit_memory(&mut self, bytes: u64) {
        with_engine!(self, engine => engine.limit_memory(bytes));
    }

    fn place(&self) -> Option<Vec<usize>> {
        match self {
            Chosen::Wasmi(engine) => engine.place(),
            Chosen::Wasmtime(_) => None,
        }
    }
}

impl<K: 'static> Guest<K> for Chosen<K> {
    fn parts(&mut self) -> (Option<&mut [u8]>, &mut State<K>) {
        with_engine!(self, engine => engine.parts())
    }

    fn fuel(&self) -> u64 {
        with_engine!(self, engine => engine.fuel())
    }

    fn set_fuel(&mut self, fuel: u64) {
        with_engine!(self, engine => engine.set_fuel(fuel));
    }
}

impl<K: 'static> Caller<K> for Chosen<K> {
    fn has_function(&self, function: &str) -> bool {
        with_engine!(self, engine => engine.has_function(function))
    }

    fn has_type(&self, function: &str, params: usize, results: usize) -> bool {
        with_engine!(self, engine => engine.has_type(function, params, results))
    }

    fn call(
        &mut self,
        function: &str,
        args: &[u32],
        results: &mut [u32],
        handler: &mut dyn Handler<K>,
    ) -> Result<(), FaultKind> {
        with_engine!(self, engine => engine.call(function, args, results, handler))
    }

    fn calls(&self) -> Option<u32> {
        with_engine!(self, engine => engine.calls())
    }

    fn set_calls(&mut self, calls: Option<u32>) {
        with_engine!(self, engine => engine.set_calls(calls));
    }
}
