// A name can stand for one crate only.
//@ revisions: module library
//@[module] compile-flags: --wasm-proc-macro one=a.wasm --wasm-proc-macro one=b.wasm
//@[library] compile-flags: --extern one=libone.rlib --wasm-proc-macro one=a.wasm

fn main() {}

//~? ERROR the crate `one`, passed to `--wasm-proc-macro`, is also given by another
