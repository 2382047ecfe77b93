//! How a compiler is built that is itself a WebAssembly module on WASI. Does not know how it is packed
//! or run.

use crate::core::builder::Cargo;

/// Size of the stack in linear memory, in bytes. rustc gives itself 8 MiB natively and grows it where
/// it recurses; here it cannot grow.
const STACK_SIZE: u32 = 64 << 20;

pub(crate) fn set_rustflags(cargo: &mut Cargo) {
    // Not `+tail-call`: wasmi would then rely on calls being tail calls that LLVM 22 makes ordinary
    // ones here, where two ways of a handler end in one return, and a macro would overflow the stack.
    cargo.rustflag(&format!("-Clink-arg=-zstack-size={STACK_SIZE}"));
    // Less than two thirds of the size that speed asks for. The engine has a profile of its own.
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s");
    cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1");
}
