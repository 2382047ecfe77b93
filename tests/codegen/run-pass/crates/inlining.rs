//! Inlined functions of a library call its private ones, and macros name its functions.
//@ aux-build: inline_library.rs
use inline_library::{Opaque, always, hinted, never};

fn main() {
    for x in std::hint::black_box([0, 1, 77, u32::MAX - 20]) {
        println!("{} {}", always(x), never(x) & 0xFFFF);
    }
    println!("{} {:?}", hinted("Some Upper CASE"), inline_library::apply!(always, 1, 2));
    let mut opaque = Opaque::new(42);
    println!("{:?}", [(); 4].map(|()| opaque.step()));
    let pointers: [fn(u32) -> u32; 2] = [always, never];
    println!("{:?}", pointers.map(|f| f(3)));
}
