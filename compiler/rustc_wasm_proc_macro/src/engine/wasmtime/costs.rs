//! What instructions cost in wasmtime, in shares of a unit of fuel: the same as in wasmi, but for those on
//! vectors (SIMD), which are computed at once here and cost as much as the cheapest of them in wasmi.

use wasmtime::{OperatorCost, VariableOperatorCost};

use super::copy::FUEL_OF_ACCOUNT;
use crate::engine::wasmi::costs;

/// How many shares a unit of fuel has: copying a byte costs two of them.
pub(super) const SHARES: u8 = 8;

/// The whole units of some shares, and what of them is less than one.
pub(super) const fn units(shares: u64) -> (u64, u64) {
    // As a constant, it is seen not to be 0.
    const PER_UNIT: u64 = SHARES as u64;
    (shares / PER_UNIT, shares % PER_UNIT)
}

/// Units for an instruction on vectors.
const VECTOR: u8 = 8;

const fn shares(units: u8) -> u8 {
    units.saturating_mul(SHARES)
}

/// Makes a table of shares from wasmtime's default, in which most instructions cost 1 and some nothing.
macro_rules! scale {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $ty:ty),* })? => $visit:ident ($($arity:tt)*))*) => {
        fn scaled() -> OperatorCost {
            let mut costs = OperatorCost::new();
            $(costs.$op = scale!(@$proposal costs.$op);)*
            costs
        }
    };
    (@simd $default:expr) => { shares(VECTOR) };
    (@$proposal:ident $default:expr) => { shares($default) };
}

wasmtime::wasmparser::for_each_operator!(scale);

/// Sets what some instructions cost, in units.
macro_rules! set {
    ($costs:ident: $($units:expr => $($instruction:ident)*;)*) => {
        $($($costs.$instruction = shares($units);)*)*
    };
}

pub(super) fn of_instructions() -> OperatorCost {
    let mut costs = scaled();
    set! { costs:
        costs::NOP => Nop;
        4 => Br;
        // Less what the account of calls costs, which is in the callee.
        16 - FUEL_OF_ACCOUNT => Call ReturnCall;
        28 - FUEL_OF_ACCOUNT => CallIndirect ReturnCallIndirect;
        6 => I32DivS I32DivU I32RemS I32RemU;
        10 => I64DivS I64DivU I64RemS I64RemU;
        8 => F32Div F64Div F32Sqrt F64Sqrt;
        6 => F32Ceil F64Ceil F32Floor F64Floor F32Trunc F64Trunc F32Nearest F64Nearest;
    }
    costs.variable = VariableOperatorCost {
        // A unit for 4 bytes. What grows is charged for by `resources`, if it is not refused.
        memory_copy_per_byte: 2,
        memory_fill_per_byte: 2,
        memory_init_per_byte: 2,
        memory_grow_per_page: 0,
        // wasmi has 4 bytes for an element.
        table_copy_per_element: 8,
        table_fill_per_element: 8,
        table_init_per_element: 8,
        table_grow_per_element: 0,
        ..VariableOperatorCost::new()
    };
    costs
}
