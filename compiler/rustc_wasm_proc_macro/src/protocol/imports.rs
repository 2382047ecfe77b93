//! What a module of our ABI can call.

use crate::engine::Type::I32;
use crate::engine::{Guest, Import, Imports, Run, Stop, args, charge, memory, range, write};
use crate::fault::Panic;
use crate::host::Output;
use crate::host::world::{Refusal, World};
use crate::limits::{Limit, MAX_PANIC_TEXT, MAX_REFUSED_TEXT, cost};

use super::abi;

/// A reply that did not fit in the buffer offered for it.
pub(crate) type Reply = Vec<u8>;

/// The imports that the host answers.
const CALL: u8 = 0;
pub(super) const CATCH: u8 = 1;
pub(super) const THROW: u8 = 2;

pub(super) const IMPORTS: Imports<Reply> = Imports {
    module: abi::IMPORT_MODULE,
    functions: &[
        Import {
            name: abi::CALL,
            params: &[I32, I32, I32, I32],
            has_result: true,
            run: Run::Ask(CALL),
        },
        Import {
            name: abi::TAKE_REPLY,
            params: &[I32],
            has_result: false,
            run: Run::Now(take_reply),
        },
        Import {
            name: abi::PRINT,
            params: &[I32, I32, I32],
            has_result: false,
            run: Run::Now(print),
        },
        Import {
            name: abi::PANIC,
            params: &[I32, I32, I32, I32, I32],
            has_result: false,
            run: Run::Now(panic),
        },
        Import { name: abi::CATCH, params: &[I32, I32], has_result: true, run: Run::Ask(CATCH) },
        Import { name: abi::THROW, params: &[], has_result: false, run: Run::Ask(THROW) },
        Import {
            name: abi::ENV_VAR,
            params: &[I32, I32, I32, I32],
            has_result: true,
            run: Run::Look(env_var),
        },
        Import {
            name: abi::ENV_VARS,
            params: &[I32, I32],
            has_result: true,
            run: Run::Look(env_vars),
        },
        Import {
            name: abi::CURRENT_DIR,
            params: &[I32, I32],
            has_result: true,
            run: Run::Look(current_dir),
        },
        Import {
            name: abi::REFUSED,
            params: &[I32, I32, I32],
            has_result: false,
            run: Run::Look(refused),
        },
    ],
    others: None,
};

fn take_reply(guest: &mut dyn Guest<Reply>, arguments: &[u64]) -> Result<u32, Stop> {
    let [ptr] = args(arguments)?;
    let (memory, state) = memory(guest)?;
    let reply = std::mem::take(&mut state.kept);
    write(memory, ptr, &reply).ok_or(Stop::OutOfBounds)?;
    Ok(0)
}

fn print(guest: &mut dyn Guest<Reply>, arguments: &[u64]) -> Result<u32, Stop> {
    let [output, ptr, len] = args(arguments)?;
    charge(guest, cost::of_bytes(len as usize))?;
    let (memory, state) = memory(guest)?;
    let text = range(memory, ptr, len).ok_or(Stop::OutOfBounds)?.to_vec();
    let output = Output::from_number(output)
        .ok_or_else(|| Stop::Other(format!("there is no output {output} to print to")))?;
    state.print(output, text, None)?;
    Ok(0)
}

fn panic(guest: &mut dyn Guest<Reply>, arguments: &[u64]) -> Result<u32, Stop> {
    let [message, message_len, has_message, place, place_len] = args(arguments)?;
    let kept = message_len.min(MAX_PANIC_TEXT).saturating_add(place_len.min(MAX_PANIC_TEXT));
    charge(guest, cost::of_bytes(kept as usize))?;
    let (memory, state) = memory(guest)?;
    let text = |ptr, len: u32| -> Result<_, Stop> {
        let bytes = range(memory, ptr, len).ok_or(Stop::OutOfBounds)?;
        let kept = bytes.get(..MAX_PANIC_TEXT as usize).unwrap_or(bytes);
        Ok(String::from_utf8_lossy(kept).into_owned())
    };
    let message = text(message, message_len)?;
    state.panic = Some(Panic {
        message: (has_message != 0).then_some(message),
        place: text(place, place_len)?,
        ..Panic::default()
    });
    Ok(0)
}

fn env_var(
    guest: &mut dyn Guest<Reply>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [name, name_len, value, capacity] = args(arguments)?;
    charge(guest, cost::of_bytes(name_len as usize))?;
    let (memory, _) = memory(guest)?;
    let name = range(memory, name, name_len).ok_or(Stop::OutOfBounds)?.to_vec();
    let answer = world.env_var(&name);
    give(guest, answer, value, capacity)
}

fn env_vars(
    guest: &mut dyn Guest<Reply>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [vars, capacity] = args(arguments)?;
    let mut all = Vec::new();
    for (name, value) in world.env_vars() {
        for text in [&name, &value] {
            let len = u32::try_from(text.len()).map_err(|_| Stop::Limit(Limit::Output))?;
            all.extend(len.to_le_bytes());
        }
        all.extend(name);
        all.extend(value);
    }
    give(guest, Some(all), vars, capacity)
}

fn current_dir(
    guest: &mut dyn Guest<Reply>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [path, capacity] = args(arguments)?;
    let answer = world.current_dir();
    give(guest, answer, path, capacity)
}

fn refused(
    guest: &mut dyn Guest<Reply>,
    arguments: &[u64],
    world: &mut dyn World,
) -> Result<u32, Stop> {
    let [kind, what, len] = args(arguments)?;
    let kept = len.min(MAX_REFUSED_TEXT);
    charge(guest, cost::of_bytes(kept as usize))?;
    let (memory, _) = memory(guest)?;
    let what = range(memory, what, len).ok_or(Stop::OutOfBounds)?;
    let what = what.get(..kept as usize).unwrap_or(what);
    let what = String::from_utf8_lossy(what).into_owned();
    let refusal = Refusal::from_number(kind, what)
        .ok_or_else(|| Stop::Other(format!("there is nothing of kind {kind} to be refused")))?;
    world.refused(refusal);
    Ok(0)
}

/// Writes an answer to the room for it, or keeps it for `take_reply` if it is too long. Returns its
/// length.
fn give(
    guest: &mut dyn Guest<Reply>,
    answer: Option<Vec<u8>>,
    ptr: u32,
    capacity: u32,
) -> Result<u32, Stop> {
    let Some(answer) = answer else { return Ok(abi::ABSENT) };
    charge(guest, cost::of_bytes(answer.len()))?;
    let (memory, state) = memory(guest)?;
    state.send(answer.len()).ok_or(Stop::Limit(Limit::Output))?;
    // `ABSENT` is not a length.
    let len = u32::try_from(answer.len()).ok().filter(|&len| len != abi::ABSENT);
    let len = len.ok_or(Stop::Limit(Limit::Output))?;
    if len <= capacity {
        write(memory, ptr, &answer).ok_or(Stop::OutOfBounds)?;
    } else {
        state.kept = answer;
    }
    Ok(len)
}
