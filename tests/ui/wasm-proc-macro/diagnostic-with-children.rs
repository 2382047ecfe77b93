// A diagnostic with several places, and with notes and helps that have places of their own.
//@ proc-macro: diagnostics.rs
//@ edition: 2021

use diagnostics::error_with_children;

error_with_children! {
    good bad (good { better }) //~ ERROR `bad` is bad
    //~^ WARN a warning below an error
    //~| NOTE `good` is good
    //~| HELP `better` is better
    //~| NOTE a note without a place
    //~| HELP a help without a place
    bad better
}

fn main() {}
