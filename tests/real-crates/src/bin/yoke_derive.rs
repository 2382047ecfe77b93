//! `#[derive(Yokeable)]`: data that borrows, kept with what it borrows from.

use std::borrow::Cow;

use yoke::{Yoke, Yokeable};

#[derive(Yokeable, Debug)]
struct Words<'data> {
    first: &'data str,
    rest: Cow<'data, str>,
    pair: Pair<'data>,
}

#[derive(Yokeable, Debug, Clone)]
struct Pair<'data>(&'data str, usize);

#[derive(Yokeable, Debug)]
enum Either<'data, T: 'static> {
    Text(&'data str),
    Value(T),
}

#[derive(Yokeable, Debug)]
struct Owned {
    number: u8,
}

fn split(text: &str) -> Words<'_> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    Words { first, rest: rest.into(), pair: Pair(&text[..1], text.len()) }
}

fn main() {
    let mut yoke: Yoke<Words<'static>, Box<str>> =
        Yoke::attach_to_cart("one two three".into(), |text: &str| split(text));
    println!("{:?}", yoke.get());
    yoke.with_mut(|words| words.rest.to_mut().push('!'));
    println!("{:?}", yoke.get().rest);
    let pair: Yoke<Pair<'static>, Box<str>> = yoke.map_project(|words, _| words.pair);
    println!("{:?} {:?}", pair.get(), pair.backing_cart());
    let either: Yoke<Either<'static, u8>, Box<str>> =
        Yoke::attach_to_cart("text".into(), |text: &str| Either::Text(text));
    println!("{:?} {:?}", either.get(), Either::<u8>::Value(3).transform());
    println!("{:?}", Yoke::<Owned, &str>::attach_to_cart("abc", |text| Owned { number: text.len() as u8 }).get());
}
