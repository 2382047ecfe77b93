// A label in a macro's result is the caller's or not, by the span of its name.
//@ proc-macro: labels.rs
//@ edition: 2021

use labels::{break_outer, break_own};

fn main() {
    'outer: loop {
        break_outer!();
    }
    'outer: loop {
        break_own!(); //~ ERROR use of undeclared label `'outer`
    }
}
