//! Runs a module's macros in the engine: one instance, its memory, and the loop between it and the
//! host. Knows the engine, but neither the wire format nor what the requests mean.
//!
//! A request suspends the module instead of calling the host from inside of it: the engine's host
//! function only notes where the request lies and stops, and the loop in `Instance::run` answers
//! and resumes. So the host is an ordinary `&mut` borrowed for one expansion, no callback needs to
//! outlive it, and the host may start another expansion while this one waits.

use std::fmt;

use wasmi::errors::{ErrorKind, InstantiationError, LinkerError};
use wasmi::{
    Caller, CompilationMode, Config, Engine, Error, Extern, Func, Linker, Memory, ResumableCall,
    Store, TrapCode, Val,
};

use crate::abi::{self, Method};
use crate::dispatch::Dispatcher;
use crate::handles::HandleCounters;
use crate::host::{Host, Output};
use crate::module::Module;
use crate::wasi;
use crate::wire::WireError;

/// How deep calls may nest inside a module. rustc's own parser gives up on nesting well before.
const MAX_CALL_DEPTH: usize = 20_000;

/// Size of the engine's stack for locals and operands, in bytes. The macro's own stack is in its
/// memory, where the linker gives it 1 MiB.
const MAX_STACK_BYTES: usize = 16 << 20;

/// What an expansion ended in when not in a token stream.
#[derive(Debug)]
pub enum ExpandError {
    /// The macro panicked.
    Panic(Panic),
    /// The module did something that no working macro does.
    Fault(Fault),
}

/// A panic of a macro, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panic {
    /// `None` if the payload is not a string.
    pub message: Option<String>,
    /// `FILE:LINE:COLUMN` in the macro's source, as the macro's compiler named it.
    pub place: String,
}

#[derive(Debug)]
pub enum Fault {
    /// The module cannot be run at all.
    Instantiation(String),
    /// A trap, in the words of the WebAssembly specification.
    Trap(String),
    /// The module ended itself with an exit code.
    Exit(i32),
    /// A request that makes no sense.
    Request { method: Option<&'static str>, error: WireError },
    /// A request, or the room for its reply, that is not inside the module's memory.
    OutOfMemory { what: &'static str, ptr: u32, len: u32 },
    /// A request of a module that does not export its memory.
    NoMemory,
    /// The result is not a token stream of this expansion.
    Result(WireError),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Instantiation(message) => write!(f, "the module cannot be run: {message}"),
            Fault::Trap(message) => write!(f, "the module trapped: {message}"),
            Fault::Exit(code) => write!(f, "the module exited with code {code}"),
            Fault::Request { method: Some(method), error } => {
                write!(f, "the module made an invalid `{method}` request: {error}")
            }
            Fault::Request { method: None, error } => {
                write!(f, "the module made an invalid request: {error}")
            }
            Fault::OutOfMemory { what, ptr, len } => {
                write!(f, "the module's {what} at {ptr:#x}, length {len}, is not in its memory")
            }
            Fault::NoMemory => {
                write!(f, "the module made a request, but does not export its memory")
            }
            Fault::Result(error) => write!(f, "the module returned an invalid result: {error}"),
        }
    }
}

impl std::error::Error for Fault {}

/// A module compiled for the engine. Function bodies are translated when first called.
pub(crate) struct Code(wasmi::Module);

impl Code {
    pub(crate) fn new(module: &Module) -> Result<Code, Fault> {
        let mut config = Config::default();
        config
            .compilation_mode(CompilationMode::LazyTranslation)
            .set_max_recursion_depth(MAX_CALL_DEPTH)
            .set_max_stack_height(MAX_STACK_BYTES)
            .ignore_custom_sections(true);
        wasmi::Module::new(&Engine::new(&config), module.bytes())
            .map(Code)
            .map_err(|error| Fault::Instantiation(error.to_string()))
    }
}

/// Why the module was suspended. The engine's host functions stop with it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Suspension {
    /// A request to answer, and the room for the reply.
    Request { request: (u32, u32), reply: (u32, u32) },
    /// There is something new in `State::printed`. What the call returns, if anything.
    Printed(Option<i32>),
}

