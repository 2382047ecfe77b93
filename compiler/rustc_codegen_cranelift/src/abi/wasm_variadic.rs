//! Calls of variadic functions on WebAssembly, where a function has one signature whoever calls it: what
//! is variable goes into a buffer, and the function gets the buffer's address after its fixed arguments.

use rustc_target::callconv::FnAbi;

use super::pass_mode::ArgAbiExt;
use crate::prelude::*;

/// The parameters of a call or a declaration, with those of `fn_abi` that are variable at their end.
pub(super) fn params<'tcx>(
    tcx: TyCtxt<'tcx>,
    fn_abi: &FnAbi<'tcx, Ty<'tcx>>,
    mut params: Vec<AbiParam>,
) -> Vec<AbiParam> {
    if fn_abi.c_variadic {
        params.truncate(params.len() - variable_count(tcx, fn_abi));
        params.push(AbiParam::new(pointer_ty(tcx)));
    }
    params
}

/// Puts the last of `args`, which are variable, into a buffer as C's `va_arg` reads it.
pub(super) fn pass<'tcx>(
    fx: &mut FunctionCx<'_, '_, 'tcx>,
    fn_abi: &FnAbi<'tcx, Ty<'tcx>>,
    args: &mut Vec<Value>,
) {
    let fixed = args.len() - variable_count(fx.tcx, fn_abi);
    let variable = args.split_off(fixed);

    let mut size = 0_u32;
    let mut places = vec![];
    for &value in &variable {
        let bytes = fx.bcx.func.dfg.value_type(value).bytes();
        size = size.next_multiple_of(bytes.max(4));
        places.push(size);
        size += bytes.max(4);
    }
    if size == 0 {
        args.push(fx.bcx.ins().iconst(fx.pointer_type, 0));
        return;
    }
    let buffer = fx.create_stack_slot(size.next_multiple_of(16), 16);
    for (value, place) in variable.into_iter().zip(places) {
        buffer.offset_i64(fx, place.into()).store(fx, value, MemFlags::trusted());
    }
    args.push(buffer.get_addr(fx));
}

/// How many parameters of Cranelift's the variable arguments are.
fn variable_count<'tcx>(tcx: TyCtxt<'tcx>, fn_abi: &FnAbi<'tcx, Ty<'tcx>>) -> usize {
    let variable = &fn_abi.args[fn_abi.fixed_count as usize..];
    variable.iter().map(|arg| arg.get_abi_param(tcx).len()).sum()
}

/// What a variadic function gets as its list: the buffer's address, after the fixed arguments.
pub(super) fn list<'tcx>(
    fx: &mut FunctionCx<'_, '_, 'tcx>,
    block_params: &mut impl Iterator<Item = Value>,
    list_ty: Ty<'tcx>,
) -> CValue<'tcx> {
    CValue::by_val(block_params.next().unwrap(), fx.layout_of(list_ty))
}

/// The intrinsic `va_arg`: reads the next argument of the list that `list` refers to.
pub(crate) fn next_arg<'tcx>(
    fx: &mut FunctionCx<'_, '_, 'tcx>,
    list: CValue<'tcx>,
    ret: CPlace<'tcx>,
) {
    let list = Pointer::new(list.load_scalar(fx));
    let size = i64::try_from(ret.layout().size.bytes().max(4)).unwrap();
    let align = i64::try_from(ret.layout().align.bytes().max(4)).unwrap();

    let mut place = list.load(fx, fx.pointer_type, MemFlags::trusted());
    if align > 4 {
        place = fx.bcx.ins().iadd_imm(place, align - 1);
        place = fx.bcx.ins().band_imm(place, -align);
    }
    let rest = fx.bcx.ins().iadd_imm(place, size);
    list.store(fx, rest, MemFlags::trusted());
    ret.write_cvalue(fx, CValue::by_ref(Pointer::new(place), ret.layout()));
}
