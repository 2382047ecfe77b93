// The tokens of items that attribute and derive macros see, after `cfg` and with other attributes.
//@ run-pass
//@ check-run-results
//@ proc-macro: tokens.rs
//@ edition: 2021

use tokens::{DeriveTokens, attribute_tokens};

/// Documentation.
#[attribute_tokens(a = "b", c(d))]
#[inline]
pub(crate) fn function<'a, T: ?Sized>(argument: &'a T) -> impl Sized + 'a
where
    T: 'a,
{
    argument
}

/// A structure.
#[derive(DeriveTokens)]
#[repr(C)]
#[allow(dead_code)]
struct Struct<const N: usize = 3> {
    #[cfg(any())]
    removed: u8,
    #[cfg_attr(all(), helper(kept))]
    array: [u8; N],
}

fn main() {
    println!("{ARGS}\n---\n{ITEM}\n---\n{DERIVED}");
}
