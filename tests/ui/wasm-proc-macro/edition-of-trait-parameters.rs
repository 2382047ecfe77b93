// A parameter without a name is accepted from a macro crate of the edition 2015.
//@ revisions: e2015 e2021
//@[e2015] edition: 2015
//@[e2021] edition: 2021
//@ check-pass
//@ proc-macro: edition-2015.rs

extern crate edition_2015;

edition_2015::anonymous_parameter!();

fn main() {}
