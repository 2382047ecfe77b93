//! Traits that are derived with more to say than `derive` has.

use std::collections::HashSet;
use std::fmt;

use derivative::Derivative;

#[derive(Derivative)]
#[derivative(Debug, Clone(bound = ""), PartialEq, Eq, Hash, PartialOrd, Ord, Default(new = "true"))]
struct Point<T> {
    #[derivative(Default(value = "7"))]
    x: u8,
    #[derivative(Debug = "ignore", PartialEq = "ignore", Hash = "ignore", PartialOrd = "ignore", Ord = "ignore")]
    note: &'static str,
    #[derivative(Debug(format_with = "stars"))]
    name: String,
    marker: std::marker::PhantomData<T>,
}

fn stars(name: &String, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "*{name}*")
}

#[derive(Derivative)]
#[derivative(Debug, Copy, Clone, PartialEq = "feature_allow_slow_enum", Eq, Default)]
enum Choice {
    #[derivative(Default)]
    One(#[derivative(Default(value = "9"))] u8),
    Two(u16),
}

fn main() {
    let mut point = Point::<u8>::new();
    point.name = "p".into();
    let mut other = point.clone();
    other.note = "another";
    println!("{point:?} {} {:?}", point == other, point.cmp(&other));
    println!("{}", HashSet::from([point, other]).len());
    println!("{:?} {:?} {}", Choice::default(), Choice::Two(4), Choice::One(0) == Choice::default());
}
