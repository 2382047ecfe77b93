//! Enums with niches and structs with fields in another order go between crates.
//@ aux-build: layout_library.rs
use layout_library::{Nested, Niched, Reordered, change, depth, three, turn};
use std::num::NonZeroU16;

fn main() {
    let mut n = std::hint::black_box(Niched::Nothing);
    for _ in 0..8 {
        n = turn(n);
        print!("{n:?} {} ", Some(Some(n)) == Some(Some(Niched::Number(3))));
    }
    println!("{} {}", size_of::<Niched>(), size_of::<Option<Option<Niched>>>());
    let mut r = Reordered { a: 1, b: 1 << 40, c: NonZeroU16::new(7), d: true, e: Some('y') };
    println!("{:?}", change(&mut r, Reordered { a: 3, b: 5, c: None, d: true, e: None }));
    r.e = std::hint::black_box(Some('x'));
    println!("{:?} {r:?}", change(&mut r.clone(), r));
    println!("{:?} {}", change(&mut Reordered { e: None, ..r }, r), size_of::<Reordered>());
    let nested = Nested::Two(Box::new(Nested::Two(Box::new(Nested::One(1u8)), None)), Some(2));
    println!("{} {} {nested:?} {:?}", depth(&nested), depth(&three(["a", "b"])), three([1.5, 2.5]));
    if let Nested::Two(inner, _) = nested {
        println!("{}", depth(&*inner));
    }
}
