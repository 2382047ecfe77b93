//! `become` on WebAssembly: a call that gives the caller's frame back before it, if the target feature
//! `tail-call` is enabled. Does not know how instructions are written.

use cranelift_codegen::isa::CallConv;
use rustc_abi::ExternAbi;
use rustc_target::callconv::{ArgAbi, PassMode};

use super::pass_mode::ArgAbiExt;
use super::*;

/// The target feature, as LLVM calls it.
const FEATURE: &str = "tail-call";

/// Compiles the call, and with it the end of the function.
pub(crate) fn codegen_tail_call<'tcx>(
    fx: &mut FunctionCx<'_, '_, 'tcx>,
    source_info: mir::SourceInfo,
    func: &Operand<'tcx>,
    args: &[Spanned<Operand<'tcx>>],
) {
    let tcx = fx.tcx;
    if !has_feature(fx) {
        tcx.dcx()
            .struct_span_fatal(
                source_info.span,
                format!("`become` needs the target feature `{FEATURE}`, which is not enabled"),
            )
            .with_help(format!("compile with `-C target-feature=+{FEATURE}`"))
            .emit();
    }

    let func = codegen_operand(fx, func);
    let fn_sig = func.layout().ty.fn_sig(tcx);
    let instance = match *func.layout().ty.kind() {
        ty::FnDef(def_id, fn_args) => Some(callee(tcx, def_id, fn_args, source_info.span)),
        _ => None,
    };
    if let Some(Instance { def: InstanceKind::DropGlue(_, None), .. }) = instance {
        // Empty drop glue is not a function.
        codegen_return(fx);
        return;
    }
    let fn_abi = match instance {
        Some(instance) => {
            FullyMonomorphizedLayoutCx(tcx).fn_abi_of_instance(instance, ty::List::empty())
        }
        None => FullyMonomorphizedLayoutCx(tcx).fn_abi_of_fn_ptr(fn_sig, ty::List::empty()),
    };

    let mut values = args.iter().map(|arg| codegen_operand(fx, &arg.node)).collect::<Vec<_>>();
    if fn_sig.abi() == ExternAbi::RustCall {
        let tuple = values.pop().expect("arguments of a \"rust-call\" function");
        let ty::Tuple(fields) = tuple.layout().ty.kind() else {
            bug!("argument to function with \"rust-call\" ABI is not a tuple");
        };
        values.extend((0..fields.len()).map(|i| tuple.value_field(fx, FieldIdx::new(i))));
    }
    assert_eq!(fn_abi.args.len(), values.len());

    let mut sig = clif_sig_from_fn_abi(tcx, fx.target_config.default_call_conv, fn_abi);
    sig.call_conv = CallConv::Tail;
    fx.bcx.func.signature.call_conv = CallConv::Tail;

    // A trait object is passed without its vtable, which has the callee.
    let mut call_args = vec![];
    let method = match instance {
        Some(Instance { def: InstanceKind::Virtual(_, idx), .. }) => {
            let (ptr, method) = crate::vtable::get_ptr_and_method_ref(fx, values[0], idx);
            call_args.push(ptr.get_addr(fx));
            Some(method)
        }
        Some(_) => None,
        None => Some(func.load_scalar(fx)),
    };
    let skipped = call_args.len();

    // What is passed in memory would be in a frame that is given back. The caller's own arguments are
    // not, and as the signatures are the same, each has its place there. All are read before any of
    // these is written.
    let own_places = argument_places(fx);
    let mut copies = vec![];
    for (i, value) in values.into_iter().enumerate().skip(skipped) {
        let arg_abi = &fn_abi.args[i];
        match (&arg_abi.mode, own_places[i]) {
            (PassMode::Indirect { meta_attrs: None, .. }, Some(own_place)) => {
                let copy = CPlace::new_stack_slot(fx, value.layout());
                copy.write_cvalue(fx, value);
                copies.push((own_place, copy));
                call_args.push(own_place);
            }
            (PassMode::Indirect { .. }, _) => tcx.dcx().span_fatal(
                source_info.span,
                format!("an argument of type `{}` cannot be passed by `become`", arg_abi.layout.ty),
            ),
            _ => call_args.extend(adjust_arg_for_abi(fx, value, arg_abi, true)),
        }
    }
    for (own_place, copy) in copies {
        let value = copy.to_cvalue(fx);
        CPlace::for_ptr(Pointer::new(own_place), value.layout()).write_cvalue(fx, value);
    }
    if fx.fn_abi.ret.is_indirect() {
        // The callee returns to this function's caller.
        call_args.insert(0, entry_params(fx)[0]);
    }

    match method {
        Some(method) => {
            let sig = fx.bcx.import_signature(sig);
            fx.bcx.ins().return_call_indirect(sig, method, &call_args);
        }
        None => {
            let func_ref = fx.get_function_ref(instance.unwrap());
            let sig = fx.bcx.import_signature(sig);
            fx.bcx.func.dfg.ext_funcs[func_ref].signature = sig;
            fx.bcx.ins().return_call(func_ref, &call_args);
        }
    }
}

/// Whether the function that is compiled may use the instructions.
fn has_feature(fx: &FunctionCx<'_, '_, '_>) -> bool {
    let attrs = fx.tcx.codegen_instance_attrs(fx.instance.def);
    fx.tcx.sess.unstable_target_features.iter().any(|name| name.as_str() == FEATURE)
        || attrs.target_features.iter().any(|feature| feature.name.as_str() == FEATURE)
}

/// The function that is called. A caller's location is not passed: the function has its own.
fn callee<'tcx>(
    tcx: TyCtxt<'tcx>,
    def_id: DefId,
    fn_args: ty::GenericArgsRef<'tcx>,
    span: Span,
) -> Instance<'tcx> {
    let env = ty::TypingEnv::fully_monomorphized();
    let instance = Instance::expect_resolve(tcx, env, def_id, fn_args, span);
    let name = tcx.symbol_name(instance).name;
    if name.starts_with("llvm.") {
        tcx.dcx().span_fatal(span, format!("the intrinsic `{name}` cannot be called by `become`"));
    }
    if instance.def.requires_caller_location(tcx) {
        return Instance::resolve_for_fn_ptr(tcx, env, def_id, fn_args).unwrap();
    }
    instance
}

/// What the function that is compiled gets.
fn entry_params(fx: &FunctionCx<'_, '_, '_>) -> Vec<Value> {
    let entry = fx.bcx.func.layout.entry_block().unwrap();
    fx.bcx.func.dfg.block_params(entry).to_vec()
}

/// By argument of the function that is compiled, where it is if it was passed in memory.
fn argument_places<'tcx>(fx: &FunctionCx<'_, '_, 'tcx>) -> Vec<Option<Value>> {
    let mut params = entry_params(fx).into_iter();
    if fx.fn_abi.ret.is_indirect() {
        params.next();
    }
    let place = |arg_abi: &ArgAbi<'tcx, Ty<'tcx>>| {
        let own = params.by_ref().take(arg_abi.get_abi_param(fx.tcx).len()).collect::<Vec<_>>();
        own.first().copied().filter(|_| arg_abi.is_indirect())
    };
    fx.fn_abi.args.iter().map(place).collect()
}
