//! What is done to a function before it becomes WebAssembly.

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::settings::OptLevel;
use cranelift_codegen::{CodegenError, Context};

use crate::options::Options;
use crate::passes::promote::promote_slots;

/// Optimizes the function as far as the target's flags ask for it.
pub(crate) fn optimize(
    context: &mut Context,
    options: &Options,
    control: &mut ControlPlane,
) -> Result<(), CodegenError> {
    let isa = &*options.isa;
    if options.promote_slots && isa.flags().opt_level() != OptLevel::None {
        promote_slots(context, isa)?;
    }
    context.optimize(isa, control)
}
