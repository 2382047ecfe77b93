//! What the host keeps for an instance, and what the functions that a module imports do with it and with
//! the module's memory.

use crate::engine::wasi::Files;
use crate::engine::{Guest, Look, Stop, Wait};
use crate::fault::Panic;
use crate::host::Output;
use crate::limits::Limit;

/// What the functions that a module imports see besides its memory.
pub(crate) struct State<K> {
    /// Whether there is a host at hand, for which the module can wait.
    pub(crate) is_expanding: bool,
    /// Why the module is about to trap, in its own words.
    pub(crate) panic: Option<Panic>,
    /// What the module printed and the host has not seen yet.
    pub(crate) printed: Vec<(Output, Vec<u8>)>,
    /// The call that waits for `Wait::Look`.
    pub(crate) look: Option<Look<K>>,
    /// What the module has opened.
    pub(crate) files: Files,
    /// How many bytes may still be sent and printed.
    pub(crate) output_left: u64,
    /// What the module's protocol keeps.
    pub(crate) kept: K,
}

impl<K> State<K> {
    pub(crate) fn new(kept: K, output_left: u64) -> State<K> {
        let (panic, printed, look, files) = Default::default();
        State { is_expanding: false, panic, printed, look, files, output_left, kept }
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
        result: Option<u32>,
    ) -> Result<(), Stop> {
        self.send(text.len()).ok_or(Stop::Limit(Limit::Output))?;
        self.printed.push((output, text));
        if self.is_expanding { Err(Stop::Wait(Wait::Printed(result))) } else { Ok(()) }
    }
}

/// The module's memory and state, for a function that cannot do without memory.
pub(crate) fn memory<K>(
    guest: &mut (impl Guest<K> + ?Sized),
) -> Result<(&mut [u8], &mut State<K>), Stop> {
    match guest.parts() {
        (Some(memory), state) => Ok((memory, state)),
        (None, _) => Err(Stop::OutOfBounds),
    }
}

/// Takes fuel for work of the host, before it is done.
pub(crate) fn charge<K>(guest: &mut (impl Guest<K> + ?Sized), fuel: u64) -> Result<(), Stop> {
    let left = guest.fuel().checked_sub(fuel).ok_or(Stop::Limit(Limit::Fuel))?;
    guest.set_fuel(left);
    Ok(())
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
