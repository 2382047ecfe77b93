// Helper attributes are known only where their macro is derived, and by their exact name.
//@ proc-macro: fields.rs
//@ edition: 2021

use fields::Fields;

#[derive(Fields)]
struct Known {
    #[fields]
    //~^ ERROR cannot find attribute `fields` in this scope
    misspelled: u8,
}

struct Unknown {
    #[field]
    //~^ ERROR cannot find attribute `field` in this scope
    not_derived: u8,
}

fn main() {}
