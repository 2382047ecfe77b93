//! Turns the code of a crate into WebAssembly objects, one codegen unit after the other, on the thread
//! that it is called on. Does not know how functions become WebAssembly, and reads no options but those
//! that change what is in an object.

use std::fs;

use cranelift_module::FuncOrDataId;
use rustc_session::config::OptLevel;
use rustc_span::{DUMMY_SP, Symbol};
use rustc_wasm_object::{Options, WasmModule};

use super::*;

/// Compiles the crate of `tcx`. Nothing remains to be done when this returns.
pub(crate) fn run(tcx: TyCtxt<'_>) -> Box<OngoingCodegen> {
    let cgus = tcx.collect_and_partition_mono_items(()).codegen_units;
    if tcx.dep_graph.is_fully_enabled() {
        for cgu in cgus {
            tcx.ensure_ok().codegen_unit(cgu.name());
        }
    }

    let reuse: Vec<_> = tcx.sess.time("find_cgu_reuse", || {
        cgus.iter().map(|cgu| determine_cgu_reuse(tcx, cgu)).collect()
    });
    rustc_codegen_ssa::assert_module_sources::assert_module_sources(tcx, &|tracker| {
        for (cgu, reuse) in cgus.iter().zip(&reuse) {
            tracker.set_actual_reuse(cgu.name().as_str(), *reuse);
        }
    });

    let modules = tcx.sess.time("codegen mono items", || {
        let modules = cgus.iter().zip(&reuse).map(|(cgu, reuse)| match reuse {
            CguReuse::No => {
                let node = cgu.codegen_dep_node(tcx);
                let hash_result = rustc_middle::dep_graph::hash_result;
                tcx.dep_graph.with_task(node, tcx, cgu.name(), compile_cgu, Some(hash_result)).0
            }
            CguReuse::PreLto | CguReuse::PostLto => {
                OngoingModuleCodegen::Sync(reuse_workproduct_for_cgu(tcx, cgu))
            }
        });
        modules.collect()
    });

    Box::new(OngoingCodegen {
        modules,
        allocator_module: compile_allocator_shim(tcx),
        concurrency_limiter: None,
    })
}

/// A module with the target features of the session, and more.
fn make_module(tcx: TyCtxt<'_>, more_features: &[Symbol]) -> WasmModule {
    let sess = tcx.sess;
    let features = sess.unstable_target_features.iter().chain(more_features);
    let features = features.map(|name| name.as_str());
    let mut options = Options::new(crate::wasm::build_isa(sess), features);
    options.processed_by = vec![("rustc".to_owned(), sess.cfg_version.to_owned())];
    WasmModule::new(options)
}

/// The target features that functions of a codegen unit are marked to have. A module has a feature or
/// has it not: as LLVM, we take it to have each that one of its functions has.
fn features_of_functions(tcx: TyCtxt<'_>, cgu: Symbol) -> Vec<Symbol> {
    let mut features = vec![];
    for item in tcx.codegen_unit(cgu).items().keys() {
        let MonoItem::Fn(instance) = item else { continue };
        let attrs = tcx.codegen_instance_attrs(instance.def);
        features.extend(attrs.target_features.iter().map(|feature| feature.name));
    }
    features
}

fn compile_cgu(tcx: TyCtxt<'_>, name: Symbol) -> OngoingModuleCodegen {
    let mut module = make_module(tcx, &features_of_functions(tcx, name));
    let (_, mut functions, mut asm) = codegen_cgu_content(tcx, &mut module, name);
    if tcx.sess.opts.optimize != OptLevel::No {
        let _timer = tcx.prof.generic_activity_with_arg("inline functions", name.as_str());
        crate::wasm::inline::inline(tcx, name, &mut module, &mut functions);
    }

    let _timer = tcx.prof.generic_activity_with_arg("compile functions", name.as_str());
    let should_write_ir = crate::pretty_clif::should_write_ir(tcx.sess);
    let mut context = Context::new();
    for function in functions {
        crate::base::compile_fn(
            &tcx.prof,
            tcx.output_filenames(()),
            should_write_ir,
            &mut context,
            &mut module,
            None,
            &mut asm,
            function,
        );
    }
    if !asm.is_empty() {
        crate::wasm::refuse_inline_asm(tcx, DUMMY_SP);
    }

    name_imports(tcx, &mut module);
    let compiled = write_object(tcx, module, ModuleKind::Regular, name.as_str());
    OngoingModuleCodegen::Sync(Ok(ModuleCodegenResult {
        module_regular: compiled,
        module_global_asm: None,
        existing_work_product: None,
    }))
}

/// Only a linker has a use for it; with `--emit=obj` alone it would be left over.
fn compile_allocator_shim(tcx: TyCtxt<'_>) -> Option<CompiledModule> {
    if !tcx.sess.opts.output_types.contains_key(&OutputType::Exe) {
        return None;
    }
    let mut module = make_module(tcx, &[]);
    let created = crate::allocator::codegen(tcx, &mut module);
    created.then(|| write_object(tcx, module, ModuleKind::Allocator, "allocator_shim"))
}

/// Gives functions of `#[link(wasm_import_module = "...")]` the names that the runtime knows.
fn name_imports(tcx: TyCtxt<'_>, module: &mut WasmModule) {
    for &krate in tcx.crates(()).iter().chain([&LOCAL_CRATE]) {
        let imports = tcx.wasm_import_module_map(krate);
        let imports = tcx.with_stable_hashing_context(|mut hcx| imports.to_sorted(&mut hcx, false));
        for (&item, import_module) in imports {
            let symbol = tcx.symbol_name(Instance::mono(tcx, item)).name;
            let Some(FuncOrDataId::Func(function)) = module.get_name(symbol) else { continue };
            let given = tcx.codegen_fn_attrs(item).symbol_name;
            let name = given.unwrap_or_else(|| tcx.item_name(item));
            module.set_import(function, import_module, name.as_str());
        }
    }
}

fn write_object(
    tcx: TyCtxt<'_>,
    module: WasmModule,
    kind: ModuleKind,
    name: &str,
) -> CompiledModule {
    let _timer = tcx.prof.generic_activity_with_arg("write object file", name);
    let object = module.finish().unwrap_or_else(|err| {
        tcx.dcx().fatal(format!("cannot write the object of `{name}`: {err}"))
    });
    let temp = tcx.sess.invocation_temp.as_deref();
    let path = tcx.output_filenames(()).temp_path_for_cgu(OutputType::Object, name, temp);
    if let Err(err) = fs::write(&path, &object) {
        tcx.dcx().fatal(format!("cannot write object file `{}`: {err}", path.display()));
    }
    tcx.prof.artifact_size(
        "object_file",
        path.file_name().unwrap().to_string_lossy(),
        object.len() as u64,
    );
    CompiledModule {
        name: name.to_owned(),
        kind,
        object: Some(path),
        dwarf_object: None,
        bytecode: None,
        assembly: None,
        llvm_ir: None,
        links_from_incr_cache: Vec::new(),
    }
}
