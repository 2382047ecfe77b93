// A module that is a library, and no macro crate.
//@ aux-build: plain-module.rs
//@ compile-flags: --wasm-proc-macro plain={{build-base}}/wasm-proc-macro/option-names-plain-module/auxiliary/plain_module.wasm
//@ edition: 2021

fn main() {
    plain::add!(1, 2); //~ ERROR cannot load the procedural macro crate `plain`
}
