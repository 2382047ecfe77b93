//! The backend of rustc.wasm for targets that it has no code generation for: it knows the target, and checks
//! crates, and says that it can do no more.

use std::any::Any;

use rustc_codegen_ssa::target_features::base;
use rustc_codegen_ssa::traits::CodegenBackend;
use rustc_codegen_ssa::{CompiledModules, CrateInfo, TargetConfig};
use rustc_data_structures::fx::FxIndexMap;
use rustc_macros::Diagnostic;
use rustc_middle::dep_graph::{WorkProduct, WorkProductId};
use rustc_middle::ty::TyCtxt;
use rustc_session::{EarlyDiagCtxt, Session};
use rustc_session::config::{CrateType, OutputFilenames, OutputType, PrintRequest};

#[derive(Diagnostic)]
#[diag("cannot generate code for `{$target}` without LLVM")]
#[help("check the crate with `--emit=metadata`, or compile it for WebAssembly with `--target wasm32-wasip1`")]
struct CannotGenerateCode<'a> {
    target: &'a str,
}

#[derive(Diagnostic)]
#[diag("there is no code in this library, as none can be generated for `{$target}` without LLVM")]
#[note("other crates can be checked against it, but not linked with it")]
struct LibraryWithoutCode<'a> {
    target: &'a str,
}

/// Ends the compilation for which `name` was asked for with `-Z codegen-backend`.
pub(crate) fn refuse(early_dcx: &EarlyDiagCtxt, name: &str) -> ! {
    early_dcx.early_fatal(format!(
        "this compiler has no codegen backend `{name}`, and cannot load any; leave `-Z codegen-backend` out"
    ))
}

pub(crate) struct NoCodegenBackend;

impl CodegenBackend for NoCodegenBackend {
    fn name(&self) -> &'static str {
        "dummy"
    }

    fn print(&self, request: &PrintRequest, _out: &mut String, sess: &Session) {
        base::refuse_to_print(request, sess, self.name());
    }

    fn target_config(&self, sess: &Session) -> TargetConfig {
        base::target_config(sess)
    }

    fn print_passes(&self) {
        println!("There are no passes of LLVM without LLVM.");
    }

    fn target_cpu(&self, _sess: &Session) -> String {
        String::new()
    }

    fn codegen_crate(&self, tcx: TyCtxt<'_>, _crate_info: &CrateInfo) -> Box<dyn Any> {
        let target = tcx.sess.opts.target_triple.tuple();
        let outputs = &tcx.sess.opts.output_types;
        let is_library = tcx.crate_types().iter().all(|&kind| kind == CrateType::Rlib);
        if outputs.keys().any(|&output| is_code(output) && !(output == OutputType::Exe && is_library)) {
            tcx.dcx().emit_fatal(CannotGenerateCode { target });
        }
        if outputs.contains_key(&OutputType::Exe) {
            tcx.dcx().emit_warn(LibraryWithoutCode { target });
        }
        Box::new(CompiledModules { modules: vec![], allocator_module: None })
    }

    fn join_codegen(
        &self,
        ongoing_codegen: Box<dyn Any>,
        _sess: &Session,
        _outputs: &OutputFilenames,
    ) -> (CompiledModules, FxIndexMap<WorkProductId, WorkProduct>) {
        (*ongoing_codegen.downcast().unwrap(), FxIndexMap::default())
    }
}

fn is_code(output: OutputType) -> bool {
    match output {
        OutputType::Assembly
        | OutputType::Bitcode
        | OutputType::Exe
        | OutputType::LlvmAssembly
        | OutputType::Object
        | OutputType::ThinLinkBitcode => true,
        OutputType::DepInfo | OutputType::Metadata | OutputType::Mir => false,
    }
}
