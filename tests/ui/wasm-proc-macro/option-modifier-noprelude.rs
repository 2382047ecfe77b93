// A module with a modifier of `--extern`, which names modules too.
//@ revisions: hidden declared
//@[declared] run-pass
//@ wasm-proc-macro: noprelude:target-of-macros.rs
//@ compile-flags: -Z unstable-options
//@ edition: 2021

#[cfg(declared)]
extern crate target_of_macros;

fn main() {
    assert_eq!(target_of_macros::family!(), "wasm");
    //[hidden]~^ ERROR cannot find module or crate `target_of_macros`
}
