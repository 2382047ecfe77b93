//! `#[derive(ImpartialOrd)]`: a partial order that is the order.
//@ dependency: impartial-ord = "1"

use impartial_ord::ImpartialOrd;

#[derive(PartialEq, Eq, Ord, ImpartialOrd)]
struct Point<T: Ord> {
    x: T,
    y: u8,
}

fn main() {
    println!("{:?}", Point { x: 'a', y: 2 }.partial_cmp(&Point { x: 'a', y: 1 }));
}
