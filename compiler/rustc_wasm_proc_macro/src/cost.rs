//! What the compiler's own work for a macro costs, in fuel, so that a macro cannot keep the compiler
//! busy with few instructions. The numbers are about what the same time buys in instructions.

/// A request, or a call to the outside.
pub const CALL: u64 = 1_000;

/// A byte of a request, of a reply, or of text that is printed.
pub const BYTE: u64 = 2;

/// A token of a stream that is made or looked through.
pub const TOKEN: u64 = 10;

/// Fuel for moving `len` bytes to or from the outside.
pub(crate) fn of_call(len: usize) -> u64 {
    CALL.saturating_add(BYTE.saturating_mul(u64::try_from(len).unwrap_or(u64::MAX)))
}
