//! Running code under limits, until it ends or waits for an answer: the seam between an expansion and
//! whatever runs the code.
//!
//! [`Engine`] is all that an expansion needs. A module may call what [`Import`] describes: functions of
//! the host that do their work at once, and such as wait for the compiler. wasmi, the interpreter here,
//! suspends the module for the latter and resumes it. wasmtime, which runs code that was compiled before,
//! calls the [`Handler`] from inside of the host's function; the handler cannot tell the difference.

#[cfg(feature = "compiled")]
mod chosen;
mod state;
pub(crate) mod wasi;
pub(crate) mod wasmi;
#[cfg(feature = "compiled")]
pub(crate) mod wasmtime;

use std::fmt;

use crate::code::CodeDir;
use crate::fault::{FaultKind, WireError};
use crate::host::world::World;
use crate::limits::budget::Budget;
use crate::limits::{Limit, Limits};
use crate::module::Digest;

#[cfg(not(feature = "compiled"))]
pub(crate) use self::wasmi::Wasmi as Chosen;
#[cfg(feature = "compiled")]
pub(crate) use chosen::Chosen;
pub(crate) use state::{State, charge, memory, range, range_mut, write};

/// Which engine is to run a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EngineChoice {
    /// The one that runs compiled code if there is some for the module, else the interpreter.
    #[default]
    Auto,
    Interpreter,
    /// The one that runs compiled code. It is an error if there is none.
    Compiled,
}

/// The same, with where the code is.
pub(crate) struct Choice {
    pub(crate) engine: EngineChoice,
    /// The directory, and by what the module's code is found there.
    pub(crate) codes: Option<(CodeDir, Digest)>,
    /// Whether translating functions costs nothing, so that what an expansion costs does not depend on what has been
    /// run before in the process. How much there can be is limited by the size of the module.
    pub(crate) translates_for_free: bool,
}

impl Choice {
    pub(crate) fn of(engine: EngineChoice) -> Choice {
        Choice { engine, codes: None, translates_for_free: false }
    }

    /// Whether it is compiled code that runs the module. `None` if there is none and it is demanded.
    #[cfg(feature = "compiled")]
    pub(crate) fn is_compiled(&self, module: &[u8]) -> Option<bool> {
        let may_have = |(codes, digest): &(CodeDir, Digest)| codes.may_have(digest.of(module));
        let has_code =
            || wasmtime::has_address_space() && self.codes.as_ref().is_some_and(may_have);
        match self.engine {
            EngineChoice::Interpreter => Some(false),
            EngineChoice::Auto => Some(has_code()),
            EngineChoice::Compiled => has_code().then_some(true),
        }
    }

    #[cfg(not(feature = "compiled"))]
    pub(crate) fn is_compiled(&self, _: &[u8]) -> Option<bool> {
        (self.engine != EngineChoice::Compiled).then_some(false)
    }
}

/// What runs code. `K` is what the module's protocol keeps with an instance.
pub(crate) trait Engine<K>: Caller<K> + Sized + Send {
    /// A module compiled for this engine.
    type Compiled: Send + Sync;

    /// Compiles a module, or finds its code. A function that is invalid may be found when it is first called.
    fn compile(bytes: &[u8], limits: &Limits, choice: &Choice)
    -> Result<Self::Compiled, FaultKind>;

    /// The same for an instance that knows its `place`. `None` if that is not possible.
    fn compile_traced(bytes: &[u8], limits: &Limits) -> Option<Self::Compiled>;

    /// Whether it is compiled code that runs.
    fn is_compiled(_: &Self::Compiled) -> bool {
        false
    }

    /// What is invalid anywhere in a module, with its offset.
    fn validate(bytes: &[u8], limits: &Limits) -> Option<String>;

    /// An instance whose memory is filled and whose start function has run, within `budget`.
    ///
    /// One that knows its place has not run it yet: `start` does, so that a fault of it has a place.
    fn instantiate(
        compiled: &Self::Compiled,
        imports: &[Imports<K>],
        state: State<K>,
        budget: Budget,
    ) -> Result<Self, FaultKind>;

    fn start(&mut self, handler: &mut dyn Handler<K>) -> Result<(), FaultKind>;

    /// How many bytes of memory the instance may have from now on.
    fn limit_memory(&mut self, bytes: u64);

    /// The offset of the instruction that the instance stopped at, and those of the calls that led to
    /// it, the innermost first.
    fn place(&self) -> Option<Vec<usize>>;
}

/// A module between its instructions: before and after a call, and while a call of its waits.
pub(crate) trait Guest<K> {
    /// The memory that it exports, and what the host keeps for it.
    fn parts(&mut self) -> (Option<&mut [u8]>, &mut State<K>);

    /// Fuel that is left.
    fn fuel(&self) -> u64;

    fn set_fuel(&mut self, fuel: u64);
}

/// A module that can be called, be it inside of a call that waits.
pub(crate) trait Caller<K>: Guest<K> {
    fn has_function(&self, function: &str) -> bool;

    /// Whether there is an exported function with so many parameters and results, all `i32`.
    fn has_type(&self, function: &str, params: usize, results: usize) -> bool;

    /// Calls an exported function, which has as many parameters and results of `i32` as are given.
    ///
    /// If the call is inside of another, and ends in an error, the other one can go on all the same.
    fn call(
        &mut self,
        function: &str,
        args: &[u32],
        results: &mut [u32],
        handler: &mut dyn Handler<K>,
    ) -> Result<(), FaultKind>;

    /// How many calls have not returned, in the account of an instance that knows its place.
    fn calls(&self) -> Option<u32>;