impl fmt::Display for Suspension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suspension::Request { request: (_, len), .. } => {
                write!(f, "a request of {len} bytes outside of an expansion")
            }
            Suspension::Printed(_) => write!(f, "output outside of an expansion"),
        }
    }
}

impl wasmi::errors::HostError for Suspension {}

/// What the engine's host functions see.
#[derive(Default)]
pub(crate) struct State {
    memory: Option<Memory>,
    /// Whether there is a host at hand, for which the module can be suspended.
    is_expanding: bool,
    /// Reply that did not fit in the buffer offered for it.
    reply: Vec<u8>,
    /// Set by the `panic` import.
    panic: Option<Panic>,
    /// What the module printed and the host has not seen yet.
    printed: Vec<(Output, Vec<u8>)>,
}

impl State {
    /// The module's memory and this state.
    pub(crate) fn split<'a>(
        caller: &'a mut Caller<'_, State>,
    ) -> Result<(&'a mut [u8], &'a mut State), Error> {
        match caller.data().memory {
            Some(memory) => Ok(memory.data_and_store_mut(caller)),
            None => Err(TrapCode::MemoryOutOfBounds.into()),
        }
    }

    /// Passes on what the module prints: at once, or with the next expansion if none is running.
    pub(crate) fn print(
        &mut self,
        output: Output,
        text: Vec<u8>,
        result: Option<i32>,
    ) -> Result<(), Error> {
        self.printed.push((output, text));
        if self.is_expanding { Err(Error::host(Suspension::Printed(result))) } else { Ok(()) }
    }
}

/// A range of guest memory, if it is one.
pub(crate) fn range(memory: &[u8], ptr: u32, len: u32) -> Option<&[u8]> {
    memory.get(ptr as usize..)?.get(..len as usize)
}

pub(crate) fn range_mut(memory: &mut [u8], ptr: u32, len: u32) -> Option<&mut [u8]> {
    memory.get_mut(ptr as usize..)?.get_mut(..len as usize)
}

/// Writes to guest memory, if there is room.
pub(crate) fn write(memory: &mut [u8], ptr: u32, bytes: &[u8]) -> Option<()> {
    range_mut(memory, ptr, u32::try_from(bytes.len()).ok()?)?.copy_from_slice(bytes);
    Some(())
}

/// A running module.
pub(crate) struct Instance {
    store: Store<State>,
    instance: wasmi::Instance,
    counters: HandleCounters,
    /// Kept for its capacity.
    reply: Vec<u8>,
}

impl Instance {
    pub(crate) fn new(code: &Code) -> Result<Instance, Fault> {
        let engine = code.0.engine();
        let mut store = Store::new(engine, State::default());
        let mut linker = Linker::new(engine);
        link_abi(&mut linker).map_err(start_fault)?;
        wasi::link(&mut linker, &code.0).map_err(start_fault)?;
        let instance = linker.instantiate_and_start(&mut store, &code.0).map_err(start_fault)?;
        store.data_mut().memory = instance.get_memory(&store, "memory");
        // A WASI reactor wants to be set up before its first call.
        if let Some(Extern::Func(init)) = instance.get_export(&store, "_initialize") {
            init.call(&mut store, &[], &mut []).map_err(|error| {
                let panic = store.data_mut().panic.take().and_then(|panic| panic.message);
                match (panic, start_fault(error)) {
                    (Some(message), _) | (_, Fault::Instantiation(message)) => {
                        Fault::Instantiation(format!("`_initialize` failed: {message}"))
                    }
                    (_, fault) => fault,
                }
            })?;
        }
        let (counters, reply) = Default::default();
        Ok(Instance { store, instance, counters, reply })
    }

    /// Memory only grows: this is the most that there was.
    pub(crate) fn memory_len(&self) -> Option<usize> {
        self.store.data().memory.map(|memory| memory.data(&self.store).len())
    }

