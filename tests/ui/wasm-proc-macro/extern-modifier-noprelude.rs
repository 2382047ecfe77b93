// With `noprelude` a macro crate is no crate of the prelude, but `extern crate` finds it.
//@ revisions: hidden declared
//@[declared] run-pass
//@ proc-macro: noprelude:describe.rs
//@ compile-flags: -Z unstable-options
//@ edition: 2021

#[cfg(declared)]
extern crate describe;

fn main() {
    assert_eq!(describe::text!(a), "a"); //[hidden]~ ERROR cannot find module or crate `describe`
}
