//! What a call is taken to cost of a runtime's stack, in bytes. The only place with these numbers.
//!
//! The truth is known to the runtime's compiler only. wasmtime's puts what lives across a call on the
//! stack, which grows with the number of local variables. Where rustc.wasm, nested in 13 different ways,
//! had filled 512 KiB of wasmtime's stack, the sum of these costs was between 1.03 and 1.39 times that.

/// Return address, frame pointer, registers that are saved.
const FRAME: u32 = 112;

/// For each local variable and parameter, of which many share a place or are in registers.
const LOCAL: u32 = 10;

/// Calls that take no more than that, with all calls inside of them, do not count.
pub(crate) const SHALLOW: i32 = 2 << 10;

/// What remains of the stack in memory, in bytes.
pub(crate) const RESERVE_IN_MEMORY: i32 = 1 << 20;

/// A counter above that is not a count: none was set yet, or the end is being reported.
pub(crate) const MAX_LEFT: i32 = 0x6000_0000;

/// The cost of a call of a function with so many parameters and local variables.
pub(crate) fn of_call(locals: u32) -> i32 {
    let cost = locals.saturating_mul(LOCAL).saturating_add(FRAME);
    i32::try_from(cost).unwrap_or(i32::MAX)
}
