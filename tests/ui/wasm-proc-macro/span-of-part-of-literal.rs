// Spans of a part of a literal, of the place before it, and of the place after it.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::parts;

parts!("text");
//~^ ERROR part of the literal
//~| ERROR before it
//~| ERROR after it
parts!(-12345);
//~^ ERROR part of the literal
//~| ERROR before it
//~| ERROR after it
parts!(1);
//~^ ERROR before it
//~| ERROR after it

fn main() {}
