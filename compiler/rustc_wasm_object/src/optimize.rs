//! What is done to a function before it becomes WebAssembly.

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::{CodegenError, Context};

/// Optimizes the function as far as the target's flags ask for it.
pub(crate) fn optimize(
    context: &mut Context,
    isa: &dyn TargetIsa,
    control: &mut ControlPlane,
) -> Result<(), CodegenError> {
    context.optimize(isa, control)
}
