// A group has a span, and so has each of its delimiters.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::delimiters;

delimiters!((one));
//~^ ERROR opened here
//~| ERROR closed here
//~| ERROR all of it
delimiters! {
    [ //~ ERROR opened here
      //~^ ERROR all of it
        two
    ] //~ ERROR closed here
}

fn main() {}
