//! What a module for watt can call. Functions that need the compiler are answered by it; the others move
//! bytes between the module's memory and the buffers that it has handles of.

use crate::engine::Type::{self, I32};
use crate::engine::{Guest, Import, Imports, Run, Stop, args, charge, memory, range, write};
use crate::fault::WireError;
use crate::limits::{Limit, cost};

use super::abi::{self, Method, Version};
use super::buffers::Buffers;
use super::panic;

/// What there is to import, in both versions. All parameters and results are `i32`.
const FUNCTIONS: &[Import<Buffers>] = &[
    ask(Method::token_stream_serialize, &[I32]),
    ask(Method::token_stream_deserialize, &[I32, I32]),
    ask(Method::token_stream_parse, &[I32, I32]),
    ask(Method::literal_to_string, &[I32]),
    now(abi::STRING_NEW, &[I32, I32], true, string_new),
    now(abi::STRING_LEN, &[I32], true, |guest, arguments| {
        len(guest, abi::STRING_LEN, string_bytes, arguments)
    }),
    now(abi::STRING_READ, &[I32, I32], false, |guest, arguments| {
        read(guest, abi::STRING_READ, string_bytes, arguments)
    }),
    now(abi::BYTES_LEN, &[I32], true, |guest, arguments| {
        len(guest, abi::BYTES_LEN, bytes_of, arguments)
    }),
    now(abi::BYTES_READ, &[I32, I32], false, |guest, arguments| {
        read(guest, abi::BYTES_READ, bytes_of, arguments)
    }),
    now(abi::PRINT_PANIC, &[I32], false, print_panic),
];

pub(crate) fn imports(version: Version) -> Imports<Buffers> {
    Imports { module: version.import_module(), functions: FUNCTIONS, others: None }
}

const fn ask(method: Method, params: &'static [Type]) -> Import<Buffers> {
    Import { name: method.name(), params, has_result: true, run: Run::Ask(method.tag()) }
}

type Function = fn(&mut dyn Guest<Buffers>, &[u64]) -> Result<u32, Stop>;

const fn now(
    name: &'static str,
    params: &'static [Type],
    has_result: bool,
    run: Function,
) -> Import<Buffers> {
    Import { name, params, has_result, run: Run::Now(run) }
}

/// An error of a call that is imported under this name.
fn refuse(method: &'static str) -> impl FnOnce(WireError) -> Stop {
    move |error| match error {
        WireError::TooMuchOutput => Stop::Limit(Limit::Output),
        error => Stop::Refused { method, error },
    }
}

fn string_new(guest: &mut dyn Guest<Buffers>, arguments: &[u64]) -> Result<u32, Stop> {
    let [ptr, len] = args(arguments)?;
    charge(guest, cost::of_bytes(len as usize))?;
    let (memory, state) = memory(guest)?;
    let text = range(memory, ptr, len).ok_or(Stop::OutOfBounds)?;
    state.kept.push_string(text).map_err(refuse(abi::STRING_NEW))
}

/// What a handle stands for.
type Buffer = fn(&Buffers, u32) -> Result<&[u8], WireError>;

fn string_bytes(buffers: &Buffers, string: u32) -> Result<&[u8], WireError> {
    buffers.string(string).map(str::as_bytes)
}

fn bytes_of(buffers: &Buffers, bytes: u32) -> Result<&[u8], WireError> {
    buffers.bytes(bytes)
}

fn len(
    guest: &mut dyn Guest<Buffers>,
    method: &'static str,
    buffer: Buffer,
    arguments: &[u64],
) -> Result<u32, Stop> {
    let [handle] = args(arguments)?;
    let (_, state) = guest.parts();
    let bytes = buffer(&state.kept, handle).map_err(refuse(method))?;
    // One that does not fit into a memory cannot be read anyway.
    Ok(u32::try_from(bytes.len()).unwrap_or(u32::MAX))
}

fn read(
    guest: &mut dyn Guest<Buffers>,
    method: &'static str,
    buffer: Buffer,
    arguments: &[u64],
) -> Result<u32, Stop> {
    let [handle, ptr] = args(arguments)?;
    let (_, state) = guest.parts();
    let len = buffer(&state.kept, handle).map_err(refuse(method))?.len();
    charge(guest, cost::of_bytes(len))?;
    let (memory, state) = memory(guest)?;
    let bytes = buffer(&state.kept, handle).map_err(refuse(method))?;
    write(memory, ptr, bytes).ok_or(Stop::OutOfBounds)?;
    Ok(0)
}

/// Nothing of the module runs any more.
fn print_panic(guest: &mut dyn Guest<Buffers>, arguments: &[u64]) -> Result<u32, Stop> {
    let [string] = args(arguments)?;
    let (_, state) = guest.parts();
    let text = state.kept.string(string).map_err(refuse(abi::PRINT_PANIC))?;
    state.panic = Some(panic::parse(text));
    Err(Stop::Unreachable)
}
