// Errors in what a macro made with `quote!` point to the caller's tokens, or to the macro call.
//@ proc-macro: quoted.rs
//@ edition: 2021

use quoted::*;

fn main() {
    let _ = type_error!("text"); //~ ERROR mismatched types
    missing_function!(); //~ ERROR cannot find module or crate `missing`
    missing_function_at_def_site!(); //~ ERROR cannot find function `missing_at_def_site`
}
