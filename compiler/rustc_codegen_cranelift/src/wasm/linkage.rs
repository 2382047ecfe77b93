//! What `#[linkage = "..."]` says beyond what Cranelift's users usually need: functions that nobody may
//! define, and kinds of weak definitions. Does not know how objects say it.

use cranelift_module::{DataId, FuncOrDataId, ModuleError};
use rustc_hir::LangItem;
use rustc_hir::attrs::Linkage as RLinkage;
use rustc_middle::ty::layout::FnAbiOf;

use crate::prelude::*;

/// The linkage of a definition, of those that are as good as `weak`: they differ in what may be assumed
/// of other definitions, and in whether one that is not used is kept.
pub(crate) fn other(def_id: DefId, linkage: RLinkage) -> Linkage {
    let name = match linkage {
        RLinkage::WeakAny | RLinkage::WeakODR | RLinkage::LinkOnceAny | RLinkage::LinkOnceODR => {
            return Linkage::Preemptible;
        }
        RLinkage::AvailableExternally => "available_externally",
        RLinkage::Common => "common",
        RLinkage::ExternalWeak => "extern_weak",
        RLinkage::External | RLinkage::Internal => "external or internal and not visible as such",
    };
    ty::tls::with(|tcx| {
        let backend = super::NAME;
        tcx.dcx().span_fatal(
            tcx.def_span(def_id),
            format!(
                "definitions of linkage `{name}` are not supported by the codegen backend `{backend}`"
            ),
        )
    })
}

/// The data for a static of linkage `extern_weak` that is an optional function: the address of the
/// function, or null if nobody defines it. On WebAssembly, a function's symbol is not one of data.
pub(crate) fn data_id_for_weak_function<'tcx>(
    tcx: TyCtxt<'tcx>,
    module: &mut dyn Module,
    instance: Instance<'tcx>,
) -> Option<DataId> {
    let attrs = tcx.codegen_fn_attrs(instance.def_id());
    let ty = instance.ty(tcx, ty::TypingEnv::fully_monomorphized());
    if attrs.import_linkage != Some(RLinkage::ExternalWeak) {
        return None;
    }
    let ty::Adt(option, args) = ty.kind() else { return None };
    if !tcx.is_lang_item(option.did(), LangItem::Option) {
        return None;
    }
    let ty::FnPtr(inputs_and_output, header) = args.type_at(0).kind() else { return None };

    let fn_sig = inputs_and_output.with(*header);
    let fn_abi = FullyMonomorphizedLayoutCx(tcx).fn_abi_of_fn_ptr(fn_sig, ty::List::empty());
    let call_conv = module.target_config().default_call_conv;
    let sig = crate::abi::clif_sig_from_fn_abi(tcx, call_conv, fn_abi);
    let symbol_name = tcx.symbol_name(instance).name;
    let func_id = match module.declare_function(symbol_name, Linkage::Preemptible, &sig) {
        Ok(func_id) => func_id,
        // Only the address matters here, which is that of the one that is known already.
        Err(ModuleError::IncompatibleSignature(..)) => match module.get_name(symbol_name) {
            Some(FuncOrDataId::Func(func_id)) => func_id,
            _ => bug!("`{symbol_name}` has a signature and is not a function"),
        },
        Err(err) => tcx.dcx().fatal(format!("cannot declare the function `{symbol_name}`: {err}")),
    };

    let ref_name = format!(
        "_rust_extern_with_linkage_{:016x}_{symbol_name}",
        tcx.stable_crate_id(LOCAL_CRATE)
    );
    let ref_data_id = module.declare_data(&ref_name, Linkage::Local, false, false).unwrap();
    let mut data = DataDescription::new();
    let pointer_size = pointer_ty(tcx).bytes();
    data.set_align(pointer_size.into());
    data.define(vec![0; pointer_size as usize].into_boxed_slice());
    let func_ref = module.declare_func_in_data(func_id, &mut data);
    data.write_function_addr(0, func_ref);
    match module.define_data(ref_data_id, &data) {
        // Each use of the static comes here.
        Ok(()) | Err(ModuleError::DuplicateDefinition(_)) => Some(ref_data_id),
        Err(err) => tcx.dcx().fatal(format!("cannot define `{ref_name}`: {err}")),
    }
}
