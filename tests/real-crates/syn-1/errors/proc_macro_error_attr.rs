//! The attribute on a function that is not a macro, without saying so.

use proc_macro_error::proc_macro_error;

#[proc_macro_error]
fn nothing() {}

#[proc_macro_error(unknown)]
fn unknown() {}

fn main() {}
