// The source of a span is the outermost macro call, its parent the macro call around it.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::sources;

sources!(plain);
//~^ ERROR the token
//~| ERROR its source

macro_rules! through {
    ($token:tt) => {
        sources!($token own); //~ ERROR the token
    };
}

through!(outer);
//~^ ERROR the token
//~| ERROR its source
//~| ERROR its source
//~| ERROR its parent

fn main() {}
