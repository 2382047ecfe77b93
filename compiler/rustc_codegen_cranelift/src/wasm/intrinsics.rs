//! What LLVM calls `llvm.wasm.*`: instructions of WebAssembly that Rust calls as functions. Those that are
//! known here are calls for Cranelift too, of functions that `rustc_wasm_object` knows by their names.

use rustc_middle::mir;
use rustc_span::Spanned;

use crate::prelude::*;

/// Compiles the call if `intrinsic` is one of WebAssembly's. One that is not known is an error.
pub(crate) fn codegen_intrinsic_call<'tcx>(
    fx: &mut FunctionCx<'_, '_, 'tcx>,
    intrinsic: &str,
    args: &[Spanned<mir::Operand<'tcx>>],
    ret: CPlace<'tcx>,
    target: Option<BasicBlock>,
    span: Span,
) -> bool {
    if !intrinsic.starts_with("llvm.wasm.") {
        return false;
    }
    let instruction = match intrinsic {
        "llvm.wasm.memory.size" => "memory.size",
        "llvm.wasm.memory.grow" => "memory.grow",
        _ => super::refuse(fx.tcx, span, &format!("the intrinsic `{intrinsic}`")),
    };
    // The first argument is the number of the memory. There is one.
    let args = args.iter().skip(1);
    let args: Vec<_> = args.map(|arg| codegen_operand(fx, &arg.node).load_scalar(fx)).collect();
    let params = args.iter().map(|_| AbiParam::new(types::I32)).collect();
    let returns = vec![AbiParam::new(types::I32)];
    let result = fx.lib_call(instruction, params, returns, &args)[0];
    ret.write_cvalue(fx, CValue::by_val(result, ret.layout()));

    match target {
        Some(target) => {
            let block = fx.get_block(target);
            fx.bcx.ins().jump(block, &[]);
        }
        None => {
            fx.bcx.ins().trap(TrapCode::user(1 /* unreachable */).unwrap());
        }
    }
    true
}
