//! The part of `wasi_snapshot_preview1` that a macro built for wasm32-wasip1 gets: it can print, and
//! sees a world in which the clock stands still. Nothing here touches the machine: what there is to be
//! seen of it is in `World`.

mod directories;
mod errno;
mod files;
mod paths;

use std::marker::PhantomData;

use crate::engine::Type::{I32, I64};
use crate::engine::{
    self, Guest, Import, Imports, LookFn, Run, Stop, Type, args, charge, memory, range, range_mut,
};
use crate::host::Output;
use crate::host::world::{Refusal, World};
use crate::limits::cost;

use errno::{BAD_FILE_DESCRIPTOR, INVALID, NOT_SUPPORTED, SUCCESS};

pub(crate) use files::Files;

/// Import module of the system calls.
const MODULE: &str = "wasi_snapshot_preview1";

const STDIN: u32 = 0;
const STDOUT: u32 = 1;
const STDERR: u32 = 2;

/// `filetype::character_device`, so that a program buffers by lines as on a terminal.
const CHARACTER_DEVICE: u8 = 2;

/// How much one `fd_write` takes, so that vectors which share their bytes cannot be used to fill the
/// host's memory. It is the capacity of a pipe on Linux; a program repeats a partial write.
const MAX_WRITE: usize = 1 << 16;

/// Size of `fdstat` in bytes.
const FDSTAT_SIZE: u32 = 24;

/// What `random_get` adds to its state for each number, and starts with in a world without a seed. From
/// SplitMix64.
const RANDOM_STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Every import from WASI. Calls not implemented here answer `notsup`, so that a module may refer to
/// them as long as it does without.
pub(crate) fn imports<K: 'static>() -> Imports<K> {
    Imports { module: MODULE, functions: Functions::ALL, others: Some(NOT_SUPPORTED) }
}

struct Functions<K>(PhantomData<K>);

impl<K: 'static> Functions<K> {
    const ALL: &'static [Import<K>] = &[
        // No arguments: their count and size are 0.
        function("args_sizes_get", &[I32, I32], no_sizes),
        function("args_get", &[I32, I32], |_, _| Ok(SUCCESS)),
        look("environ_sizes_get", &[I32, I32], environ_sizes_get),
        look("environ_get", &[I32, I32], environ_get),
        look("clock_time_get", &[I32, I64, I32], |guest, arguments, world| {
            let [_clock, _precision, time] = args(arguments)?;
            world.refused(Refusal::Clock);
            write(guest, time, &0u64.to_le_bytes())
        }),
        function("clock_res_get", &[I32, I32], |guest, arguments| {
            let [_clock, resolution] = args(arguments)?;
            write(guest, resolution, &1u64.to_le_bytes())
        }),
        look("random_get", &[I32, I32], random_get),
        function("sched_yield", &[], |_, _| Ok(SUCCESS)),
        Import {
            name: "proc_exit",
            params: &[I32],
            has_result: false,
            run: Run::Now(|_, arguments| {
                let [code] = args(arguments)?;
                Err(Stop::Exit(code.cast_signed()))
            }),
        },
        function("fd_write", &[I32, I32, I32, I32], fd_write),
        function("fd_read", &[I32, I32, I32, I32], |guest, arguments| {
            let [fd, _iovs, _iovs_len, read] = args(arguments)?;
            match fd {
                // Standard input is at its end.
                STDIN => write(guest, read, &0u32.to_le_bytes()),
                _ => files::fd_read(guest, arguments),
            }
        }),
        function("fd_fdstat_get", &[I32, I32], fd_fdstat_get),
        files::Functions::<K>::PRESTAT_GET,
        files::Functions::<K>::PRESTAT_DIR_NAME,
        files::Functions::<K>::FILESTAT,
        files::Functions::<K>::PREAD,
        files::Functions::<K>::SEEK,
        files::Functions::<K>::TELL,
        look("fd_readdir", &[I32, I32, I32, I64, I32], directories::fd_readdir),
        paths::Functions::<K>::OPEN,
        paths::Functions::<K>::FILESTAT,
        paths::Functions::<K>::READLINK,
        paths::Functions::<K>::CREATE_DIRECTORY,
        paths::Functions::<K>::REMOVE_DIRECTORY,
        paths::Functions::<K>::UNLINK,
        paths::Functions::<K>::SET_TIMES,
        paths::Functions::<K>::SYMLINK,
        paths::Functions::<K>::RENAME,
        paths::Functions::<K>::LINK,
        function("fd_close", &[I32], |guest, arguments| {
            let [fd] = args(arguments)?;
            let closes = is_open(fd) || files::close(guest.parts().1, fd);
            Ok(if closes { SUCCESS } else { BAD_FILE_DESCRIPTOR })
        }),
        // To sleep, or to wait for somebody.
        look("poll_oneoff", &[I32, I32, I32, I32], |_, _, world| {
            world.refused(Refusal::Clock);
            Ok(NOT_SUPPORTED)
        }),
        look("sock_accept", &[I32, I32, I32], no_network),
        look("sock_recv", &[I32, I32, I32, I32, I32, I32], no_network),
        look("sock_send", &[I32, I32, I32, I32, I32], no_network),
        look("sock_shutdown", &[I32, I32], no_network),
    ];
}

type Function<K> = fn(&mut dyn Guest<K>, &[u64]) -> Result<u32, Stop>;

const fn function<K>(name: &'static str, params: &'static [Type], run: Function<K>) -> Import<K> {
    Import { name, params, has_result: true, run: Run::Now(run) }
}

