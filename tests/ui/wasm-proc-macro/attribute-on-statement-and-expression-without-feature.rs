// Without the features for it, attribute macros on statements and expressions are errors.
//@ proc-macro: positions.rs
//@ edition: 2021

use positions::identity_attr;

fn main() {
    #[identity_attr] //~ ERROR custom attributes cannot be applied to statements
    let one = 1;
    let _ = #[identity_attr] one;
    //~^ ERROR custom attributes cannot be applied to expressions
    //~| ERROR attributes on expressions are experimental
    #[identity_attr]
    fn item() {}
    item();
}