    /// Runs the exported `function` on `inputs`.
    ///
    /// After an error the instance is not fit for another run.
    pub(crate) fn run<H: Host>(
        &mut self,
        host: &mut H,
        function: &str,
        inputs: Vec<H::TokenStream>,
    ) -> Result<H::TokenStream, ExpandError> {
        let mut dispatcher = Dispatcher::new(host, self.counters);
        self.store.data_mut().is_expanding = true;
        self.pass_on_output(&mut dispatcher);
        let result = self.run_with(&mut dispatcher, function, inputs);
        self.store.data_mut().is_expanding = false;
        self.counters = dispatcher.counters();
        // Taken in any case: the reason for this trap is not that for a later one.
        let panic = self.store.data_mut().panic.take();
        result.map_err(|fault| match panic {
            Some(panic) if matches!(fault, Fault::Trap(_)) => ExpandError::Panic(panic),
            _ => ExpandError::Fault(fault),
        })
    }

    fn run_with<H: Host>(
        &mut self,
        dispatcher: &mut Dispatcher<'_, H>,
        function: &str,
        inputs: Vec<H::TokenStream>,
    ) -> Result<H::TokenStream, Fault> {
        let Some(function) = self.instance.get_func(&self.store, function) else {
            return Err(Fault::Instantiation(format!("no exported function `{function}`")));
        };
        let mut args = Vec::new();
        for span in dispatcher.globals().map_err(Fault::Result)? {
            args.push(handle_value(span));
        }
        for input in inputs {
            args.push(handle_value(dispatcher.alloc_stream(input).map_err(Fault::Result)?));
        }
        match self.call(dispatcher, function, &args)? {
            abi::NO_STREAM => Ok(H::TokenStream::default()),
            handle => dispatcher.take_stream(handle).map_err(Fault::Result),
        }
    }

    fn call<H: Host>(
        &mut self,
        dispatcher: &mut Dispatcher<'_, H>,
        function: Func,
        args: &[Val],
    ) -> Result<u32, Fault> {
        let mut results = [Val::I32(0)];
        let mut call =
            function.call_resumable(&mut self.store, args, &mut results).map_err(engine_fault)?;
        loop {
            call = match call {
                ResumableCall::Finished => break,
                ResumableCall::OutOfFuel(_) => return Err(Fault::Trap("out of fuel".to_owned())),
                ResumableCall::HostTrap(suspended) => {
                    let Some(&why) = suspended.host_error().downcast_ref::<Suspension>() else {
                        return Err(engine_fault(suspended.into_host_error()));
                    };
                    let result = match why {
                        Suspension::Request { request, reply } => {
                            Some(handle_value(self.answer(dispatcher, request, reply)?))
                        }
                        Suspension::Printed(result) => {
                            self.pass_on_output(dispatcher);
                            result.map(Val::I32)
                        }
                    };
                    suspended
                        .resume(&mut self.store, result.as_slice(), &mut results)
                        .map_err(engine_fault)?
                }
            };
        }
        let [result] = results;
        result.i32().map(i32::cast_unsigned).ok_or_else(|| Fault::Trap("no result".to_owned()))
    }

    fn pass_on_output<H: Host>(&mut self, dispatcher: &mut Dispatcher<'_, H>) {
        for (output, text) in self.store.data_mut().printed.drain(..) {
            dispatcher.host.print(output, &text);
        }
    }

    /// Answers a request, and says how long the reply is.
    fn answer<H: Host>(
        &mut self,
        dispatcher: &mut Dispatcher<'_, H>,
        (ptr, len): (u32, u32),
        (reply_ptr, reply_capacity): (u32, u32),
    ) -> Result<u32, Fault> {
        let memory = self.store.data().memory.ok_or(Fault::NoMemory)?;
        let request = range(memory.data(&self.store), ptr, len).ok_or(Fault::OutOfMemory {
            what: "request",
            ptr,
            len,
        })?;
        self.reply.clear();
        dispatcher.dispatch(request, &mut self.reply).map_err(|(method, error)| {
            Fault::Request { method: method.map(Method::name), error }
        })?;
        let no_room = |len| Fault::OutOfMemory { what: "room for a reply", ptr: reply_ptr, len };
        let len = u32::try_from(self.reply.len()).map_err(|_| no_room(u32::MAX))?;
        if len <= reply_capacity {
            let (memory, _) = memory.data_and_store_mut(&mut self.store);
            write(memory, reply_ptr, &self.reply).ok_or(no_room(len))?;
        } else {
            std::mem::swap(&mut self.store.data_mut().reply, &mut self.reply);
        }
        Ok(len)
    }
}

