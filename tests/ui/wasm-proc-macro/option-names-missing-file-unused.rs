// A module that does not exist is no error if nothing uses its crate.
//@ check-pass
//@ compile-flags: --wasm-proc-macro missing=no/such/file.wasm
//@ edition: 2021

fn main() {}
