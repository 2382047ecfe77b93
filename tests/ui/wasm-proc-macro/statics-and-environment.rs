// The `static`s of a macro crate last over its expansions, and it reads Cargo's variables.
//@ run-pass
//@ proc-macro: counter.rs
//@ edition: 2021
//@ rustc-env: CARGO_PKG_COUNTER=value of the variable

use counter::{env, is_available, next, skip};

#[skip]
fn main() {
    assert_eq!([next!(), next!()], [10, 11]);
    #[skip]
    fn inner() {}
    inner();
    assert_eq!(next!(), 22);
    let value: Option<&str> = env!();
    assert_eq!(value, Some("value of the variable"));
    assert!(is_available!());
}
