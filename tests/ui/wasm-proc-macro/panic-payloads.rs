// What is said of a macro that panicked, by what it panicked with.
//@ proc-macro: panics.rs
//@ edition: 2021

use panics::*;

panic_with_str!(); //~ ERROR proc macro panicked
panic_with_string!(a b c); //~ ERROR proc macro panicked
panic_with_another_type!(); //~ ERROR proc macro panicked
unwrap_an_error!(256); //~ ERROR proc macro panicked
unwrap_an_error!(255);
overflow!(); //~ ERROR proc macro panicked

fn main() {}
