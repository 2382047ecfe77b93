//! Aggregates as parameters and results between crates, with the ABIs of C and of Rust, and by pointers.
//@ aux-build: aggregate_library.rs
use aggregate_library::*;
use std::hint::black_box;

fn main() {
    println!("{:?} {:?}", c_one(black_box(One(1.25))), c_two(Two(3, 5), black_box(33)));
    println!("{:?}", c_three(7, black_box(Three(1, -2.5, [9, 8, 7])), 1 << 40));
    let rust = black_box(Rusty(1, 0xFF, 3, Some(100)));
    println!("{:?}", rusty(rust, &Rusty(9, 0xF0F, 60000, Some(-1))));
    println!("{:?} {:?}", wrapped(Wrapped(-3), black_box([Wrapped(1 << 90), Wrapped(5)])), rusty(Rusty(0, 0, 0, None), &rust));
    println!("{:?}", tuple((1, (2, 3.5)), black_box((4,))));
    let mut bytes = *b"abc";
    println!("{:?} {}", slices(&[1, 2, 3], "end€", &mut bytes), bytes.escape_ascii());
    let c: [extern "C" fn(Two, u8) -> Two; 1] = black_box([c_two]);
    let f: fn(Rusty, &Rusty) -> (Rusty, u8) = black_box(rusty);
    println!("{:?} {:?}", c[0](Two(1, 1), 1), f(rust, &rust));
    println!("{}", call(&|r| Two(r.0, (r.1 + u32::from(r.2)).into()), |t| One(t.1 as f32), |two, one| format!("{two:?}{one:?}")));
}
