// A macro crate need not have macros.
//@ proc-macro: without-macros.rs
//@ edition: 2021
//@ check-pass

#![deny(warnings)]

#[allow(unused_extern_crates)]
extern crate without_macros;

#[allow(unused_imports)]
use without_macros::*;

fn main() {}
