//! `#[apply]`, `#[macro_rules_derive]` and `attribute_alias!`: `macro_rules!` macros as attributes and derives.
//@ dependency: macro_rules_attribute = "0.2"

use macro_rules_attribute::{apply, attribute_alias, derive, derive_alias, macro_rules_derive};

macro_rules! names_of {
    ($(#[$attribute:meta])* $visibility:vis struct $name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$attribute])* $visibility struct $name { $($field: $type),* }
        impl $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field: $type)),*];
        }
    };
}

macro_rules! Count {
    ($(#[$attribute:meta])* $visibility:vis enum $name:ident { $($variant:ident),* $(,)? }) => {
        impl $name {
            const COUNT: usize = [$(stringify!($variant)),*].len();
        }
    };
}

derive_alias! {
    #[derive(Usual!)] = #[derive(Debug, Clone, PartialEq)];
}

attribute_alias! {
    #[apply(hidden!)] = #[doc(hidden)] #[allow(dead_code)];
}

#[apply(names_of)]
#[derive(Usual!)]
pub struct Point {
    x: i32,
    y: Vec<u8>,
}

#[macro_rules_derive(Count)]
enum Letter {
    A,
    B,
    C,
}

#[apply(hidden!)]
fn unused() {}

#[derive(Usual!, Default)]
struct Both(u8);

fn main() {
    println!("{:?} {} {:?}", Point::NAMES, Letter::COUNT, Point { x: 1, y: vec![2] }.clone());
    println!("{:?}", Both::default());
}
