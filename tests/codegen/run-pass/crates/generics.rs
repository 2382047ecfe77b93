//! Generic code of a library, made in the program for the program's types.
//@ aux-build: generic_library.rs
use generic_library::{Counter, largest, of_words, twice};
use std::hint::black_box;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    A(u8),
    B { text: &'static str },
}

fn main() {
    let mut counter = Counter::new();
    for i in black_box([1, 2, 1, 3, 1, 2]) {
        counter.add(if i == 2 { Own::B { text: "two" } } else { Own::A(i) });
    }
    println!("{counter:?} {:?} {}", counter.most(), Counter::<Own>::LIMIT);
    println!("{:?}", counter.map(|own| matches!(own, Own::A(_))));
    let words = of_words(black_box("a b a c a b"));
    println!("{:?} {:?} {}", words.most(), words.map(|w| w.len()), Counter::<u128>::LIMIT);
    println!("{:?} {:?} {:?}", largest(&[1.5, -2.0, f64::NAN, 7.0]), largest(&["x", "yz", "y"]), largest::<u8>(&[]));
    let mut n = 5;
    println!("{:?} {:?}", twice(|| { n *= 2; n }), twice(String::new));
}
