//! What instructions cost in wasmi, in fuel: 1 for most, more for those that take it longer.

use wasmi::{CustomFuelCosts, OperatorCost};

use super::vector_costs;

/// An instruction that does nothing, which no compiler writes. `rewrite` does.
pub(in crate::engine) const NOP: u8 = 16;

/// Fuel for instructions: 1 for most, more for those that take the engine longer.
pub(super) fn of_instructions() -> OperatorCost {
    let mut costs = OperatorCost {
        nop: NOP,
        br: 4,
        call: 16,
        call_indirect: 28,
        return_call: 16,
        return_call_indirect: 28,
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
    };
    vector_costs::set(&mut costs);
    costs
}

/// The same where translating functions costs nothing.
pub(super) fn of_bytes_without_translation() -> CustomFuelCosts {
    CustomFuelCosts { fuel_per_bytes_translated: 0, fuel_per_bytes_validated: 0, ..of_bytes() }
}

/// Fuel for moving and filling memory, and for translating functions when they are first called.
pub(super) fn of_bytes() -> CustomFuelCosts {
    CustomFuelCosts {
        bytes_copied_per_fuel: 4,
        fuel_per_bytes_translated: 7,
        fuel_per_bytes_validated: 2,
    }
}