fn handle_value(handle: u32) -> Val {
    Val::I32(handle.cast_signed())
}

/// An error from before the first expansion.
fn start_fault(error: Error) -> Fault {
    match error.kind() {
        ErrorKind::Linker(LinkerError::MissingDefinition { name, .. }) => {
            let (module, name) = (name.module(), name.name());
            Fault::Instantiation(format!("there is no `{name}` to import from `{module}`"))
        }
        ErrorKind::Linker(LinkerError::InvalidTypeDefinition { name, .. })
        | ErrorKind::Instantiation(
            InstantiationError::ImportTypeMismatch { name, .. }
            | InstantiationError::FuncTypeMismatch { name, .. },
        ) => {
            let (module, name) = (name.module(), name.name());
            Fault::Instantiation(format!("it imports `{name}` from `{module}` with the wrong type"))
        }
        _ => match engine_fault(error) {
            Fault::Trap(message) => Fault::Instantiation(message),
            fault => fault,
        },
    }
}

fn engine_fault(error: Error) -> Fault {
    match error.kind() {
        ErrorKind::I32ExitStatus(code) => Fault::Exit(*code),
        // The engine's own words end in a stray number.
        ErrorKind::TrapCode(TrapCode::IndirectCallToNull) => {
            Fault::Trap("uninitialized element".to_owned())
        }
        ErrorKind::TrapCode(trap) => Fault::Trap(trap.to_string()),
        _ => Fault::Trap(error.to_string()),
    }
}

fn link_abi(linker: &mut Linker<State>) -> Result<(), Error> {
    linker.func_wrap(
        abi::IMPORT_MODULE,
        abi::CALL,
        |ptr: u32, len: u32, reply_ptr: u32, reply_capacity: u32| -> Result<u32, Error> {
            let (request, reply) = ((ptr, len), (reply_ptr, reply_capacity));
            Err(Error::host(Suspension::Request { request, reply }))
        },
    )?;
    linker.func_wrap(
        abi::IMPORT_MODULE,
        abi::TAKE_REPLY,
        |mut caller: Caller<'_, State>, ptr: u32| -> Result<(), Error> {
            let (memory, state) = State::split(&mut caller)?;
            let reply = std::mem::take(&mut state.reply);
            Ok(write(memory, ptr, &reply).ok_or(TrapCode::MemoryOutOfBounds)?)
        },
    )?;
    linker.func_wrap(
        abi::IMPORT_MODULE,
        abi::PRINT,
        |mut caller: Caller<'_, State>, output: u32, ptr: u32, len: u32| -> Result<(), Error> {
            let (memory, state) = State::split(&mut caller)?;
            let text = range(memory, ptr, len).ok_or(TrapCode::MemoryOutOfBounds)?.to_vec();
            let output = Output::from_number(output)
                .ok_or_else(|| Error::new(format!("there is no output {output} to print to")))?;
            state.print(output, text, None)
        },
    )?;
    linker.func_wrap(abi::IMPORT_MODULE, abi::PANIC, panic)?;
    Ok(())
}

/// The import `panic`.
fn panic(
    mut caller: Caller<'_, State>,
    message: u32,
    message_len: u32,
    has_message: u32,
    place: u32,
    place_len: u32,
) -> Result<(), Error> {
    let (memory, state) = State::split(&mut caller)?;
    let text = |ptr, len| -> Result<_, Error> {
        let bytes = range(memory, ptr, len).ok_or(TrapCode::MemoryOutOfBounds)?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    };
    let message = text(message, message_len)?;
    state.panic = Some(Panic {
        message: (has_message != 0).then_some(message),
        place: text(place, place_len)?,
    });
    Ok(())
}
