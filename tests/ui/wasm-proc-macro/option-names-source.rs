// A file that is not even called a module, here the source of the macro crate.
//@ compile-flags: --wasm-proc-macro text={{src-base}}/wasm-proc-macro/auxiliary/describe.rs

fn main() {}

//~? ERROR passed to `--wasm-proc-macro` as `text`, is not a WebAssembly module
