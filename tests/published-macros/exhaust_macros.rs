//! `#[derive(Exhaust)]`: all values of a type.
//@ dependency: exhaust = "0.2"

use exhaust::Exhaust;

#[derive(Debug, Clone, PartialEq, Exhaust)]
struct Pair<T> {
    a: T,
    b: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Exhaust)]
enum Choice {
    Unit,
    Tuple(bool, bool),
    Named { inner: Pair<bool> },
}

#[derive(Debug, Clone, Exhaust)]
enum Never {}

fn main() {
    println!("{:?}", Pair::<bool>::exhaust().collect::<Vec<_>>());
    println!("{:?}", Choice::exhaust().collect::<Vec<_>>());
    println!("{}", Never::exhaust().count());
}
