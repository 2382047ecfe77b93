// A program that panics in code made by a macro names the line of the macro's call.
//@ run-fail
//@ proc-macro: positions.rs
//@ edition: 2021
//@ check-run-results
//@ exec-env: RUST_BACKTRACE=0
//@ needs-subprocess

use positions::identity;

fn main() {
    let values = [1, 2];
    let index = std::env::args().count() + 4;
    println!("{}", identity!(values[index]));
}
