//! What instructions and the compiler's own work for a macro cost, in fuel, so that fuel is a measure
//! of time whatever a module does. A unit is half a nanosecond on the machine this was measured on.

use wasmi::OperatorCost;

/// A request, or a call to the outside.
pub const CALL: u64 = 1_000;

/// A byte of a request, of a reply, or of text that is printed.
pub const BYTE: u64 = 2;

/// A token of a stream that is made, looked through or cloned.
pub const TOKEN: u64 = 4;

/// Fuel for moving `len` bytes to or from the outside.
pub(crate) fn of_call(len: usize) -> u64 {
    CALL.saturating_add(BYTE.saturating_mul(u64::try_from(len).unwrap_or(u64::MAX)))
}

/// Fuel for instructions: 1 for most, less for those that the engine makes part of others, more for
/// those that take it longer.
pub(crate) fn of_instructions() -> OperatorCost {
    OperatorCost {
        local_get: 0,
        i32_const: 0,
        i64_const: 0,
        f32_const: 0,
        f64_const: 0,
        br: 4,
        call: 12,
        call_indirect: 16,
        return_call: 12,
        return_call_indirect: 16,
        ..OperatorCost::default()
    }
}
