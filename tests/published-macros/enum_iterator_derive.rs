//! `#[derive(Sequence)]`: all values of a type, in order.
//@ dependency: enum-iterator = "2"

use enum_iterator::{Sequence, all, cardinality, first, last, next, previous_cycle, reverse_all};

#[derive(Debug, Clone, Copy, PartialEq, Sequence)]
enum Day {
    Monday,
    Tuesday(bool),
    Special { first: bool, second: Option<Part> },
}

#[derive(Debug, Clone, Copy, PartialEq, Sequence)]
enum Part {
    Morning,
    Evening,
}

#[derive(Debug, PartialEq, Sequence)]
struct Pair<T>(T, Part);

#[derive(Debug, PartialEq, Sequence)]
enum Never {}

fn main() {
    println!("{} {} {}", cardinality::<Day>(), cardinality::<Pair<bool>>(), cardinality::<Never>());
    println!("{:?}", all::<Day>().collect::<Vec<_>>());
    println!("{:?}", reverse_all::<Pair<bool>>().collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", first::<Day>(), last::<Part>(), next(&Day::Tuesday(true)));
    println!("{:?}", previous_cycle(&Part::Morning));
}
