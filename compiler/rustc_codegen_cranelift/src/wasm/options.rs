//! Options that only LLVM can do something with. Where what is asked for would be missing, they are errors;
//! where the code is only made in another way, or nothing is shown, a warning says so.
//!
//! Debug information is not among them, although there is none: Cargo asks for it in every debug build.

use rustc_session::Session;
use rustc_session::config::{InstrumentCoverage, OutputType, Passes, PatchableFunctionEntry};
use rustc_target::spec::StackProtector;

use super::NAME;

/// Says what cannot be had.
pub(super) fn check(sess: &Session) {
    for (what, is_asked_for) in needed(sess) {
        if is_asked_for {
            sess.dcx().err(format!(
                "`{what}` needs LLVM, which the codegen backend `{NAME}` does without"
            ));
        }
    }
    for output in sess.opts.output_types.keys() {
        if is_of_llvm(*output) {
            sess.dcx().err(format!(
                "`--emit={}` needs LLVM, which the codegen backend `{NAME}` does without",
                output.shorthand()
            ));
        }
    }
    sess.dcx().abort_if_errors();
    for (what, is_asked_for) in ignored(sess) {
        if is_asked_for {
            sess.dcx().warn(format!(
                "`{what}` has no effect: the codegen backend `{NAME}` does without LLVM"
            ));
        }
    }
}

fn is_of_llvm(output: OutputType) -> bool {
    match output {
        OutputType::Assembly
        | OutputType::Bitcode
        | OutputType::LlvmAssembly
        | OutputType::ThinLinkBitcode => true,
        OutputType::DepInfo
        | OutputType::Exe
        | OutputType::Metadata
        | OutputType::Mir
        | OutputType::Object => false,
    }
}

/// What changes what a program does, or is an output.
fn needed(sess: &Session) -> [(&'static str, bool); 8] {
    let (cg, unstable) = (&sess.opts.cg, &sess.opts.unstable_opts);
    [
        ("-C instrument-coverage", cg.instrument_coverage() != InstrumentCoverage::No),
        ("-C profile-generate", cg.profile_generate.enabled()),
        ("-C profile-use", cg.profile_use.is_some()),
        ("-Z autodiff", !unstable.autodiff.is_empty()),
        ("-Z instrument-mcount", unstable.instrument_mcount),
        ("-Z llvm-plugins", !unstable.llvm_plugins.is_empty()),
        ("-Z offload", !unstable.offload.is_empty()),
        ("-Z profile-sample-use", unstable.profile_sample_use.is_some()),
    ]
}

/// What tunes LLVM, makes it talk, or adds what only it can to the code.
fn ignored(sess: &Session) -> [(&'static str, bool); 16] {
    let (cg, unstable) = (&sess.opts.cg, &sess.opts.unstable_opts);
    let has_remarks = match &cg.remark {
        Passes::All => true,
        Passes::Some(passes) => !passes.is_empty(),
    };
    let has_entry_nops = unstable.patchable_function_entry != PatchableFunctionEntry::default();
    [
        ("-C linker-plugin-lto", cg.linker_plugin_lto.enabled()),
        ("-C llvm-args", !cg.llvm_args.is_empty()),
        ("-C no-prepopulate-passes", cg.no_prepopulate_passes),
        ("-C passes", !cg.passes.is_empty()),
        ("-C remark", has_remarks),
        ("-Z emit-stack-sizes", unstable.emit_stack_sizes),
        ("-Z lint-llvm-ir", unstable.lint_llvm_ir),
        ("-Z llvm-module-flag", !unstable.llvm_module_flag.is_empty()),
        ("-Z llvm-time-trace", unstable.llvm_time_trace),
        ("-Z patchable-function-entry", has_entry_nops),
        ("-Z print-codegen-stats", sess.print_llvm_stats()),
        ("-Z print-llvm-passes", unstable.print_llvm_passes),
        ("-Z stack-protector", sess.stack_protector() != StackProtector::None),
        ("-Z time-llvm-passes", unstable.time_llvm_passes),
        ("-Z verify-llvm-ir", sess.verify_llvm_ir()),
        ("-Z virtual-function-elimination", unstable.virtual_function_elimination),
    ]
}