    /// Has that account go on with so many, after a call inside of another has ended in an error.
    fn set_calls(&mut self, calls: Option<u32>);
}

/// Whoever a call of a module waits for.
pub(crate) trait Handler<K> {
    /// Returns what the call returns, if anything. An error ends the module's run.
    fn handle(&mut self, guest: &mut dyn Caller<K>, wait: Wait) -> Result<Option<u32>, FaultKind>;
}

/// What a call waits for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wait {
    /// An answer.
    Ask(Ask),
    /// That what is new in `State::printed` is passed on. What the call returns, if anything.
    Printed(Option<u32>),
    /// That `State::look` is done.
    Look,
}

/// A call of an import that the host answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask {
    /// The number that the protocol has for the import, and its name.
    pub(crate) number: u8,
    pub(crate) name: &'static str,
    /// As many as the import has parameters, and zeros.
    pub(crate) args: [u32; 4],
}

/// The imports from one module.
#[derive(Clone, Copy)]
pub(crate) struct Imports<K: 'static> {
    pub(crate) module: &'static str,
    pub(crate) functions: &'static [Import<K>],
    /// What other functions of this module return where they return an `i32`. `None` if there are no
    /// others.
    pub(crate) others: Option<u32>,
}

/// A function that a module may import.
pub(crate) struct Import<K> {
    pub(crate) name: &'static str,
    pub(crate) params: &'static [Type],
    /// Whether it returns an `i32`, or nothing.
    pub(crate) has_result: bool,
    pub(crate) run: Run<K>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    I32,
    I64,
}

/// What calling an import does.
pub(crate) enum Run<K> {
    /// Work that needs no compiler. What it returns is the result, if there is one. The engine has
    /// charged [`cost::CALL`](crate::limits::cost::CALL) for the call; the bytes that it moves are
    /// charged here.
    Now(fn(&mut dyn Guest<K>, &[u64]) -> Result<u32, Stop>),
    /// The host answers. All parameters are `i32`, four at most.
    Ask(u8),
    /// Work that needs to see the outside.
    Look(LookFn<K>),
}

/// Looks at the outside for a module, within its arguments.
pub(crate) type LookFn<K> = fn(&mut dyn Guest<K>, &[u64], &mut dyn World) -> Result<u32, Stop>;

/// The most parameters that a function has which looks at the outside: `path_open` of WASI.
const MAX_LOOK_PARAMS: usize = 9;

/// A call that waits for somebody who knows the outside.
pub(crate) struct Look<K> {
    run: LookFn<K>,
    args: [u64; MAX_LOOK_PARAMS],
    has_result: bool,
}

impl<K> Look<K> {
    fn new(run: LookFn<K>, arguments: &[u64], has_result: bool) -> Self {
        let mut args = [0; MAX_LOOK_PARAMS];
        for (to, from) in args.iter_mut().zip(arguments) {
            *to = *from;
        }
        Look { run, args, has_result }
    }
}

/// Does what a call waits for that looks at the outside, and says what it returns.
pub(crate) fn look<K>(
    guest: &mut dyn Caller<K>,
    world: &mut dyn World,
    limits: &Limits,
) -> Result<Option<u32>, FaultKind> {
    let Some(Look { run, args, has_result }) = guest.parts().1.look.take() else {
        return Err(FaultKind::Trap(Stop::Wait(Wait::Look).to_string()));
    };
    match run(guest, &args, world) {
        Ok(result) => Ok(has_result.then_some(result)),
        Err(Stop::Limit(limit)) => Err(FaultKind::Limit(limits.reached(limit))),
        Err(stop) => Err(FaultKind::Trap(stop.to_string())),
    }
}

/// Why a host's function does not return to the module, or not yet.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    Wait(Wait),
    Limit(Limit),
    /// What was given is not in the module's memory.
    OutOfBounds,
    /// The module has said that it ends here.
    Unreachable,
    Exit(i32),
    /// A call that makes no sense, and needs no compiler to be refused.
    Refused {
        method: &'static str,
        error: WireError,
    },
    Other(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // What a fault says of a call that nobody answers.
            Stop::Wait(Wait::Ask(ask)) => {
                write!(f, "a call of `{}` outside of an expansion", ask.name)
            }
            Stop::Wait(Wait::Printed(_)) => f.write_str("output outside of an expansion"),
            Stop::Wait(Wait::Look) => f.write_str("a start function that looks at the outside"),
            Stop::Limit(limit) => write!(f, "the limit `{}` is reached", limit.name()),
            Stop::OutOfBounds => f.write_str("out of bounds memory access"),
            Stop::Unreachable => f.write_str("unreachable"),
            Stop::Exit(code) => write!(f, "exit with code {code}"),
            Stop::Refused { method, error } => write!(f, "invalid `{method}`: {error}"),
            Stop::Other(message) => f.write_str(message),
        }
    }
}

impl Ask {
    /// A call of the import `name` with `arguments`, of which there are four at most.
    fn new(number: u8, name: &'static str, arguments: &[u64]) -> Result<Ask, Stop> {
        let mut all = [0; 4];
        for (to, &from) in all.iter_mut().zip(arguments) {
            [*to] = args(&[from])?;
        }
        Ok(Ask { number, name, args: all })
    }
}

/// The low 32 bits of some arguments.
pub(crate) fn args<const N: usize>(args: &[u64]) -> Result<[u32; N], Stop> {
    let args = args.first_chunk::<N>().ok_or(Stop::OutOfBounds)?;
    Ok(args.map(|arg| (arg & u64::from(u32::MAX)).try_into().unwrap_or(0)))
}
