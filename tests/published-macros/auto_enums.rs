//! `#[auto_enum]`: one type for several iterators.
//@ dependency: auto_enums = "0.8"

use auto_enums::{auto_enum, enum_derive};

#[auto_enum(Iterator, DoubleEndedIterator)]
fn numbers(which: u8) -> impl DoubleEndedIterator<Item = u32> {
    match which {
        0 => 0..3,
        1 => vec![7, 8].into_iter(),
        _ if which > 5 => return Some(9).into_iter(),
        2 => std::iter::once(1),
        _ => std::iter::empty(),
    }
}

#[auto_enum(fmt::Display)]
fn shown(text: bool) -> impl std::fmt::Display {
    if text { "text" } else { 12 }
}

#[enum_derive(Iterator, Debug)]
enum Either<A, B> {
    A(A),
    B(B),
}

fn main() {
    for which in [0, 1, 2, 3, 9] {
        println!("{:?}", numbers(which).rev().collect::<Vec<_>>());
    }
    println!("{} {}", shown(true), shown(false));
    println!("{}", Either::<_, std::ops::Range<u32>>::A(0..3).sum::<u32>());
    let _ = Either::<std::ops::Range<u32>, _>::B(0..3);
}
