// A macro that expands to itself ends at the recursion limit.
//@ proc-macro: nesting.rs
//@ edition: 2021

#![recursion_limit = "20"]

fn main() {
    nesting::forever!(); //~ ERROR recursion limit reached while expanding `nesting::forever!`
}
