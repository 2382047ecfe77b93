// A crate with a macro of each kind: what each is given, and what becomes of its result.
//@ run-pass
//@ check-run-results
//@ proc-macro: describe.rs
//@ edition: 2021

use describe::{Describe, describe, text};

#[derive(Describe)]
struct Point;

#[derive(Describe)]
enum Shape {
    #[allow(dead_code)]
    Circle { radius: f64 },
}

#[describe]
fn no_arguments() {}

#[describe(name = "value", [1, 2])]
fn some_arguments() {}

fn main() {
    println!("{}", Point::describe());
    println!("{}", Shape::describe());
    println!("{DESCRIBED_NO_ARGUMENTS}");
    println!("{DESCRIBED_SOME_ARGUMENTS}");
    println!("{}", text!(a + b [c] { d; }));
    println!("{:?}", text!());
    no_arguments();
    some_arguments();
}
