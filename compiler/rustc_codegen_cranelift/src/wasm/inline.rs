//! Inlines among the functions of a codegen unit. rustc itself inlines only what it knows before generic
//! functions become particular ones. Does not know how inlining is done.

use cranelift_codegen::ir::Function;
use cranelift_module::{FuncId, FuncOrDataId};
use rustc_data_structures::fx::FxHashMap;
use rustc_hir::attrs::InlineAttr;
use rustc_middle::middle::codegen_fn_attrs::CodegenFnAttrFlags;
use rustc_middle::mono::MonoItem;
use rustc_span::Symbol;
use rustc_wasm_object::{Candidate, Inlining, WasmModule};

use crate::base::CodegenedFunction;
use crate::prelude::*;

/// Inlines and optimizes the functions of the codegen unit, unless `-Zinline-mir=no` is given, which
/// turns off all inlining.
pub(crate) fn inline(
    tcx: TyCtxt<'_>,
    cgu: Symbol,
    module: &mut WasmModule,
    functions: &mut [CodegenedFunction],
) {
    if tcx.sess.opts.unstable_opts.inline_mir == Some(false) {
        return;
    }
    let attributes = attributes(tcx, cgu, module);
    let candidate = |function: &mut CodegenedFunction| Candidate {
        id: function.func_id,
        func: std::mem::replace(&mut function.func, Function::new()),
        inlining: attributes.get(&function.func_id).copied().unwrap_or(Inlining::Auto),
    };
    let mut candidates: Vec<_> = functions.iter_mut().map(candidate).collect();
    if let Err(err) = module.inline(&mut candidates) {
        tcx.dcx().fatal(format!("cannot inline functions of `{cgu}`: {err}"));
    }
    for (function, candidate) in functions.iter_mut().zip(candidates) {
        function.func = candidate.func;
    }
}

/// What the authors of functions say.
fn attributes(tcx: TyCtxt<'_>, cgu: Symbol, module: &WasmModule) -> FxHashMap<FuncId, Inlining> {
    let mut attributes = FxHashMap::default();
    for (&item, _) in tcx.codegen_unit(cgu).items() {
        let MonoItem::Fn(instance) = item else { continue };
        let symbol = tcx.symbol_name(instance).name;
        let Some(FuncOrDataId::Func(id)) = module.get_name(symbol) else { continue };
        let attrs = tcx.codegen_instance_attrs(instance.def);
        let inlining = match attrs.inline {
            InlineAttr::Never => Inlining::Never,
            InlineAttr::Always | InlineAttr::Force { .. } => Inlining::Always,
            _ if attrs.flags.contains(CodegenFnAttrFlags::COLD) => Inlining::Never,
            InlineAttr::Hint => Inlining::Hinted,
            InlineAttr::None => Inlining::Auto,
        };
        attributes.insert(id, inlining);
    }
    attributes
}
