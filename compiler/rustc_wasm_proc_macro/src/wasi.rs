//! The part of `wasi_snapshot_preview1` that a macro built for wasm32-wasip1 gets: it can print, and
//! sees an empty world in which the clock stands still. Nothing here touches the machine.

use wasmi::{Caller, Error, ExternType, Linker, Module, TrapCode, Val, ValType};

use crate::abi::WASI_MODULE;
use crate::cost;
use crate::host::Output;
use crate::state::{self, State, charge, range, range_mut};

/// Success and failure, as the preview 1 witx numbers them.
const SUCCESS: i32 = 0;
const BAD_FILE_DESCRIPTOR: i32 = 8;
const INVALID: i32 = 28;
const NOT_SUPPORTED: i32 = 58;

const STDIN: i32 = 0;
const STDOUT: i32 = 1;
const STDERR: i32 = 2;

/// `filetype::character_device`, so that a program buffers by lines as on a terminal.
const CHARACTER_DEVICE: u8 = 2;

/// How much one `fd_write` takes, so that vectors which share their bytes cannot be used to fill the
/// host's memory. It is the capacity of a pipe on Linux; a program repeats a partial write.
const MAX_WRITE: usize = 1 << 16;

/// Size of `fdstat` in bytes.
const FDSTAT_SIZE: u32 = 24;

/// Seed of the numbers that `random_get` makes; the same in every instance.
const RANDOM_SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Makes every import from WASI available. Calls not implemented here answer `notsup`, so that a
/// module may refer to them as long as it does without.
pub(crate) fn link(linker: &mut Linker<State>, module: &Module) -> Result<(), Error> {
    // The calls implemented here replace those that answer `notsup`.
    linker.allow_shadowing(true);
    for import in module.imports().filter(|import| import.module() == WASI_MODULE) {
        let ExternType::Func(ty) = import.ty() else { continue };
        linker.func_new(WASI_MODULE, import.name(), ty.clone(), |_, _, results| {
            for result in results {
                if result.ty() == ValType::I32 {
                    *result = Val::I32(NOT_SUPPORTED);
                }
            }
            Ok(())
        })?;
    }
    link_implemented(linker)
}

type Guest<'a> = Caller<'a, State>;

