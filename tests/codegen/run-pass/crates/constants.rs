//! Constant functions and tables of a library, evaluated for the program.
//@ aux-build: const_library.rs
use const_library::{Bits, Of, Unit, hash};
use std::marker::PhantomData;

const HASHES: [u64; 3] = [hash("one"), hash("two"), hash("")];

struct Metre;
struct Mile;

impl Unit for Metre {
    const NAME: &'static str = "m";
}
impl Unit for Mile {
    const NAME: &'static str = "mi";
    const FACTOR: f64 = 1609.344;
}

fn main() {
    println!("{HASHES:x?} {}", hash(std::hint::black_box("one")) == HASHES[0]);
    println!("{:?} {:?} {:?}", Bits::<5>::TABLE, Bits::<9>::lookup(std::hint::black_box(8)), Bits::<0>::lookup(0));
    println!("{} {}", Of::<Metre>(2.0, PhantomData).show(), Of::<Mile>(3.0, PhantomData).show());
    println!("{}", match hash(std::hint::black_box("two")) { H_ONE => "one", H_TWO => "two", _ => "none" });
}

const H_ONE: u64 = hash("one");
const H_TWO: u64 = hash("two");
