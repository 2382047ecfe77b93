//! The backend `cranelift-wasm`: Rust for WebAssembly without LLVM. Says what it can do, and hands all
//! work to the driver; it does not know how objects are written.

pub(crate) mod inline;
mod intrinsics;
pub(crate) mod linkage;
mod options;
mod switch;
pub(crate) mod variables;

use std::any::Any;
use std::sync::Arc;

use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use rustc_codegen_ssa::traits::CodegenBackend;
use rustc_codegen_ssa::{CompiledModules, CrateInfo, TargetConfig};
use rustc_data_structures::fx::FxIndexMap;
use rustc_middle::dep_graph::{WorkProduct, WorkProductId};
use rustc_middle::ty::TyCtxt;
use rustc_session::Session;
use rustc_session::config::{CrateType, LtoCli, OptLevel, OutputFilenames, PrintRequest};
use rustc_span::Span;
use rustc_target::spec::Arch;

pub(crate) use self::intrinsics::codegen_intrinsic_call;
pub(crate) use self::switch::codegen_switch_128;
use crate::driver::aot::OngoingCodegen;

/// What `-Zcodegen-backend` calls it.
pub const NAME: &str = "cranelift-wasm";

pub fn new() -> Box<dyn CodegenBackend> {
    Box::new(WasmCodegenBackend)
}

/// Turns link time optimization off, if this is the backend. Otherwise the code of libraries would be
/// taken to be in the crate's object. Where none is asked for, the option stays as it is: it is part of the crate's hash.
#[allow(rustc::bad_opt_access)]
pub fn turn_off_lto(sess: &mut Session, backend: &dyn CodegenBackend) {
    if backend.name() != NAME || matches!(sess.opts.cg.lto, LtoCli::No | LtoCli::Unspecified) {
        return;
    }
    sess.opts.cg.lto = LtoCli::No;
    sess.dcx().warn(format!(
        "the codegen backend `{NAME}` has no link time optimization; crates are optimized one by one"
    ));
}

struct WasmCodegenBackend;

impl CodegenBackend for WasmCodegenBackend {
    fn name(&self) -> &'static str {
        NAME
    }

    fn init(&self, sess: &Session) {
        if sess.target.arch != Arch::Wasm32 {
            let target = &sess.opts.target_triple;
            sess.dcx().fatal(format!(
                "the codegen backend `{NAME}` compiles for targets of 32-bit WebAssembly only, not for `{target}`"
            ));
        }
        options::check(sess);
    }

    fn print(&self, request: &PrintRequest, _out: &mut String, sess: &Session) {
        rustc_codegen_ssa::target_features::base::refuse_to_print(request, sess, NAME);
    }

    fn print_passes(&self) {
        println!("The codegen backend `{NAME}` does without LLVM, and so there are no passes of LLVM.");
    }

    fn target_config(&self, sess: &Session) -> TargetConfig {
        rustc_codegen_ssa::target_features::base::target_config(sess)
    }

    fn supported_crate_types(&self, _sess: &Session) -> Vec<CrateType> {
        vec![
            CrateType::Executable,
            CrateType::Rlib,
            CrateType::StaticLib,
            CrateType::Cdylib,
            CrateType::ProcMacro,
        ]
    }

    fn thin_lto_supported(&self) -> bool {
        false
    }

    fn print_version(&self) {
        println!("Cranelift version: {}", cranelift_codegen::VERSION);
    }

    fn target_cpu(&self, sess: &Session) -> String {
        let asked_for = sess.opts.cg.target_cpu.as_deref();
        asked_for.unwrap_or(sess.target.cpu.as_ref()).to_owned()
    }

    fn codegen_crate(&self, tcx: TyCtxt<'_>, _crate_info: &CrateInfo) -> Box<dyn Any> {
        crate::driver::aot::wasm::run(tcx)
    }

    fn join_codegen(
        &self,
        ongoing_codegen: Box<dyn Any>,
        sess: &Session,
        outputs: &OutputFilenames,
    ) -> (CompiledModules, FxIndexMap<WorkProductId, WorkProduct>) {
        ongoing_codegen.downcast::<OngoingCodegen>().unwrap().join(sess, outputs)
    }
}

/// What functions are built and optimized for, before they become WebAssembly.
pub(crate) fn build_isa(sess: &Session) -> Arc<dyn TargetIsa> {
    let mut flags = settings::builder();
    let verify = if crate::enable_verifier(sess) { "true" } else { "false" };
    flags.set("enable_verifier", verify).unwrap();
    flags.set("enable_llvm_abi_extensions", "true").unwrap();
    flags.set("enable_probestack", "false").unwrap();
    let opt_level = match sess.opts.optimize {
        OptLevel::No => "none",
        OptLevel::Size | OptLevel::SizeMin => "speed_and_size",
        OptLevel::Less | OptLevel::More | OptLevel::Aggressive => "speed",
    };
    flags.set("opt_level", opt_level).unwrap();
    rustc_wasm_object::isa(settings::Flags::new(flags)).unwrap()
}

pub(crate) fn refuse_inline_asm(tcx: TyCtxt<'_>, span: Span) {
    refuse(tcx, span, "inline assembly");
}

/// Ends the compilation because of something that LLVM can compile.
fn refuse(tcx: TyCtxt<'_>, span: Span, what: &str) -> ! {
    tcx.dcx().span_fatal(span, format!("{what} is not supported by the codegen backend `{NAME}`"));
}