fn link_implemented(linker: &mut Linker<State>) -> Result<(), Error> {
    // No arguments and no environment: their counts and sizes are 0.
    for name in ["args_sizes_get", "environ_sizes_get"] {
        linker.func_wrap(WASI_MODULE, name, |mut guest: Guest<'_>, count: u32, size: u32| {
            write(&mut guest, count, &0u32.to_le_bytes())?;
            write(&mut guest, size, &0u32.to_le_bytes())?;
            Ok::<i32, Error>(SUCCESS)
        })?;
    }
    for name in ["args_get", "environ_get"] {
        linker.func_wrap(WASI_MODULE, name, |_: u32, _: u32| SUCCESS)?;
    }
    linker.func_wrap(
        WASI_MODULE,
        "clock_time_get",
        |mut guest: Guest<'_>, _clock: u32, _precision: u64, time: u32| {
            write(&mut guest, time, &0u64.to_le_bytes())?;
            Ok::<i32, Error>(SUCCESS)
        },
    )?;
    linker.func_wrap(
        WASI_MODULE,
        "clock_res_get",
        |mut guest: Guest<'_>, _clock: u32, resolution: u32| {
            write(&mut guest, resolution, &1u64.to_le_bytes())?;
            Ok::<i32, Error>(SUCCESS)
        },
    )?;
    linker.func_wrap(WASI_MODULE, "random_get", |mut guest: Guest<'_>, ptr: u32, len: u32| {
        charge(&mut guest, cost::of_call(len as usize))?;
        let (memory, _) = State::split(&mut guest)?;
        let bytes = range_mut(memory, ptr, len).ok_or(TrapCode::MemoryOutOfBounds)?;
        fill_random(bytes);
        Ok::<i32, Error>(SUCCESS)
    })?;
    linker.func_wrap(WASI_MODULE, "sched_yield", || SUCCESS)?;
    linker.func_wrap(WASI_MODULE, "proc_exit", |code: i32| -> Result<(), Error> {
        Err(Error::i32_exit(code))
    })?;
    linker.func_wrap(WASI_MODULE, "fd_write", fd_write)?;
    linker.func_wrap(
        WASI_MODULE,
        "fd_read",
        |mut guest: Guest<'_>, fd: i32, _iovs: u32, _iovs_len: u32, read: u32| {
            if fd != STDIN {
                return Ok::<i32, Error>(BAD_FILE_DESCRIPTOR);
            }
            // Standard input is at its end.
            write(&mut guest, read, &0u32.to_le_bytes())?;
            Ok(SUCCESS)
        },
    )?;
    linker.func_wrap(
        WASI_MODULE,
        "fd_fdstat_get",
        |mut guest: Guest<'_>, fd: i32, stat: u32| {
            if !matches!(fd, STDIN | STDOUT | STDERR) {
                return Ok::<i32, Error>(BAD_FILE_DESCRIPTOR);
            }
            let (memory, _) = State::split(&mut guest)?;
            let stat = range_mut(memory, stat, FDSTAT_SIZE).ok_or(TrapCode::MemoryOutOfBounds)?;
            stat.fill(0);
            if let Some(filetype) = stat.first_mut() {
                *filetype = CHARACTER_DEVICE;
            }
            Ok(SUCCESS)
        },
    )?;
    // No descriptor but the standard three, so that nothing is preopened and nothing can be opened.
    linker.func_wrap(WASI_MODULE, "fd_prestat_get", |_: i32, _: u32| BAD_FILE_DESCRIPTOR)?;
    linker.func_wrap(WASI_MODULE, "fd_prestat_dir_name", |_: i32, _: u32, _: u32| {
        BAD_FILE_DESCRIPTOR
    })?;
    linker.func_wrap(WASI_MODULE, "fd_close", |fd: i32| {
        if matches!(fd, STDIN | STDOUT | STDERR) { SUCCESS } else { BAD_FILE_DESCRIPTOR }
    })?;
    Ok(())
}

fn fd_write(
    mut guest: Guest<'_>,
    fd: i32,
    iovs: u32,
    iovs_len: u32,
    written: u32,
) -> Result<i32, Error> {
    let Some(output) = Output::from_number(fd.cast_unsigned()) else {
        return Ok(BAD_FILE_DESCRIPTOR);
    };
    // An `iovec` is a pointer and a length of 32 bits each.
    let Some(size) = iovs_len.checked_mul(8) else { return Ok(INVALID) };
    charge(&mut guest, cost::of_call((size as usize).saturating_add(MAX_WRITE)))?;
    let (memory, _) = State::split(&mut guest)?;
    let mut text = Vec::new();
    let iovs = range(memory, iovs, size).ok_or(TrapCode::MemoryOutOfBounds)?;
    for iov in iovs.chunks_exact(8) {
        let (ptr, len) = iov.split_at(4);
        let [ptr, len] = [ptr, len].map(|bytes| bytes.try_into().map_or(0, u32::from_le_bytes));
        let bytes = range(memory, ptr, len).ok_or(TrapCode::MemoryOutOfBounds)?;
        let room = MAX_WRITE.saturating_sub(text.len());
        text.extend(bytes.iter().take(room));
    }
    let Ok(len) = u32::try_from(text.len()) else { return Ok(INVALID) };
    write(&mut guest, written, &len.to_le_bytes())?;
    guest.data_mut().print(output, text, Some(SUCCESS))?;
    Ok(SUCCESS)
}

fn write(guest: &mut Guest<'_>, ptr: u32, bytes: &[u8]) -> Result<(), Error> {
    let (memory, _) = State::split(guest)?;
    Ok(state::write(memory, ptr, bytes).ok_or(TrapCode::MemoryOutOfBounds)?)
}

/// SplitMix64: nobody's secrets depend on these numbers, only the order of hash maps does.
fn fill_random(bytes: &mut [u8]) {
    let mut state = RANDOM_SEED;
    for chunk in bytes.chunks_mut(8) {
        state = state.wrapping_add(RANDOM_SEED);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        for (byte, random) in chunk.iter_mut().zip(z.to_le_bytes()) {
            *byte = random;
        }
    }
}
