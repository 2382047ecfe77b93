// A macro's warnings do not stop the compilation.
//@ check-pass
//@ proc-macro: diagnostics.rs
//@ edition: 2021

use diagnostics::Warn;

#[derive(Warn)]
struct First; //~ WARN `First` is derived

#[derive(Warn)]
struct Second; //~ WARN `Second` is derived

fn main() {}
