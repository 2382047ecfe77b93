//! Variants with values, and no enum at all.

use enum_iterator::IntoEnumIterator;

#[derive(IntoEnumIterator, Clone, Copy)]
enum Value {
    A(u8),
}

#[derive(IntoEnumIterator)]
struct Nothing;

fn main() {}
