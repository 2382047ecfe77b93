// The source after expansion, as `-Z unpretty=expanded` prints it.
//@ check-pass
//@ proc-macro: describe.rs
//@ proc-macro: nesting.rs
//@ compile-flags: -Z unpretty=expanded
//@ edition: 2021

use describe::{Describe, describe, text};

#[derive(Describe, Clone)]
struct Struct;

#[describe(of a function)]
fn function() -> &'static str {
    text!(a + b)
}

fn main() {
    println!("{} {}", function(), nesting::count!(a b));
}
