// A library in WebAssembly form that is no macro crate.
//@ no-prefer-dynamic
//@ compile-flags: --target wasm32-unknown-unknown

#![crate_type = "cdylib"]

#[unsafe(no_mangle)]
pub extern "C" fn add(a: u32, b: u32) -> u32 {
    a + b
}
