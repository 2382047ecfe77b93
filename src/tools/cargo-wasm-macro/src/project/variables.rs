//! What Cargo's configuration tells the wrapper, in variables that nothing else is to see.

use std::process::Command;

/// Variable with the path of the policy; says that this is a wrapper.
pub const POLICY: &str = "CARGO_WASM_MACRO_POLICY";
/// Variable with the fingerprint of the rules that Cargo knows.
pub const FINGERPRINT: &str = "CARGO_WASM_MACRO_FINGERPRINT";
/// Variable that says whether the lock has all modules that there may be.
pub const LOCKED: &str = "CARGO_WASM_MACRO_LOCKED";
/// Variable with the wrapper that the user has besides.
pub const WRAPPER: &str = "CARGO_WASM_MACRO_WRAPPER";
/// Variable with the path of rustdoc, for which Cargo takes this program.
pub const RUSTDOC: &str = "CARGO_WASM_MACRO_RUSTDOC";

/// Keeps them from rustc and the user's wrapper. A cache takes all of Cargo's variables for a part of what a
/// crate is made of, and paths differ between clones of a project. What the policy says is among the options.
pub fn hide(command: &mut Command) -> &mut Command {
    [POLICY, FINGERPRINT, LOCKED, WRAPPER, RUSTDOC]
        .iter()
        .fold(command, |it, name| it.env_remove(name))
}
