// The name that the option gives has to be an identifier.
//@ compile-flags: --wasm-proc-macro my-macros=module.wasm

fn main() {}

//~? ERROR crate name `my-macros` passed to `--wasm-proc-macro` is not a valid ASCII identifier
