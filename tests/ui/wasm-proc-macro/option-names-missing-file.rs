// A module that does not exist is an error where its crate is used.
//@ compile-flags: --wasm-proc-macro missing=no/such/file.wasm
//@ edition: 2021

fn main() {
    missing::text!(); //~ ERROR extern location for missing does not exist: no/such/file.wasm
}
