//! What a module for watt can call. Functions that need the compiler suspend the module; the others
//! move bytes between its memory and the buffers that it has handles of.

use std::fmt;

use wasmi::{Caller, Error, Linker, TrapCode};

use crate::cost;
use crate::limits::Limit;
use crate::state::{Reached, State, Suspension, charge, range, write};
use crate::wire::WireError;

use super::abi::{self, Method, Version};
use super::panic;

/// A call that the compiler has to answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) argument: Argument,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Argument {
    Handle(u32),
    /// Bytes in the module's memory.
    Memory {
        ptr: u32,
        len: u32,
    },
}

/// A call that makes no sense, and needs no compiler to be refused.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) method: &'static str,
    pub(crate) error: WireError,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid `{}`: {}", self.method, self.error)
    }
}

impl wasmi::errors::HostError for Refused {}

type Guest<'a> = Caller<'a, State>;

/// Makes the imports of this version available.
pub(crate) fn link(linker: &mut Linker<State>, version: Version) -> Result<(), Error> {
    let module = version.import_module();
    for method in [Method::token_stream_serialize, Method::literal_to_string] {
        linker.func_wrap(module, method.name(), move |handle: u32| -> Result<u32, Error> {
            Err(suspend(method, Argument::Handle(handle)))
        })?;
    }
    for method in [Method::token_stream_deserialize, Method::token_stream_parse] {
        linker.func_wrap(
            module,
            method.name(),
            move |ptr: u32, len: u32| -> Result<u32, Error> {
                Err(suspend(method, Argument::Memory { ptr, len }))
            },
        )?;
    }
    linker.func_wrap(module, abi::STRING_NEW, string_new)?;
    linker.func_wrap(module, abi::STRING_LEN, |mut guest: Guest<'_>, string: u32| {
        charge(&mut guest, cost::CALL)?;
        len(abi::STRING_LEN, string_bytes(guest.data(), string))
    })?;
    linker.func_wrap(module, abi::BYTES_LEN, |mut guest: Guest<'_>, bytes: u32| {
        charge(&mut guest, cost::CALL)?;
        len(abi::BYTES_LEN, bytes_of(guest.data(), bytes))
    })?;
    linker.func_wrap(module, abi::STRING_READ, |mut guest: Guest<'_>, string: u32, ptr: u32| {
        read(&mut guest, abi::STRING_READ, string_bytes, string, ptr)
    })?;
    linker.func_wrap(module, abi::BYTES_READ, |mut guest: Guest<'_>, bytes: u32, ptr: u32| {
        read(&mut guest, abi::BYTES_READ, bytes_of, bytes, ptr)
    })?;
    linker.func_wrap(module, abi::PRINT_PANIC, print_panic)?;
    Ok(())
}

fn suspend(method: Method, argument: Argument) -> Error {
    Error::host(Suspension::Watt(Call { method, argument }))
}

/// An error of a call that `link` has under this name.
fn refuse(method: &'static str) -> impl FnOnce(WireError) -> Error {
    move |error| match error {
        WireError::TooMuchOutput => Error::host(Reached(Limit::Output)),
        error => Error::host(Refused { method, error }),
    }
}

fn string_new(mut guest: Guest<'_>, ptr: u32, len: u32) -> Result<u32, Error> {
    charge(&mut guest, cost::of_call(len as usize))?;
    let (memory, state) = State::split(&mut guest)?;
    let text = range(memory, ptr, len).ok_or(TrapCode::MemoryOutOfBounds)?;
    state.buffers.push_string(text).map_err(refuse(abi::STRING_NEW))
}

/// What a handle stands for.
type Buffer<'a> = Result<&'a [u8], WireError>;

fn string_bytes(state: &State, string: u32) -> Buffer<'_> {
    state.buffers.string(string).map(str::as_bytes)
}

fn bytes_of(state: &State, bytes: u32) -> Buffer<'_> {
    state.buffers.bytes(bytes)
}

fn len(method: &'static str, buffer: Buffer<'_>) -> Result<u32, Error> {
    // One that does not fit into a memory cannot be read anyway.
    buffer.map(|buffer| u32::try_from(buffer.len()).unwrap_or(u32::MAX)).map_err(refuse(method))
}

fn read(
    guest: &mut Guest<'_>,
    method: &'static str,
    buffer: fn(&State, u32) -> Buffer<'_>,
    handle: u32,
    ptr: u32,
) -> Result<(), Error> {
    let bytes = len(method, buffer(guest.data(), handle))?;
    charge(guest, cost::of_call(bytes as usize))?;
    let (memory, state) = State::split(guest)?;
    let bytes = buffer(state, handle).map_err(refuse(method))?;
    Ok(write(memory, ptr, bytes).ok_or(TrapCode::MemoryOutOfBounds)?)
}

/// Nothing of the module runs any more.
fn print_panic(mut guest: Guest<'_>, string: u32) -> Result<(), Error> {
    charge(&mut guest, cost::CALL)?;
    let state = guest.data_mut();
    let text = state.buffers.string(string).map_err(refuse(abi::PRINT_PANIC))?;
    state.panic = Some(panic::parse(text));
    Err(TrapCode::UnreachableCodeReached.into())
}
