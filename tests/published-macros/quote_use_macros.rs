//! `quote_use!`: names in a `quote!` that are replaced by their paths.
//@ dependency: quote-use = "0.8"
//@ dependency: quote = "1"
//@ dependency: proc-macro2 = "1"

use quote_use::quote_use;

fn main() {
    let number = 3u8;
    let tokens = quote_use! {
        # use std::fmt::{self, Display as Show};
        # use alloc::vec::Vec;
        impl Show for Vec<#number> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Some(#number)
            }
        }
    };
    println!("{tokens}");
}
