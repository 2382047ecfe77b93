//! `#[proc_macro_error]` around functions that abort and emit errors, as a macro crate has them.
//@ dependency: proc-macro-error2 = "2"
//@ dependency: proc-macro2 = "1"

use proc_macro_error2::proc_macro_error;

type TokenStream = proc_macro2::TokenStream;

mod wrapped {
    use super::{TokenStream, proc_macro_error};

    // What a macro crate's functions become; nothing calls them outside of a macro.
    #[allow(dead_code)]
    #[proc_macro_error(allow_not_macro)]
    pub fn plain(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
        input
    }

    #[allow(dead_code, unused_variables)]
    #[proc_macro_error(allow_not_macro, assert_unwind_safe)]
    pub fn other(input: proc_macro::TokenStream, more: proc_macro::TokenStream) -> proc_macro::TokenStream {
        more
    }

    pub fn count(input: TokenStream) -> usize {
        input.into_iter().count()
    }
}

extern crate proc_macro;

fn main() {
    println!("{}", wrapped::count("a b (c d)".parse().unwrap()));
}
