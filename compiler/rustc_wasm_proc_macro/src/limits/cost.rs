//! What the compiler's own work for a macro costs, in fuel, so that fuel is a measure of time whatever a
//! module does. A unit is half a nanosecond on the machine this was measured on; an instruction costs
//! about 1.

use crate::host::tree::Size;

/// A request, or a call to the outside: 0.8 microseconds.
pub const CALL: u64 = 2_000;

/// A byte of a request, of a reply, or of text that is printed.
pub const BYTE: u64 = 2;

/// A token that is made for a macro or given to it: rustc takes 50 to 200 nanoseconds for one.
pub const TOKEN: u64 = 100;

/// A token that is parsed or printed.
pub const TOKEN_AS_TEXT: u64 = 200;

/// A token that is only moved or copied with others.
pub const TOKEN_MOVED: u64 = 8;

/// A diagnostic, or a note of one, which rustc shows with the source it is about: 50 to 80 microseconds.
pub const DIAGNOSTIC: u64 = 150_000;

/// Looking for what is at a path on the disk, and opening it: 10 to 15 microseconds.
pub const FILE: u64 = 30_000;

/// Fuel for a request and its reply, which have `len` bytes together.
pub(crate) fn of_call(len: usize) -> u64 {
    CALL.saturating_add(of_bytes(len))
}

/// Fuel for moving `len` bytes to or from the outside.
pub(crate) fn of_bytes(len: usize) -> u64 {
    BYTE.saturating_mul(u64::try_from(len).unwrap_or(u64::MAX))
}

/// Fuel for tokens that have `bytes` as their size, at `price` each.
pub(crate) fn of_tokens(bytes: u64, price: u64) -> u64 {
    bytes.checked_div(Size::TOKEN.bytes).unwrap_or(0).saturating_mul(price)
}
