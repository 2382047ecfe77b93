//! `#[nutype]`: newtypes that check and change what they are made of. It derives traits in the order of a `HashSet`,
//! which natively is another each time. So there is at most one here that `#[derive]` makes, and one that it makes.
//@ dependency: nutype = { version = "0.6", default-features = false, features = ["std"] }

use nutype::nutype;

#[nutype(
    sanitize(trim, lowercase, with = |text: String| text.replace('x', "y")),
    validate(not_empty, len_char_max = 8, predicate = |text| text != "bad"),
    derive(Debug, Display),
)]
pub struct Name(String);

#[nutype(validate(not_empty), derive(Debug, FromStr))]
struct Word(String);

#[nutype(validate(greater_or_equal = 1, less = 10), derive(Debug, Default), default = 5)]
struct Small(u8);

#[nutype(derive(Clone, Into))]
struct Any(i64);

#[nutype(validate(finite), derive(Debug, TryFrom))]
struct Finite(f64);

#[nutype(sanitize(with = |mut list| { list.sort(); list }), derive(Debug, IntoIterator))]
struct Sorted<T: Ord>(Vec<T>);

fn main() {
    println!("{:?}", Name::try_new("  AxB ").map(|name| name.to_string()));
    for text in ["", "much too long", "bad"] {
        println!("{}", Name::try_new(text).unwrap_err());
    }
    println!("{:?} {}", "word".parse::<Word>(), "".parse::<Word>().unwrap_err());
    println!("{:?} {:?} {:?}", Small::try_new(3), Small::try_new(10), Small::default());
    println!("{}", i64::from(Any::new(7).clone()));
    println!("{:?} {}", Finite::try_from(1.5), Finite::try_new(f64::NAN).unwrap_err());
    println!("{:?}", Sorted::new(vec![3, 1, 2]).into_iter().collect::<Vec<_>>());
}
