//! What instructions and the compiler's own work for a macro cost, in fuel, so that fuel is a measure
//! of time whatever a module does. A unit is half a nanosecond on the machine this was measured on.

use wasmi::{CustomFuelCosts, OperatorCost};

use crate::tree::Size;

/// A request, or a call to the outside.
pub const CALL: u64 = 1_000;

/// A byte of a request, of a reply, or of text that is printed.
pub const BYTE: u64 = 2;

/// A token of a stream that is made, looked through or cloned.
pub const TOKEN: u64 = 4;

/// An instruction that does nothing, which no compiler writes. `rewrite` does.
pub(crate) const NOP: u8 = 16;

/// Fuel for moving `len` bytes to or from the outside.
pub(crate) fn of_call(len: usize) -> u64 {
    CALL.saturating_add(BYTE.saturating_mul(u64::try_from(len).unwrap_or(u64::MAX)))
}

/// Fuel for tokens that have `bytes` as their size.
pub(crate) fn of_tokens(bytes: u64) -> u64 {
    bytes.checked_div(Size::TOKEN.bytes).unwrap_or(0).saturating_mul(TOKEN)
}

/// Fuel for instructions: 1 for most, more for those that take the engine longer.
pub(crate) fn of_instructions() -> OperatorCost {
    OperatorCost {
        nop: NOP,
        br: 4,
        call: 16,
        call_indirect: 20,
        return_call: 16,
        return_call_indirect: 20,
        i32_div_s: 6,
        i32_div_u: 6,
        i32_rem_s: 6,
        i32_rem_u: 6,
        i64_div_s: 10,
        i64_div_u: 10,
        i64_rem_s: 10,
        i64_rem_u: 10,
        f32_div: 8,
        f64_div: 8,
        f32_sqrt: 8,
        f64_sqrt: 8,
        f32_ceil: 6,
        f64_ceil: 6,
        f32_floor: 6,
        f64_floor: 6,
        f32_trunc: 6,
        f64_trunc: 6,
        f32_nearest: 6,
        f64_nearest: 6,
        ..OperatorCost::default()
    }
}

/// Fuel for moving and filling memory, and for translating functions when they are first called.
pub(crate) fn of_bytes() -> CustomFuelCosts {
    CustomFuelCosts {
        bytes_copied_per_fuel: 8,
        fuel_per_bytes_translated: 7,
        fuel_per_bytes_validated: 2,
    }
}
