// Only expressions that are literals can be expanded for a macro, and errors in them are shown.
//@ proc-macro: expand.rs
//@ edition: 2021

use expand::expanded;

fn main() {
    expanded!(1 + 2); //~ ERROR macro expansion failed
    expanded!(missing!()); //~ ERROR cannot find macro `missing` in this scope
    //~^ ERROR macro expansion failed
    expanded!(compile_error!("inner")); //~ ERROR inner
    //~^ ERROR macro expansion failed
}
