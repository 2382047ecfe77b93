// Of a macro crate nothing is visible but its macros.
//@ proc-macro: describe.rs
//@ edition: 2021

use describe::derive; //~ ERROR unresolved import `describe::derive`
use describe::name_of; //~ ERROR unresolved import `describe::name_of`
use describe::text::inner; //~ ERROR unresolved import `describe::text`

fn main() {
    describe::name_of(); //~ ERROR cannot find function `name_of` in crate `describe`
    let _ = describe::text; //~ ERROR expected value, found macro `describe::text`
}
