//! `match` on 128-bit integers. Cranelift's `Switch` subtracts the first value of a range as 64 bits.

use rustc_middle::mir::SwitchTargets;

use crate::prelude::*;

/// Compiles the `switch` if it is one on a 128-bit integer.
pub(crate) fn codegen_switch_128(
    fx: &mut FunctionCx<'_, '_, '_>,
    discr: Value,
    targets: &SwitchTargets,
) -> bool {
    if fx.bcx.func.dfg.value_type(discr) != types::I128 {
        return false;
    }
    for (value, target) in targets.iter() {
        let low = fx.bcx.ins().iconst(types::I64, value as u64 as i64);
        let high = fx.bcx.ins().iconst(types::I64, (value >> 64) as i64);
        let value = fx.bcx.ins().iconcat(low, high);
        let is_equal = fx.bcx.ins().icmp(IntCC::Equal, discr, value);
        let target = fx.get_block(target);
        let next = fx.bcx.create_block();
        fx.bcx.ins().brif(is_equal, target, &[], next, &[]);
        fx.bcx.switch_to_block(next);
    }
    let otherwise = fx.get_block(targets.otherwise());
    fx.bcx.ins().jump(otherwise, &[]);
    true
}
