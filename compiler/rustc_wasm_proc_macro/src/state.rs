//! What the engine's host functions see and do: the ABI's imports, the module's memory, and the
//! account of what was sent. Knows neither the wire format nor what the requests mean.

use std::fmt;

use wasmi::{Caller, Error, Linker, Memory, StoreLimits, StoreLimitsBuilder, TrapCode};

use crate::abi;
use crate::cost;
use crate::fault::Panic;
use crate::host::Output;
use crate::limits::{Limit, Limits};
use crate::watt;

/// How much of a panic's message is kept, in bytes. A diagnostic is not the place for more.
pub(crate) const MAX_PANIC_TEXT: u32 = 1 << 20;

/// Why the module was suspended. The engine's host functions stop with it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Suspension {
    /// A request to answer, and the room for the reply.
    Request { request: (u32, u32), reply: (u32, u32) },
    /// There is something new in `State::printed`. What the call returns, if anything.
    Printed(Option<i32>),
    /// A call of a module for watt.
    Watt(watt::Call),
}

impl fmt::Display for Suspension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suspension::Request { request: (_, len), .. } => {
                write!(f, "a request of {len} bytes outside of an expansion")
            }
            Suspension::Printed(_) => write!(f, "output outside of an expansion"),
            Suspension::Watt(call) => {
                write!(f, "a call of `{}` outside of an expansion", call.method.name())
            }
        }
    }
}

impl wasmi::errors::HostError for Suspension {}

/// A limit that a host function has found to be reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reached(pub(crate) Limit);

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the limit `{}` is reached", self.0.name())
    }
}

impl wasmi::errors::HostError for Reached {}

/// What the engine's host functions see.
pub(crate) struct State {
    pub(crate) memory: Option<Memory>,
    pub(crate) resources: StoreLimits,
    /// Whether there is a host at hand, for which the module can be suspended.
    pub(crate) is_expanding: bool,
    /// Reply that did not fit in the buffer offered for it.
    pub(crate) reply: Vec<u8>,
    /// Set by the `panic` import.
    pub(crate) panic: Option<Panic>,
    /// What the module printed and the host has not seen yet.
    pub(crate) printed: Vec<(Output, Vec<u8>)>,
    /// How many bytes may still be sent and printed.
    pub(crate) output_left: u64,
    /// What a module for watt has handles of, as far as that is bytes.
    pub(crate) buffers: watt::Buffers,
}

impl State {
    pub(crate) fn new(limits: &Limits) -> State {
        State {
            memory: None,
            resources: resources(limits),
            is_expanding: false,
            reply: Vec::new(),
            panic: None,
            printed: Vec::new(),
            output_left: limits.output,
            buffers: watt::Buffers::new(limits.output),
        }
    }

    /// The module's memory and this state.
    pub(crate) fn split<'a>(
        caller: &'a mut Caller<'_, State>,
    ) -> Result<(&'a mut [u8], &'a mut State), Error> {
        match caller.data().memory {
            Some(memory) => Ok(memory.data_and_store_mut(caller)),
            None => Err(TrapCode::MemoryOutOfBounds.into()),
        }
    }

    /// Counts what is about to be sent.
    pub(crate) fn send(&mut self, len: usize) -> Option<()> {
        self.output_left = self.output_left.checked_sub(u64::try_from(len).ok()?)?;
        Some(())
    }

    /// Passes on what the module prints: at once, or with the next expansion if none is running.
    pub(crate) fn print(
        &mut self,
        output: Output,
        text: Vec<u8>,
        result: Option<i32>,
    ) -> Result<(), Error> {
        self.send(text.len()).ok_or_else(|| Error::host(Reached(Limit::Output)))?;
        self.printed.push((output, text));
        if self.is_expanding { Err(Error::host(Suspension::Printed(result))) } else { Ok(()) }
    }
}

/// What the engine watches over when memories and tables are made and grow.
pub(crate) fn resources(limits: &Limits) -> StoreLimits {
    let as_usize = |number| usize::try_from(number).unwrap_or(usize::MAX);
    StoreLimitsBuilder::new()
        .memory_size(as_usize(limits.memory))
        .table_elements(as_usize(limits.table))
        // So that the limit is named, and not what comes of it in the module.
        .trap_on_grow_failure(true)
        .build()
}

/// Takes fuel for work of the host, before it is done.
pub(crate) fn charge(caller: &mut Caller<'_, State>, fuel: u64) -> Result<(), Error> {
    let left = caller.get_fuel()?.checked_sub(fuel).ok_or(TrapCode::OutOfFuel)?;
    caller.set_fuel(left)
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

/// Makes the imports of the ABI available.
pub(crate) fn link(linker: &mut Linker<State>) -> Result<(), Error> {
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
            charge(&mut caller, cost::CALL)?;
            let (memory, state) = State::split(&mut caller)?;
            let reply = std::mem::take(&mut state.reply);
            Ok(write(memory, ptr, &reply).ok_or(TrapCode::MemoryOutOfBounds)?)
        },
    )?;
    linker.func_wrap(
        abi::IMPORT_MODULE,
        abi::PRINT,
        |mut caller: Caller<'_, State>, output: u32, ptr: u32, len: u32| -> Result<(), Error> {
            charge(&mut caller, cost::of_call(len as usize))?;
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
    let kept = message_len.min(MAX_PANIC_TEXT).saturating_add(place_len.min(MAX_PANIC_TEXT));
    charge(&mut caller, cost::of_call(kept as usize))?;
    let (memory, state) = State::split(&mut caller)?;
    let text = |ptr, len: u32| -> Result<_, Error> {
        let bytes = range(memory, ptr, len).ok_or(TrapCode::MemoryOutOfBounds)?;
        let kept = bytes.get(..MAX_PANIC_TEXT as usize).unwrap_or(bytes);
        Ok(String::from_utf8_lossy(kept).into_owned())
    };
    let message = text(message, message_len)?;
    state.panic = Some(Panic {
        message: (has_message != 0).then_some(message),
        place: text(place, place_len)?,
        ..Panic::default()
    });
    Ok(())
}