const fn look<K>(name: &'static str, params: &'static [Type], run: LookFn<K>) -> Import<K> {
    Import { name, params, has_result: true, run: Run::Look(run) }
}

/// No descriptor is that of a socket.
fn no_network<K>(_: &mut dyn Guest<K>, _: &[u64], world: &mut dyn World) -> Result<u32, Stop> {
    world.refused(Refusal::Network(String::new()));
    Ok(NOT_SUPPORTED)
}

fn is_open(fd: u32) -> bool {
    matches!(fd, STDIN | STDOUT | STDERR)
}

fn no_sizes<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [count, size] = args(arguments)?;
    write(guest, count, &0u32.to_le_bytes())?;
    write(guest, size, &0u32.to_le_bytes())
}

/// All variables, as WASI has them: `NAME=VALUE` and a zero byte each.
fn variables(world: &mut dyn World) -> Vec<Vec<u8>> {
    let vars = world.env_vars().into_iter();
    vars.map(|(name, value)| [&*name, b"=", &*value, b"\0"].concat()).collect()
}

fn environ_sizes_get<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [count, size] = args(arguments)?;
    let vars = variables(world);
    let bytes = vars.iter().fold(0, |sum: usize, var| sum.saturating_add(var.len()));
    charge(guest, cost::of_bytes(bytes))?;
    for (ptr, number) in [(count, vars.len()), (size, bytes)] {
        let Ok(number) = u32::try_from(number) else { return Ok(INVALID) };
        write(guest, ptr, &number.to_le_bytes())?;
    }
    Ok(SUCCESS)
}

fn environ_get<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [mut pointer, mut text] = args(arguments)?;
    for var in variables(world) {
        charge(guest, cost::of_bytes(var.len()))?;
        write(guest, pointer, &text.to_le_bytes())?;
        write(guest, text, &var)?;
        pointer = pointer.checked_add(4).ok_or(Stop::OutOfBounds)?;
        let len = u32::try_from(var.len()).map_err(|_| Stop::OutOfBounds)?;
        text = text.checked_add(len).ok_or(Stop::OutOfBounds)?;
    }
    Ok(SUCCESS)
}

fn random_get<K>(
    guest: &mut dyn Guest<K>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [ptr, len] = args(arguments)?;
    charge(guest, cost::of_bytes(len as usize))?;
    let seed = world.random_seed();
    let (memory, _) = memory(guest)?;
    fill_random(range_mut(memory, ptr, len).ok_or(Stop::OutOfBounds)?, seed);
    Ok(SUCCESS)
}

fn fd_fdstat_get<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, stat] = args(arguments)?;
    if let Some(file) = files::fdstat(guest.parts().1, fd) {
        return write(guest, stat, &file);
    }
    if !is_open(fd) {
        return Ok(BAD_FILE_DESCRIPTOR);
    }
    let (memory, _) = memory(guest)?;
    let stat = range_mut(memory, stat, FDSTAT_SIZE).ok_or(Stop::OutOfBounds)?;
    stat.fill(0);
    if let Some(filetype) = stat.first_mut() {
        *filetype = CHARACTER_DEVICE;
    }
    Ok(SUCCESS)
}

fn fd_write<K>(guest: &mut dyn Guest<K>, arguments: &[u64]) -> Result<u32, Stop> {
    let [fd, iovs, iovs_len, written] = args(arguments)?;
    let Some(output) = Output::from_number(fd) else {
        return Ok(BAD_FILE_DESCRIPTOR);
    };
    // An `iovec` is a pointer and a length of 32 bits each.
    let Some(size) = iovs_len.checked_mul(8) else { return Ok(INVALID) };
    charge(guest, cost::of_bytes((size as usize).saturating_add(MAX_WRITE)))?;
    let (memory, state) = memory(guest)?;
    let mut text = Vec::new();
    let iovs = range(memory, iovs, size).ok_or(Stop::OutOfBounds)?;
    for iov in iovs.chunks_exact(8) {
        let (ptr, len) = iov.split_at(4);
        let [ptr, len] = [ptr, len].map(|bytes| bytes.try_into().map_or(0, u32::from_le_bytes));
        let bytes = range(memory, ptr, len).ok_or(Stop::OutOfBounds)?;
        let room = MAX_WRITE.saturating_sub(text.len());
        text.extend(bytes.iter().take(room));
    }
    let Ok(len) = u32::try_from(text.len()) else { return Ok(INVALID) };
    engine::write(memory, written, &len.to_le_bytes()).ok_or(Stop::OutOfBounds)?;
    state.print(output, text, Some(SUCCESS))?;
    Ok(SUCCESS)
}

fn write<K>(guest: &mut dyn Guest<K>, ptr: u32, bytes: &[u8]) -> Result<u32, Stop> {
    let (memory, _) = memory(guest)?;
    engine::write(memory, ptr, bytes).ok_or(Stop::OutOfBounds)?;
    Ok(SUCCESS)
}

/// SplitMix64: nobody's secrets depend on these numbers, but the order of hash maps does, and what a macro
/// wants to be another number in each program.
fn fill_random(bytes: &mut [u8], seed: u64) {
    let mut state = RANDOM_STEP ^ seed;
    for chunk in bytes.chunks_mut(8) {
        state = state.wrapping_add(RANDOM_STEP);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        for (byte, random) in chunk.iter_mut().zip(z.to_le_bytes()) {
            *byte = random;
        }
    }
}
