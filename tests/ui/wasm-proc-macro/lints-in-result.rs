// Lints show names of the caller in a macro's result, but not names that the macro made up.
//@ check-pass
//@ proc-macro: lints.rs
//@ edition: 2021

#![warn(non_snake_case, unused_mut, unused_variables)]

lints::function!(notSnakeCase); //~ WARN function `notSnakeCase` should have a snake case name

fn main() {
    lints::with_spans_of_input!(here);
    //~^ WARN unused variable: `x`
    //~| WARN variable does not need to be mutable
}
